// The store in one SQLite file (WAL, synchronous=FULL): durable when commit returns, one writer, readers beside it.
// Every refusal says which file and how to mend it (`store.*`). The tables stand in sqlite/schema.cpp.
#pragma once

#include <memory>
#include <string>

#include "journal/store.h"

namespace hashira::store {

// `create` makes the file and refuses one that is there; `open` refuses one that is missing, foreign or of another format.
enum class Mode { create, open };

struct SqliteOptions {
  int busy_timeout_ms = 5000;   // how long to wait for another program's lock
  std::int64_t pages_max = 0;   // of 4 KiB; 0: as many as the disk holds
  std::size_t recent_rows = 60'000;  // so many changed rows may wait in the log before they are moved into their tables
  int quiet_ms = 200;                // or until no commit has come for so long
};

Result<std::unique_ptr<journal::Store>> open_sqlite(const std::string& path, Mode mode, SqliteOptions options = {});
// The keys of sealed facts. `create` makes the file when it is missing; `open` refuses then: without it no personal fact
// opens again, and a new one would hide that.
Result<std::unique_ptr<journal::KeyStore>> open_sqlite_keys(const std::string& path, Mode mode = Mode::create,
                                                            SqliteOptions options = {});

}  // namespace hashira::store
