#include "store/sqlite/mover.h"

#include <algorithm>
#include <chrono>

namespace hashira::store::sqlite {
namespace {

using journal::StoredEntry;
using journal::Table;

constexpr std::size_t filter_keys = 4'000'000;  // 5 MiB
constexpr std::size_t too_many = 5;             // times `recent_rows`: then commits wait for the mover

}  // namespace

Result<std::unique_ptr<TableWriter>> TableWriter::on(Connection opened, LogFile& log, Recent& recent) {
  std::unique_ptr<TableWriter> out(new TableWriter(log, recent));
  out->connection_ = std::move(opened);
  Connection& connection = out->connection_;
  CHECK_OK(connection.execute("PRAGMA wal_autocheckpoint=0"));  // checkpoint() does it
  out->reading_ = TRY(Reading::on(connection));
  out->insert_ = TRY(connection.prepare(
      "INSERT INTO entries (stream, seq, bytes, hash) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING"));
  out->moved_ = TRY(connection.prepare("UPDATE log_state SET moved=?1, next_at=?2 WHERE only_row=1"));
  for (std::size_t i = 0; i < table_names.size(); ++i) {
    const char* table = table_names[i];
    out->put_[i] = TRY(connection.prepare(fmt::format("REPLACE INTO {} (key, value) VALUES (?1, ?2)", table)));
    out->remove_[i] = TRY(connection.prepare(fmt::format("DELETE FROM {} WHERE key=?1", table)));
  }
  return out;
}

// In one transaction. What another program has moved meanwhile is not written again: it may have moved newer rows, too.
Result<std::shared_ptr<const Generation>> TableWriter::move() {
  auto transaction = TRY(Transaction::begin_write(connection_));
  if (!TRY(knows_all())) CHECK_OK(follower_.catch_up(reading_));
  std::shared_ptr<const Generation> generation;
  {
    std::unique_lock lock(recent_.mutex);
    generation = recent_.freeze();
  }
  if (TRY(reading_.log_state()).id < generation->last.id) {
    for (const auto& [stream, entries] : generation->entries) CHECK_OK(move_entries(stream, entries));
    for (std::size_t i = 0; i < generation->tables.size(); ++i)
      CHECK_OK(move_rows(static_cast<Table>(i), rows_of(*generation, i)));
    CHECK_OK(moved_.bind(1, generation->last.id).bind(2, generation->last.next_at).run());
  }
  CHECK_OK(transaction.commit());
  return generation;
}

// A scan may put the rows of a generation in order, so that the list is copied.
std::vector<const RecentRows::Row*> TableWriter::rows_of(const Generation& generation, std::size_t table) const {
  std::shared_lock lock(recent_.mutex);
  return generation.tables[table].all();
}

Result<bool> TableWriter::knows_all() {
  LogPlace moved = TRY(reading_.log_state());
  std::shared_lock lock(recent_.mutex);
  return TRY(follower_.is_current()) && follower_.is_current(moved);
}

Done TableWriter::move_entries(const journal::StreamId& stream, const std::deque<StoredEntry>& entries) {
  for (const StoredEntry& entry : entries) {
    insert_.bind_text(1, stream).bind(2, entry.seq).bind_bytes(3, entry.bytes).bind_bytes(4, view(entry.hash));
    CHECK_OK(insert_.run());
  }
  return {};
}

// In key order: neighbours in a table lie on the same page.
Done TableWriter::move_rows(Table table, std::vector<const RecentRows::Row*> rows) {
  std::sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
  for (const RecentRows::Row* row : rows) CHECK_OK(write(table, row->first, row->second));
  return {};
}

Done TableWriter::write(Table table, const Bytes& key, const std::optional<Bytes>& value) {
  auto place = static_cast<std::size_t>(table);
  if (!value) return remove_[place].bind_bytes(1, key).run();
  return put_[place].bind_bytes(1, key).bind_bytes(2, *value).run();
}

Done TableWriter::checkpoint() {
  TRY(connection_.checkpoint());
  return {};
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

void Mover::start() {
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
}

void Mover::committed() {
  bool many = has_many();
  std::lock_guard lock(mutex_);
  ++commits_;
  start();
  if (many || commits_ == moved_commits_ + 1) wake_.notify_all();
}

bool Mover::is_behind() const {
  std::shared_lock lock(recent_.mutex);
  return recent_.size() >= too_many * options_.recent_rows;
}

bool Mover::has_many() const {
  std::shared_lock lock(recent_.mutex);
  return recent_.coming_size() >= options_.recent_rows;
}

Done Mover::move_now() {
  std::unique_lock lock(mutex_);
  start();
  urgent_ = true;
  std::uint64_t wanted = rounds_begun_ + 1;  // one that runs now may have begun before what we wait for
  wake_.notify_all();
  moved_.wait(lock, [&] { return rounds_ended_ >= wanted; });
  return last_round_;
}

void Mover::run() {
  Done filled = fill_filter();  // without it look-ups are slower, no more
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    wake_.wait(lock, [this] { return stopping_ || urgent_ || commits_ != moved_commits_; });
    std::uint64_t seen = commits_;
    if (!urgent_ && !stopping_) wake_.wait_for(lock, std::chrono::milliseconds(options_.quiet_ms));
    if (stopping_) return;
    if (!urgent_ && !has_many() && seen != commits_) continue;  // few, and more are coming
    seen = commits_;
    urgent_ = false;
    ++rounds_begun_;
    lock.unlock();
    Done moved = move_all();
    filled = fill_filter();
    lock.lock();
    moved_commits_ = moved ? seen : moved_commits_;
    rounds_ended_ = rounds_begun_;
    last_round_ = moved;
    moved_.notify_all();
    if (!moved && !urgent_ && !stopping_) wake_.wait_for(lock, std::chrono::milliseconds(options_.quiet_ms));
  }
}

Done Mover::fill_filter() {
  std::size_t wanted = filter_keys;
  {
    std::shared_lock lock(recent_.mutex);
    const KeyFilter* now = recent_.filter();
    if (now != nullptr && !now->is_full()) return {};
    if (now != nullptr) wanted = now->capacity() * 4;
  }
  auto filter = std::make_shared<KeyFilter>(wanted);  // some megabytes of zeros: outside of the lock
  {
    std::unique_lock lock(recent_.mutex);
    recent_.begin_filter(filter);
  }
  auto reader = TRY(readers_.borrow());
  for (Bytes after;;) {
    std::vector<Bytes> keys = TRY(reader->reading.keys(Table::index, after, 1000));
    if (keys.empty()) break;
    for (const Bytes& key : keys) filter->add(key);
    after = std::move(keys.back());
  }
  std::unique_lock lock(recent_.mutex);
  recent_.finish_filter(filter);
  return {};
}

// One that an earlier round could not move goes first: twice, then, until what had come at the start is moved.
Done Mover::move_all() {
  std::int64_t wanted;
  {
    std::shared_lock lock(recent_.mutex);
    wanted = recent_.last().id;
  }
  for (std::int64_t moved = -1; moved < wanted;) {
    std::shared_ptr<const Generation> generation = TRY(tables_.move());
    moved = generation->last.id;
    std::unique_lock lock(recent_.mutex);
    recent_.drop(generation.get());
  }
  return tables_.checkpoint();
}

}  // namespace hashira::store::sqlite
