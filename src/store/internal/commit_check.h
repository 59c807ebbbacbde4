// What every store checks before it writes: that the entries of each commit follow the head on which they were built.
#pragma once

#include <functional>
#include <map>
#include <span>

#include "journal/store.h"

namespace hashira::store {

// Compares each commit with the head of its stream (read once by `head`, then moved by the commits before it).
// `journal.conflict` when a head has moved. Our own bugs (a hole, a hash that does not follow) stop the program.
Done check_commits(std::span<const journal::Commit> commits,
                   const std::function<Result<journal::Head>(const journal::StreamId&)>& head);

// The last change of each key, in key order: a cell that 1,000 entries of a group move is written once.
std::vector<const journal::Change*> last_changes(std::span<const journal::Commit> commits);

}  // namespace hashira::store
