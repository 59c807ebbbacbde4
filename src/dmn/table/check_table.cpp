// Checking one decision table: gaps, overlaps that its hit policy forbids, rules that never decide, values that cannot
// meet.
#include <algorithm>

#include <fmt/core.h>

#include "dmn/check.h"
#include "dmn/table/geometry.h"

namespace hashira::dmn {
namespace {

using syntax::HitPolicy;

constexpr std::size_t check_regions_max = 12;

std::string check_rules_text(const std::vector<std::size_t>& rules) {
  std::string text;
  for (std::size_t i = 0; i < rules.size(); ++i)
    text += (i == 0 ? "" : i + 1 == rules.size() ? " and " : ", ") + fmt::format("{}", rules[i]);
  return text;
}

class TableCheck {
 public:
  explicit TableCheck(const CompiledTable& table)
      : table_(table), axes_(axes_of(table)), reached_(table.rules(), false) {}

  std::vector<Finding> run() {
    check_policy();
    check_values();
    walk();
    tell_gaps();
    tell_overlaps();
    tell_unreached();
    return std::move(findings_);
  }

 private:
  const CompiledTable& table_;
  std::vector<Axis> axes_;
  std::vector<bool> reached_;
  std::vector<Box> gaps_;
  std::map<std::vector<std::size_t>, std::vector<Box>> overlaps_;  // by the rules that meet
  bool whole_ = true;
  std::vector<Finding> findings_;

  void tell(Severity severity, std::string code, std::string what, std::string mend, Place place,
            std::string region = {}, std::vector<std::size_t> rules = {}) {
    findings_.push_back({severity,
                         {std::move(code), std::move(what), std::move(mend), std::move(place)},
                         table_.owner(),
                         std::move(region),
                         std::move(rules)});
  }

  HitPolicy policy() const { return table_.syntax().hit_policy; }
  bool has_default() const {
    return std::any_of(table_.outputs().begin(), table_.outputs().end(),
                       [](const TableOutput& output) { return output.default_entry.has_value(); });
  }

  // A rule with a cell that only evaluation decides may or may not match: it fills no gap for certain and hides
  // nothing.
  bool is_certain(RuleNumber rule) const {
    for (std::size_t column = 0; column < axes_.size(); ++column)
      if (!table_.grid().at(rule, column)) return false;
    return true;
  }

  void check_policy() {
    const bool by_priority = policy() == HitPolicy::priority || policy() == HitPolicy::output_order;
    for (const TableOutput& output : table_.outputs())
      if (by_priority && output.values.empty())
        tell(Severity::error, "dmn.no_priorities",
             fmt::format("The table of \"{}\" orders by output values, but lists none.", table_.owner()),
             "Add <outputValues>, the most important first.", table_.place());
    if (table_.syntax().aggregation != syntax::Aggregation::none && table_.outputs().size() > 1)
      tell(Severity::error, "dmn.bad_aggregation",
           fmt::format("The table of \"{}\" aggregates several outputs.", table_.owner()),
           "Aggregate one output, or collect without aggregation.", table_.place());
    if (table_.syntax().aggregation != syntax::Aggregation::none && policy() != HitPolicy::collect)
      tell(
          Severity::warning, "dmn.bad_aggregation",
          fmt::format("The table of \"{}\" names an aggregation, but its hit policy does not collect.", table_.owner()),
          "Use hitPolicy=\"COLLECT\", or leave the aggregation out.", table_.place());
  }

  void check_values() {
    for (std::size_t rule = 0; rule < table_.rules(); ++rule) {
      for (const TableInput& input : table_.inputs()) check_cell(rule, input);
      for (const TableOutput& output : table_.outputs()) check_entry(rule, output);
    }
  }

  void check_cell(std::size_t rule, const TableInput& input) {
    const feel::Type type = feel_type(input.type);
    if (type.is(feel::TypeKind::any) || input.cell(rule).kind != Cell::Kind::constants) return;
    for (const feel::Value& test : input.cell(rule).tests) {
      if (test.is_null() || feel::instance_of(test, type)) continue;
      const feel::Value end = test.is(feel::Kind::range)
                                  ? (test.as_range().low.is_null() ? test.as_range().high : test.as_range().low)
                                  : test;
      if (end.is_null() || feel::instance_of(end, type)) continue;
      tell(Severity::error, "dmn.types_never_meet",
           fmt::format("Rule {} tests {} ({}) for {}, which is no {}: it never matches.", rule + 1, input.text,
                       feel::to_text(type), input.cell(rule).text, feel::to_text(type)),
           fmt::format("Write a {}.", feel::to_text(type)), table_.rule_place(rule), {}, {rule + 1});
    }
  }

  void check_entry(std::size_t rule, const TableOutput& output) {
    const TableEntry& entry = output.entry(rule);
    if (!entry.constant) return;
    if (entry.constant->is_null() && entry.constant->reason() == feel::Reason::type_constraint)
      tell(Severity::error, "dmn.types_never_meet",
           fmt::format("Rule {} gives {}, which is no allowed {}.", rule + 1, entry.text,
                       feel::to_text(feel_type(output.type))),
           "Give a value of the output's type and allowed values.", table_.rule_place(rule), {}, {rule + 1});
    else if (!output.values.empty() && !entry.constant->is_null() && entry.priority == output.values.size() &&
             table_.syntax().outputs.size() == table_.outputs().size())
      check_output_value(rule, output, entry);
  }

  void check_output_value(std::size_t rule, const TableOutput& output, const TableEntry& entry) {
    for (const feel::Value& value : output.values)
      if (value.is(feel::Kind::range)) return;  // ranges order nothing and allow much
    tell(Severity::error, "dmn.not_an_output_value",
         fmt::format("Rule {} gives {}, which is not among the output values.", rule + 1, entry.text),
         "Use one of the output values, or add this one to them.", table_.rule_place(rule), {}, {rule + 1});
  }

  void walk() {
    whole_ = sweep(table_.grid(), domain_of(axes_),
                   [this](const Box& box, std::span<const RuleNumber> rules) { visit(box, rules); });
    if (!whole_)
      tell(Severity::warning, "dmn.not_wholly_checked",
           fmt::format("The table of \"{}\" is too large to look at every combination.", table_.owner()),
           "Split it into smaller tables to have all gaps and overlaps found.", table_.place());
  }

  void visit(const Box& box, std::span<const RuleNumber> rules) {
    if (rules.empty()) {
      if (gaps_.size() < 400) gaps_.push_back(box);
      return;
    }
    note_reached(rules);
    std::vector<std::size_t> certain;
    for (const RuleNumber rule : rules)
      if (is_certain(rule)) certain.push_back(rule + 1);
    if (certain.size() < 2 || !conflict(certain)) return;
    auto& boxes = overlaps_[certain];
    if (overlaps_.size() < 400 && boxes.size() < 40) boxes.push_back(box);
  }

  // Which of the rules can decide here.
  void note_reached(std::span<const RuleNumber> rules) {
    if (policy() == HitPolicy::first) {
      for (const RuleNumber rule : rules) {
        reached_[rule] = true;
        if (is_certain(rule)) return;
      }
      return;
    }
    if (policy() != HitPolicy::priority) {
      for (const RuleNumber rule : rules) reached_[rule] = true;
      return;
    }
    for (const RuleNumber rule : rules)
      if (std::none_of(rules.begin(), rules.end(),
                       [&](RuleNumber other) { return is_certain(other) && goes_before(other, rule); }))
        reached_[rule] = true;
  }

  // With constant outputs only: is `a` of higher priority than `b`?
  bool goes_before(RuleNumber a, RuleNumber b) const {
    for (const TableOutput& output : table_.outputs()) {
      if (!output.entry(a).constant || !output.entry(b).constant) return false;
      if (output.entry(a).priority != output.entry(b).priority)
        return output.entry(a).priority < output.entry(b).priority;
    }
    return false;
  }

  bool conflict(const std::vector<std::size_t>& rules) const {
    if (policy() == HitPolicy::unique) return true;
    if (policy() != HitPolicy::any) return false;
    for (const TableOutput& output : table_.outputs())
      for (const std::size_t rule : rules)
        if (output.entry(rule - 1).text != output.entry(rules[0] - 1).text) return true;
    return false;
  }

  void tell_gaps() {
    const bool collects =
        policy() == HitPolicy::collect || policy() == HitPolicy::rule_order || policy() == HitPolicy::output_order;
    if (has_default() || collects || table_.rules() == 0) return;
    const std::vector<Box> gaps = joined(std::move(gaps_));
    for (std::size_t i = 0; i < gaps.size() && i < check_regions_max; ++i) {
      const std::string region = box_text(axes_, gaps[i]);
      tell(Severity::warning, "dmn.gap", fmt::format("No rule of \"{}\" covers {}.", table_.owner(), region),
           "Add a rule for it, a last rule of dashes, or a default output.", table_.place(), region);
    }
    if (gaps.size() > check_regions_max)
      tell(Severity::warning, "dmn.gap",
           fmt::format("\"{}\" has {} more gaps.", table_.owner(), gaps.size() - check_regions_max),
           "Add a default output.", table_.place());
  }

  void tell_overlaps() {
    std::size_t told = 0;
    for (auto& [rules, boxes] : overlaps_)
      for (const Box& box : joined(std::move(boxes))) {
        if (++told > check_regions_max) return;
        const std::string region = box_text(axes_, box);
        const std::string_view why =
            policy() == HitPolicy::unique ? "but only one may (UNIQUE)" : "but say different things (ANY)";
        tell(Severity::error, "dmn.overlap",
             fmt::format("Rules {} of \"{}\" all match {}, {}.", check_rules_text(rules), table_.owner(), region, why),
             "Narrow one of the rules, or choose a hit policy such as FIRST.", table_.rule_place(rules.back() - 1),
             region, rules);
      }
  }

  void tell_unreached() {
    if (!whole_) return;
    for (std::size_t rule = 0; rule < reached_.size(); ++rule) {
      if (reached_[rule]) continue;
      const bool hidden = policy() == HitPolicy::first || policy() == HitPolicy::priority;
      tell(Severity::warning, "dmn.unreachable_rule",
           fmt::format(
               "Rule {} of \"{}\" never decides{}.", rule + 1, table_.owner(),
               hidden ? ": no value reaches it, or other rules always go before it" : ": no allowed value matches it"),
           "Remove it, or mend its cells or its place.", table_.rule_place(rule), {}, {rule + 1});
    }
  }
};

}  // namespace

std::vector<Finding> check_table(const CompiledTable& table) {
  return TableCheck(table).run();
}

}  // namespace hashira::dmn
