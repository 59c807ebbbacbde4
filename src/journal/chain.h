// Linking entries into a stream's chain, and checking that stored ones are linked. docs/entry-format.md has the bytes.
#pragma once

#include <span>

#include "journal/entry.h"

namespace hashira::journal {

// Encodes and chains the next entry and moves the head onto it. Requires: entry.seq == head.seq + 1.
StoredEntry link(Head& head, const Entry& entry);

// Checks that `entries` follow `head` without a hole, that each hash is right and each entry says where it stands; moves
// the head onto the last. `journal.broken_chain` names the first that does not.
Done follow(const StreamId& stream, Head& head, std::span<const StoredEntry> entries);

}  // namespace hashira::journal
