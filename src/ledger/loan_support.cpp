#include "ledger/loan_support.h"

#include <algorithm>
#include <cassert>

namespace hashira::ledger {
namespace {

__extension__ using WideYenDays = __int128;

constexpr WideYenDays rate_and_year = WideYenDays{1'000'000} * 365;

std::vector<ChargedPeriod> periods_within(const std::vector<LoanBalance>& balances, Date from, Date to) {
  std::vector<ChargedPeriod> out;
  for (std::size_t n = 0; n < balances.size(); ++n) {
    Date first = std::max(from, balances[n].from);
    Date last = n + 1 < balances.size() ? std::min(to, balances[n + 1].from.plus_days(-1)) : to;
    if (first <= last && balances[n].open > Yen(0)) out.push_back({first, last, balances[n].open});
  }
  return out;
}

Yen loan_charge(const std::vector<ChargedPeriod>& periods, LoanRate rate) {
  WideYenDays yen_days = 0;
  for (const ChargedPeriod& period : periods) yen_days += WideYenDays{period.base.count()} * period.days();
  return Yen(static_cast<std::int64_t>(yen_days * rate.millionths / rate_and_year));
}

}  // namespace

Date HalfYear::from() const { return second ? Date::of(year.year(), 10, 1) : year.first_day(); }
Date HalfYear::to() const { return second ? year.last_day() : Date::of(year.year(), 9, 30); }
HalfYear HalfYear::of(Date day) {
  FiscalYear year = FiscalYear::of(day);
  return {year, day >= Date::of(year.year(), 10, 1)};
}

Charge interest_subsidy(const std::vector<LoanBalance>& balances, LoanRate rate, Date from, Date to) {
  Charge out;
  out.periods = periods_within(balances, from, to);
  out.amount = loan_charge(out.periods, rate);
  return out;
}

Yen guarantee_fee(const std::vector<LoanBalance>& balances, LoanRate rate) {
  if (balances.empty()) return Yen(0);
  return loan_charge(periods_within(balances, balances.front().from, balances.back().from), rate);
}

Yen share_of(Yen amount, LoanShare share) {
  assert(share.denominator > 0 && share.numerator >= 0 && share.numerator <= share.denominator && amount >= Yen(0));
  return Yen(static_cast<std::int64_t>(WideYenDays{amount.count()} * share.numerator / share.denominator));
}

FeeRefund refund_of_fee(const std::vector<LoanBalance>& planned, const std::vector<LoanBalance>& actual, LoanRate rate, LoanShare subsidised,
                        LoanShare kept) {
  FeeRefund out;
  out.fee_before = guarantee_fee(planned, rate);
  Yen unearned = std::max(Yen(0), out.fee_before - guarantee_fee(actual, rate));
  out.refund = unearned - share_of(unearned, kept);
  out.fee_after = out.fee_before - out.refund;
  out.returned = share_of(out.fee_before, subsidised) - share_of(out.fee_after, subsidised);
  return out;
}

}  // namespace hashira::ledger
