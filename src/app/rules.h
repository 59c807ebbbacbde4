// What a programme's rules say of a set of facts.
#pragma once

#include "app/engine.h"

namespace hashira::app {

// Evaluates rules.dmn. The decision gives a context: eligible (boolean), amount (whole yen),
// reason_ja and reason_en (what the applicant reads).
// Facts that are not known are null; a rule that cannot tell is "not eligible yet", with its reason.
cases::Outcome apply_rules(const audit::Version& version, const cases::Facts& facts, Date today);

}  // namespace hashira::app
