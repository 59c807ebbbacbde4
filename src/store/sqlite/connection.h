// A thin layer over sqlite3: connections, prepared statements and transactions whose failures are Errors with a mend.
//
// One connection is used by one thread at a time. Bound bytes are not copied: they must live until the statement has
// run.
#pragma once

#include <memory>
#include <string>

#include <sqlite3.h>

#include "base/bytes.h"
#include "base/result.h"

namespace hashira::store::sqlite {

class Statement {
 public:
  Statement() = default;
  Statement(sqlite3_stmt* statement, std::string path) : statement_(statement), path_(std::move(path)) {}

  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, std::uint64_t value) { return bind(index, static_cast<std::int64_t>(value)); }
  Statement& bind_bytes(int index, BytesView value);
  Statement& bind_text(int index, std::string_view value);

  Result<bool> step();  // true: a row is there
  Done run();           // to the end, then ready for the next
  void reset() { sqlite3_reset(statement_.get()); }

  BytesView bytes(int column) const;
  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  std::string path_;
};

// Resets a statement at the end of a scope, so that it holds no read lock.
class Using {
 public:
  explicit Using(Statement& statement) : statement_(statement) {}
  ~Using() { statement_.reset(); }
  Using(const Using&) = delete;
  Using& operator=(const Using&) = delete;

 private:
  Statement& statement_;
};

class Connection {
 public:
  // `flags` as sqlite3_open_v2 takes them.
  static Result<Connection> open(const std::string& path, int flags, int busy_timeout_ms);

  Done execute(const char* sql);
  Result<Statement> prepare(const std::string& sql);
  Result<std::int64_t> pragma(const char* sql);  // first column of the first row
  bool is_read_only() const { return sqlite3_db_readonly(database_.get(), "main") == 1; }
  bool in_transaction() const { return sqlite3_get_autocommit(database_.get()) == 0; }
  // Brings the write-ahead log into the file as far as readers allow. Returns how many frames the log holds.
  Result<std::int64_t> checkpoint();
  std::int64_t changes() const { return sqlite3_changes64(database_.get()); }
  const std::string& path() const { return path_; }

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  };
  std::unique_ptr<sqlite3, Close> database_;
  std::string path_;
};

// Rolls back at the end of the scope unless committed.
class Transaction {
 public:
  static Result<Transaction> begin_write(Connection& connection);
  static Result<Transaction> begin_read(Connection& connection);
  Transaction(Transaction&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Done commit();

 private:
  explicit Transaction(Connection& connection) : connection_(&connection) {}
  Connection* connection_;
};

}  // namespace hashira::store::sqlite
