#include "app/group_writer.h"

#include <algorithm>

namespace hashira::app {
namespace {

// How many commands run before the writer looks whether the commit has ended.
constexpr std::size_t commands_a_look = 32;

void answer(std::vector<GroupWriter::Queued>& commands, std::vector<Done>& results, const Done& durable) {
  for (std::size_t i = 0; i < commands.size(); ++i) {
    commands[i].done(!durable && results[i] ? durable : std::move(results[i]));
  }
}

}  // namespace

GroupWriter::GroupWriter(Parts parts)
    : parts_(std::move(parts)), committer_([this] { commit(); }), writer_([this] { write(); }) {}

GroupWriter::~GroupWriter() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  writer_.join();
  committer_.join();
}

void GroupWriter::enqueue(Queued queued) {
  {
    std::lock_guard lock(mutex_);
    queue_.push_back(std::move(queued));
  }
  wake_.notify_one();
}

std::vector<GroupWriter::Queued> GroupWriter::take(std::size_t most) {
  std::vector<Queued> out;
  while (!queue_.empty() && out.size() < most) {
    out.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  return out;
}

void GroupWriter::write() {
  BatchPtr before;  // is being made durable
  auto open = std::make_unique<Batch>();
  std::unique_lock lock(mutex_);
  while (true) {
    auto room = [&] { return parts_.options.group_max - open->commands.size(); };
    auto can_hand_over = [&] { return committing_ == nullptr && (before || !open->commands.empty()); };
    auto ended = [&] { return stopping_ && queue_.empty() && committing_ == nullptr; };
    wake_.wait(lock, [&] { return (!queue_.empty() && room() > 0) || can_hand_over() || ended(); });
    std::vector<Queued> commands = take(std::min(room(), commands_a_look));
    bool committed = committing_ == nullptr;
    lock.unlock();
    run(*open, before.get(), std::move(commands));
    if (committed) {
      if (before) settle(std::move(before), *open);
      before = hand_over(std::move(open));
      open = std::make_unique<Batch>();
    }
    lock.lock();
    if (stopping_ && queue_.empty() && open->commands.empty() && !before) break;
  }
  written_ = true;
  lock.unlock();
  commit_wake_.notify_all();
}

void GroupWriter::run(Batch& batch, const Batch* before, std::vector<Queued> commands) {
  if (commands.empty()) return;
  if (!batch.work) {
    const Group* below = before != nullptr ? &*before->work : nullptr;
    const Ports& ports = parts_.ports;
    batch.work.emplace(Group::Parts{ports.store, parts_.versions, ports.instruments, ports.clock, hot_, heads_,
                                    parts_.today(), below});
  }
  std::vector<journal::Key> reads;
  for (const Queued& queued : commands) reads.insert(reads.end(), queued.reads.begin(), queued.reads.end());
  [[maybe_unused]] Done read = batch.work->read_ahead(std::move(reads));  // else the command that needs a row says why
  for (Queued& queued : commands) {
    batch.results.push_back(batch.work->run(queued.task));
    batch.commands.push_back(std::move(queued));
  }
}

void GroupWriter::run_again(Batch& batch) {
  std::vector<Queued> commands = std::move(batch.commands);
  batch.commands.clear();
  batch.results.clear();
  batch.work.reset();
  run(batch, nullptr, std::move(commands));
}

// The commit of `before` has ended: what the open group read from it stands in the store now, or never was.
void GroupWriter::settle(BatchPtr before, Batch& open) {
  if (before->durable) {
    before->work->settle();
    if (open.work) open.work->stand_alone();
    return;
  }
  redo(*before);
  run_again(open);
}

// Another server on the same folder shows as a conflict: what was known of the streams is dropped and the group runs
// once more on what the store has now.
void GroupWriter::redo(Batch& batch) {
  Done durable = std::move(batch.durable);
  forget();
  for (int attempt = 0; attempt < 2 && !durable && durable.error().code == "journal.conflict"; ++attempt) {
    run_again(batch);
    durable = collect(batch);
    if (durable) durable = make_durable(batch);
    if (durable) {
      batch.work->settle();
    } else {
      forget();
    }
  }
  answer(batch.commands, batch.results, durable);
}

Done GroupWriter::collect(Batch& batch) {
  batch.keys = batch.work->keys();
  if (!batch.work->empty()) batch.commits = TRY(batch.work->commits());
  return {};
}

// Returns the batch while it is being made durable; nothing, when there was nothing to write.
GroupWriter::BatchPtr GroupWriter::hand_over(BatchPtr open) {
  if (open->commands.empty()) return nullptr;
  Done collected = collect(*open);
  if (!collected || open->work->empty()) {
    answer(open->commands, open->results, collected);
    return nullptr;
  }
  {
    std::lock_guard lock(mutex_);
    committing_ = open.get();
  }
  commit_wake_.notify_one();
  return open;
}

void GroupWriter::forget() {
  hot_.clear();
  heads_.clear();
  parts_.forget();
}

void GroupWriter::commit() {
  std::unique_lock lock(mutex_);
  while (true) {
    commit_wake_.wait(lock, [this] { return committing_ != nullptr || written_; });
    if (committing_ == nullptr) return;
    Batch& batch = *committing_;
    lock.unlock();
    Done durable = make_durable(batch);
    std::vector<Queued> commands;
    std::vector<Done> results;
    if (durable) {  // else the writer runs them again or says why not
      commands = std::move(batch.commands);
      results = std::move(batch.results);
    }
    batch.durable = std::move(durable);
    lock.lock();
    committing_ = nullptr;
    lock.unlock();
    wake_.notify_one();
    answer(commands, results, {});
    lock.lock();
  }
}

// Keys first: an entry never names a party whose key could be lost.
Done GroupWriter::make_durable(const Batch& batch) {
  if (!batch.keys.empty()) CHECK_OK(parts_.ports.keys.put(batch.keys));
  return batch.commits.empty() ? Done() : parts_.ports.store.commit(batch.commits);
}

}  // namespace hashira::app
