// Explaining one evaluation from its trace and the tables' cells.
#include "dmn/explain.h"

#include <fmt/core.h>

#include "dmn/frame.h"
#include "dmn/graph/graph.h"
#include "dmn/table/decision_table.h"
#include "feel/codec.h"

namespace hashira::dmn {
namespace {

constexpr std::size_t explain_near_max = 5;

std::string explain_outputs(const CompiledTable& table, std::size_t rule) {
  std::string text;
  for (const TableOutput& output : table.outputs())
    text += (text.empty() ? "" : ", ") + (output.name.empty() ? "" : output.name + ": ") + output.entry(rule).text;
  return text;
}

ExplainedRule explain_rule(const CompiledTable& table, std::size_t rule) {
  return {rule + 1, explain_outputs(table, rule), table.syntax().rules[rule].annotations, table.rule_place(rule)};
}

std::string explain_input_name(const TableInput& input) {
  return input.label.empty() ? input.text : input.label;
}

// The only column in which the rule does not match; nullopt when there are none or several. A cell that needs
// evaluation is left out of "nearly": what it reads is no longer there.
std::optional<std::size_t> explain_only_miss(const CompiledTable& table, std::size_t rule, const std::vector<feel::Value>& inputs) {
  std::optional<std::size_t> miss;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const RankSet* set = table.grid().at(rule, i);
    if (!set) return std::nullopt;
    if (contains(*set, table.inputs()[i].column.rank(inputs[i]))) continue;
    if (miss) return std::nullopt;
    miss = i;
  }
  return miss;
}

ExplainedTable explain_table(const TableHit& hit) {
  const CompiledTable& table = *hit.table;
  ExplainedTable explained{table.owner(), table.place(), {}, {}, {}};
  for (std::size_t i = 0; i < hit.inputs.size(); ++i)
    explained.inputs.emplace_back(explain_input_name(table.inputs()[i]), feel::to_text(hit.inputs[i]));
  for (const std::size_t number : hit.rules) explained.matched.push_back(explain_rule(table, number - 1));
  for (std::size_t rule = 0; rule < table.rules() && explained.nearly.size() < explain_near_max; ++rule) {
    const auto miss = explain_only_miss(table, rule, hit.inputs);
    if (!miss) continue;
    const auto& [name, value] = explained.inputs[*miss];
    explained.nearly.push_back({explain_rule(table, rule), name, value, table.inputs()[*miss].cell(rule).text});
  }
  return explained;
}

std::string explain_rule_text(const ExplainedRule& rule) {
  std::string text = fmt::format("rule {} ({}:{}) gives {}", rule.number, rule.place.source, rule.place.line, rule.outputs);
  for (const std::string& annotation : rule.annotations)
    if (!annotation.empty()) text += " — " + annotation;
  return text;
}

boost::json::object explain_rule_json(const ExplainedRule& rule) {
  boost::json::array annotations;
  for (const std::string& annotation : rule.annotations) annotations.emplace_back(annotation);
  return {{"rule", rule.number}, {"outputs", rule.outputs}, {"annotations", std::move(annotations)}, {"file", rule.place.source}, {"line", rule.place.line}};
}

boost::json::array explain_strings(const std::vector<std::string>& texts) {
  boost::json::array array;
  for (const std::string& text : texts) array.emplace_back(text);
  return array;
}

boost::json::object explain_table_json(const ExplainedTable& table) {
  boost::json::object inputs;
  for (const auto& [name, value] : table.inputs) inputs[name] = value;
  boost::json::array matched, nearly;
  for (const ExplainedRule& rule : table.matched) matched.push_back(explain_rule_json(rule));
  for (const NearRule& near : table.nearly) {
    boost::json::object rule = explain_rule_json(near.rule);
    rule["input"] = near.input;
    rule["value"] = near.value;
    rule["needed"] = near.cell;
    nearly.push_back(std::move(rule));
  }
  return {{"decision", table.decision}, {"inputs", std::move(inputs)}, {"matched", std::move(matched)}, {"nearly_matched", std::move(nearly)}};
}

boost::json::value explain_nearest_json(const std::optional<NearestYes>& nearest) {
  if (!nearest) return nullptr;
  boost::json::array changes;
  for (const FactChange& change : nearest->changes)
    changes.push_back(boost::json::object{{"fact", change.fact}, {"from", feel::to_json(change.from)}, {"to", feel::to_json(change.to)}});
  return boost::json::object{{"changes", std::move(changes)}, {"outcome", feel::to_json(nearest->outcome)}};
}

}  // namespace

Result<Explanation> explain(const Model& model, std::string_view name, const feel::Value& inputs, const ExplainOptions& options) {
  const Decision decision = TRY(model.decision(name));
  Trace trace;
  trace.keep = Keep::hits_and_inputs;
  Explanation explanation;
  explanation.decision = name;
  explanation.outcome = TRY(decision.evaluate(inputs, options.evaluation, &trace));
  for (const TableHit& hit : trace.tables) explanation.tables.push_back(explain_table(hit));
  explanation.inputs_read = trace.inputs_read;
  explanation.inputs_missing = trace.inputs_missing;
  explanation.nearest_yes = find_nearest_yes(decision, model, inputs, explanation.outcome, trace.tables, options);
  return explanation;
}

std::string text_of(const Explanation& explanation) {
  std::string text = fmt::format("{} = {}\n", explanation.decision, feel::to_text(explanation.outcome.value));
  for (const Message& message : explanation.outcome.messages) text += fmt::format("  {} is null: {}\n", message.decision, message.text);
  for (const std::string& input : explanation.inputs_missing) text += fmt::format("  missing input: {}\n", input);
  for (const ExplainedTable& table : explanation.tables) {
    text += fmt::format("\n{} ({}:{})\n", table.decision, table.place.source, table.place.line);
    for (const auto& [name, value] : table.inputs) text += fmt::format("  {} = {}\n", name, value);
    for (const ExplainedRule& rule : table.matched) text += fmt::format("  matched: {}\n", explain_rule_text(rule));
    if (table.matched.empty()) text += "  matched: no rule\n";
    for (const NearRule& near : table.nearly)
      text += fmt::format("  nearly: {}, but {} is {} and not {}\n", explain_rule_text(near.rule), near.input, near.value, near.cell);
  }
  if (!explanation.nearest_yes) return text;
  text += fmt::format("\nnearest yes: {}, if\n", feel::to_text(explanation.nearest_yes->outcome));
  for (const FactChange& change : explanation.nearest_yes->changes)
    text += fmt::format("  {} were {} instead of {}\n", change.fact, feel::to_text(change.to), feel::to_text(change.from));
  return text;
}

boost::json::value json_of(const Explanation& explanation) {
  boost::json::array tables, messages;
  for (const ExplainedTable& table : explanation.tables) tables.push_back(explain_table_json(table));
  for (const Message& message : explanation.outcome.messages)
    messages.push_back(boost::json::object{{"decision", message.decision}, {"code", message.code}, {"text", message.text}});
  return boost::json::object{{"decision", explanation.decision},
                             {"outcome", feel::to_json(explanation.outcome.value)},
                             {"messages", std::move(messages)},
                             {"inputs_read", explain_strings(explanation.inputs_read)},
                             {"inputs_missing", explain_strings(explanation.inputs_missing)},
                             {"tables", std::move(tables)},
                             {"nearest_yes", explain_nearest_json(explanation.nearest_yes)}};
}

}  // namespace hashira::dmn
