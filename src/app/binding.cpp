#include "app/binding.h"

#include <algorithm>

#include "app/case_command.h"
#include "app/rules.h"

namespace hashira::app {
namespace {

constexpr std::size_t versions_max = 10'000;

Result<std::vector<RulesVersion>> read_versions(const std::vector<journal::Row>& rows, audit::Versions& versions) {
  std::vector<RulesVersion> out;
  for (const journal::Row& row : rows) {
    journal::Body body(row.value);
    RulesVersion one;
    one.version = TRY(versions.find(body.bytes("digest").value_or(BytesView())));
    one.from = body.date("from").value_or(Date());
    one.reaches_back = body.boolean("reaches_back").value_or(false);
    out.push_back(std::move(one));
  }
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace

Result<RulesHistory> rules_history(Work& work, const journal::StreamId& programme) {
  RulesHistory out;
  out.in_force = TRY(version_of(work, programme));
  std::vector<journal::Row> rows = TRY(work.scan(journal::Table::state, audit::version_prefix(programme), {}, versions_max));
  out.versions = TRY(read_versions(rows, work.versions()));
  return out;
}

Result<RulesHistory> rules_history(Engine& engine, const journal::StreamId& programme) {
  RulesHistory out;
  out.in_force = TRY(engine.versions().in_force(programme));
  std::vector<journal::Row> rows = TRY(engine.store().scan(journal::Table::state, audit::version_prefix(programme), {}, versions_max));
  out.versions = TRY(read_versions(rows, engine.versions()));
  return out;
}

Date binding_day(const portfolio::Programme& programme, const cases::Case& value, Date decision_day) {
  bool by_decision = !programme.money || programme.money->binding_date == "decision";
  if (by_decision) return value.reached_on("decided").value_or(decision_day);  // what is decided already keeps its day
  if (programme.money->binding_date == "event" && !programme.money->binding_fact.empty()) {
    const feel::Value* day = value.fact(programme.money->binding_fact);
    if (day != nullptr && day->as_date()) return *day->as_date();
  }
  return value.reached_on("submitted").value_or(decision_day);
}

const audit::Version& binding_version(const RulesHistory& history, const cases::Case& value, Date decision_day) {
  if (history.versions.empty()) return *history.in_force;
  Date day = binding_day(history.in_force->programme, value, decision_day);
  for (const RulesVersion& one : history.versions) {
    if (one.reaches_back || one.from <= day) return *one.version;
  }
  return *history.versions.back().version;  // the first: what came before it has no other rules
}

cases::Outcome bound_outcome(const RulesHistory& history, const cases::Case& value, Date decision_day) {
  const audit::Version& binding = binding_version(history, value, decision_day);
  cases::Outcome out = apply_rules(binding, value.facts, decision_day);
  if (binding.digest != history.in_force->digest) {
    out.binding_day = binding_day(history.in_force->programme, value, decision_day);
    out.rules_version = binding.digest;
  }
  return out;
}

}  // namespace hashira::app
