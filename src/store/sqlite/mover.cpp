#include "store/sqlite/mover.h"

#include <chrono>

namespace hashira::store::sqlite {
namespace {

constexpr std::size_t too_many = 5;               // times `recent_rows`: then commits wait for the mover
constexpr std::size_t page_rows = 250;            // how long a commit may have to wait
constexpr std::int64_t long_log_frames = 16'000;  // 64 MiB

}  // namespace

void Turn::lock_for_commit() {
  std::unique_lock lock(mutex_);
  ++commits_waiting_;
  free_.wait(lock, [this] { return !taken_; });
  --commits_waiting_;
  taken_ = true;
}

void Turn::lock_for_mover(bool urgent) {
  std::unique_lock lock(mutex_);
  free_.wait(lock, [&] { return !taken_ && (urgent || commits_waiting_ == 0); });
  taken_ = true;
}

void Turn::unlock() {
  {
    std::lock_guard lock(mutex_);
    taken_ = false;
  }
  free_.notify_all();
}

Mover::~Mover() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (!thread_.joinable()) return;
  thread_.join();
  [[maybe_unused]] Done done = move_all();  // what it cannot move stays in the log for the next opening
}

void Mover::committed() {
  bool many = waiting() >= options_.recent_rows;
  std::lock_guard lock(mutex_);
  ++commits_;
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  if (many || commits_ == moved_commits_ + 1) wake_.notify_all();
}

void Mover::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    wake_.wait(lock, [this] { return stopping_ || commits_ != moved_commits_; });
    std::uint64_t seen = commits_;
    wake_.wait_for(lock, std::chrono::milliseconds(options_.quiet_ms));
    if (stopping_) return;
    if (waiting() < options_.recent_rows && seen != commits_) continue;  // few, and more are coming
    seen = commits_;
    lock.unlock();
    Done moved = move_all();
    lock.lock();
    moved_commits_ = moved ? seen : moved_commits_;
    if (!moved) wake_.wait_for(lock, std::chrono::milliseconds(options_.quiet_ms));
  }
}

std::size_t Mover::waiting() const {
  std::shared_lock lock(recent_.mutex);
  return recent_.size();
}

Done Mover::move_all() {
  std::int64_t last;
  {
    std::shared_lock lock(recent_.mutex);
    last = recent_.last();
  }
  for (int table = 0; table < journal::table_count; ++table) CHECK_OK(move_table(static_cast<journal::Table>(table)));
  {
    writing_.lock_for_mover(false);
    std::lock_guard lock(writing_, std::adopt_lock);
    CHECK_OK(writer_.forget(last));
  }
  for (int table = 0; table < journal::table_count; ++table) forget_table(static_cast<journal::Table>(table), last);
  return checkpoint();
}

void Mover::forget_table(journal::Table table, std::int64_t moved) {
  std::optional<Bytes> after;
  do {
    std::unique_lock lock(recent_.mutex);
    after = recent_.forget(table, after, moved, page_rows);
  } while (after);
}

Done Mover::move_table(journal::Table table) {
  std::optional<Bytes> after;
  do {
    writing_.lock_for_mover(waiting() >= too_many * options_.recent_rows);
    std::lock_guard lock(writing_, std::adopt_lock);
    after = TRY(writer_.move_page(table, after, page_rows));
  } while (after);
  return {};
}

// Beside the commits; a log that grew long all the same is brought to its end while they wait, so that it starts anew.
Done Mover::checkpoint() {
  auto reader = TRY(readers_.borrow());
  std::int64_t frames = TRY(reader->connection.checkpoint());
  if (frames < long_log_frames) return {};
  writing_.lock_for_mover(true);
  std::lock_guard lock(writing_, std::adopt_lock);
  TRY(reader->connection.checkpoint());
  return {};
}

}  // namespace hashira::store::sqlite
