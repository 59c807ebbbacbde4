// What the forms of the budget page ask of the ledger: votes, transfers, the reserve, allotments and their withdrawal.
// Guarantees: pure; what a form says wrong is refused with its field ("http.bad_form"), what the ledger cannot do by
// the ledger. Form: budget.html. Clauses: ledger/budget.h.
#pragma once

#include <optional>

#include "http/form.h"
#include "ledger/budget.h"

namespace hashira::http {

// nullopt: there is no such action. `year`: the one in which a new line is voted.
std::optional<Result<ledger::BudgetCommand>> budget_action(std::string_view action, const Form& form, FiscalYear year);

// How a list of the page names a line or an allotment: 2020/current/07-01-02-18,
// 2020/current/sorachi/benefit/07-01-02-18.
std::string line_choice(const ledger::LineId& id);
std::string allotment_choice(const ledger::AllotmentId& id);
Result<ledger::LineId> chosen_line(const Form& form, const char* name);
Result<ledger::AllotmentId> chosen_allotment(const Form& form, const char* name);

}  // namespace hashira::http
