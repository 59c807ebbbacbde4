// The content of one record of the group log: the entries of a commit and, for all its parts together, the changed
// rows. Layout: docs/entry-format.md, "The database".
#pragma once

#include <span>
#include <vector>

#include "journal/store.h"

namespace hashira::store::sqlite {

// `room` zero bytes stand in front, for the head of the record.
Bytes encode_record(std::span<const journal::Commit> commits, std::span<const journal::Change* const> changes,
                    std::size_t room);
// What was encoded, as commits that have no expected head. "store.corrupt" when the bytes are no such content.
Result<std::vector<journal::Commit>> decode_record(BytesView content);

}  // namespace hashira::store::sqlite
