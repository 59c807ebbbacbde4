#include "store/sqlite/schema.h"

#include "journal/store.h"
#include "store/sqlite/log_record.h"

namespace hashira::store::sqlite {
namespace {

static_assert(table_names.size() == journal::table_count);

// How far the group log's records are in the tables (recent.h), and what its checks are keyed with (log_file.h).
constexpr const char* log_state_schema =
    "CREATE TABLE log_state (only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1), salt BLOB NOT NULL,"
    " moved INTEGER NOT NULL, next_at INTEGER NOT NULL) STRICT;"
    "INSERT INTO log_state VALUES (1, randomblob(16), 0, 0);";

std::string store_schema() {
  std::string sql =
      "CREATE TABLE entries (stream TEXT NOT NULL, seq INTEGER NOT NULL, bytes BLOB NOT NULL, hash BLOB NOT NULL,"
      " PRIMARY KEY (stream, seq)) STRICT, WITHOUT ROWID;";
  for (const char* name : table_names) {
    sql += fmt::format("CREATE TABLE {} (key BLOB NOT NULL PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;",
                       name);
  }
  sql += log_state_schema;
  return sql;
}

Done write_row(Connection& connection, const journal::Change& change) {
  const char* table = table_names[static_cast<std::size_t>(change.at.table)];
  const char* sql = change.value ? "REPLACE INTO {} (key, value) VALUES (?1, ?2)" : "DELETE FROM {} WHERE key=?1";
  Statement statement = TRY(connection.prepare(fmt::format(fmt::runtime(sql), table)));
  statement.bind_bytes(1, change.at.key);
  if (change.value) statement.bind_bytes(2, *change.value);
  return statement.run();
}

// Format 2 kept changed rows in a table `recent`, entries in theirs at once: what still waits there is moved.
Done upgrade_store(Connection& connection) {
  {
    Statement rows = TRY(connection.prepare("SELECT changes FROM recent ORDER BY id"));
    while (TRY(rows.step())) {
      for (const journal::Commit& commit : TRY(decode_record(rows.bytes(0)))) {
        for (const journal::Change& change : commit.changes) CHECK_OK(write_row(connection, change));
      }
    }
  }
  CHECK_OK(connection.execute("DROP TABLE recent; DROP TABLE recent_moved"));
  return connection.execute(log_state_schema);
}

constexpr const char* keys_schema =
    "CREATE TABLE party_key (party BLOB NOT NULL PRIMARY KEY, key BLOB NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE named_key (name TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;";

constexpr std::int64_t mark_store = 0x48534852, mark_keys = 0x4853484b;

}  // namespace

const FileKind& store_file() {
  static const std::string schema = store_schema();
  static const FileKind kind{mark_store, 3, schema.c_str(), upgrade_store};
  return kind;
}

const FileKind& keys_file() {
  static const FileKind kind{mark_keys, 1, keys_schema};
  return kind;
}

}  // namespace hashira::store::sqlite
