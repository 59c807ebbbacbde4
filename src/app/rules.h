// What a programme's rules say of a set of facts.
#pragma once

#include "app/engine.h"

namespace hashira::app {

// Evaluates rules.dmn. The decision gives a context: eligible (boolean), amount (whole yen);
// the reasons are the annotations reason_ja and reason_en of the rule that fired.
// Facts that are not known are null; a rule that cannot tell is "not eligible yet", with its reason.
cases::Outcome apply_rules(const audit::Version& version, const cases::Facts& facts, Date today);

}  // namespace hashira::app
