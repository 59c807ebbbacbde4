// The one connection that writes: commits go to the entries and to the log of recent changes, and are durable there;
// moving the log's rows into their tables is done later and need not be durable (a crash leaves the log).
#pragma once

#include <array>

#include "store/sqlite/reading.h"

namespace hashira::store::sqlite {

class Writer {
 public:
  static Result<std::unique_ptr<Writer>> on(Connection opened, Recent& recent);

  // All or nothing, durable on return; `recent` holds the changes then.
  Done commit(std::span<const journal::Commit> commits);
  // Moves at most `limit` rows of one table after `after` into it. nullopt: the table is done. Otherwise the last key
  // moved.
  Result<std::optional<Bytes>> move_page(journal::Table table, const std::optional<Bytes>& after, std::size_t limit);
  // Every version up to log row `id` is in its table now: the log forgets them (`recent` may, afterwards).
  Done forget(std::int64_t id);

 private:
  Done append(const journal::Commit& commit);
  Done log(std::int64_t id, std::span<const journal::Change* const> changes);
  Done write(const journal::Change& change);
  // What another program committed meanwhile comes into `recent`. Inside a transaction.
  Result<LogState> catch_up();
  Done without_sync(const std::function<Done()>& work);

  Connection connection_;  // before its statements: they end first
  Recent* recent_ = nullptr;
  Reading reading_;
  Statement insert_, log_, forget_, moved_;
  std::array<Statement, journal::table_count> put_, remove_;
};

// Brings `recent` up to what `reading`'s snapshot holds. Takes its mutex.
Result<LogState> catch_up(Recent& recent, Reading& reading);

}  // namespace hashira::store::sqlite
