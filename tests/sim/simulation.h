// One simulated world from its seed, or from a list of commands; and the shortest list that still shows what is wrong.
#pragma once

#include <array>

#include "auditor.h"
#include "chooser.h"

namespace hashira::sim {

struct Course {
  std::vector<Command> commands;
  std::string finding;             // empty: the auditor agrees
  std::array<int, kind_count> done{}, refused{};
  std::map<std::string, int> refusals;  // by code
  std::uint64_t count = 0;
};

struct Plan {
  std::uint64_t seed = 1;
  int commands = 2500;
  int compare_every = 50;          // stored rows and figures against the books
  std::filesystem::path folder;    // empty: in memory
  std::function<void(World&)> prepare;  // before the first command
};

Course simulate(const Plan& plan);
// A world that exists already lives on for the plan's number of commands; the auditor reads its journal from the start.
Course go_on(const Plan& plan, std::unique_ptr<World>& world);
// The same commands again. `world`: what it left, when asked for.
Course replay(const Plan& plan, const std::vector<Command>& commands, std::unique_ptr<World>* world = nullptr);
// Leaves out halves of the list, then ever smaller parts of it, as long as the same is still wrong.
std::vector<Command> shortest(const Plan& plan, std::vector<Command> commands, const std::string& finding);
// What an official reads: the seed, the shortest list, and what is wrong.
std::string report(const Plan& plan, const Course& run);

}  // namespace hashira::sim
