// tDecisionTable as it stands in the file (DMN 1.5, chapter 8). Orientation is a matter of drawing and is not kept.
#pragma once

#include <optional>

#include "dmn/syntax/literal_expression.h"

namespace hashira::dmn::syntax {

enum class HitPolicy { unique, first, priority, any, collect, rule_order, output_order };
enum class Aggregation { none, sum, count, min, max };

struct InputClause {
  std::string label;
  Text expression;
  TypeRef type;
  std::optional<UnaryTests> values;
};

struct OutputClause {
  std::string name;
  std::string label;
  TypeRef type;
  std::optional<UnaryTests> values;
  std::optional<LiteralExpression> default_value;
  Spot spot;
};

struct Rule {
  std::vector<Text> inputs;
  std::vector<Text> outputs;
  std::vector<std::string> annotations;
  Spot spot;
};

struct DecisionTable {
  HitPolicy hit_policy = HitPolicy::unique;
  Aggregation aggregation = Aggregation::none;
  std::string output_label;
  std::vector<InputClause> inputs;
  std::vector<OutputClause> outputs;
  std::vector<Rule> rules;
};

}  // namespace hashira::dmn::syntax
