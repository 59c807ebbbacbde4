// Commands run on top of a group that is still being made durable: when that commit fails, what ran on it runs again,
// and nobody is told of what is not durable.
#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

#include "app/engine.h"
#include "instruments/registry.h"
#include "journal/chain.h"
#include "store/memory.h"

namespace hashira::tests {
namespace {

using journal::Commit;
using journal::Key;
using journal::Table;

const Key counter{Table::state, Bytes("test\0counter", 12)};

// Holds each commit until it is let through, and then answers as told.
class GatedStore final : public journal::Store {
 public:
  Result<journal::Head> head(const journal::StreamId& stream) override { return store_->head(stream); }
  Result<std::vector<journal::StreamId>> streams() override { return store_->streams(); }
  Result<std::vector<std::optional<Bytes>>> get(std::span<const Key> keys) override { return store_->get(keys); }
  Result<std::vector<journal::Row>> scan(Table table, BytesView prefix, BytesView after, std::size_t limit) override {
    return store_->scan(table, prefix, after, limit);
  }
  Result<std::vector<journal::StoredEntry>> entries(const journal::StreamId& stream, std::uint64_t from_seq,
                                                    std::size_t limit) override {
    return store_->entries(stream, from_seq, limit);
  }
  Done commit(std::span<const Commit> commits) override {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return !answers_.empty() || open_; });
    --waiting_;
    std::string code;
    if (!answers_.empty()) {
      code = answers_.front();
      answers_.erase(answers_.begin());
    }
    lock.unlock();
    return code.empty() ? store_->commit(commits) : Done(fail(code, "as the test said"));
  }

  void wait_for_commit() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return waiting_ > 0; });
  }
  // "": the commit is made.
  void let_through(const std::string& code) {
    std::lock_guard lock(mutex_);
    answers_.push_back(code);
    changed_.notify_all();
  }
  void open() {
    std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  journal::Store& inner() { return *store_; }

 private:
  std::unique_ptr<journal::Store> store_ = store::make_memory_store();
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> answers_;
  int waiting_ = 0;
  bool open_ = false;
};

class GroupWriterTest : public testing::Test {
 protected:
  ~GroupWriterTest() override { store_.open(); }

  // Adds one to a number and writes an entry; `runs` counts how often it ran.
  std::future<Done> add_one(std::atomic<int>* runs = nullptr) {
    auto promise = std::make_shared<std::promise<Done>>();
    engine_.submit(
        [runs](app::Work& work) -> Done {
          if (runs != nullptr) ++*runs;
          std::int64_t number = audit::number_of(TRY(work.get(counter)));
          work.put(counter, audit::number_bytes(number + 1));
          journal::Entry entry;
          entry.stream = "test";
          entry.type = "test.happened";
          entry.actor = "tester";
          TRY(work.append(std::move(entry)));
          return {};
        },
        [promise](Done done) { promise->set_value(std::move(done)); });
    return promise->get_future();
  }
  static bool is_answered(std::future<Done>& future) {
    return future.wait_for(std::chrono::milliseconds(20)) == std::future_status::ready;
  }
  std::int64_t stored() { return audit::number_of((*store_.inner().get({&counter, 1}))[0]); }
  static void wait_until(const std::atomic<int>& runs, int wanted) {
    while (runs < wanted) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }

  GatedStore store_;
  std::unique_ptr<journal::KeyStore> keys_ = store::make_memory_keys();
  cases::Instruments instruments_ = instruments::make_instruments();
  std::unique_ptr<Clock> clock_ = fixed_clock(Instant{1'589'900'000'000}, 1);
  std::unique_ptr<Random> random_ = system_random();
  app::Engine engine_{{store_, *keys_, instruments_, *clock_, *random_}};
};

TEST_F(GroupWriterTest, RunsTheNextGroupWhileOneIsMadeDurable) {
  std::atomic<int> runs{0};
  auto first = add_one();
  store_.wait_for_commit();
  auto second = add_one(&runs);
  wait_until(runs, 1);  // it has seen the first one's number, which is in no store yet
  EXPECT_FALSE(is_answered(first)) << "told before it was durable";
  EXPECT_FALSE(is_answered(second));
  store_.let_through("");
  EXPECT_TRUE(first.get());
  store_.wait_for_commit();
  EXPECT_FALSE(is_answered(second));
  store_.let_through("");
  EXPECT_TRUE(second.get());
  EXPECT_EQ(stored(), 2);
  EXPECT_EQ(runs, 1);
}

TEST_F(GroupWriterTest, AFailedCommitTakesNothingElseWithIt) {
  std::atomic<int> runs{0};
  auto first = add_one();
  store_.wait_for_commit();
  auto second = add_one(&runs);
  wait_until(runs, 1);
  store_.let_through("store.full");
  Done refused = first.get();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "store.full");
  store_.let_through("");
  EXPECT_TRUE(second.get()) << "it ran again without the first";
  EXPECT_EQ(stored(), 1);
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(store_.inner().head("test")->seq, 1u);
}

// Another server wrote to the stream: both groups run again on what it wrote.
TEST_F(GroupWriterTest, AConflictRunsBothGroupsAgain) {
  std::atomic<int> runs{0};
  auto first = add_one();
  store_.wait_for_commit();
  auto second = add_one(&runs);
  wait_until(runs, 1);
  {
    journal::Head genesis = journal::genesis("test");
    journal::Entry entry;
    entry.stream = "test";
    entry.seq = 1;
    entry.type = "test.happened";
    entry.actor = "other";
    entry.happened_on = Date::of(2020, 5, 20);
    entry.account_year = FiscalYear(2020);
    Bytes bytes = journal::encode(entry);
    Commit commit{
        "test", genesis, {{1, bytes, journal::chain(genesis.hash, bytes)}}, {{counter, audit::number_bytes(40)}}};
    ASSERT_TRUE(store_.inner().commit({&commit, 1}));
  }
  store_.open();
  EXPECT_TRUE(first.get());
  EXPECT_TRUE(second.get());
  EXPECT_EQ(stored(), 42);
  EXPECT_EQ(store_.inner().head("test")->seq, 3u);
}

TEST_F(GroupWriterTest, WhatIsQueuedIsFinishedAtTheEnd) {
  std::vector<std::future<Done>> all;
  {
    app::Engine engine{{store_.inner(), *keys_, instruments_, *clock_, *random_}};
    for (int i = 0; i < 2500; ++i) {
      auto promise = std::make_shared<std::promise<Done>>();
      all.push_back(promise->get_future());
      engine.submit(
          [](app::Work& work) -> Done {
            work.put(counter, audit::number_bytes(audit::number_of(TRY(work.get(counter))) + 1));
            return {};
          },
          [promise](Done done) { promise->set_value(std::move(done)); });
    }
  }
  for (auto& one : all) EXPECT_TRUE(one.get());
  EXPECT_EQ(stored(), 2500);
}

}  // namespace
}  // namespace hashira::tests
