// Fixed workloads whose instructions are counted: `bench_instructions NAME TIMES`, `bench_instructions --list`.
//
// Guarantees: the same work on every machine; TIMES only repeats it, so that (2N runs − N runs) / N is one run's cost.
// The counting and the comparison with what is recorded are in ./run.
#include "workloads.h"

#include <cstdlib>
#include <string_view>
#include <vector>

#include <fmt/core.h>

namespace {

std::vector<bench::Workload> all_workloads() {
  std::vector<bench::Workload> all;
  for (auto list : {bench::leaf_workloads(), bench::feel_workloads(), bench::dmn_workloads(), bench::lending_workloads()})
    all.insert(all.end(), list.begin(), list.end());
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<bench::Workload> workloads = all_workloads();
  if (argc == 2 && std::string_view(argv[1]) == "--list") {
    for (const auto& workload : workloads) fmt::print("{}\n", workload.name);
    return 0;
  }
  if (argc != 3) {
    fmt::print(stderr, "usage: bench_instructions NAME TIMES | --list\n");
    return 2;
  }
  for (const auto& workload : workloads) {
    if (workload.name != std::string_view(argv[1])) continue;
    for (long i = 0, times = std::atol(argv[2]); i < times; ++i) workload.run();
    return 0;
  }
  fmt::print(stderr, "no workload is named '{}'; --list shows them\n", argv[1]);
  return 2;
}
