// Why an instrument of money refuses a command: every sentence that a person sees, in Japanese and English, with its mend.
//
// Guarantees: texts read "日本語 / English", so that pages can show either side. Codes are "instruments.<instrument>.<what>".
#pragma once

#include <string>
#include <string_view>

#include "cases/instrument.h"

namespace hashira::instruments::money {

struct Refusal {
  std::string_view what;       // the code's last part
  std::string ja, en;          // what happened
  std::string mend_ja, mend_en;  // what to do
};

Refusal not_in_state(const cases::State* state, const cases::EventKind& asked, const cases::Lifecycle& lifecycle);
Refusal not_open(const portfolio::Programme& programme, Date on);
Refusal not_an_amount(Yen amount, Yen least, Yen most);
Refusal not_the_whole(Yen given, Yen due);
Refusal bad_digest(std::string_view field);
Refusal no_defects();
Refusal unknown_fact(std::string_view fact);
Refusal no_deadline(Date earliest);
Refusal deadline_not_passed(Date deadline);
Refusal no_outcome(std::string_view command);
Refusal rules_give_too_much(Yen amount, Yen most);
Refusal not_eligible(const cases::Outcome& outcome);
Refusal no_draft();
Refusal other_draft(std::int64_t decided_by, std::int64_t given);
Refusal date_before(Date since, Date given);
Refusal books_closed(FiscalYear year);
Refusal partly_repaid();
Refusal same_value(std::string_view fact, std::string_view value);
Refusal no_reason();
Refusal no_such_entry();
// refusals_later.cpp
Refusal deadline_passed(Date deadline);
Refusal no_hold_class();
Refusal no_waiting();
Refusal no_waiting_fact(std::string_view fact);
Refusal applied_late(Date last, Date applied);
Refusal claimed_already();
Refusal not_matured(Date matures);
Refusal not_claimed();
Refusal nothing_left(const cases::Outcome& outcome);
Refusal nothing_changes(Yen amount);
Refusal cancelled_already();
Refusal old_year_may_not_grow(FiscalYear year);
Refusal all_assessed();
Refusal no_receivable();
Refusal no_sample();
Refusal no_check_result();
Refusal no_hit();

// The error, naming the case.
tl::unexpected<Error> refuse(std::string_view instrument, const cases::Case& value, Refusal refusal);

}  // namespace hashira::instruments::money
