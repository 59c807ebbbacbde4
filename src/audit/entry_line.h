// One entry as a line of entries.jsonl: its fields in readable form, its canonical bytes in hex, its hash.
//
// Same entry, same line. docs/verify.py reads the readable fields back from the bytes, so what is written here and how it
// reads CBOR must stay together: dates as 2020-05-20, byte strings as hex, decimals as text, contexts as objects.
#pragma once

#include "journal/entry.h"

namespace hashira::audit {

// Ends with a line feed.
std::string entry_line(const journal::Entry& entry, const journal::StoredEntry& stored);
// One CBOR item as JSON. Total: what we would never write becomes null.
std::string json_of_cbor(BytesView item);
std::string json_string(std::string_view utf8);

}  // namespace hashira::audit
