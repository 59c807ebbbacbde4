// Recent changes: durable in the log, seen by every reader of the file, moved into their tables without anyone
// noticing.
#include "store/sqlite/recent.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <sqlite3.h>

#include "store/contract.h"
#include "store/sqlite.h"

namespace hashira::store {
namespace {

using journal::Change;
using journal::Commit;
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

TEST(Recent, ALogRowKeepsItsChanges) {
  std::vector<Change> changes{
      {{Table::state, "a"}, "1"}, {{Table::meta, Bytes()}, Bytes()}, {{Table::cell, Bytes("\0x", 2)}, std::nullopt}};
  std::vector<const Change*> each;
  for (const Change& change : changes) each.push_back(&change);
  Bytes row = sqlite::encode_changes(each);
  auto read = sqlite::decode_changes(row);
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), changes.size());
  for (std::size_t i = 0; i < changes.size(); ++i) {
    EXPECT_EQ((*read)[i].at, changes[i].at);
    EXPECT_EQ((*read)[i].value, changes[i].value);
  }
  for (std::size_t size = 0; size < row.size(); ++size) {
    auto cut = sqlite::decode_changes(BytesView(row).substr(0, size));
    if (cut) {
      EXPECT_LT(cut->size(), changes.size());
    } else {
      EXPECT_EQ(cut.error().code, "store.corrupt");
    }
  }
  row[0] = '\x7f';
  EXPECT_FALSE(sqlite::decode_changes(row));
}

TEST(Recent, AProgramThatEndsLeavesNothingInTheLog) {
  ScratchFolder folder;
  std::string path = folder.file("journal.db");
  {
    auto store = *open_sqlite(path, Mode::create, never_moves);
    ASSERT_TRUE(put(*store, {{{Table::state, "k"}, "v"}}));
    EXPECT_EQ(ask(path, "SELECT count(*) FROM recent"), 1);
    EXPECT_EQ(ask(path, "SELECT count(*) FROM state"), 0);
  }
  EXPECT_EQ(ask(path, "SELECT count(*) FROM recent"), 0);
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
  for (const char* part : {"", "-wal"}) std::filesystem::copy_file(path + part, copy + part);
  auto again = *open_sqlite(copy, Mode::open);
  EXPECT_EQ(again->scan(Table::state, "", "", 100)->size(), 7u);
  EXPECT_EQ(value_of(*again, "k0"), "49");
  ASSERT_TRUE(put(*again, {{{Table::state, "k0"}, "50"}}));
  again.reset();
  EXPECT_EQ(value_of(**open_sqlite(copy, Mode::open), "k0"), "50");
}

TEST(Recent, ADamagedLogRowIsAnError) {
  ScratchFolder folder;
  std::string path = folder.file("journal.db"), copy = folder.file("copy.db");
  auto store = *open_sqlite(path, Mode::create, never_moves);
  ASSERT_TRUE(put(*store, {{{Table::state, "k"}, "v"}}));
  for (const char* part : {"", "-wal"}) std::filesystem::copy_file(path + part, copy + part);
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(copy.c_str(), &database), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(database, "UPDATE recent SET changes=x'ff'", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(database);
  auto again = *open_sqlite(copy, Mode::open);
  auto read = again->get(std::vector{Key{Table::state, "k"}});
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "store.corrupt");
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
