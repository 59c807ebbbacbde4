// Checking a model: what loading noted, then its tables, then its amounts.
#include "dmn/check.h"

#include <algorithm>
#include <fmt/core.h>
#include <set>

#include "dmn/graph/graph.h"

namespace hashira::dmn {
namespace {

bool check_before(const Finding& a, const Finding& b) {
  const auto key = [](const Finding& f) { return std::tuple(f.error.place.source, f.error.place.line, f.error.place.column, f.error.code); };
  return key(a) < key(b);
}

std::vector<Finding> check_problems(const Model& model) {
  std::vector<Finding> findings;
  std::set<std::string> told;  // a file imported twice has its problems twice
  for (const Error& problem : model.problems())
    if (told.insert(problem.text()).second) findings.push_back({Severity::error, problem, {}, {}, {}});
  return findings;
}

}  // namespace

std::vector<Finding> check(const Model& model) {
  std::vector<Finding> findings = check_problems(model);
  for (const CompiledTable* table : model.graph().tables) {
    auto of_table = check_table(*table);
    findings.insert(findings.end(), std::make_move_iterator(of_table.begin()), std::make_move_iterator(of_table.end()));
  }
  auto amounts = check_amounts(model);
  findings.insert(findings.end(), std::make_move_iterator(amounts.begin()), std::make_move_iterator(amounts.end()));
  std::stable_sort(findings.begin(), findings.end(), check_before);
  return findings;
}

}  // namespace hashira::dmn
