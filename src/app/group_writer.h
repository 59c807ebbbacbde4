// The writer behind the engine: commands run one after another into the open group, while the group before it is made
// durable on a thread of its own. What comes during a commit is the next group, up to 1,000 commands.
//
// A command is answered when its group is durable. When a commit fails, everything that ran on top of it runs again.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "app/engine.h"
#include "app/group.h"

namespace hashira::app {

class GroupWriter {
 public:
  struct Parts {
    Ports ports;
    EngineOptions options;
    audit::Versions& versions;
    std::function<Date()> today;
    std::function<void()> forget;  // what is known of the folder: another program wrote to it
  };
  struct Queued {
    Engine::Task task;
    std::function<void(Done)> done;
    std::vector<journal::Key> reads;
  };

  explicit GroupWriter(Parts parts);
  ~GroupWriter();  // finishes what is queued
  void enqueue(Queued queued);

 private:
  struct Batch {
    std::vector<Queued> commands;
    std::vector<Done> results;
    std::optional<Group> work;  // from the first command on
    std::vector<journal::KeyStore::PartyKey> keys;
    std::vector<journal::Commit> commits;
    Done durable;
  };
  using BatchPtr = std::unique_ptr<Batch>;

  // On the writer's thread.
  void write();
  std::vector<Queued> take(std::size_t most);
  void run(Batch& batch, const Batch* before, std::vector<Queued> commands);
  void run_again(Batch& batch);
  void settle(BatchPtr before, Batch& open);
  void redo(Batch& batch);
  BatchPtr hand_over(BatchPtr open);
  Done collect(Batch& batch);
  void forget();
  // On the committer's.
  void commit();
  Done make_durable(const Batch& batch);

  Parts parts_;
  HotRows hot_;
  std::map<journal::StreamId, journal::Head> heads_;

  std::mutex mutex_;
  std::condition_variable wake_;         // the writer: commands came, a commit ended, or stopping
  std::condition_variable commit_wake_;  // the committer: a batch, or stopping
  std::deque<Queued> queue_;
  Batch* committing_ = nullptr;
  bool stopping_ = false, written_ = false;
  std::thread committer_, writer_;  // last: they run on everything above
};

}  // namespace hashira::app
