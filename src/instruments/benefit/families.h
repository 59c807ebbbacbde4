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

using Decide = Result<journal::Body> (*)(const Request& request);
using Fold = bool (*)(cases::Case& value, const journal::Entry& entry);

struct Handler {
  std::string_view type;
  Decide decide;
  Fold fold;
};

const cases::Lifecycle& lifecycle();             // lifecycle.cpp
std::span<const Handler> submission_handlers();  // submission.cpp: submitted, resubmitted, withdrawn
std::span<const Handler> amendment_handlers();   // amendment.cpp: amendment_asked, lapsed
std::span<const Handler> decision_handlers();    // decision.cpp: screened, refused, decided
std::span<const Handler> payment_handlers();     // payment.cpp: ordered, paid, bounced, repaid
std::span<const Handler> correction_handlers();  // correction.cpp: fact_corrected
const Handler* handler(std::string_view type);  // every event of the lifecycle has one; nullptr for any other type

inline tl::unexpected<Error> refuse(const Request& request, Refusal refusal) {
  return refuse(request.before, std::move(refusal));
}

// Whole numbers and texts that the instrument keeps in the case's data.
std::int64_t number(const cases::Case& value, std::string_view datum);  // 0: none
void keep_number(cases::Case& value, std::string_view datum, std::int64_t number);
void keep_text(cases::Case& value, std::string_view datum, std::string_view text);  // empty removes
void keep_date(cases::Case& value, std::string_view datum, std::optional<Date> date);

// The account year of the case's money: of its decision.
FiscalYear money_year(const cases::Case& value);

}  // namespace hashira::instruments::benefit
