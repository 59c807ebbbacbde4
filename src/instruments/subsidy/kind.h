// What a subsidy is among the instruments of money: its lifecycle, its own families of events, how its state follows the money.
//
// Guarantees: as money/families.h. Written in subsidy.h.
#pragma once

#include "instruments/money/families.h"
#include "instruments/subsidy/refusals.h"

namespace hashira::instruments::subsidy {

const cases::Lifecycle& lifecycle();                   // lifecycle.cpp
const money::Kind& kind();                             // subsidy.cpp
std::span<const money::Handler> grant_handlers();      // grant.cpp: start_allowed, decided, decision_undone, withdrawn
std::span<const money::Handler> project_handlers();    // project.cpp: change_noted, reported, report_returned, inspected
std::span<const money::Handler> settlement_handlers(); // settlement.cpp: settled, claimed, advance_claimed, ordered

// The terms of a programme that is a subsidy; those of none where it is not.
const portfolio::SubsidyTerms& terms_of(const portfolio::Programme& programme);
std::optional<Date> date_of(const cases::Facts& facts, const std::string& fact);
bool is_settled(const cases::Case& value);
bool is_one_step(const cases::Case& value);
// What may be ordered in this state: an advance, what is settled and claimed, or what was decided and settled at once.
bool ready_to_order(const cases::Case& value);

}  // namespace hashira::instruments::subsidy
