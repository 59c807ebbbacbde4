// What other commands do to the budget in their own unit of work (budget.cpp): they have checked who may.
#pragma once

#include "app/work.h"
#include "ledger/budget.h"

namespace hashira::app {

Done carry_out_budget(Work& work, const ledger::BudgetCommand& command, const Actor& actor);
// Does anything of the programme stand reserved for a decision, committed, ordered or paid, in any year?
Result<bool> has_decided_money(Work& work, const std::string& programme);

}  // namespace hashira::app
