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

// What FEEL says can only be null: types that never meet, entries that a type does not have. A place that a table's
// check has told of already is passed over.
void check_texts(const Model& model, std::vector<Finding>& findings) {
  const auto told = [&](const Error& warning) {
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.error.place == warning.place; });
  };
  std::vector<Finding> fresh;
  for (const feel::Expression& text : model.graph().texts)
    for (const Error& warning : text.warnings())
      if (!told(warning)) fresh.push_back({Severity::warning, warning, {}, {}, {}});
  findings.insert(findings.end(), std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
}

}  // namespace

std::vector<Finding> check(const Model& model) {
  std::vector<Finding> findings = check_problems(model);
  for (const CompiledTable* table : model.graph().tables) {
    auto of_table = check_table(*table);
    findings.insert(findings.end(), std::make_move_iterator(of_table.begin()), std::make_move_iterator(of_table.end()));
  }
  check_texts(model, findings);
  auto amounts = check_amounts(model);
  findings.insert(findings.end(), std::make_move_iterator(amounts.begin()), std::make_move_iterator(amounts.end()));
  std::stable_sort(findings.begin(), findings.end(), check_before);
  return findings;
}

}  // namespace hashira::dmn
