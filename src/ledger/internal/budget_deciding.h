// What the decisions on the budget have in common: the budget as it becomes, the events made so far, refusals with their place.
#pragma once

#include <cassert>

#include "ledger/internal/budget_events.h"
#include "ledger/internal/refusal.h"

namespace hashira::ledger {

struct BudgetDeciding {
  Budget now;
  Date on;
  std::vector<Event> events;

  // An event that `step` would leave is our bug when all checks passed before.
  void add(std::string_view type, journal::Body body, FiscalYear year) {
    bool follows = step(now, type, body);
    assert(follows);
    (void)follows;
    events.push_back({std::string(type), std::move(body), year, {}});
  }
  // The same event's other side, in a programme's own books.
  void add_to(const std::string& programme, std::string_view type, journal::Body body, FiscalYear year) {
    events.push_back({std::string(type), std::move(body), year, programme});
  }
};

// budget.cpp
Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const Vote& command);
Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const Transfer& command);
Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const ApplyReserve& command);
Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const Allot& command);
Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const Withdraw& command);
// budget_carry.cpp
Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const PermitCarry& command);
Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const CarryOver& command);
Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const CarryHeld& command);
Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const CloseYear& command);
// budget_limits.cpp
Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const SetCap& command);
Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const ReserveCap& command);
Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const ConfirmCap& command);
Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const ReleaseCap& command);
Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const ReturnCap& command);
Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const LimitPromises& command);
Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const Promise& command);
Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const ReleasePromise& command);

// budget_checks.cpp: each refuses with the line as its place.
std::string place_of(const LineId& id);
tl::unexpected<Error> refuse_line(const LineId& id, std::string code, const Words& what, const Words& mend);
Done check_id(const LineId& id);
Done check_year_open(const Budget& budget, const LineId& id);           // not closed by an entry
Done check_within_year(const LineId& id, Date on);                      // until 31 March
Done check_books_open(const LineId& id, Date on);                       // until 31 May
Done check_known(const Budget& budget, const LineId& id);
Done check_available(const Budget& budget, const LineId& id, Yen amount);
Done check_room(const Budget& budget, const LineId& id, Yen amount);    // its total stays in bounds
Done check_programme(const AllotmentId& id);
Done check_held(const Budget& budget, const AllotmentId& id, Yen amount);
Done check_amount(Yen amount, const std::string& place);  // "ledger.bad_amount" unless above zero and in bounds
Done check_budget_reason(const std::string& reason, const std::string& place);
journal::BodyWriter line_body(const LineId& id);
journal::BodyWriter held_body(const AllotmentId& id, Yen amount);

}  // namespace hashira::ledger
