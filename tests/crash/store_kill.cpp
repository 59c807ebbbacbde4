// kill -9 at random moments while groups are committed to SQLite: what was acknowledged is there, nothing is half there,
// chains, keys and checkpoints hold. (A kill leaves the kernel's cache: what a power cut does rests on synchronous=FULL.)
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <thread>

#include "journal/chain.h"
#include "journal/checkpoint.h"
#include "kill.h"
#include "store/contract.h"
#include "store/sqlite.h"

namespace hashira::crash {
namespace {

using journal::Commit;
using journal::Head;
using journal::Key;
using journal::Table;

constexpr const char* streams[] = {"alpha", "beta", "gamma"};
const Key last_group_key{Table::meta, "last-group"};

// What group `number` holds follows from its number alone, so that the parent can say what must be there.
std::uint64_t entries_of(std::uint64_t number, std::size_t stream) { return (number * 7 + stream * 3) % 9; }
Bytes party_of(std::uint64_t number) {
  Bytes party(8, 'p');
  append_u64(party, number);
  return party;
}
Key row_key(std::uint64_t number) { return {Table::state, "group/" + std::to_string(number)}; }

Commit part_of(std::uint64_t number, std::size_t at, Head& head) {
  Commit commit{streams[at], head, {}, {}};
  for (std::uint64_t i = 0; i < entries_of(number, at); ++i) {
    journal::Entry entry;
    entry.stream = streams[at];
    entry.seq = head.seq + 1;
    entry.type = "test.happened";
    entry.actor = "tester";
    entry.party = party_of(number);
    entry.body = journal::BodyWriter().integer("group", static_cast<std::int64_t>(number)).text("filling", std::string(number % 400, 'x')).body();
    commit.entries.push_back(journal::link(head, entry));
  }
  return commit;
}

struct Folder {
  std::string path;
  std::string journal() const { return path + "/journal.db"; }
  std::string keys() const { return path + "/keys.db"; }
  std::string checkpoints() const { return path + "/checkpoints.jsonl"; }
};

std::uint64_t last_group(journal::Store& store) {
  auto value = store.get({&last_group_key, 1}).value()[0];
  return value ? read_u64(*value) : 0;
}

// The child has nobody to tell: a refusal ends it, and the parent sees too little acknowledged.
void must(const Done& done) {
  if (!done) std::abort();
}

// The child: key first, then the group, then the word that it is durable; now and then a checkpoint.
void write_groups(const Folder& folder, const Acknowledge& acknowledge) {
  auto store = std::move(store::open_sqlite(folder.journal(), store::Mode::open).value());
  auto keys = std::move(store::open_sqlite_keys(folder.keys()).value());
  auto random = system_random();
  auto signing = journal::signing_key(*keys, *random).value();
  std::vector<Head> heads;
  for (const char* stream : streams) heads.push_back(store->head(stream).value());
  for (std::uint64_t number = last_group(*store) + 1;; ++number) {
    journal::KeyStore::PartyKey key{party_of(number), Bytes(32, 'k')};
    must(keys->put({&key, 1}));
    std::vector<Commit> group;
    for (std::size_t at = 0; at < heads.size(); ++at) group.push_back(part_of(number, at, heads[at]));
    Bytes stamp;
    append_u64(stamp, number);
    group.back().changes = {{row_key(number), Bytes(view(heads[0].hash))}, {last_group_key, stamp}};
    must(store->commit(group));
    if (number % 10 == 0) journal::add_checkpoint(*store, signing, Instant{static_cast<std::int64_t>(number)}, folder.checkpoints()).value();
    acknowledge(number);
  }
}

// The parent's view of what must be there, carried from round to round.
class Auditor {
 public:
  explicit Auditor(Folder folder) : folder_(std::move(folder)) {
    for (const char* stream : streams) heads_.push_back(journal::genesis(stream));
  }

  void check(const std::vector<std::uint64_t>& acknowledged) {
    auto opened = store::open_sqlite(folder_.journal(), store::Mode::open);
    ASSERT_TRUE(opened) << opened.error().text();
    journal::Store& store = **opened;
    std::uint64_t last = last_group(store);
    std::uint64_t said = acknowledged.empty() ? seen_ : acknowledged.back();
    EXPECT_GE(last, said) << "an acknowledged group is lost";
    EXPECT_LE(last, said + 1) << "more than the one group in flight was not acknowledged";
    for (std::uint64_t number = seen_ + 1; number <= last; ++number) expect_whole(store, number);
    expect_nothing_after(store, last);
    seen_ = last;
    check_keys_and_checkpoints(store);
  }
  std::uint64_t seen() const { return seen_; }

 private:
  // Every entry that the group must have, in its place and with its chain; and its row.
  void expect_whole(journal::Store& store, std::uint64_t number) {
    for (std::size_t at = 0; at < heads_.size(); ++at) {
      Head expected = heads_[at];
      Commit part = part_of(number, at, expected);
      auto stored = store.entries(streams[at], heads_[at].seq + 1, part.entries.size()).value();
      ASSERT_TRUE(journal::follow(streams[at], heads_[at], stored)) << "group " << number;
      ASSERT_EQ(heads_[at], expected) << "group " << number << " is half there";
    }
    Key key = row_key(number);
    EXPECT_EQ(store.get({&key, 1}).value()[0], Bytes(view(heads_[0].hash)));
  }
  void expect_nothing_after(journal::Store& store, std::uint64_t last) {
    for (std::size_t at = 0; at < heads_.size(); ++at) EXPECT_EQ(store.head(streams[at]).value(), heads_[at]) << "entries of no group";
    Key next = row_key(last + 1);
    EXPECT_EQ(store.get({&next, 1}).value()[0], std::nullopt);
  }
  void check_keys_and_checkpoints(journal::Store& store) {
    auto keys = std::move(store::open_sqlite_keys(folder_.keys()).value());
    if (seen_ > 0) {
      EXPECT_TRUE(keys->get(party_of(seen_)).value()) << "a key is written before the entry that uses it";
    }
    auto random = system_random();
    auto signing = journal::signing_key(*keys, *random).value();
    auto checked = journal::audit_checkpoints(store, signing.public_key, folder_.checkpoints());
    EXPECT_TRUE(checked) << checked.error().text();
  }

  Folder folder_;
  std::vector<Head> heads_;
  std::uint64_t seen_ = 0;
};

TEST(KillTheStore, KeepsWhatWasAcknowledgedAndNothingHalf) {
  store::ScratchFolder scratch;
  Folder folder{scratch.path()};
  ASSERT_TRUE(store::open_sqlite(folder.journal(), store::Mode::create));
  Auditor auditor(folder);
  auto random = system_random();
  std::size_t acknowledged = 0;
  for (int round = 0; round < kill_rounds() && !HasFatalFailure(); ++round) {
    Child child = Child::working([&](const Acknowledge& acknowledge) { write_groups(folder, acknowledge); });
    // One in four dies while it opens the files, the others at work.
    if (round % 4 != 0) {
      ASSERT_TRUE(child.wait_until_it_speaks(std::chrono::seconds(30)));
    }
    std::this_thread::sleep_for(std::chrono::microseconds(random->below(60'000)));
    auto said = child.kill();
    acknowledged += said.size();
    SCOPED_TRACE("round " + std::to_string(round));
    auditor.check(said);
  }
  EXPECT_GT(acknowledged, static_cast<std::size_t>(kill_rounds())) << "too little was under way to show anything";
  RecordProperty("groups", static_cast<int>(auditor.seen()));
}

// The check itself must be able to fail: a store that loses its last group is seen.
TEST(KillTheStore, TheAuditorSeesALostGroup) {
  store::ScratchFolder scratch;
  Folder folder{scratch.path()};
  ASSERT_TRUE(store::open_sqlite(folder.journal(), store::Mode::create));
  Child child = Child::working([&](const Acknowledge& acknowledge) { write_groups(folder, acknowledge); });
  ASSERT_TRUE(child.wait_until_it_speaks(std::chrono::seconds(30)));
  auto said = child.kill();
  said.push_back(said.back() + 5);  // acknowledged, it claims, but never written
  testing::TestPartResultArray failures;
  {
    testing::ScopedFakeTestPartResultReporter reporter(testing::ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &failures);
    Auditor(folder).check(said);
  }
  ASSERT_GE(failures.size(), 1);
  EXPECT_NE(std::string(failures.GetTestPartResult(0).message()).find("lost"), std::string::npos);
}

}  // namespace
}  // namespace hashira::crash
