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
    sql += fmt::format("CREATE TABLE {} (key BLOB NOT NULL PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;", name);
  }
  return sql;
}

constexpr const char* keys_schema =
    "CREATE TABLE party_key (party BLOB NOT NULL PRIMARY KEY, key BLOB NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE named_key (name TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;";

constexpr std::int64_t mark_store = 0x48534852, mark_keys = 0x4853484b;

}  // namespace

const FileKind& store_file() {
  static const std::string schema = store_schema();
  static const FileKind kind{mark_store, 1, schema.c_str()};
  return kind;
}

const FileKind& keys_file() {
  static const FileKind kind{mark_keys, 1, keys_schema};
  return kind;
}

}  // namespace hashira::store::sqlite
