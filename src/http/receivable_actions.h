// What the buttons of a receivable's page ask of the ledger: notices, reminders, instalments, deferrals, waivers,
// write-offs, reductions, refunds. Guarantees: pure; what a form says wrong is refused with its field ("http.bad_form"), what the ledger
// cannot do by the ledger. Form: receivable.html. Clauses: ledger/receivable.h.
#pragma once

#include <optional>

#include "http/form.h"
#include "ledger/receivable.h"

namespace hashira::http {

// nullopt: there is no such action.
std::optional<Result<ledger::ReceivableCommand>> receivable_action(std::string_view action, const Form& form,
                                                                   const ledger::Receivable& value);

// An even split of the amount over months from the first due date on, each on a day on which offices work; remainders
// in the first. Requires: 0 < count.
std::vector<ledger::Dated> monthly_dues(Yen amount, int count, Date first);

}  // namespace hashira::http
