// 合算上限: one limit over what several programmes give, as portfolio.yaml says it (`combined_caps`).
//
// Guarantees: at every commit what is confirmed under a cap is the sum of `cap_use` over its programmes' cases, what is reserved the
// sum of their bulk decisions that still run, and both together are within the limit. docs/ledger.md, Combined caps.
#pragma once

#include <span>

#include "app/work.h"
#include "portfolio/programme.h"

namespace hashira::app {

// What a case uses: what was decided and not given back, or what is paid and still out where that is more. A case of another layer
// uses nothing.
Yen cap_use(const cases::Case& value);

// Reserves for a bulk decision under every cap of the programme; "ledger.cap_exceeded" where the rest does not suffice.
Done reserve_under_caps(Work& work, const portfolio::Programme& programme, const std::string& reservation, Yen amount, const Actor& actor);
Done release_under_caps(Work& work, const portfolio::Programme& programme, const std::string& reservation, const Actor& actor);
// What a decision changes: more is reserved and confirmed at once, less is returned.
Done use_under_caps(Work& work, const portfolio::Programme& programme, const std::string& reservation, Yen change, const Actor& actor);

// Brings the caps that name the programme into the budget as the folder says them; what has not changed writes nothing.
Done set_caps(Work& work, const portfolio::Portfolio& tree, const std::string& programme, const Actor& actor);
// Whether the programme may come under other caps than before: only while nothing of it is decided ("app.cap_too_late"), since what was
// decided before would not be counted.
Done check_other_caps(Work& work, const std::string& programme, std::span<const std::string> before, std::span<const std::string> now);

}  // namespace hashira::app
