// What must be on the disk after kill -9: the commits of the same commands in memory say which entries, commit by commit.
//
// Guarantees: knows nothing of how the store writes; the same seed gives the same bytes on every store (stores.cpp shows it).
#pragma once

#include <filesystem>

#include "simulation.h"

namespace hashira::sim {

using Heads = std::map<journal::StreamId, journal::Head>;

// One course of life in memory, with the heads of all streams after each commit.
struct Recorded {
  Plan plan;
  std::vector<Command> commands;
  std::vector<Heads> after_commit;          // [0]: before the first
  std::vector<std::size_t> commits_before;  // [i]: made before command i; one more at the end
  std::string finding;
};
Recorded record(const Plan& plan);

struct Found {
  std::size_t commit = 0;   // the newest that is there
  std::size_t command = 0;  // the first that may not be whole
  std::string wrong;        // empty: nothing is lost and nothing half there
};
// `acknowledged`: commands that the killed program had answered.
Found look_at(const Recorded& recorded, journal::Store& store, std::size_t acknowledged);

}  // namespace hashira::sim
