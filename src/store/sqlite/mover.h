// Moves what the group log holds into the tables beside the commits: when many rows have come, or when none comes any
// more; then the database's own log goes into its file. What it cannot do (a full disk) stays in the group log and is
// tried again.
#pragma once

#include <condition_variable>
#include <thread>

#include "store/sqlite/committer.h"

namespace hashira::store::sqlite {

// Writes into the tables, all that is known in one transaction. One thread at a time.
class TableWriter {
 public:
  static Result<std::unique_ptr<TableWriter>> on(Connection opened, LogFile& log, Recent& recent);
  // The generation of `recent` that is in the tables now, durably: it may be dropped.
  Result<std::shared_ptr<const Generation>> move();
  Done checkpoint();

 private:
  TableWriter(LogFile& log, Recent& recent) : recent_(recent), follower_(log, recent) {}
  Result<bool> knows_all();
  std::vector<const RecentRows::Row*> rows_of(const Generation& generation, std::size_t table) const;
  Done move_rows(journal::Table table, std::vector<const RecentRows::Row*> rows);
  Done move_entries(const journal::StreamId& stream, const std::deque<journal::StoredEntry>& entries);
  Done write(journal::Table table, const Bytes& key, const std::optional<Bytes>& value);

  Recent& recent_;
  Follower follower_;
  Connection connection_;  // before its statements: they end first
  Reading reading_;
  Statement insert_, moved_;
  std::array<Statement, journal::table_count> put_, remove_;
};

class Mover {
 public:
  Mover(Recent& recent, TableWriter& tables, ReaderPool& readers, const SqliteOptions& options)
      : recent_(recent), tables_(tables), readers_(readers), options_(options) {}
  ~Mover();  // moves what is left

  // A commit was made. The first one starts the thread: a program that only reads moves nothing.
  void committed();
  // Whether so much waits that a commit should wait, too.
  bool is_behind() const;
  // Moves all there is and waits for it.
  Done move_now();

 private:
  void run();
  Done move_all();
  // Fills the filter of Table::index when there is none, or when it is full.
  Done fill_filter();
  void start();
  bool has_many() const;

  Recent& recent_;
  TableWriter& tables_;
  ReaderPool& readers_;
  SqliteOptions options_;

  std::mutex mutex_;
  std::condition_variable wake_, moved_;
  bool stopping_ = false, urgent_ = false;
  std::uint64_t commits_ = 0, moved_commits_ = 0;
  std::uint64_t rounds_begun_ = 0, rounds_ended_ = 0;
  Done last_round_;
  std::thread thread_;
};

}  // namespace hashira::store::sqlite
