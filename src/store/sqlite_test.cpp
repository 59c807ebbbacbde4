// What only a file can go through: foreign, damaged, locked, read-only, full.
#include "store/sqlite.h"

#include <gtest/gtest.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "store/contract.h"

namespace hashira::store {
namespace {

using journal::Commit;
using journal::Head;
using journal::Key;
using journal::Table;

constexpr SqliteOptions impatient{.busy_timeout_ms = 50};

// Runs SQL on a file as another program would.
void other_program(const std::string& path, const std::string& sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
  sqlite3_close(database);
}

std::string read_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream all;
  if (in) all << in.rdbuf();
  return all.str();
}

class SqliteFile : public testing::Test {
 protected:
  void make_store(std::uint64_t count) {
    auto store = *open_sqlite(path_, Mode::create);
    Head head = journal::genesis("s");
    Commit commit = entries_on(head, "s", count);
    ASSERT_TRUE(store->commit({&commit, 1}));
  }
  // Every refusal names the file and says how to mend it.
  void expect_refused(const std::string& path, Mode mode, const std::string& code) {
    auto opened = open_sqlite(path, mode, impatient);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, code) << opened.error().text();
    EXPECT_EQ(opened.error().place.source, path);
    EXPECT_FALSE(opened.error().what.empty());
    EXPECT_FALSE(opened.error().mend.empty());
  }

  ScratchFolder folder_;
  std::string path_ = folder_.file("journal.db");
};

TEST_F(SqliteFile, StaysWhatItWasAfterReopening) {
  make_store(3);
  auto store = *open_sqlite(path_, Mode::open);
  EXPECT_EQ(store->head("s")->seq, 3u);
  Head head = *store->head("s");
  Commit commit = entries_on(head, "s", 1);
  EXPECT_TRUE(store->commit({&commit, 1}));
}

TEST_F(SqliteFile, MissingThingsAreNamed) {
  expect_refused(path_, Mode::open, "store.missing_file");
  EXPECT_FALSE(std::filesystem::exists(path_)) << "looking for a file does not make it";
  expect_refused(folder_.file("nowhere/journal.db"), Mode::create, "store.missing_folder");
  expect_refused(folder_.path(), Mode::open, "store.cannot_open");
}

TEST_F(SqliteFile, CreatingNeverOverwrites) {
  make_store(1);
  expect_refused(path_, Mode::create, "store.file_exists");
  EXPECT_EQ((*open_sqlite(path_, Mode::open))->head("s")->seq, 1u);
}

TEST_F(SqliteFile, WhatAKillLeftOfACreationIsMadeAnew) {
  std::ofstream(path_).flush();
  EXPECT_TRUE(open_sqlite(path_, Mode::create));
}

TEST_F(SqliteFile, ForeignFilesAreLeftAlone) {
  std::string text = "this is a letter, not a database, and it is long enough to have a header ................................";
  std::ofstream(path_) << text;
  expect_refused(path_, Mode::open, "store.foreign_file");
  EXPECT_EQ(read_bytes(path_), text);
  std::string other = folder_.file("other.db");
  other_program(other, "CREATE TABLE t (x)");
  expect_refused(other, Mode::open, "store.foreign_file");
  std::string keys = folder_.file("keys.db");
  ASSERT_TRUE(open_sqlite_keys(keys));
  expect_refused(keys, Mode::open, "store.foreign_file");
}

TEST_F(SqliteFile, AnotherFormatSaysWhichProgramToUse) {
  make_store(1);
  other_program(path_, "PRAGMA user_version=0");
  expect_refused(path_, Mode::open, "store.other_format");
  other_program(path_, "PRAGMA user_version=99");
  auto newer = open_sqlite(path_, Mode::open);
  EXPECT_NE(newer.error().mend.find("newer"), std::string::npos);
}

TEST_F(SqliteFile, AMissingTableIsDamage) {
  make_store(1);
  other_program(path_, "DROP TABLE cell");
  expect_refused(path_, Mode::open, "store.corrupt");
}

// Zeroed pages are found when they are read: an error, never wrong rows and never a crash.
TEST_F(SqliteFile, DamagedPagesAreErrors) {
  make_store(2000);
  other_program(path_, "PRAGMA wal_checkpoint(TRUNCATE)");
  std::string whole = read_bytes(path_);
  ASSERT_GT(whole.size(), 40u * 4096);
  int seen = 0;
  for (std::size_t page = 1; page < whole.size() / 4096; ++page) {
    std::string damaged = whole;
    damaged.replace(page * 4096, 4096, 4096, '\0');
    std::ofstream(path_, std::ios::binary) << damaged;
    auto store = open_sqlite(path_, Mode::open);
    auto entries = store ? (*store)->entries("s", 1, 5000) : tl::unexpected(store.error());
    if (entries) continue;  // a page of another table
    EXPECT_EQ(entries.error().code, "store.corrupt");
    ++seen;
  }
  EXPECT_GT(seen, 30);
}

TEST_F(SqliteFile, ALockedFileSaysSo) {
  make_store(1);
  auto store = *open_sqlite(path_, Mode::open, impatient);
  Head head = *store->head("s"), before = head;
  int other = ::open((path_ + "-log").c_str(), O_RDWR);
  ASSERT_EQ(flock(other, LOCK_EX), 0);
  Commit commit = entries_on(head, "s", 1);
  auto done = store->commit({&commit, 1});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "store.locked");
  EXPECT_EQ(*store->head("s"), before) << "readers go on";
  close(other);
  EXPECT_TRUE(store->commit({&commit, 1})) << "and so does the writer, once the lock is gone";
}

// The tables are the mover's: whoever locks the database holds up no commit.
TEST_F(SqliteFile, ALockedDatabaseHoldsUpNoCommit) {
  make_store(1);
  auto store = *open_sqlite(path_, Mode::open, impatient);
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  Head head = *store->head("s");
  Commit commit = entries_on(head, "s", 1);
  EXPECT_TRUE(store->commit({&commit, 1}));
  EXPECT_EQ(*store->head("s"), head);
  EXPECT_EQ(store->entries("s", 1, 10)->size(), 2u);
  sqlite3_close(other);
}

TEST_F(SqliteFile, TwoProgramsNeverForkAStream) {
  make_store(1);
  auto one = *open_sqlite(path_, Mode::open), two = *open_sqlite(path_, Mode::open);
  Head head = *one->head("s"), stale = head;
  Commit first = entries_on(head, "s", 1), second = entries_on(stale, "s", 1);
  ASSERT_TRUE(one->commit({&first, 1}));
  EXPECT_EQ(two->commit({&second, 1}).error().code, "journal.conflict");
}

// As root every file is writable, so the test becomes nobody for a moment.
class AsNobody {
 public:
  AsNobody() : was_(geteuid()) {
    if (was_ == 0) changed_ = seteuid(65534) == 0;
  }
  ~AsNobody() {
    if (changed_) changed_ = seteuid(was_) != 0;
  }

 private:
  uid_t was_;
  bool changed_ = false;
};

TEST_F(SqliteFile, AReadOnlyFileSaysSo) {
  make_store(1);
  chmod(path_.c_str(), 0444);
  chmod(folder_.path().c_str(), 0755);
  AsNobody nobody;
  expect_refused(path_, Mode::open, "store.read_only");
}

TEST_F(SqliteFile, AnUnreadableFileSaysSo) {
  make_store(1);
  chmod(path_.c_str(), 0000);
  chmod(folder_.path().c_str(), 0755);
  AsNobody nobody;
  expect_refused(path_, Mode::open, "store.cannot_open");
}

TEST_F(SqliteFile, AFolderThatCannotBeWrittenSaysSo) {
  chmod(folder_.path().c_str(), 0555);
  AsNobody nobody;
  expect_refused(path_, Mode::create, "store.cannot_open");
}

// Groups are written until the file is full: the refused group leaves nothing, what was acknowledged stays whole.
TEST_F(SqliteFile, AFullDiskKeepsWhatWasAcknowledged) {
  Head head = journal::genesis("s"), acknowledged = head;
  {
    auto store = *open_sqlite(path_, Mode::create, {.pages_max = 120});
    Done done;
    for (int group = 0; done && group < 1000; ++group) {
      acknowledged = head;
      Commit commit = entries_on(head, "s", 50);
      commit.changes = {{{Table::meta, "group"}, std::to_string(head.seq)}};
      done = store->commit({&commit, 1});
    }
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, "store.full");
    EXPECT_EQ(*store->head("s"), acknowledged);
  }
  auto store = *open_sqlite(path_, Mode::open);
  EXPECT_GT(acknowledged.seq, 50u);
  EXPECT_EQ(*store->head("s"), acknowledged);
  Key group{Table::meta, "group"};
  EXPECT_EQ((*store->get({&group, 1}))[0], std::to_string(acknowledged.seq));
  Head read = journal::genesis("s");
  EXPECT_TRUE(journal::follow("s", read, *store->entries("s", 1, 100'000)));
  EXPECT_EQ(read, acknowledged);
  Commit commit = entries_on(acknowledged, "s", 50);
  EXPECT_TRUE(store->commit({&commit, 1})) << "with room again it goes on";
}

TEST_F(SqliteFile, ADestroyedKeyIsInNoFile) {
  std::string path = folder_.file("keys.db");
  Bytes secret = "a key of 32 bytes that can be fo", other = "another of 32 bytes that is kept";
  auto keys = *open_sqlite_keys(path);
  std::vector<journal::KeyStore::PartyKey> both{{Bytes(16, 'p'), secret}, {Bytes(16, 'q'), other}};
  ASSERT_TRUE(keys->put(both));
  auto on_disk = [&] { return read_bytes(path) + read_bytes(path + "-wal"); };
  EXPECT_NE(on_disk().find(secret), std::string::npos);
  ASSERT_TRUE(keys->destroy(both[0].party));
  EXPECT_EQ(on_disk().find(secret), std::string::npos);
  EXPECT_NE(on_disk().find(other), std::string::npos);
}

TEST_F(SqliteFile, ALostKeyFileIsNotReplacedSilently) {
  std::string path = folder_.file("keys.db");
  auto missing = open_sqlite_keys(path, Mode::open);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, "store.missing_keys");
  EXPECT_FALSE(std::filesystem::exists(path));
  ASSERT_TRUE(open_sqlite_keys(path, Mode::create));
  EXPECT_TRUE(open_sqlite_keys(path, Mode::open));
  EXPECT_TRUE(open_sqlite_keys(path, Mode::create)) << "what init left when it was cut off is taken up";
}

TEST_F(SqliteFile, FilesAreReadableByTheirOwnerOnly) {
  std::string path = folder_.file("keys.db");
  auto keys = *open_sqlite_keys(path);
  ASSERT_TRUE(keys->put_named("n", "v"));
  make_store(1);
  for (const std::string& file : {path, path + "-wal", path + "-shm", path_, path_ + "-log"}) {
    struct stat status {};
    ASSERT_EQ(stat(file.c_str(), &status), 0) << file;
    EXPECT_EQ(status.st_mode & 077, 0u) << file;
  }
}

}  // namespace
}  // namespace hashira::store
