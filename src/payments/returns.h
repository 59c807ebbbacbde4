// A payment that did not arrive or came back (振込不能, 組戻): an event of its own against one payment.
//
// Guarantees: the amount that came back and the bank's fee are never more than was sent; the bank's own words are kept
// beside the class that was read from them. The commitment is untouched: only *paid* falls (ledger: paid → ordered).
// Written in jp practice: there is no standard record for a return of 総合振込; see bank_answer.h and result_csv.h.
#pragma once

#include <optional>
#include <string>

#include "base/date.h"
#include "base/result.h"
#include "base/yen.h"
#include "journal/body.h"
#include "payments/bank_answer.h"
#include "payments/reason.h"
#include "payments/zengin.h"

namespace hashira::payments {

struct PaymentReturn {
  std::uint64_t run = 0;      // number of the run that sent it
  zengin::OrderNumber order;  // of the payment
  Date on;                    // the bank's day
  ReasonClass reason = ReasonClass::other;
  std::string text;  // the bank's own words; they stand clear in the journal
  Yen amount;        // that came back
  Yen fee;           // that the bank kept

  bool operator==(const PaymentReturn&) const = default;
};

// From an answer about one payment that was rejected or returned. `ordered`: what was sent. A rejected payment never
// left, so it comes back whole. The day is `on` where the bank names none. payments.no_return, unknown_order,
// returned_too_much.
Result<PaymentReturn> return_of(const BankAnswer& answer, std::uint64_t run, Yen ordered, Date on);

// payment.returned: run, case, decision, instalment, attempt, part, on, reason, text, amount, fee.
journal::Body return_body(const PaymentReturn& one);
std::optional<PaymentReturn> read_return(const journal::Body& body);

}  // namespace hashira::payments
