// Recent changes: durable in the log, seen by every reader of the file, moved into their tables without anyone
// noticing.
#include "store/sqlite/recent.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <sqlite3.h>

#include <fstream>
#include <random>

#include "store/contract.h"
#include "store/sqlite.h"
#include "store/sqlite/log_record.h"

namespace hashira::store {
namespace {

using journal::Change;
using journal::Commit;
using journal::Head;
using journal::Key;
using journal::Store;
using journal::Table;

constexpr SqliteOptions never_moves{.recent_rows = 1'000'000, .quiet_ms = 3'600'000};
constexpr SqliteOptions always_moves{.recent_rows = 1, .quiet_ms = 1};

// A number in the file as another program reads it.
std::int64_t ask(const std::string& path, const char* sql) {
  sqlite3* database = nullptr;
  sqlite3_stmt* statement = nullptr;
  EXPECT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
  EXPECT_EQ(sqlite3_prepare_v2(database, sql, -1, &statement, nullptr), SQLITE_OK);
  EXPECT_EQ(sqlite3_step(statement), SQLITE_ROW);
  std::int64_t number = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  sqlite3_close(database);
  return number;
}

Done put(Store& store, std::vector<Change> changes) {
  Commit commit{"s", journal::genesis("s"), {}, std::move(changes)};
  return store.commit({&commit, 1});
}

std::optional<Bytes> value_of(Store& store, const Bytes& key) {
  return store.get(std::vector{Key{Table::state, key}})->front();
}

void copy_files(const std::string& from, const std::string& to) {
  for (const char* part : {"", "-wal", "-log"}) {
    if (!std::filesystem::exists(from + part)) continue;
    std::filesystem::copy_file(from + part, to + part, std::filesystem::copy_options::overwrite_existing);
  }
}

// Replaces bytes of a file, as a bad disk would.
void overwrite(const std::string& path, std::size_t at, const Bytes& bytes) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(at));
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  ASSERT_TRUE(file.good());
}

TEST(Recent, ARecordKeepsItsContent) {
  Head head = journal::genesis("s"), other = journal::genesis("t");
  std::vector<Commit> commits{entries_on(head, "s", 2), entries_on(other, "t", 1), entries_on(head, "s", 1)};
  commits[0].changes = {
      {{Table::state, "a"}, "1"}, {{Table::meta, Bytes()}, Bytes()}, {{Table::cell, Bytes("\0x", 2)}, std::nullopt}};
  std::vector<const Change*> each;
  for (const Change& change : commits[0].changes) each.push_back(&change);
  Bytes record = sqlite::encode_record(commits, each, 0);
  auto read = sqlite::decode_record(record);
  ASSERT_TRUE(read);
  std::vector<Change> changes;
  std::vector<std::uint64_t> seqs;
  for (const Commit& commit : *read) {
    for (const auto& entry : commit.entries) seqs.push_back(entry.seq);
    for (const Change& change : commit.changes) changes.push_back(change);
  }
  EXPECT_EQ(seqs, (std::vector<std::uint64_t>{1, 2, 1, 3}));
  ASSERT_EQ(changes.size(), 3u);
  for (std::size_t i = 0; i < changes.size(); ++i) {
    EXPECT_EQ(changes[i].at, commits[0].changes[i].at);
    EXPECT_EQ(changes[i].value, commits[0].changes[i].value);
  }
  EXPECT_EQ((*read)[0].entries[1].bytes, commits[0].entries[1].bytes);
  EXPECT_EQ((*read)[0].entries[1].hash, commits[0].entries[1].hash);
  std::size_t whole = 0;
  for (std::size_t size = 0; size < record.size(); ++size) {
    auto cut = sqlite::decode_record(BytesView(record).substr(0, size));
    whole += cut ? 1 : 0;
    EXPECT_TRUE(cut || cut.error().code == "store.corrupt");
  }
  EXPECT_EQ(whole, 7u) << "only where an item ends";
  record[0] = '\x7f';
  EXPECT_FALSE(sqlite::decode_record(record));
}

TEST(Recent, AProgramThatEndsLeavesNothingInTheLog) {
  ScratchFolder folder;
  std::string path = folder.file("journal.db");
  {
    auto store = *open_sqlite(path, Mode::create, never_moves);
    ASSERT_TRUE(put(*store, {{{Table::state, "k"}, "v"}}));
    EXPECT_EQ(ask(path, "SELECT moved FROM log_state"), 0);
    EXPECT_EQ(ask(path, "SELECT count(*) FROM state"), 0);
  }
  EXPECT_EQ(ask(path, "SELECT moved FROM log_state"), 1);
  EXPECT_EQ(ask(path, "SELECT count(*) FROM state"), 1);
}

// A copy of the files while the log is full is what a kill leaves.
TEST(Recent, WhatAKillLeftInTheLogIsThere) {
  ScratchFolder folder;
  std::string path = folder.file("journal.db"), copy = folder.file("copy.db");
  auto store = *open_sqlite(path, Mode::create, never_moves);
  for (int i = 0; i < 50; ++i) {
    ASSERT_TRUE(put(*store, {{{Table::state, "k" + std::to_string(i % 7)}, std::to_string(i)},
                             {{Table::state, "gone"}, std::nullopt}}));
  }
  copy_files(path, copy);
  auto again = *open_sqlite(copy, Mode::open);
  EXPECT_EQ(again->scan(Table::state, "", "", 100)->size(), 7u);
  EXPECT_EQ(value_of(*again, "k0"), "49");
  ASSERT_TRUE(put(*again, {{{Table::state, "k0"}, "50"}}));
  again.reset();
  EXPECT_EQ(value_of(**open_sqlite(copy, Mode::open), "k0"), "50");
}

// Each record begins on a boundary of 4 KiB: three small ones stand at 4096, 8192 and 12288.
class DamagedLog : public testing::Test {
 protected:
  void SetUp() override {
    store_ = *open_sqlite(path_, Mode::create, never_moves);
    for (int i = 1; i <= 3; ++i) ASSERT_TRUE(put(*store_, {{{Table::state, "k"}, std::to_string(i)}}));
    copy_files(path_, copy_);
  }
  void announce(char id) { overwrite(copy_ + "-log", 8, Bytes(7, '\0') + id); }
  std::string code() {
    auto read = (*open_sqlite(copy_, Mode::open))->get(std::vector{Key{Table::state, "k"}});
    return read ? "" : read.error().code;
  }

  ScratchFolder folder_;
  std::string path_ = folder_.file("journal.db"), copy_ = folder_.file("copy.db");
  std::unique_ptr<Store> store_;  // open all the time: it moves when it ends
};

TEST_F(DamagedLog, AnAcknowledgedRecordThatIsGoneIsAnError) {
  for (std::size_t at : {4096, 8192, 12288}) {
    for (std::size_t offset : {0, 8, 16, 24, 30}) {
      copy_files(path_, copy_);
      overwrite(copy_ + "-log", at + offset, "\xee\xee");
      EXPECT_EQ(code(), "store.corrupt") << at << "+" << offset;
    }
  }
}

// A power cut in the middle of a write leaves a part of a record that nobody was told of.
TEST_F(DamagedLog, WhatWasNeverAcknowledgedIsCutOff) {
  announce(2);
  overwrite(copy_ + "-log", 12288 + 26, "\xee");
  auto store = *open_sqlite(copy_, Mode::open);
  EXPECT_EQ(value_of(*store, "k"), "2");
  ASSERT_TRUE(put(*store, {{{Table::state, "k"}, "4"}}));
  EXPECT_EQ(value_of(*store, "k"), "4");
  store.reset();
  EXPECT_EQ(value_of(**open_sqlite(copy_, Mode::open), "k"), "4");
}

TEST_F(DamagedLog, AWholeRecordCountsAnnouncedOrNot) {
  announce(2);
  EXPECT_EQ(value_of(**open_sqlite(copy_, Mode::open), "k"), "3");
}

TEST_F(DamagedLog, TheLogOfAnotherFileIsNotRead) {
  std::string other = folder_.file("other.db");
  { auto store = *open_sqlite(other, Mode::create, never_moves); }
  std::filesystem::copy_file(path_ + "-log", other + "-log", std::filesystem::copy_options::overwrite_existing);
  auto read = (*open_sqlite(other, Mode::open))->get(std::vector{Key{Table::state, "k"}});
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "store.corrupt");
}

// The log's room is used again and again; whatever is copied at any moment is a whole state. Its 80 blocks hold a few
// records only, so that they go around many times.
TEST(Recent, TheLogGoesAroundInItsRoom) {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    std::mt19937 random(seed);
    ScratchFolder folder;
    std::string path = folder.file("journal.db");
    SqliteOptions small = seed % 2 == 0 ? always_moves : never_moves;
    small.pages_max = 80;
    auto store = *open_sqlite(path, Mode::create, small);
    std::map<Bytes, Bytes> expected;
    for (int step = 0; step < 40; ++step) {
      Bytes key = "k" + std::to_string(random() % 3);
      expected[key] = Bytes(random() % 40'000, static_cast<char>('a' + step % 26));
      ASSERT_TRUE(put(*store, {{{Table::state, key}, expected[key]}})) << seed << " " << step;
      ASSERT_EQ(value_of(*store, key), std::optional(expected[key]));
      if (random() % 10 == 0) store = *open_sqlite(path, Mode::open, small);
    }
    EXPECT_LE(std::filesystem::file_size(path + "-log"), 80u * 4096);
    EXPECT_GT(ask(path, "SELECT next_at FROM log_state"), 0) << "it was moved now and then";
    store.reset();
    auto again = *open_sqlite(path, Mode::open);
    auto rows = *again->scan(Table::state, "", "", 100);
    ASSERT_EQ(rows.size(), expected.size());
    for (const auto& row : rows) EXPECT_EQ(expected[row.key], row.value);
  }
}

// Keys of the index are looked for in a filter first: it hides none, whichever program wrote it and whenever.
TEST(Recent, TheFilterHidesNoKey) {
  ScratchFolder folder;
  std::string path = folder.file("journal.db");
  auto key = [](int i) { return Key{Table::index, i == 0 ? Bytes() : "key " + std::to_string(i)}; };
  auto put_keys = [&](Store& store, int from, int to) {
    std::vector<Change> changes;
    for (int i = from; i < to; ++i) changes.push_back({key(i), std::to_string(i)});
    ASSERT_TRUE(put(store, changes));
  };
  auto missing = [&](Store& store, int to) {
    int count = 0;
    for (int i = 0; i < to; ++i) count += (*store.get(std::vector{key(i)}))[0] == std::to_string(i) ? 0 : 1;
    return count;
  };
  put_keys(**open_sqlite(path, Mode::create), 0, 2000);
  auto store = *open_sqlite(path, Mode::open, always_moves), other = *open_sqlite(path, Mode::open, always_moves);
  for (int from = 2000; from < 3000; from += 100) {
    put_keys(from % 200 == 0 ? *store : *other, from, from + 100);
    EXPECT_EQ(missing(*store, from + 100), 0);
    EXPECT_EQ(missing(*other, from + 100), 0);
    EXPECT_EQ((*store->get(std::vector{key(from + 100)}))[0], std::nullopt);
  }
}

TEST(Recent, TheFilterIsOfUse) {
  sqlite::KeyFilter filter(10'000);
  for (int i = 0; i < 10'000; ++i) filter.add("key " + std::to_string(i));
  int wrong = 0;
  for (int i = 0; i < 10'000; ++i) {
    EXPECT_TRUE(filter.may_have("key " + std::to_string(i)));
    wrong += filter.may_have("other " + std::to_string(i)) ? 1 : 0;
  }
  EXPECT_LT(wrong, 300);
}

// Format 2 had a table `recent` in the database: what waited there is taken over.
TEST(Recent, AFileOfTheFormatBeforeIsTakenOver) {
  ScratchFolder folder;
  std::string path = folder.file("journal.db");
  { auto store = *open_sqlite(path, Mode::create); }
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
  const char* sql =
      "DROP TABLE log_state; PRAGMA user_version=2;"
      "CREATE TABLE recent (id INTEGER NOT NULL PRIMARY KEY, changes BLOB NOT NULL) STRICT;"
      "CREATE TABLE recent_moved (only_row INTEGER NOT NULL PRIMARY KEY, moved INTEGER NOT NULL) STRICT;"
      "INSERT INTO state VALUES (x'6b', x'30'), (x'67', x'30');"
      "INSERT INTO recent VALUES (7, x'00000000016b0000000131'), (8, x'00000000016b0000000132000000000167ffffffff')";
  ASSERT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
  sqlite3_close(database);
  auto store = *open_sqlite(path, Mode::open);
  EXPECT_EQ(value_of(*store, "k"), "2");
  EXPECT_EQ(value_of(*store, "g"), std::nullopt);
  EXPECT_TRUE(put(*store, {{{Table::state, "k"}, "3"}}));
  EXPECT_EQ(ask(path, "PRAGMA user_version"), 3);
}

// Two programs on one file, one that leaves its changes in the log and one that moves them all the time: each sees what
// either has committed, and no row ever goes back.
TEST(Recent, TwoProgramsSeeEachOther) {
  rc::check("random commits and reads by two programs", [] {
    ScratchFolder folder;
    std::string path = folder.file("journal.db");
    auto first = *open_sqlite(path, Mode::create, never_moves);
    auto second = *open_sqlite(path, Mode::open, always_moves);
    std::map<Bytes, Bytes> expected;
    auto keys = rc::gen::map(rc::gen::inRange(0, 6), [](int n) { return "k" + std::to_string(n); });
    for (int step = 0; step < 30; ++step) {
      Store& writer = *rc::gen::arbitrary<bool>() ? *first : *second;
      Store& reader = *rc::gen::arbitrary<bool>() ? *first : *second;
      Bytes key = *keys;
      if (*rc::gen::inRange(0, 4) == 0) {
        RC_ASSERT(put(writer, {{{Table::state, key}, std::nullopt}}));
        expected.erase(key);
      } else {
        expected[key] = std::to_string(step);
        RC_ASSERT(put(writer, {{{Table::state, key}, expected[key]}}));
      }
      auto rows = *reader.scan(Table::state, "k", "", 100);
      RC_ASSERT(rows.size() == expected.size());
      for (const auto& row : rows) RC_ASSERT(expected[row.key] == row.value);
      auto found = expected.find(key);
      RC_ASSERT(value_of(reader, key) == (found == expected.end() ? std::nullopt : std::optional(found->second)));
    }
    first.reset();
    second.reset();
    auto third = *open_sqlite(path, Mode::open);
    RC_ASSERT(third->scan(Table::state, "k", "", 100)->size() == expected.size());
  });
}

}  // namespace
}  // namespace hashira::store
