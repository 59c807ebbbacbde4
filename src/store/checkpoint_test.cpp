// Checkpoints over a real store: journal/checkpoint.h cannot see one.
#include "journal/checkpoint.h"

#include <gtest/gtest.h>

#include <fstream>

#include "store/contract.h"
#include "store/memory.h"
#include "store/sqlite.h"

namespace hashira::store {
namespace {

using journal::Head;

class Checkpoints : public testing::Test {
 protected:
  Done grow(journal::Store& store, const journal::StreamId& stream, std::uint64_t count) {
    Head head = TRY(store.head(stream));
    auto commit = entries_on(head, stream, count);
    return store.commit({&commit, 1});
  }
  auto add(journal::Store& store) { return journal::add_checkpoint(store, key_, Instant{1}, file_); }
  auto audit(journal::Store& store) { return journal::audit_checkpoints(store, key_.public_key, file_); }
  static std::string code(const Result<std::size_t>& result) { return result ? "" : result.error().code; }

  ScratchFolder folder_;
  std::string file_ = folder_.file("checkpoints.jsonl");
  journal::SigningKey key_ = journal::signing_key_of(Bytes(32, 's'));
};

TEST_F(Checkpoints, HoldWhileTheStoreGrows) {
  auto store = make_memory_store();
  ASSERT_TRUE(add(*store)) << "of an empty store";
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(grow(*store, "a", 2));
    ASSERT_TRUE(grow(*store, "b", 1));
    ASSERT_TRUE(add(*store));
  }
  auto checked = audit(*store);
  ASSERT_TRUE(checked) << checked.error().text();
  EXPECT_EQ(*checked, 4u);
  EXPECT_EQ(store->streams()->size(), 2u) << "checkpoints are no stream";
}

TEST_F(Checkpoints, ShowACutTail) {
  auto store = make_memory_store();
  ASSERT_TRUE(grow(*store, "a", 3) && add(*store));
  auto older = make_memory_store();  // a backup from before
  ASSERT_TRUE(grow(*older, "a", 2));
  auto found = audit(*older);
  EXPECT_EQ(code(found), "journal.cut_tail");
  EXPECT_EQ(found.error().place.source, "entry a/3");
  EXPECT_EQ(add(*older).error().code, "journal.cut_tail") << "nothing is signed over it";
}

TEST_F(Checkpoints, ShowARewrittenChain) {
  auto store = make_memory_store();
  ASSERT_TRUE(grow(*store, "a", 3) && add(*store));
  auto rewritten = make_memory_store();  // a chain that is whole in itself, but another one
  Head head = journal::genesis("a");
  journal::Commit commit{"a", head, {}, {}};
  for (std::uint64_t seq = 1; seq <= 3; ++seq) {
    journal::Entry entry;
    entry.stream = "a";
    entry.seq = seq;
    entry.type = "test.other";
    entry.actor = "someone";
    commit.entries.push_back(journal::link(head, entry));
  }
  ASSERT_TRUE(rewritten->commit({&commit, 1}));
  EXPECT_EQ(code(audit(*rewritten)), "journal.rewritten");
}

TEST_F(Checkpoints, ALineLostInACrashIsWrittenLater) {
  auto store = make_memory_store();
  ASSERT_TRUE(grow(*store, "a", 1) && add(*store) && add(*store));
  std::string first_line;
  std::getline(std::ifstream(file_) >> std::ws, first_line);
  std::ofstream(file_) << first_line << "\n" << "{\"number\":2,\"at";  // torn
  ASSERT_TRUE(audit(*store));
  ASSERT_TRUE(add(*store));
  EXPECT_EQ(journal::read_checkpoint_file(file_, key_.public_key)->size(), 3u);
  EXPECT_EQ(*audit(*store), 3u);
}

TEST_F(Checkpoints, AnotherKeyIsSeen) {
  auto store = make_memory_store();
  ASSERT_TRUE(add(*store));
  EXPECT_EQ(code(journal::audit_checkpoints(*store, journal::signing_key_of(Bytes(32, 't')).public_key, "")), "journal.bad_checkpoint");
}

TEST_F(Checkpoints, SurviveInSqlite) {
  std::string path = folder_.file("journal.db");
  {
    auto store = *open_sqlite(path, Mode::create);
    ASSERT_TRUE(grow(*store, "a", 1) && add(*store));
  }
  auto store = *open_sqlite(path, Mode::open);
  EXPECT_EQ(*audit(*store), 1u);
  ASSERT_TRUE(add(*store));
  EXPECT_EQ(*audit(*store), 2u);
}

TEST_F(Checkpoints, TheSigningKeyIsMadeOnce) {
  auto keys = make_memory_keys();
  auto random = seeded_random(1);
  auto first = *journal::signing_key(*keys, *random);
  EXPECT_EQ(journal::signing_key(*keys, *random)->public_key, first.public_key);
}

}  // namespace
}  // namespace hashira::store
