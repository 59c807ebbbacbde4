// Money owed back: assessed as a receivable of the ledger, and its return.
//
// Guarantees: case and receivable move in one unit of work; a return goes to the principal first (令 10条2項), and only
// the principal is the case's money. Written in practice.md (Money), ledger/receivable.h.
#pragma once

#include "app/desk.h"

namespace hashira::app {

// A repayment (返納) by the payer: of a receivable when the case has one that is open, otherwise of the payment itself.
Done take_return(Work& work, const std::string& programme, const PaymentMark& mark, const Actor& actor);

// The collection of a reclaim's receivable, beside the case's own entry.
Done collect_reclaim(Work& work, const std::string& programme, std::uint64_t receivable, const ledger::Collect& command,
                     const Actor& actor);
// 減額調定: what lessens the case's receivables, the newest first, to what it owes, or will owe, after a decision or a bounce. Nothing
// is written yet: what they come from may still be refused.
Result<std::vector<ledger::Event>> lessening(Work& work, const cases::Case& value, Yen owed, const std::string& reason, Date on);
Done write_events(Work& work, const std::string& programme, std::vector<ledger::Event> events, const Actor& actor);
inline Yen owed_after_bounce(const cases::Case& value, Yen sent) {
  return std::max(Yen(0), value.money.remaining() - sent - value.money.approved);
}

}  // namespace hashira::app
