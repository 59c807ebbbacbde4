// Budget and receivables as pages and JSON show them: read, never written.
//
// Guarantees: what is shown are rows that the audit holds against the entries.
#pragma once

#include "app/engine.h"
#include "ledger/budget.h"
#include "ledger/receivable.h"

namespace hashira::app {

// Lines, allotments, caps and promises of every year.
Result<ledger::Budget> whole_budget(Engine& engine);
// What a programme or office holds of an allotment, by how far it has gone.
struct Holding {
  ledger::AllotmentId id;
  Yen allotted;                      // 配当額, as the budget's books say
  Yen left, reserved, committed, ordered, paid;  // as the programme's books say; reserved: for a bulk decision under way
};
Result<std::vector<Holding>> holdings(Engine& engine, const ledger::Budget& budget);

Result<std::vector<ledger::Receivable>> receivables(Engine& engine, const std::string& programme);
Result<ledger::Receivable> receivable_of(Engine& engine, const std::string& programme, std::uint64_t number);  // "app.no_such_receivable"
// The case it arose from; 0: none.
std::uint64_t case_of_receivable(const ledger::Receivable& value, const std::string& programme);

}  // namespace hashira::app
