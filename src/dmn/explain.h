// Why a decision came out as it did: rules that matched, rules that nearly did, inputs that were missing, and the nearest
// yes: the smallest change of the asker's facts that flips a refusal.
//
// Guarantees: a nearest yes was evaluated and is one; candidates come from the endpoints of the tables that were used, so a
// smaller change through other logic may exist.
#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <vector>

#include "dmn/dmn.h"

namespace hashira::dmn {

struct ExplainOptions {
  Options evaluation;
  // What counts as a yes, as unary tests ("ELIGIBLE", > 0). Empty: true, a number above 0, something instead of null, or
  // another text than now; and nothing is searched when the outcome already is one.
  std::string want;
};

struct ExplainedRule {
  std::size_t number = 0;  // from 1
  std::string outputs;
  std::vector<std::string> annotations;
  Place place;
};

struct NearRule {
  ExplainedRule rule;
  std::string input, value, cell;  // the one cell that did not match
};

struct ExplainedTable {
  std::string decision;
  Place place;
  std::vector<std::pair<std::string, std::string>> inputs;  // name and value
  std::vector<ExplainedRule> matched;
  std::vector<NearRule> nearly;  // all cells but one match
};

struct FactChange {
  std::string fact;  // "Applicant data.Age"
  feel::Value from, to;
};

struct NearestYes {
  std::vector<FactChange> changes;
  feel::Value outcome;
};

struct Explanation {
  std::string decision;
  Outcome outcome;
  std::vector<ExplainedTable> tables;
  std::vector<std::string> inputs_read, inputs_missing;
  std::optional<NearestYes> nearest_yes;
};

Result<Explanation> explain(const Model& model, std::string_view decision, const feel::Value& inputs, const ExplainOptions& options = {});
std::string text_of(const Explanation& explanation);
boost::json::value json_of(const Explanation& explanation);

// For explain: see nearest_yes.cpp.
std::optional<NearestYes> find_nearest_yes(const Decision& decision, const Model& model, const feel::Value& inputs, const Outcome& outcome,
                                           const std::vector<TableHit>& hits, const ExplainOptions& options);

}  // namespace hashira::dmn
