#include "store/contract.h"

#include <atomic>
#include <thread>

#include <gmock/gmock.h>
#include <rapidcheck.h>

#include "store/memory.h"
#include "store/sqlite.h"

namespace hashira::store {
namespace {

using journal::Change;
using journal::Commit;
using journal::Head;
using journal::Key;
using journal::Row;
using journal::Store;
using journal::Table;
using testing::ElementsAre;

Done commit_one(Store& store, const Commit& commit) {
  return store.commit({&commit, 1});
}

Commit changes_on(const Head& head, const journal::StreamId& stream, std::vector<Change> changes) {
  return {stream, head, {}, std::move(changes)};
}

std::vector<Bytes> keys_of(const std::vector<Row>& rows) {
  std::vector<Bytes> out;
  for (const Row& row : rows) out.push_back(row.key);
  return out;
}

TEST_P(StoreContract, AnEmptyStreamStandsAtItsGenesis) {
  EXPECT_EQ(*store_->head("budget"), journal::genesis("budget"));
  EXPECT_TRUE(store_->streams()->empty());
  EXPECT_TRUE(store_->entries("budget", 1, 10)->empty());
}

TEST_P(StoreContract, EntriesComeBackInOrder) {
  Head head = journal::genesis("b");
  Commit commit = entries_on(head, "b", 5);
  ASSERT_TRUE(commit_one(*store_, commit));
  Head other = journal::genesis("a");
  ASSERT_TRUE(commit_one(*store_, entries_on(other, "a", 1)));
  EXPECT_EQ(*store_->head("b"), head);
  EXPECT_THAT(*store_->streams(), ElementsAre("a", "b"));
  auto page = *store_->entries("b", 2, 3);
  ASSERT_EQ(page.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(page[i].seq, i + 2);
    EXPECT_EQ(page[i].bytes, commit.entries[i + 1].bytes);
    EXPECT_EQ(page[i].hash, commit.entries[i + 1].hash);
  }
  EXPECT_EQ(store_->entries("b", 0, 100)->size(), 5u);
  EXPECT_TRUE(store_->entries("b", 6, 100)->empty());
}

TEST_P(StoreContract, ValuesKeepTheirBytesInEveryTable) {
  std::vector<Change> changes;
  std::vector<Key> keys;
  for (int table = 0; table < journal::table_count; ++table) {
    for (const Bytes& key : {Bytes(), Bytes(1, '\0'), Bytes("\xff\x00\x01", 3)}) {
      keys.push_back({static_cast<Table>(table), key});
      changes.push_back({keys.back(), Bytes("\x00v", 2) + static_cast<char>(table)});
    }
  }
  changes.push_back({{Table::state, "empty"}, Bytes()});
  keys.push_back({Table::state, "empty"});
  keys.push_back({Table::state, "absent"});
  ASSERT_TRUE(commit_one(*store_, changes_on(journal::genesis("s"), "s", changes)));
  auto values = *store_->get(keys);
  ASSERT_EQ(values.size(), keys.size());
  for (std::size_t i = 0; i < changes.size(); ++i) EXPECT_EQ(values[i], changes[i].value);
  EXPECT_EQ(values.back(), std::nullopt);
}

TEST_P(StoreContract, TheLastChangeOfAKeyHolds) {
  Key key{Table::cell, "k"}, gone{Table::cell, "g"};
  Head head = journal::genesis("s");
  std::vector<Commit> group{changes_on(head, "s", {{key, "1"}, {gone, "x"}, {key, "2"}}),
                            changes_on(head, "s", {{key, "3"}, {gone, {}}})};
  ASSERT_TRUE(store_->commit(group));
  EXPECT_THAT(*store_->get(std::vector{key, gone}), ElementsAre("3", std::nullopt));
  ASSERT_TRUE(commit_one(*store_, changes_on(head, "s", {{key, {}}})));
  EXPECT_THAT(*store_->get(std::vector{key}), ElementsAre(std::nullopt));
}

TEST_P(StoreContract, ScanPagesThroughAPrefix) {
  std::vector<Change> changes;
  for (const Bytes& key :
       {Bytes("a"), Bytes("p"), Bytes("p1"), Bytes("p2"), Bytes("p2x"), Bytes("p\xff"), Bytes("q")}) {
    changes.push_back({{Table::index, key}, key});
  }
  ASSERT_TRUE(commit_one(*store_, changes_on(journal::genesis("s"), "s", changes)));
  EXPECT_THAT(keys_of(*store_->scan(Table::index, "p", "", 3)), ElementsAre("p", "p1", "p2"));
  EXPECT_THAT(keys_of(*store_->scan(Table::index, "p", "p2", 9)), ElementsAre("p2x", "p\xff"));
  EXPECT_THAT(keys_of(*store_->scan(Table::index, "p", "a", 1)), ElementsAre("p"));
  EXPECT_THAT(keys_of(*store_->scan(Table::index, "", "", 2)), ElementsAre("a", "p"));
  EXPECT_THAT(keys_of(*store_->scan(Table::index, "p", "q", 2)), ElementsAre());
  EXPECT_THAT(keys_of(*store_->scan(Table::index, "", "", 0)), ElementsAre());
  EXPECT_THAT(keys_of(*store_->scan(Table::state, "", "", 9)), ElementsAre());
}

TEST_P(StoreContract, AMovedHeadIsAConflictAndWritesNothing) {
  Head head = journal::genesis("s");
  Head stale = head;
  ASSERT_TRUE(commit_one(*store_, entries_on(head, "s", 2)));
  Head fine = journal::genesis("a");
  std::vector<Commit> group{entries_on(fine, "a", 1), entries_on(stale, "s", 1)};
  group[0].changes.push_back({{Table::state, "k"}, "v"});
  auto done = store_->commit(group);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "journal.conflict");
  EXPECT_FALSE(done.error().mend.empty());
  EXPECT_EQ(*store_->head("a"), journal::genesis("a"));
  EXPECT_EQ(*store_->head("s"), head);
  EXPECT_THAT(*store_->get(std::vector{Key{Table::state, "k"}}), ElementsAre(std::nullopt));
}

TEST_P(StoreContract, AnEqualSeqWithAnotherHashIsAConflict) {
  Head head = journal::genesis("s");
  ASSERT_TRUE(commit_one(*store_, entries_on(head, "s", 1)));
  Head forked = head;
  forked.hash[0] ^= 1;
  auto done = commit_one(*store_, entries_on(forked, "s", 1));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "journal.conflict");
}

TEST_P(StoreContract, CommitsOfAGroupMayFollowEachOther) {
  Head head = journal::genesis("s");
  std::vector<Commit> group;
  for (int i = 0; i < 3; ++i) group.push_back(entries_on(head, "s", 2));
  ASSERT_TRUE(store_->commit(group));
  Head read = journal::genesis("s");
  ASSERT_TRUE(journal::follow("s", read, *store_->entries("s", 1, 100)));
  EXPECT_EQ(read, head);
}

TEST_P(StoreContract, OurOwnBugsStopBeforeAnythingIsWritten) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  Head head = journal::genesis("s");
  Commit hole = entries_on(head, "s", 2);
  hole.entries.erase(hole.entries.begin());
  EXPECT_DEATH((void)commit_one(*store_, hole), "leaves a hole");
}

TEST_P(StoreContract, ReadersSeeWholeCommitsWhileOneWrites) {
  std::atomic<bool> stop{false};
  std::atomic<int> torn{0}, reads{0};
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      std::vector<Key> keys{{Table::state, "a"}, {Table::cell, "b"}};
      while (!stop) {
        auto values = store_->get(keys);
        if (!values || (*values)[0] != (*values)[1]) ++torn;
        ++reads;
      }
    });
  }
  Head head = journal::genesis("s");
  for (int i = 0; i < 60 || reads < 100; ++i) {
    Commit commit = entries_on(head, "s", 1);
    commit.changes = {{{Table::state, "a"}, std::to_string(i)}, {{Table::cell, "b"}, std::to_string(i)}};
    ASSERT_TRUE(commit_one(*store_, commit));
  }
  stop = true;
  for (auto& reader : readers) reader.join();
  EXPECT_EQ(torn, 0);
  EXPECT_EQ(store_->head("s")->hash, head.hash);
}

TEST_P(StoreContract, WritersThatRaceNeverOverwriteEachOther) {
  std::atomic<int> won{0};
  auto write = [&] {
    for (int i = 0; i < 20; ++i) {
      Head head = *store_->head("s");
      if (commit_one(*store_, entries_on(head, "s", 1))) ++won;
    }
  };
  std::thread other(write);
  write();
  other.join();
  Head read = journal::genesis("s");
  ASSERT_TRUE(journal::follow("s", read, *store_->entries("s", 1, 100)));
  EXPECT_EQ(read.seq, static_cast<std::uint64_t>(won));
  EXPECT_GE(won, 20);
}

// A plain map says what every store must answer.
TEST_P(StoreContract, AgreesWithAMap) {
  using Groups = std::vector<std::map<char, std::pair<bool, std::string>>>;
  rc::check("random changes, gets and scans", [] {
    auto groups = *rc::gen::resize(12, rc::gen::arbitrary<Groups>());
    ScratchFolder folder;
    auto store = GetParam().make_store(folder.path());
    std::map<Bytes, Bytes> model;
    Head head = journal::genesis("s");
    for (const auto& group : groups) {
      Commit commit = entries_on(head, "s", group.size() % 3);
      for (const auto& [name, kept] : group) {
        Bytes key(1 + static_cast<unsigned char>(name) % 3, static_cast<char>(name & 0x83));
        auto value = kept.first ? std::optional(kept.second) : std::nullopt;
        commit.changes.push_back({{Table::posting, key}, value});
        model.erase(key);
        if (value) model[key] = *value;
      }
      RC_ASSERT(commit_one(*store, commit).has_value());
    }
    auto rows = *store->scan(Table::posting, "", "", 1000);
    std::map<Bytes, Bytes> stored;
    for (const Row& row : rows) stored[row.key] = row.value;
    RC_ASSERT(stored == model);
    RC_ASSERT(rows.size() == model.size());
    RC_ASSERT(*store->head("s") == head);
  });
}

TEST_P(KeyStoreContract, KeepsAKeyAndForgetsItForGood) {
  std::vector<journal::KeyStore::PartyKey> keys{{Bytes(16, 'p'), Bytes(32, 'k')}, {Bytes(16, 'q'), Bytes(32, 'l')}};
  ASSERT_TRUE(keys_->put(keys));
  ASSERT_TRUE(keys_->put(keys)) << "the same again is no mistake";
  EXPECT_EQ(*keys_->get(keys[0].party), keys[0].key);
  ASSERT_TRUE(keys_->destroy(keys[0].party));
  EXPECT_EQ(*keys_->get(keys[0].party), std::nullopt);
  EXPECT_EQ(*keys_->get(keys[1].party), keys[1].key);
  EXPECT_TRUE(keys_->destroy(keys[0].party)) << "destroying twice is no mistake";
}

TEST_P(KeyStoreContract, GivesManyKeysInTheOrderAsked) {
  std::vector<journal::KeyStore::PartyKey> keys{{Bytes(16, 'p'), Bytes(32, 'k')}, {Bytes(16, 'q'), Bytes(32, 'l')}};
  ASSERT_TRUE(keys_->put(keys));
  std::vector<Bytes> asked{keys[1].party, Bytes(16, 'n'), keys[0].party, keys[1].party};
  std::vector<std::optional<Bytes>> expected{keys[1].key, std::nullopt, keys[0].key, keys[1].key};
  EXPECT_EQ(*keys_->get_many(asked), expected);
  EXPECT_EQ(keys_->get_many({})->size(), 0u);
  ASSERT_TRUE(keys_->destroy(keys[1].party)) << "no read holds the file";
  EXPECT_EQ(keys_->get_many(asked)->front(), std::nullopt);
}

TEST_P(KeyStoreContract, NeverReplacesAKey) {
  std::vector<journal::KeyStore::PartyKey> first{{Bytes(16, 'p'), Bytes(32, 'k')}};
  std::vector<journal::KeyStore::PartyKey> second{{Bytes(16, 'n'), Bytes(32, 'x')}, {Bytes(16, 'p'), Bytes(32, 'x')}};
  ASSERT_TRUE(keys_->put(first));
  auto done = keys_->put(second);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, "store.other_key_kept");
  EXPECT_EQ(*keys_->get(first[0].party), first[0].key);
  EXPECT_EQ(*keys_->get(second[0].party), std::nullopt) << "all or nothing";
}

TEST_P(KeyStoreContract, NamedSecretsAreMadeOnce) {
  EXPECT_EQ(*keys_->named("index"), std::nullopt);
  ASSERT_TRUE(keys_->put_named("index", "secret"));
  ASSERT_TRUE(keys_->put_named("index", "secret"));
  EXPECT_FALSE(keys_->put_named("index", "another"));
  EXPECT_EQ(*keys_->named("index"), "secret");
}

const StoreKind memory_kind{"memory", [](const std::string&) { return make_memory_store(); },
                            [](const std::string&) { return make_memory_keys(); }};
const StoreKind sqlite_kind{
    "sqlite", [](const std::string& folder) { return *open_sqlite(folder + "/journal.db", Mode::create); },
    [](const std::string& folder) { return *open_sqlite_keys(folder + "/keys.db"); }};

// The same file, its recent changes moved into their tables all the time.
const StoreKind moving_kind{"moving",
                            [](const std::string& folder) {
                              return *open_sqlite(folder + "/journal.db", Mode::create,
                                                  {.recent_rows = 1, .quiet_ms = 1});
                            },
                            sqlite_kind.make_keys};

std::string kind_name(const testing::TestParamInfo<StoreKind>& info) {
  return info.param.name;
}
INSTANTIATE_TEST_SUITE_P(All, StoreContract, testing::Values(memory_kind, sqlite_kind, moving_kind), kind_name);
INSTANTIATE_TEST_SUITE_P(All, KeyStoreContract, testing::Values(memory_kind, sqlite_kind), kind_name);

}  // namespace
}  // namespace hashira::store
