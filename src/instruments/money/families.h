// The events that instruments of money share, by family: for each command what it writes, for each entry what it changes.
//
// decide_* say what the entry's body holds, or refuse. fold_* return false, with the case untouched, for an entry whose
// fields do not make sense: what is stored always folds. Fields: benefit/benefit.h.
#pragma once

#include "cases/fields.h"
#include "cases/instrument.h"
#include "instruments/money/refusals.h"
#include "ledger/year.h"

namespace hashira::instruments::money {

struct Kind;

struct Request {
  const Kind& kind;
  const cases::Case& before;
  const cases::Command& command;
  const cases::Outcome* outcome;
  const portfolio::Programme& programme;
};

using Decide = Result<std::vector<journal::Body>> (*)(const Request& request);  // one body for each entry, mostly one
using Fold = bool (*)(cases::Case& value, const journal::Entry& entry, const Kind& kind);

struct Handler {
  std::string_view event;  // the part of the entry's type behind the instrument: "submitted"
  Decide decide;
  Fold fold;
  bool moves_money = false;
};

// What one instrument of money is: where it differs from the others. Its families come first to last: of two handlers of one
// event the first counts, so an instrument may put its own before a shared one.
struct Kind {
  std::string_view name;  // "benefit"
  const cases::Lifecycle& (*lifecycle)();
  std::vector<std::span<const Handler>> families;
  // What the next order is for, or what the order that stands would still send: all that is due, or a part (概算払).
  Yen (*to_order)(const cases::Case& value);
  // The state after a transfer arrived.
  std::string_view (*sent_state)(const cases::Case& value);
  // Sets the state that follows from the money when a decision or the bank moved it: what is owed back, due or settled.
  void (*follow)(cases::Case& value, Date on);
  bool (*ready_to_order)(const cases::Case& value);  // cases/instrument.h

  const Handler* handler(std::string_view event) const;  // every event of the lifecycle has one; nullptr for any other
};

// Most commands cause one entry.
template <Result<journal::Body> (*One)(const Request&)>
Result<std::vector<journal::Body>> single(const Request& request) {
  journal::Body body = TRY(One(request));
  return std::vector<journal::Body>{std::move(body)};
}

// Most entries fold alike in every instrument.
template <bool (*One)(cases::Case&, const journal::Entry&)>
bool alike(cases::Case& value, const journal::Entry& entry, const Kind&) {
  return One(value, entry);
}

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

inline tl::unexpected<Error> refuse(const Request& request, Refusal refusal) {
  return refuse(request.kind.name, request.before, std::move(refusal));
}
// Refuses the request's command as one that the case's state does not allow.
tl::unexpected<Error> refuse_out_of_turn(const Request& request);

inline constexpr std::size_t digest_size = 32;  // SHA-256

// Whole numbers and texts that the instrument keeps in the case's data.
std::int64_t number(const cases::Case& value, std::string_view datum);  // 0: none
void keep_number(cases::Case& value, std::string_view datum, std::int64_t number);
void keep_text(cases::Case& value, std::string_view datum, std::string_view text);  // empty removes
void keep_date(cases::Case& value, std::string_view datum, std::optional<Date> date);

// Another key means other cases to compare with: what was cleared for the old one no longer counts.
void keep_entitlement(cases::Case& value, std::string_view entitlement);

// The account year of what is due: of the decision that it rests on.
FiscalYear money_year(const cases::Case& value);

// waiting.cpp. "instruments.….not_claimed" where the programme makes its cases wait and this one has not claimed.
Done check_waited(const Request& request);
// decision.cpp, payment.cpp: parts of what an instrument that does a little more puts around.
Result<journal::BodyWriter> decision_body(const Request& request);
bool fold_decided(cases::Case& value, const journal::Entry& entry);
Result<journal::Body> decide_undo(const Request& request);
bool fold_decision_undone(cases::Case& value, const journal::Entry& entry);
Result<std::vector<journal::Body>> decide_order(const Request& request);
bool fold_ordered(cases::Case& value, const journal::Entry& entry, const Kind& kind);

// change.cpp. The case's money under another decision; what is out with the bank keeps its order, for the new amount.
void redecide(cases::Case& value, Yen approved, const Kind& kind);
// What was assessed of what is owed never exceeds it; keep_assessed_within is the first step of each `follow`.
void keep_assessed_within(cases::Case& value);
// Why money is owed back, when it is: a cancellation bears 加算金 when it is reclaimed, a lower amount does not.
void note_ground(cases::Case& value, std::string_view ground);
// "instruments.….date_before" for a day before the decision in force.
Done check_since_decision(const Request& request);
// payment.cpp. "instruments.….date_before" for a day before the case reached its present state.
Done check_not_before_state(const Request& request);

}  // namespace hashira::instruments::money
