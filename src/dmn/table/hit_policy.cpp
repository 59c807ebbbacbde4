// From hit rules to the table's value: hit policies, priorities, aggregations, default outputs (DMN 1.5, 8.2.8 to 8.2.11).
#include <algorithm>

#include "dmn/table/decision_table.h"
#include "feel/arithmetic.h"
#include "feel/builtins/table.h"

namespace hashira::dmn {

using syntax::Aggregation;
using syntax::HitPolicy;

std::size_t priority_of(const feel::Value& value, const std::vector<feel::Value>& values) {
  std::size_t at = 0;
  while (at < values.size() && feel::equal(value, values[at]) != true) ++at;
  return at;
}

feel::Value CompiledTable::output_value(const TableOutput& output, const TableEntry& entry, feel::Value* frame, feel::Environment& environment) const {
  if (entry.constant) return *entry.constant;
  return conform(entry.expression.evaluate({frame, scope_}, environment), output.type, environment);
}

feel::Value CompiledTable::rule_output(RuleNumber rule, feel::Value* frame, feel::Environment& environment) const {
  if (outputs_.size() == 1) return output_value(outputs_[0], outputs_[0].entry(rule), frame, environment);
  std::vector<feel::Value> values;
  values.reserve(outputs_.size());
  for (const TableOutput& output : outputs_) values.push_back(output_value(output, output.entry(rule), frame, environment));
  return feel::Value::context(shape_, std::move(values));
}

feel::Value CompiledTable::default_output(feel::Value* frame, feel::Environment& environment) const {
  const bool none = std::none_of(outputs_.begin(), outputs_.end(), [](const TableOutput& output) { return output.default_entry.has_value(); });
  if (none) return feel::Value::null(feel::Reason::no_rule);
  const auto value_of = [&](const TableOutput& output) {
    return output.default_entry ? output_value(output, *output.default_entry, frame, environment) : feel::Value();
  };
  if (outputs_.size() == 1) return value_of(outputs_[0]);
  std::vector<feel::Value> values;
  for (const TableOutput& output : outputs_) values.push_back(value_of(output));
  return feel::Value::context(shape_, std::move(values));
}

std::size_t CompiledTable::priority(const TableOutput& output, RuleNumber rule, feel::Value* frame, feel::Environment& environment) const {
  const TableEntry& entry = output.entry(rule);
  return entry.constant ? entry.priority : priority_of(output_value(output, entry, frame, environment), output.values);
}

// Output by output, from the left (8.2.10).
bool CompiledTable::goes_before(RuleNumber a, RuleNumber b, feel::Value* frame, feel::Environment& environment) const {
  for (const TableOutput& output : outputs_) {
    const std::size_t first = priority(output, a, frame, environment), second = priority(output, b, frame, environment);
    if (first != second) return first < second;
  }
  return false;
}

RuleNumber CompiledTable::most_important(std::span<const RuleNumber> hits, feel::Value* frame, feel::Environment& environment) const {
  RuleNumber best = hits[0];
  for (const RuleNumber rule : hits.subspan(1))
    if (goes_before(rule, best, frame, environment)) best = rule;
  return best;
}

std::vector<RuleNumber> CompiledTable::by_priority(std::span<const RuleNumber> hits, feel::Value* frame, feel::Environment& environment) const {
  std::vector<std::pair<std::vector<std::size_t>, RuleNumber>> ordered;
  for (const RuleNumber rule : hits) {
    ordered.emplace_back(std::vector<std::size_t>{}, rule);
    for (const TableOutput& output : outputs_) ordered.back().first.push_back(priority(output, rule, frame, environment));
  }
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<RuleNumber> rules;
  for (const auto& [priority, rule] : ordered) rules.push_back(rule);
  return rules;
}

// ANY: several rules may match as long as they say the same.
feel::Value CompiledTable::any_of(std::span<const RuleNumber> hits, feel::Value* frame, feel::Environment& environment) const {
  feel::Value value = rule_output(hits[0], frame, environment);
  for (const RuleNumber rule : hits.subspan(1))
    if (!feel::identical(value, rule_output(rule, frame, environment))) return feel::Value::null(feel::Reason::many_rules);
  return value;
}

feel::Value CompiledTable::list_of(std::span<const RuleNumber> hits, feel::Value* frame, feel::Environment& environment) const {
  std::vector<feel::Value> values;
  values.reserve(hits.size());
  for (const RuleNumber rule : hits) values.push_back(rule_output(rule, frame, environment));
  return feel::Value::list(std::move(values));
}

// FAST PATH: the sum of constant numbers, as the built-in adds them; nullopt when an output is something else.
std::optional<feel::Value> CompiledTable::sum_of_constants(std::span<const RuleNumber> hits) const {
  feel::Value sum = feel::Value::integer(0);
  for (const RuleNumber rule : hits) {
    const std::optional<feel::Value>& constant = outputs_[0].entry(rule).constant;
    if (!constant || !constant->is(feel::Kind::number)) return std::nullopt;
    sum = feel::sum_of(sum, *constant);
  }
  return sum;
}

feel::Value CompiledTable::collected(std::span<const RuleNumber> hits, feel::Value* frame, feel::Environment& environment) const {
  if (table_.aggregation == Aggregation::count) return feel::Value::integer(static_cast<std::int64_t>(hits.size()));
  if (table_.aggregation == Aggregation::sum && outputs_.size() == 1)
    if (auto sum = sum_of_constants(hits)) return *std::move(sum);
  feel::Value list = list_of(hits, frame, environment);
  if (table_.aggregation == Aggregation::none || outputs_.size() > 1) return list;
  const std::string_view name = table_.aggregation == Aggregation::sum ? "sum" : table_.aggregation == Aggregation::min ? "min" : "max";
  return feel::call_builtin(feel::find_builtin(name), feel::Arguments(&list, 1), environment);
}

// FAST PATH: the constant of the one rule that decides; nullptr: result_of has to make the value.
const feel::Value* CompiledTable::constant_of_one_rule(std::span<const RuleNumber> hits, feel::Value* frame, feel::Environment& environment) const {
  if (hits.empty() || outputs_.size() != 1) return nullptr;
  const bool by_rank = table_.hit_policy == HitPolicy::priority;
  const bool by_first = table_.hit_policy == HitPolicy::first;
  const bool alone = hits.size() == 1 && (table_.hit_policy == HitPolicy::unique || table_.hit_policy == HitPolicy::any);
  if (!by_rank && !by_first && !alone) return nullptr;
  const auto& constant = outputs_[0].entry(by_rank ? most_important(hits, frame, environment) : hits[0]).constant;
  return constant ? &*constant : nullptr;
}

feel::Value CompiledTable::result_of(std::span<const RuleNumber> hits, feel::Value* frame, feel::Environment& environment) const {
  if (hits.empty()) return default_output(frame, environment);
  switch (table_.hit_policy) {
    case HitPolicy::unique:
      return hits.size() == 1 ? rule_output(hits[0], frame, environment) : feel::Value::null(feel::Reason::many_rules);
    case HitPolicy::first: return rule_output(hits[0], frame, environment);
    case HitPolicy::any: return any_of(hits, frame, environment);
    case HitPolicy::priority:
      return rule_output(most_important(hits, frame, environment), frame, environment);
    case HitPolicy::rule_order: return list_of(hits, frame, environment);
    case HitPolicy::output_order: return list_of(by_priority(hits, frame, environment), frame, environment);
    case HitPolicy::collect: return collected(hits, frame, environment);
  }
  return {};
}

}  // namespace hashira::dmn
