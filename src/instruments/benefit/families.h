// The events of a benefit by family: for each command what it writes, for each entry what it changes.
//
// decide_* say what the entry's body holds, or refuse. fold_* return false, with the case untouched, for an entry whose
// fields do not make sense: what is stored always folds. Fields: benefit.h.
#pragma once

#include "cases/fields.h"
#include "cases/instrument.h"
#include "instruments/benefit/refusals.h"
#include "ledger/year.h"

namespace hashira::instruments::benefit {

struct Request {
  const cases::Case& before;
  const cases::Command& command;
  const cases::Outcome* outcome;
  const portfolio::Programme& programme;
};

using Decide = Result<std::vector<journal::Body>> (*)(const Request& request);  // one body for each entry, mostly one
using Fold = bool (*)(cases::Case& value, const journal::Entry& entry);

struct Handler {
  std::string_view type;
  Decide decide;
  Fold fold;
};

// Most commands cause one entry.
template <Result<journal::Body> (*One)(const Request&)>
Result<std::vector<journal::Body>> single(const Request& request) {
  journal::Body body = TRY(One(request));
  return std::vector<journal::Body>{std::move(body)};
}

const cases::Lifecycle& lifecycle();             // lifecycle.cpp
std::span<const Handler> submission_handlers();  // submission.cpp: submitted, resubmitted, withdrawn
std::span<const Handler> amendment_handlers();   // amendment.cpp: amendment_asked, reminded, lapsed
std::span<const Handler> decision_handlers();    // decision.cpp: screened, refused, decided
std::span<const Handler> payment_handlers();     // payment.cpp: ordered, paid, bounced, repaid
std::span<const Handler> correction_handlers();  // correction.cpp: fact_corrected
std::span<const Handler> hold_handlers();        // hold.cpp: held, released
std::span<const Handler> waiting_handlers();     // waiting.cpp: prechecked, claimed
std::span<const Handler> change_handlers();      // change.cpp: changed, cancelled, reclaim_assessed
std::span<const Handler> check_handlers();       // check.cpp: sampled, checked, hit_disposed
std::span<const Handler> account_handlers();     // account.cpp: account_changed
const Handler* handler(std::string_view type);  // every event of the lifecycle has one; nullptr for any other type

inline tl::unexpected<Error> refuse(const Request& request, Refusal refusal) {
  return refuse(request.before, std::move(refusal));
}

// Whole numbers and texts that the instrument keeps in the case's data.
std::int64_t number(const cases::Case& value, std::string_view datum);  // 0: none
void keep_number(cases::Case& value, std::string_view datum, std::int64_t number);
void keep_text(cases::Case& value, std::string_view datum, std::string_view text);  // empty removes
void keep_date(cases::Case& value, std::string_view datum, std::optional<Date> date);

// Another key means other cases to compare with: what was cleared for the old one no longer counts.
void keep_entitlement(cases::Case& value, std::string_view entitlement);

// The account year of what is due: of the decision that it rests on.
FiscalYear money_year(const cases::Case& value);

// waiting.cpp. "instruments.benefit.not_claimed" where the programme makes its cases wait and this one has not claimed.
Done check_waited(const Request& request);
// change.cpp. The state that follows from the money when a decision or the bank moved it: what is owed back, due or settled.
void settle(cases::Case& value, Date on);
// "instruments.benefit.date_before" for a day before the decision in force.
Done check_since_decision(const Request& request);

}  // namespace hashira::instruments::benefit
