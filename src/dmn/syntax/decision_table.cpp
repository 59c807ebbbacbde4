// Reads tDecisionTable (DMN 1.5, chapter 8.3). Every rule must have one cell per clause.
#include "dmn/syntax/decision_table.h"

#include <fmt/core.h>

#include "dmn/syntax/expression.h"
#include "dmn/syntax/reading.h"

namespace hashira::dmn::syntax {
namespace {

template <class T>
struct TableWord {
  std::string_view word;
  T value;
};

constexpr TableWord<HitPolicy> table_hit_policies[] = {
    {"UNIQUE", HitPolicy::unique},           {"FIRST", HitPolicy::first},
    {"PRIORITY", HitPolicy::priority},       {"ANY", HitPolicy::any},
    {"COLLECT", HitPolicy::collect},         {"RULE ORDER", HitPolicy::rule_order},
    {"OUTPUT ORDER", HitPolicy::output_order}};
constexpr TableWord<Aggregation> table_aggregations[] = {
    {"SUM", Aggregation::sum}, {"COUNT", Aggregation::count}, {"MIN", Aggregation::min}, {"MAX", Aggregation::max}};

template <class T, std::size_t N>
Result<T> table_word(const XmlFile& file, pugi::xml_node node, const char* name, const TableWord<T> (&words)[N], T when_absent) {
  const std::string value = attribute(node, name);
  if (value.empty()) return when_absent;
  std::string known;
  for (const auto& [word, meaning] : words) {
    if (word == value) return meaning;
    known += known.empty() ? "" : ", ";
    known += word;
  }
  return fail("dmn.bad_attribute", fmt::format("{}=\"{}\" is not known.", name, value), fmt::format("Write one of: {}.", known),
              file.place(node));
}

InputClause table_input(const XmlFile& file, pugi::xml_node node) {
  const pugi::xml_node expression = element(node, "inputExpression");
  InputClause clause;
  clause.label = attribute(node, "label");
  clause.expression = child_text(file, expression ? expression : node, "text");
  if (expression) clause.type = type_ref(file, expression);
  clause.values = unary_tests(file, node, "inputValues");
  return clause;
}

OutputClause table_output(const XmlFile& file, pugi::xml_node node) {
  OutputClause clause;
  clause.name = attribute(node, "name");
  clause.label = attribute(node, "label");
  clause.type = type_ref(file, node);
  clause.values = unary_tests(file, node, "outputValues");
  if (const pugi::xml_node entry = element(node, "defaultOutputEntry")) clause.default_value = literal_expression(file, entry);
  clause.spot = spot_of(file, node);
  return clause;
}

Rule table_rule(const XmlFile& file, pugi::xml_node node) {
  Rule rule;
  rule.spot = spot_of(file, node);
  for (const pugi::xml_node child : node.children()) {
    if (child.type() != pugi::node_element || !same_namespace(node, child)) continue;
    const std::string_view name = local_name(child);
    if (name == "inputEntry") rule.inputs.push_back(child_text(file, child, "text"));
    if (name == "outputEntry") rule.outputs.push_back(child_text(file, child, "text"));
    if (name == "annotationEntry") rule.annotations.push_back(child_text(file, child, "text").text);
  }
  return rule;
}

Done table_check_shape(const XmlFile& file, const DecisionTable& table) {
  for (std::size_t i = 0; i < table.rules.size(); ++i) {
    const Rule& rule = table.rules[i];
    if (rule.inputs.size() == table.inputs.size() && rule.outputs.size() == table.outputs.size()) continue;
    return fail("dmn.rule_shape",
                fmt::format("Rule {} has {} input and {} output entries; the table has {} inputs and {} outputs.", i + 1,
                            rule.inputs.size(), rule.outputs.size(), table.inputs.size(), table.outputs.size()),
                "Give every rule one entry for each input and output; write - where any value will do.",
                {file.name(), rule.spot.line, rule.spot.column});
  }
  return {};
}

}  // namespace

Result<DecisionTable> read_decision_table(const XmlFile& file, pugi::xml_node node) {
  DecisionTable table;
  table.hit_policy = TRY(table_word(file, node, "hitPolicy", table_hit_policies, HitPolicy::unique));
  table.aggregation = TRY(table_word(file, node, "aggregation", table_aggregations, Aggregation::none));
  table.output_label = attribute(node, "outputLabel");
  for (const pugi::xml_node child : elements(node)) {
    const std::string_view name = local_name(child);
    if (name == "input") table.inputs.push_back(table_input(file, child));
    if (name == "output") table.outputs.push_back(table_output(file, child));
    if (name == "rule") table.rules.push_back(table_rule(file, child));
  }
  if (table.outputs.empty())
    return fail("dmn.missing_element", "The decision table has no output.", "Add an <output> clause.", file.place(node));
  CHECK_OK(table_check_shape(file, table));
  return table;
}

}  // namespace hashira::dmn::syntax
