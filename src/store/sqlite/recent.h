// Rows that are durable in the log `recent` but not yet in their tables. A commit writes one log row for all its
// changes, which lie side by side; moving them into their tables, a page here and a page there, is done later and for
// many at once.
//
// A reader sees the newest version of a row that its database snapshot knows: a version is added before its commit and
// counts from the moment the log row is there. Thread safe where it says so; everything else under `mutex`.
#pragma once

#include <array>
#include <map>
#include <shared_mutex>

#include "journal/store.h"

namespace hashira::store::sqlite {

// What one database snapshot holds: log rows up to `moved` are in their tables, `last` is the newest log row.
struct LogState {
  std::int64_t moved = 0;
  std::int64_t last = 0;
};

// The changes of one commit as one log row, and back. "store.corrupt" when the bytes are no such row.
Bytes encode_changes(std::span<const journal::Change* const> changes);
Result<std::vector<journal::Change>> decode_changes(BytesView log_row);

class Recent {
 public:
  // Readers hold it shared from their first look into the database to their last look in here; whoever changes, alone.
  mutable std::shared_mutex mutex;

  // Adds the versions of log row `id`. Of each key the version before stays until the next one comes.
  void add(std::int64_t id, std::span<const journal::Change* const> changes);
  // The commit of `id` failed: its versions never were.
  void drop(std::int64_t id);
  // Everything up to `moved` stands in the tables: looks at `limit` versions after `after` and drops those. The last
  // key looked at; nullopt: the table's end.
  std::optional<Bytes> forget(journal::Table table, const std::optional<Bytes>& after, std::int64_t moved,
                              std::size_t limit);
  void clear(LogState state);

  std::int64_t last() const { return last_; }
  std::size_t size() const { return size_; }

  // The version that a reader of `last` sees; nullptr: look into the table. The inner optional is empty for a removed
  // row.
  const std::optional<Bytes>* find(const journal::Key& key, std::int64_t last) const;
  // Lays the versions over one page of a table. `until`: the last key that the page speaks for, nullopt: to the end.
  void lay_over(journal::Table table, BytesView prefix, BytesView after, const std::optional<Bytes>& until,
                std::int64_t last, std::vector<journal::Row>& page) const;
  // The newest versions of a table in key order, for moving: at most `limit` after `after`.
  std::vector<journal::Change> newest(journal::Table table, const std::optional<Bytes>& after, std::size_t limit) const;

 private:
  struct Versions {
    std::int64_t id = 0, old_id = 0;  // 0: none
    std::optional<Bytes> value, old_value;
  };
  using Rows = std::map<Bytes, Versions, std::less<>>;
  static const std::optional<Bytes>* seen(const Versions& versions, std::int64_t last);

  std::array<Rows, journal::table_count> tables_;
  std::int64_t last_ = 0;
  std::size_t size_ = 0;
};

}  // namespace hashira::store::sqlite
