// 利子補給 and 保証料補助: what is paid beside a loan of a bank, from the balances of its days.
//
// Guarantees: pure and exact: yen × days are summed whole, a fraction of a yen is dropped once. A year has 365 days, also across a
// leap day [k]; a day counts at what is open at its end, so the day of lending counts and the day of repayment does not [k].
// Written in practice.md, By kind (loan scheme); docs/ledger.md.
#pragma once

#include "ledger/loan_schedule.h"
#include "ledger/surcharge.h"

namespace hashira::ledger {

// A part of something, as 1/2.
struct LoanShare {
  std::int64_t numerator = 1, denominator = 1;
};

// The half of a fiscal year: April to September (上期), October to March (下期).
struct HalfYear {
  FiscalYear year;
  bool second = false;
  Date from() const;
  Date to() const;
  static HalfYear of(Date day);
};

// What an interest subsidy of `rate` is for the days from `from` to `to` (積数計算): Σ balance × days × rate ÷ 365.
Charge interest_subsidy(const std::vector<LoanBalance>& balances, LoanRate rate, Date from, Date to);

// What a guarantee of the loan costs by its table: Σ balance × days × rate ÷ 365, from the day of lending to the last day.
Yen guarantee_fee(const std::vector<LoanBalance>& balances, LoanRate rate);

// Of the amount the share, what is below a yen dropped. Requires: 0 ≤ share ≤ 1, amount ≥ 0.
Yen share_of(Yen amount, LoanShare share);

// What comes back when the loan took another course than the one the fee was paid for.
struct FeeRefund {
  Yen fee_before, fee_after;
  Yen refund;    // of the fee: to whoever paid it
  Yen returned;  // of the subsidy: what the authority's share was before, less what it is now
};
// `kept`: what the guarantor keeps of the unearned fee, as a share (0/1: nothing). Without a lower fee nothing comes back.
FeeRefund refund_of_fee(const std::vector<LoanBalance>& planned, const std::vector<LoanBalance>& actual, LoanRate rate, LoanShare subsidised,
                        LoanShare kept = {0, 1});

}  // namespace hashira::ledger
