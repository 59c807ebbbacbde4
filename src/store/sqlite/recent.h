// Entries and rows that are durable in the group log but not yet in their tables, as every reader lays them over the
// tables. A commit appears as a whole, once it is durable. Everything under `mutex`.
#pragma once

#include <array>
#include <atomic>
#include <deque>
#include <map>
#include <shared_mutex>
#include <unordered_map>

#include <pthread.h>

#include "journal/store.h"
#include "store/sqlite/key_filter.h"
#include "store/sqlite/log_file.h"

namespace hashira::store::sqlite {

// The recent rows of one table: found by key at once, put in order only when somebody scans.
class RecentRows {
 public:
  struct KeyHash {
    using is_transparent = void;
    std::size_t operator()(BytesView key) const { return std::hash<BytesView>()(key); }
  };
  using Map = std::unordered_map<Bytes, std::optional<Bytes>, KeyHash, std::equal_to<>>;  // no value: removed
  using Row = Map::value_type;

  void put(const Bytes& key, const std::optional<Bytes>& value);
  const Row* find(BytesView key) const;
  bool is_sorted() const { return sorted_ == order_.size(); }
  void sort();
  // Of a sorted table: the first row at or after `key`.
  std::span<const Row* const> from(BytesView key) const;
  // Every row, in any order.
  const std::vector<const Row*>& all() const { return order_; }
  std::size_t size() const { return rows_.size(); }
  // Lays the rows over one page of the table. `until`: the last key that the page speaks for, nullopt: to the end.
  // Requires: sorted.
  void lay_over(BytesView prefix, BytesView after, const std::optional<Bytes>& until,
                std::vector<journal::Row>& page) const;

 private:
  Map rows_;
  std::vector<const Row*> order_;  // the first `sorted_` by key
  std::size_t sorted_ = 0;
};

// A shared mutex at which who wants it alone goes before new readers: std::shared_mutex lets readers keep a commit out.
class WriterFirstMutex {
 public:
  WriterFirstMutex();
  ~WriterFirstMutex() { pthread_rwlock_destroy(&lock_); }
  WriterFirstMutex(const WriterFirstMutex&) = delete;
  WriterFirstMutex& operator=(const WriterFirstMutex&) = delete;
  void lock() { pthread_rwlock_wrlock(&lock_); }
  void unlock() { pthread_rwlock_unlock(&lock_); }
  void lock_shared() { pthread_rwlock_rdlock(&lock_); }  // not twice by one thread
  void unlock_shared() { pthread_rwlock_unlock(&lock_); }

 private:
  pthread_rwlock_t lock_;
};

// What a run of the log's records wrote.
struct Generation {
  using Entries = std::map<journal::StreamId, std::deque<journal::StoredEntry>, std::less<>>;

  std::array<RecentRows, journal::table_count> tables;
  Entries entries;
  LogPlace last;

  RecentRows& rows(journal::Table table) { return tables[static_cast<std::size_t>(table)]; }
  const RecentRows& rows(journal::Table table) const { return tables[static_cast<std::size_t>(table)]; }
  std::size_t size() const;
};

// Two generations: one takes what comes, the other, which never changes, is being moved into the tables.
class Recent {
 public:
  // Readers hold it shared from their first look in here or into the database to their last; whoever changes, alone.
  mutable WriterFirstMutex mutex;
  // The record that is being made durable by this program: nobody waits for it. 0: none.
  std::atomic<std::int64_t> in_flight{0};

  // The durable record at `place` is known from here on.
  void add(const LogPlace& place, std::span<const journal::Commit> commits,
           std::span<const journal::Change* const> changes);
  // Another program moved more than is known here: goes on from there.
  void restart(const LogPlace& moved);
  const LogPlace& last() const { return coming_->last; }

  // The generation to move next; what comes from now on is not in it.
  std::shared_ptr<const Generation> freeze();
  // It is in the tables. It goes with its last holder: outside of the lock.
  void drop(const Generation* moved);
  std::size_t size() const;  // rows of both
  std::size_t coming_size() const { return coming_->size(); }

  // nullptr: look into the table.
  const std::optional<Bytes>* find(const journal::Key& key) const;
  // In no table either: said of keys of Table::index, once their filter is whole.
  bool is_absent(const journal::Key& key) const;
  // An empty filter gets those keys that are here and every one from now on; the caller adds what the table has.
  void begin_filter(const std::shared_ptr<KeyFilter>& filter);
  void finish_filter(const std::shared_ptr<KeyFilter>& filter);  // kept unless it missed something meanwhile
  const KeyFilter* filter() const { return filter_.get(); }
  bool is_sorted(journal::Table table) const;
  void sort(journal::Table table);
  void lay_over(journal::Table table, BytesView prefix, BytesView after, const std::optional<Bytes>& until,
                std::vector<journal::Row>& page) const;
  std::vector<journal::StreamId> streams() const;
  std::optional<journal::Head> head(const journal::StreamId& stream) const;
  // Appends the stream's recent entries from `from_seq` on, as far as `out` has fewer than `limit`.
  void entries(const journal::StreamId& stream, std::uint64_t from_seq, std::size_t limit,
               std::vector<journal::StoredEntry>& out) const;

 private:
  // Newest first; the second may be missing.
  std::array<const Generation*, 2> generations() const { return {coming_.get(), frozen_.get()}; }

  std::shared_ptr<Generation> coming_ = std::make_shared<Generation>(), frozen_;
  std::shared_ptr<KeyFilter> filter_, next_filter_;  // the next one: being filled
};

}  // namespace hashira::store::sqlite
