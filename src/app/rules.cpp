#include "app/rules.h"

#include "dmn/table/decision_table.h"

#include <fmt/core.h>

namespace hashira::app {
namespace {

cases::Outcome undecided(std::string ja, std::string en) {
  cases::Outcome out;
  out.reason_ja = std::move(ja);
  out.reason_en = std::move(en);
  return out;
}

std::string text_at(const feel::Value& context, std::string_view key) {
  const feel::Value* found = context.find(key);
  return found != nullptr && found->is(feel::Kind::string) ? std::string(found->as_string()) : std::string();
}

// The decision's context → outcome. An amount that is no whole number of yen is a mistake of the rules: nothing is due.
cases::Outcome read_outcome(const feel::Value& value) {
  cases::Outcome out;
  const feel::Value* eligible = value.find("eligible");
  const feel::Value* amount = value.find("amount");
  out.eligible = eligible != nullptr && eligible->is_true();
  out.reason_ja = text_at(value, "reason_ja");
  out.reason_en = text_at(value, "reason_en");
  std::optional<std::int64_t> yen = amount != nullptr ? amount->as_integer() : std::nullopt;
  if (out.eligible && (!yen || *yen <= 0)) {
    return undecided("規則が支給額を円の整数で出していません", "the rules gave no whole amount of yen");
  }
  out.amount = Yen(out.eligible ? *yen : 0);
  return out;
}

}  // namespace

feel::Value rule_inputs(const audit::Version& version, const cases::Facts& facts) {
  std::vector<feel::Entry> inputs;
  std::vector<feel::Value> values = audit::fact_slots(version, facts);
  for (std::size_t i = 0; i < version.clear_facts.size(); ++i) inputs.emplace_back(version.clear_facts[i]->id, std::move(values[i]));
  return feel::Value::context(std::move(inputs));
}

cases::Outcome apply_rules(const audit::Version& version, const cases::Facts& facts, Date today) {
  if (!version.decision) return undecided("この事業には判定の規則がありません", "this programme has no rules");
  dmn::Options options;
  options.today = today;
  Result<dmn::Outcome> result = version.decision->evaluate(rule_inputs(version, facts), options);
  if (!result) return undecided("規則を評価できません: " + result.error().what, "the rules could not be evaluated: " + result.error().what);
  if (result->value.is_null()) {
    return undecided("どの規則にも当てはまりません（答えが足りないか、対象外です）",
                     "no rule applies (answers are missing, or this is outside the scheme)");
  }
  cases::Outcome out = read_outcome(result->value);
  for (const dmn::TableHit& hit : result->rules) {
    for (std::size_t rule : hit.rules) out.rules_fired.push_back(fmt::format("{}:{}", hit.table->owner(), rule));
  }
  return out;
}

}  // namespace hashira::app
