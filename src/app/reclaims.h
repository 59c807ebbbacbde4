// Money owed back: assessed as a receivable of the ledger, and its return.
//
// Guarantees: case and receivable move in one unit of work; a return goes to the principal first (令 10条2項), and only
// the principal is the case's money. Written in practice.md (Money), ledger/receivable.h.
#pragma once

#include "app/desk.h"

namespace hashira::app {

// A repayment (返納) by the payer: of a receivable when the case has one that is open, otherwise of the payment itself.
Done take_return(Work& work, const std::string& programme, const PaymentMark& mark, const Actor& actor);

}  // namespace hashira::app
