// The reading side: statements of one connection, and a pool that gives each thread a connection of its own.
#pragma once

#include <array>
#include <mutex>
#include <vector>

#include "journal/store.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/recent.h"
#include "store/sqlite/schema.h"

namespace hashira::store::sqlite {

class Reading {
 public:
  static Result<Reading> on(Connection& connection);

  Result<journal::Head> head(const journal::StreamId& stream);
  Result<std::vector<journal::StreamId>> streams();
  Result<std::optional<Bytes>> get(const journal::Key& key);
  Result<std::vector<journal::Row>> scan(journal::Table table, BytesView prefix, BytesView after, std::size_t limit);
  Result<std::vector<Bytes>> keys(journal::Table table, BytesView after, std::size_t limit);
  Result<std::vector<journal::StoredEntry>> entries(const journal::StreamId& stream, std::uint64_t from_seq,
                                                    std::size_t limit);
  Result<LogPlace> log_state();  // up to which record the tables hold the log's
  // The same, leaving the statement on its row: until `end_snapshot` every reading sees this one state of the database.
  Result<LogPlace> begin_snapshot();
  void end_snapshot() { log_state_.reset(); }
  Result<Bytes> log_salt();

 private:
  Statement head_, next_stream_, entries_, log_state_, log_salt_;
  std::array<Statement, journal::table_count> get_, scan_from_, scan_after_;
};

// A connection with its statements. Reading borrows the connection, so both stay where they are.
struct Reader {
  Connection connection;
  Reading reading;
};

class ReaderPool {
 public:
  ReaderPool(std::string path, SqliteOptions options) : path_(std::move(path)), options_(options) {}

  // A reader for as long as the lease lives.
  class Lease {
   public:
    Lease(ReaderPool& pool, std::unique_ptr<Reader> reader) : pool_(&pool), reader_(std::move(reader)) {}
    Lease(Lease&&) = default;
    ~Lease() {
      if (reader_) pool_->give_back(std::move(reader_));
    }
    Reader* operator->() const { return reader_.get(); }
    Reader* get() const { return reader_.get(); }

   private:
    ReaderPool* pool_;
    std::unique_ptr<Reader> reader_;
  };
  Result<Lease> borrow();

 private:
  void give_back(std::unique_ptr<Reader> reader);
  std::string path_;
  SqliteOptions options_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Reader>> idle_;
};

}  // namespace hashira::store::sqlite
