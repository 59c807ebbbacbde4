// 償還表: what a borrower repays when, and what the loan's balance was on each day.
//
// Guarantees: pure and exact: a level payment is the closed formula in whole numbers, and a fraction of a yen is dropped once an
// instalment. The last instalment takes what remains. Written in practice.md, By kind (loan scheme); docs/ledger.md says what rests on [k].
#pragma once

#include <cstdint>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "base/yen.h"

namespace hashira::ledger {

enum class RepaymentMethod : std::uint8_t { level_principal, level_payment, at_end };  // 元金均等, 元利均等, 期日一括

// A yearly rate in millionths: 1.275% = 12,750.
struct LoanRate {
  std::int64_t millionths = 0;
  auto operator<=>(const LoanRate&) const = default;
};

// `deferred_months` (据置) come first and bear interest only; they count within `months`. Instalments fall due each month on
// the day of `lent_on`, in a shorter month on its last day.
struct LoanTerms {
  Yen principal;
  LoanRate rate;
  int months = 0;
  int deferred_months = 0;
  RepaymentMethod method = RepaymentMethod::level_principal;
  Date lent_on;
};

struct LoanInstalment {
  Date due_on;
  Yen principal, interest, balance;  // `balance`: what is open after this instalment
  bool operator==(const LoanInstalment&) const = default;
};

// No loan is larger, longer or dearer: sums stay within 64 bits.
inline constexpr Yen loan_max{1'000'000'000'000};
inline constexpr int loan_months_max = 600;
inline constexpr std::int64_t loan_rate_max = 1'000'000;

// One row a month. Refuses terms that make no sense ("ledger.bad_loan").
Result<std::vector<LoanInstalment>> loan_schedule(const LoanTerms& terms);

// The payment a month that ends a loan of `principal` after `months`: P·r·(1+r)^n ÷ ((1+r)^n − 1) with r a month's rate, what is below
// a yen dropped. Without interest P ÷ n. Requires: within the bounds above, months > 0.
Yen level_payment(Yen principal, LoanRate rate, int months);

// ---- the balance as it was, also when the borrower paid otherwise than the table says

// From that day on (its end) this much is open. Ascending, each day once.
struct LoanBalance {
  Date from;
  Yen open;
  bool operator==(const LoanBalance&) const = default;
};
std::vector<LoanBalance> loan_balances(const LoanTerms& terms, const std::vector<LoanInstalment>& rows);

// 繰上償還: `amount` more is repaid on `on`. What is left of the table is made anew over the months that remain ("ledger.bad_prepayment":
// before the loan, after its end, or more than is open). All of it ends the loan on that day.
Result<std::vector<LoanInstalment>> prepay(const LoanTerms& terms, const std::vector<LoanInstalment>& rows, Date on, Yen amount);

}  // namespace hashira::ledger
