// Names of the budget's entries and what their bodies have in common.
#pragma once

#include "ledger/budget.h"

namespace hashira::ledger {

inline constexpr std::string_view budget_appropriated = "budget.appropriated";
inline constexpr std::string_view budget_transferred = "budget.transferred";
inline constexpr std::string_view budget_reserve_applied = "budget.reserve_applied";
inline constexpr std::string_view budget_allotted = "budget.allotted";
inline constexpr std::string_view budget_withdrawn = "budget.allotment_withdrawn";
inline constexpr std::string_view budget_carry_permitted = "budget.carry_permitted";
inline constexpr std::string_view budget_carried = "budget.carried_over";
inline constexpr std::string_view budget_held_carried = "budget.allotment_carried";
inline constexpr std::string_view budget_lapsed = "budget.lapsed";
inline constexpr std::string_view budget_year_closed = "budget.year_closed";
inline constexpr std::string_view budget_cap_set = "budget.cap_set";
inline constexpr std::string_view budget_cap_reserved = "budget.cap_reserved";
inline constexpr std::string_view budget_cap_confirmed = "budget.cap_confirmed";
inline constexpr std::string_view budget_cap_released = "budget.cap_released";
inline constexpr std::string_view budget_cap_returned = "budget.cap_returned";
inline constexpr std::string_view budget_promises_limited = "budget.promises_limited";
inline constexpr std::string_view budget_promised = "budget.promised";
inline constexpr std::string_view budget_promise_released = "budget.promise_released";
inline constexpr std::string_view ledger_allotted = "ledger.allotted";
inline constexpr std::string_view ledger_withdrawn = "ledger.allotment_withdrawn";
inline constexpr std::string_view ledger_carried = "ledger.carried_over";
inline constexpr std::string_view ledger_lapsed = "ledger.lapsed";
inline constexpr std::string_view ledger_year_closed = "ledger.year_closed";

// No amount of the budget is larger, nor any line's total: sums stay far from 64 bits.
inline constexpr Yen budget_max{100'000'000'000'000};

inline FiscalYear next_year(FiscalYear year) { return FiscalYear(year.year() + 1); }

// Fields `line`, `year`, `kind` (absent: current), and `to` / `office` of an allotment.
std::optional<LineId> line_of(const journal::Body& body, std::string_view line = "line", std::string_view kind = "kind");
std::optional<AllotmentId> allotment_of(const journal::Body& body);
std::optional<BudgetKind> how_of(const journal::Body& body);       // field `how`
std::optional<Account> held_account_of(const journal::Body& body); // field `account`: allotted, committed or ordered
Yen amount_of(const journal::Body& body);                          // field `amount`; 0 when it is none, or out of bounds
std::vector<std::string> programmes_of(const journal::Body& body); // field `programmes`, ascending; empty when damaged
Bytes programmes_bytes(const std::vector<std::string>& programmes);

// False, with the budget untouched, when the event does not follow from it.
bool step(Budget& budget, std::string_view type, const journal::Body& body);

}  // namespace hashira::ledger
