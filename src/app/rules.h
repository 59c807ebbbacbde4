// What a programme's rules say of a set of facts.
#pragma once

#include "app/engine.h"

namespace hashira::app {

// Evaluates rules.dmn. The decision gives a context: eligible (boolean), amount (whole yen),
// reason_ja and reason_en (what the applicant reads).
// Facts that are not known are null; a rule that cannot tell is "not eligible yet", with its reason.
cases::Outcome apply_rules(const audit::Version& version, const cases::Facts& facts, Date today);

// The facts as the decision's inputs: a context by name, null where a fact is not known.
feel::Value rule_inputs(const audit::Version& version, const cases::Facts& facts);

// Why the rules give what they give, in words: the rules that all but one fact meet, and the smallest change of facts that
// turns a refusal into a grant (empty when it is one, or none was found).
struct Reasons {
  std::vector<portfolio::Text> nearly, nearest_yes;
};
Reasons explain_rules(const audit::Version& version, const cases::Facts& facts, Date today);

}  // namespace hashira::app
