// The workloads whose instructions are counted, one list per file of workloads.
#pragma once

#include <cstdint>
#include <span>

namespace bench {

struct Workload {
  const char* name;
  void (*run)();
};

inline volatile std::int64_t sink;  // keeps results from being optimised away

std::span<const Workload> leaf_workloads();  // workloads_leaves.cpp: numbers, times, patterns
std::span<const Workload> feel_workloads();  // workloads_feel.cpp: expressions, compiled and evaluated
std::span<const Workload> dmn_workloads();   // workloads_dmn.cpp: decision tables
std::span<const Workload> lending_workloads();  // workloads_lending.cpp: a whole model of the kit

}  // namespace bench
