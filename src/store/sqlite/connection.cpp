#include "store/sqlite/connection.h"

#include <cassert>

#include "store/sqlite/errors.h"

namespace hashira::store::sqlite {

namespace {

// FAST PATH: without counting memory sqlite takes no lock at each allocation. Only before its first use in a process.
void configure_sqlite_once() {
  static const int result = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  (void)result;  // SQLITE_MISUSE when another library was first: it works the same, a little slower
}

}  // namespace

Statement& Statement::bind(int index, std::int64_t value) {
  int result = sqlite3_bind_int64(statement_.get(), index, value);
  assert(result == SQLITE_OK);
  (void)result;
  return *this;
}

// A null pointer would bind NULL, so an empty string is given an address.
Statement& Statement::bind_bytes(int index, BytesView value) {
  const char* start = value.empty() ? "" : value.data();
  int result = sqlite3_bind_blob64(statement_.get(), index, start, value.size(), SQLITE_STATIC);
  assert(result == SQLITE_OK || result == SQLITE_TOOBIG);
  (void)result;
  return *this;
}

Statement& Statement::bind_text(int index, std::string_view value) {
  const char* start = value.empty() ? "" : value.data();
  int result = sqlite3_bind_text64(statement_.get(), index, start, value.size(), SQLITE_STATIC, SQLITE_UTF8);
  assert(result == SQLITE_OK || result == SQLITE_TOOBIG);
  (void)result;
  return *this;
}

Result<bool> Statement::step() {
  int result = sqlite3_step(statement_.get());
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  Error error = error_of(result, path_, sqlite3_errmsg(sqlite3_db_handle(statement_.get())));
  reset();
  return fail(std::move(error));
}

Done Statement::run() {
  Using guard(*this);
  while (TRY(step())) {
  }
  return {};
}

BytesView Statement::bytes(int column) const {
  const void* start = sqlite3_column_blob(statement_.get(), column);
  auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return size == 0 ? BytesView() : BytesView(static_cast<const char*>(start), size);
}

Result<Connection> Connection::open(const std::string& path, int flags, int busy_timeout_ms) {
  configure_sqlite_once();
  sqlite3* opened = nullptr;
  int result = sqlite3_open_v2(path.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  Connection connection;
  connection.database_.reset(opened);
  connection.path_ = path;
  if (result != SQLITE_OK)
    return fail(error_of(result, path, opened == nullptr ? "no memory" : sqlite3_errmsg(opened)));
  sqlite3_extended_result_codes(opened, 1);
  sqlite3_busy_timeout(opened, busy_timeout_ms);
  return connection;
}

Done Connection::execute(const char* sql) {
  int result = sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr);
  if (result != SQLITE_OK) return fail(error_of(result, path_, sqlite3_errmsg(database_.get())));
  return {};
}

Result<Statement> Connection::prepare(const std::string& sql) {
  sqlite3_stmt* prepared = nullptr;
  int result = sqlite3_prepare_v3(database_.get(), sql.c_str(), static_cast<int>(sql.size()) + 1,
                                  SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
  if (result == SQLITE_OK) return Statement(prepared, path_);
  Error error = error_of(result, path_, sqlite3_errmsg(database_.get()));
  // SQLITE_ERROR while preparing our own text: a table that should be there is not.
  if ((result & 0xff) == SQLITE_ERROR) error = error_of(SQLITE_CORRUPT, path_, sqlite3_errmsg(database_.get()));
  return fail(std::move(error));
}

Result<std::int64_t> Connection::pragma(const char* sql) {
  Statement statement = TRY(prepare(sql));
  bool has_row = TRY(statement.step());
  return has_row ? statement.integer(0) : 0;
}

Result<std::int64_t> Connection::checkpoint() {
  int frames = 0, moved = 0;
  int result = sqlite3_wal_checkpoint_v2(database_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &frames, &moved);
  if (result != SQLITE_OK && result != SQLITE_BUSY)
    return fail(error_of(result, path_, sqlite3_errmsg(database_.get())));
  return frames;
}

Result<Transaction> Transaction::begin_write(Connection& connection) {
  CHECK_OK(connection.execute("BEGIN IMMEDIATE"));
  return Transaction(connection);
}

Result<Transaction> Transaction::begin_read(Connection& connection) {
  CHECK_OK(connection.execute("BEGIN"));
  return Transaction(connection);
}

Transaction::~Transaction() {
  if (connection_ == nullptr || !connection_->in_transaction()) return;
  // A failed rollback leaves the transaction open; closing the connection ends it.
  [[maybe_unused]] auto done = connection_->execute("ROLLBACK");
}

Done Transaction::commit() {
  CHECK_OK(connection_->execute("COMMIT"));
  connection_ = nullptr;
  return {};
}

}  // namespace hashira::store::sqlite
