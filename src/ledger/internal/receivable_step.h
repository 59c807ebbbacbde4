// One step of a receivable: applies an event if it follows from the state. What decide and fold have in common.
#pragma once

#include "ledger/receivable.h"

namespace hashira::ledger {

inline constexpr std::string_view receivable_assessed = "receivable.assessed";
inline constexpr std::string_view receivable_notified = "receivable.notified";
inline constexpr std::string_view receivable_reminded = "receivable.reminded";
inline constexpr std::string_view receivable_instalments = "receivable.instalments_agreed";
inline constexpr std::string_view receivable_deferred = "receivable.deferred";
inline constexpr std::string_view receivable_enforced = "receivable.enforced";
inline constexpr std::string_view receivable_carried = "receivable.carried_over";
inline constexpr std::string_view receivable_fixed = "receivable.surcharges_fixed";
inline constexpr std::string_view receivable_collected = "receivable.collected";
inline constexpr std::string_view receivable_waived = "receivable.waived";
inline constexpr std::string_view receivable_written_off = "receivable.written_off";
inline constexpr std::string_view receivable_reduced = "receivable.reduced";
inline constexpr std::string_view receivable_refunded = "receivable.refunded";

// False, with the receivable untouched, when the event does not follow.
bool step(Receivable& value, std::string_view type, const journal::Body& body, Date on);
// May an event of this type come in this state at all?
bool may_come(std::string_view type, std::string_view state);

// The order and its repayments as if so much less had been assessed.
void lessen(Receivable& value, Yen principal);

Split split_of(const journal::Body& body);  // fields principal, surcharge, late; absent: 0

}  // namespace hashira::ledger
