// Opening and making Hashira's SQLite files: the marks in the header, the refusals, the settings of each connection.
#pragma once

#include <string>

#include "store/sqlite.h"
#include "store/sqlite/connection.h"

namespace hashira::store::sqlite {

// A kind of file: how it is marked and what it holds.
struct FileKind {
  std::int64_t application_id;  // PRAGMA application_id, at offset 68 of the file
  std::int64_t format;          // PRAGMA user_version, at offset 60
  const char* schema;           // SQL that makes the tables
  Done (*upgrade)(Connection&) = nullptr;  // from the format before, inside a transaction
};

enum class Create { no, if_missing, must_be_new };

// The writer's connection, checked and set up (WAL, synchronous=FULL).
Result<Connection> open_file(const std::string& path, const FileKind& kind, Create create, const SqliteOptions& options);
// A further connection to a file that open_file has checked.
Result<Connection> open_reader(const std::string& path, const SqliteOptions& options);

}  // namespace hashira::store::sqlite
