// The tables of the store's file. Format 3.
//
// entries(stream, seq, bytes, hash) holds the journal; each of journal::Table is a table of its own (key, value);
// log_state says which records of the group log beside the file are in the tables (log_file.h).
#pragma once

#include <array>

#include "store/sqlite/file.h"

namespace hashira::store::sqlite {

inline constexpr std::array<const char*, 9> table_names = {"state",  "cell",   "posting", "balance", "lookup",
                                                           "sealed", "secret", "blob",    "meta"};

const FileKind& store_file();  // marked "HSHR"
const FileKind& keys_file();   // marked "HSHK"

}  // namespace hashira::store::sqlite
