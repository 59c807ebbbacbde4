// Simulated worlds in ./test: several seeds in memory.
#include <gtest/gtest.h>

#include <chrono>

#include <fmt/core.h>

#include "simulation.h"

namespace hashira::sim {
namespace {

int setting(const char* name, int otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::atoi(value);
}

void add(Course& all, const Course& one) {
  for (std::size_t kind = 0; kind < kind_count; ++kind) {
    all.done[kind] += one.done[kind];
    all.refused[kind] += one.refused[kind];
  }
  for (const auto& [code, count] : one.refusals) all.refusals[code] += count;
  all.count += one.count;
}

void show(const Course& all, double seconds) {
  for (const KindRow& row : kinds()) {
    auto kind = static_cast<std::size_t>(row.kind);
    fmt::print("{:7} done {:7} refused  {}\n", all.done[kind], all.refused[kind], row.says);
  }
  if (std::getenv("HASHIRA_SIM_REFUSALS")) {
    for (const auto& [what, count] : all.refusals) fmt::print("{:7} {}\n", count, what);
  }
  fmt::print("{} commands in {:.0f} s, {:.0f} a second\n", all.count, seconds, static_cast<double>(all.count) / seconds);
}

// What must happen at all, so that the agreement says something. These two are refused, as they must be.
void expect_all_kinds(const Course& all) {
  for (const KindRow& row : kinds()) {
    bool always_refused = row.kind == Kind::take_false_answer || row.kind == Kind::collect;
    auto kind = static_cast<std::size_t>(row.kind);
    EXPECT_GT(always_refused ? all.refused[kind] : all.done[kind], 0) << "never: " << row.says;
  }
}

// Eight worlds, or as many as HASHIRA_SIM_TOTAL commands need (./test sim; HASHIRA_SIM_REFUSALS shows why commands were refused), at most HASHIRA_SIM_SECONDS long.
TEST(Sim, TheAuditorAgreesWithEveryWorld) {
  int total = setting("HASHIRA_SIM_TOTAL", 20'000), seconds_max = setting("HASHIRA_SIM_SECONDS", 3600);
  auto start = std::chrono::steady_clock::now();
  auto seconds = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); };
  Course all;
  for (int seed = setting("HASHIRA_SIM_FIRST", 1); all.count < static_cast<std::uint64_t>(total) && seconds() < seconds_max; ++seed) {
    Plan plan;
    plan.seed = static_cast<std::uint64_t>(seed);
    Course course = simulate(plan);
    if (!course.finding.empty()) ADD_FAILURE() << report(plan, course);
    add(all, course);
    if (total > 100'000 && seed % 20 == 0) fmt::print("{} commands, {:.0f} s\n", all.count, seconds());
  }
  show(all, seconds());
  expect_all_kinds(all);
}

}  // namespace
}  // namespace hashira::sim
