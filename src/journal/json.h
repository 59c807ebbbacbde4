// Entries as JSON for people (`hashira entries --json`): names for numbers, dates as text, bytes as hex. The canonical
// bytes remain CBOR; nothing reads this back.
#pragma once

#include <string>

#include "journal/entry.h"

namespace hashira::journal {

// One line, fields in the order of docs/entry-format.md, absent ones left out; "hash" last.
std::string entry_json(const Entry& entry, const Hash& hash);
// Stored bytes that do not decode are shown as {"seq", "error", "bytes"}.
std::string entry_json(const StoredEntry& stored);
// Any deterministic CBOR item. Tag 100 is a date, tag 4 a decimal as text.
std::string item_json(BytesView encoded);

}  // namespace hashira::journal
