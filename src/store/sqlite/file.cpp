#include "store/sqlite/file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "store/sqlite/errors.h"

namespace hashira::store::sqlite {
namespace {

namespace fs = std::filesystem;

// An empty file is what a creation that was cut off leaves behind: it counts as missing.
bool is_missing(const std::string& path) {
  std::error_code ignored;
  return !fs::exists(path, ignored) || (fs::is_regular_file(path, ignored) && fs::file_size(path, ignored) == 0);
}

Done check_folder(const std::string& path) {
  fs::path folder = fs::path(path).parent_path();
  std::error_code ignored;
  if (!folder.empty() && !fs::is_directory(folder, ignored)) return fail(missing_folder(path));
  return {};
}

// Made empty first, for its owner's eyes only: sqlite gives its log the permissions of the file.
Done make_private(const std::string& path) {
  int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return fail(error_of(SQLITE_CANTOPEN, path, std::strerror(errno)));
  ::close(descriptor);
  return {};
}

// Header and tables in one transaction of the rollback journal, WAL after it: a half-made file is never seen as whole.
Done make_tables(Connection& connection, const FileKind& kind) {
  CHECK_OK(connection.execute("PRAGMA page_size=4096"));
  Transaction transaction = TRY(Transaction::begin_write(connection));
  CHECK_OK(connection.execute(fmt::format("PRAGMA application_id={}", kind.application_id).c_str()));
  CHECK_OK(connection.execute(fmt::format("PRAGMA user_version={}", kind.format).c_str()));
  CHECK_OK(connection.execute(kind.schema));
  return transaction.commit();
}

// Two programs may open the file at once: the second finds it done.
Done upgrade(Connection& connection, const FileKind& kind) {
  Transaction transaction = TRY(Transaction::begin_write(connection));
  if (TRY(connection.pragma("PRAGMA user_version")) != kind.format - 1) return transaction.commit();
  CHECK_OK(kind.upgrade(connection));
  CHECK_OK(connection.execute(fmt::format("PRAGMA user_version={}", kind.format).c_str()));
  return transaction.commit();
}

Done check_marks(Connection& connection, const FileKind& kind) {
  if (TRY(connection.pragma("PRAGMA application_id")) != kind.application_id) return fail(foreign_file(connection.path()));
  std::int64_t format = TRY(connection.pragma("PRAGMA user_version"));
  if (kind.upgrade != nullptr && format == kind.format - 1 && !connection.is_read_only()) {
    CHECK_OK(upgrade(connection, kind));
    format = TRY(connection.pragma("PRAGMA user_version"));
  }
  if (format != kind.format) return fail(other_format(connection.path(), format, kind.format));
  if (connection.is_read_only()) return fail(read_only_file(connection.path()));
  return {};
}

Done set_up(Connection& connection, const SqliteOptions& options) {
  CHECK_OK(connection.execute("PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
                              "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA cache_size=-65536;"));
  CHECK_OK(connection.execute("PRAGMA journal_mode=WAL"));
  CHECK_OK(connection.execute("PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864"));
  if (options.pages_max > 0) CHECK_OK(connection.execute(fmt::format("PRAGMA max_page_count={}", options.pages_max).c_str()));
  return {};
}

}  // namespace

Result<Connection> open_file(const std::string& path, const FileKind& kind, Create create, const SqliteOptions& options) {
  CHECK_OK(check_folder(path));
  bool missing = is_missing(path);
  if (missing && create == Create::no) return fail(missing_file(path));
  if (!missing && create == Create::must_be_new) return fail(file_exists(path));
  if (missing) CHECK_OK(make_private(path));
  Connection connection = TRY(Connection::open(path, SQLITE_OPEN_READWRITE, options.busy_timeout_ms));
  if (missing) CHECK_OK(make_tables(connection, kind));
  CHECK_OK(check_marks(connection, kind));
  CHECK_OK(set_up(connection, options));
  return connection;
}

Result<Connection> open_reader(const std::string& path, const SqliteOptions& options) {
  Connection connection = TRY(Connection::open(path, SQLITE_OPEN_READWRITE, options.busy_timeout_ms));
  CHECK_OK(connection.execute("PRAGMA query_only=ON; PRAGMA trusted_schema=OFF; PRAGMA cache_size=-16384"));
  return connection;
}

}  // namespace hashira::store::sqlite
