#include "store/sqlite/schema.h"

#include "journal/store.h"

namespace hashira::store::sqlite {
namespace {

static_assert(table_names.size() == journal::table_count);

std::string store_schema() {
  std::string sql =
      "CREATE TABLE entries (stream TEXT NOT NULL, seq INTEGER NOT NULL, bytes BLOB NOT NULL, hash BLOB NOT NULL,"
      " PRIMARY KEY (stream, seq)) STRICT, WITHOUT ROWID;";
  for (const char* name : table_names) {
    sql += fmt::format("CREATE TABLE {} (key BLOB NOT NULL PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;",
                       name);
  }
  // Changes that are durable but not yet in their tables (recent.h); `moved`: up to which log row they are.
  sql +=
      "CREATE TABLE recent (id INTEGER NOT NULL PRIMARY KEY, changes BLOB NOT NULL) STRICT;"
      "CREATE TABLE recent_moved (only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1), moved INTEGER NOT NULL) "
      "STRICT;"
      "INSERT INTO recent_moved VALUES (1, 0);";
  return sql;
}

constexpr const char* keys_schema =
    "CREATE TABLE party_key (party BLOB NOT NULL PRIMARY KEY, key BLOB NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE named_key (name TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;";

constexpr std::int64_t mark_store = 0x48534852, mark_keys = 0x4853484b;

}  // namespace

const FileKind& store_file() {
  static const std::string schema = store_schema();
  static const FileKind kind{mark_store, 2, schema.c_str()};
  return kind;
}

const FileKind& keys_file() {
  static const FileKind kind{mark_keys, 1, keys_schema};
  return kind;
}

}  // namespace hashira::store::sqlite
