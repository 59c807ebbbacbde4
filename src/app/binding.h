// Which version of a programme's rules binds a case: the newest whose days the case's binding day is among. The binding day is the
// day of the event, of the application or of the decision, as the programme's money terms say; a version binds from `in_force.from`
// (left out: its publication), and days before, too, where it reaches back. docs/decisions.md, Versions of the rules.
#pragma once

#include "app/engine.h"

namespace hashira::app {

struct RulesVersion {
  std::shared_ptr<const audit::Version> version;
  Date from;
  bool reaches_back = false;
};

// A programme's versions of rules as they stand.
struct RulesHistory {
  std::shared_ptr<const audit::Version> in_force;
  std::vector<RulesVersion> versions;  // newest first; empty: there was only the one in force
};
Result<RulesHistory> rules_history(Work& work, const journal::StreamId& programme);
Result<RulesHistory> rules_history(Engine& engine, const journal::StreamId& programme);

// The day whose rules bind the case, when it is decided on `decision_day`.
Date binding_day(const portfolio::Programme& programme, const cases::Case& value, Date decision_day);
const audit::Version& binding_version(const RulesHistory& history, const cases::Case& value, Date decision_day);
// What the binding version's rules say; the outcome names day and version where it is not the one in force.
cases::Outcome bound_outcome(const RulesHistory& history, const cases::Case& value, Date decision_day);

}  // namespace hashira::app
