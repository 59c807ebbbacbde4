// Schedules of loans against closed formulas in long decimals, and what must hold whatever the terms are.
#include "ledger/loan_schedule.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/multiprecision/cpp_dec_float.hpp>

#include "ledger/loan_support.h"

namespace hashira::ledger {
namespace {

using Decimal = boost::multiprecision::number<boost::multiprecision::cpp_dec_float<100>, boost::multiprecision::et_off>;

Decimal monthly(LoanRate rate) { return Decimal(rate.millionths) / 12'000'000; }
Decimal yen(Yen amount) { return Decimal(amount.count()); }

LoanTerms random_terms() {
  LoanTerms out;
  out.principal = Yen(*rc::gen::inRange<std::int64_t>(10'000, 300'000'000));
  out.rate = {*rc::gen::element<std::int64_t>(0, 5'000, 10'000, 12'750, 13'333, 100'000)};
  out.months = *rc::gen::inRange(1, 241);
  out.deferred_months = *rc::gen::inRange(0, out.months);
  out.method = *rc::gen::element(RepaymentMethod::level_principal, RepaymentMethod::level_payment, RepaymentMethod::at_end);
  out.lent_on = Date::of(2020, 1, 31).plus_days(*rc::gen::inRange(0, 400));
  return out;
}

Yen principal_of(const std::vector<LoanInstalment>& rows) {
  Yen out;
  for (const LoanInstalment& row : rows) out += row.principal;
  return out;
}

TEST(LoanSchedule, ten_million_at_one_percent_over_ten_years) {
  // 10,000,000円, 1.0%, 120 months level: 10^7 · (1/1200) · (1201/1200)^120 ÷ ((1201/1200)^120 − 1) = 87,604.1… yen a month
  EXPECT_EQ(level_payment(Yen(10'000'000), {10'000}, 120), Yen(87'604));
  auto rows = *loan_schedule({Yen(10'000'000), {10'000}, 120, 0, RepaymentMethod::level_payment, Date::of(2020, 5, 31)});
  EXPECT_EQ(rows.front(), (LoanInstalment{Date::of(2020, 6, 30), Yen(79'271), Yen(8'333), Yen(9'920'729)}));
  EXPECT_EQ(rows.back().balance, Yen(0));
  EXPECT_EQ(rows[8].due_on, Date::of(2021, 2, 28));
}

TEST(LoanSchedule, deferral_bears_interest_only) {
  auto rows = *loan_schedule({Yen(6'000'000), {12'000}, 36, 6, RepaymentMethod::level_principal, Date::of(2020, 6, 10)});
  for (std::size_t n = 0; n < 6; ++n) EXPECT_EQ(rows[n].principal, Yen(0)) << n;
  EXPECT_EQ(rows[5].interest, Yen(6'000));
  EXPECT_EQ(rows[6].principal, Yen(200'000));
  EXPECT_EQ(rows.back(), (LoanInstalment{Date::of(2023, 6, 10), Yen(200'000), Yen(200), Yen(0)}));
}

RC_GTEST_PROP(LoanSchedule, repays_what_was_lent_on_ascending_days, ()) {
  LoanTerms terms = random_terms();
  auto rows = loan_schedule(terms);
  RC_ASSERT(rows.has_value());
  RC_ASSERT(rows->size() == static_cast<std::size_t>(terms.months));
  RC_ASSERT(principal_of(*rows) == terms.principal);
  RC_ASSERT(rows->back().balance == Yen(0));
  for (std::size_t n = 1; n < rows->size(); ++n) RC_ASSERT((*rows)[n - 1].due_on < (*rows)[n].due_on);
  for (const LoanInstalment& row : *rows) RC_ASSERT(row.principal >= Yen(0) && row.interest >= Yen(0));
}

// The balance after k payments: P(1+r)^k − M((1+r)^k − 1)/r. Dropped fractions let it stray by less than a yen for each payment and
// what these bear.
RC_GTEST_PROP(LoanSchedule, level_payments_follow_the_closed_formula, ()) {
  LoanTerms terms = random_terms();
  terms.method = RepaymentMethod::level_payment;
  terms.deferred_months = 0;
  RC_PRE(terms.rate.millionths > 0);
  auto rows = *loan_schedule(terms);
  Decimal r = monthly(terms.rate), grown = 1;
  for (int k = 0; k < terms.months; ++k) grown *= 1 + r;
  Decimal exact = yen(terms.principal) * r * grown / (grown - 1);
  RC_ASSERT(yen(level_payment(terms.principal, terms.rate, terms.months)) == floor(exact));
  Decimal factor = 1;
  for (std::size_t k = 0; k + 1 < rows.size(); ++k) {
    factor *= 1 + r;
    Decimal formula = yen(terms.principal) * factor - exact * (factor - 1) / r;
    Decimal strayed = yen(rows[k].balance) - formula, bound = (factor - 1) / r;
    RC_ASSERT(-bound <= strayed && strayed <= bound);
  }
}

// Level principal bears P·r·(n+1)/2 in all, less what was dropped.
RC_GTEST_PROP(LoanSchedule, level_principal_bears_the_sum_of_an_arithmetic_series, ()) {
  LoanTerms terms = random_terms();
  terms.method = RepaymentMethod::level_principal;
  terms.deferred_months = 0;
  terms.principal = Yen(terms.principal.count() / terms.months * terms.months);
  RC_PRE(terms.principal > Yen(0));
  Yen interest;
  auto rows = *loan_schedule(terms);
  for (const LoanInstalment& row : rows) interest += row.interest;
  Decimal formula = yen(terms.principal) * monthly(terms.rate) * (terms.months + 1) / 2;
  Decimal hair = Decimal(1) / 1'000'000;  // a month's rate is a rounded quotient: an exact sum may come out just below itself
  RC_ASSERT(yen(interest) <= formula + hair && formula < yen(interest) + terms.months);
}

RC_GTEST_PROP(LoanSchedule, a_loan_due_at_its_end_bears_the_same_each_month, ()) {
  LoanTerms terms = random_terms();
  terms.method = RepaymentMethod::at_end;
  auto rows = *loan_schedule(terms);
  for (const LoanInstalment& row : rows) {
    RC_ASSERT(row.interest == Yen(terms.principal.count() * terms.rate.millionths / 12'000'000));
  }
}

RC_GTEST_PROP(LoanSchedule, prepaid_loans_still_repay_what_was_lent, ()) {
  LoanTerms terms = random_terms();
  auto rows = *loan_schedule(terms);
  for (int times = *rc::gen::inRange(1, 4); times > 0; --times) {
    Date on = terms.lent_on.plus_days(*rc::gen::inRange(0, terms.months * 30));
    auto after = prepay(terms, rows, on, Yen(*rc::gen::inRange<std::int64_t>(1, 5'000'000)));
    if (after) rows = *after;
  }
  RC_ASSERT(principal_of(rows) == terms.principal);
  RC_ASSERT(rows.back().balance == Yen(0));
  Yen open = terms.principal;
  for (const LoanInstalment& row : rows) RC_ASSERT(row.balance == (open -= row.principal));
}

TEST(LoanSchedule, refuses_terms_that_make_no_sense) {
  LoanTerms good{Yen(1'000'000), {10'000}, 12, 0, RepaymentMethod::level_principal, Date::of(2020, 5, 1)};
  LoanTerms none = good, long_deferral = good, endless = good, negative = good;
  none.principal = Yen(0), long_deferral.deferred_months = 12, endless.months = 601, negative.rate = {-1};
  for (const LoanTerms& bad : {none, long_deferral, endless, negative}) EXPECT_EQ(loan_schedule(bad).error().code, "ledger.bad_loan");
  auto rows = *loan_schedule(good);
  EXPECT_EQ(prepay(good, rows, Date::of(2020, 4, 30), Yen(1)).error().code, "ledger.bad_prepayment");
  EXPECT_EQ(prepay(good, rows, Date::of(2020, 6, 1), Yen(916'668)).error().code, "ledger.bad_prepayment");
  EXPECT_EQ(prepay(good, rows, Date::of(2021, 5, 1), Yen(1)).error().code, "ledger.bad_prepayment");
}

// ---- what is paid beside it

// Every day at its closing balance, one by one.
Yen day_by_day(const std::vector<LoanBalance>& balances, LoanRate rate, Date from, Date to) {
  Decimal sum = 0;
  for (Date day = from; day <= to; day = day.plus_days(1)) {
    Yen open;
    for (const LoanBalance& balance : balances) open = balance.from <= day ? balance.open : open;
    sum += yen(open);
  }
  return Yen(floor(sum * rate.millionths / 1'000'000 / 365).convert_to<std::int64_t>());
}

RC_GTEST_PROP(LoanSupport, interest_subsidy_is_the_sum_of_its_days, ()) {
  LoanTerms terms = random_terms();
  auto balances = loan_balances(terms, *loan_schedule(terms));
  Date from = terms.lent_on.plus_days(*rc::gen::inRange(-100, 500));
  Date to = from.plus_days(*rc::gen::inRange(0, 200));
  RC_ASSERT(interest_subsidy(balances, {10'000}, from, to).amount == day_by_day(balances, {10'000}, from, to));
}

TEST(LoanSupport, half_years_are_those_of_the_fiscal_year) {
  EXPECT_EQ(HalfYear::of(Date::of(2020, 9, 30)).from(), Date::of(2020, 4, 1));
  EXPECT_EQ(HalfYear::of(Date::of(2020, 10, 1)).to(), Date::of(2021, 3, 31));
  EXPECT_EQ(HalfYear::of(Date::of(2021, 3, 31)).from(), Date::of(2020, 10, 1));
}

// Half-years of a loan tile its life: their unrounded sums are the whole, so their amounts miss less than a yen each.
RC_GTEST_PROP(LoanSupport, half_years_add_up, ()) {
  LoanTerms terms = random_terms();
  auto balances = loan_balances(terms, *loan_schedule(terms));
  Yen sum;
  std::int64_t halves = 0;
  for (Date day = terms.lent_on; day <= balances.back().from; day = HalfYear::of(day).to().plus_days(1), ++halves) {
    sum += interest_subsidy(balances, {7'000}, HalfYear::of(day).from(), HalfYear::of(day).to()).amount;
  }
  Yen whole = guarantee_fee(balances, {7'000});
  RC_ASSERT(sum <= whole && whole - sum < Yen(halves));
}

TEST(LoanSupport, a_loan_prepaid_after_fourteen_months_gives_fee_back) {
  LoanTerms terms{Yen(12'000'000), {10'000}, 120, 0, RepaymentMethod::level_principal, Date::of(2020, 5, 20)};
  auto rows = *loan_schedule(terms);
  auto prepaid = *prepay(terms, rows, Date::of(2021, 7, 20), Yen(10'600'000));
  EXPECT_EQ(prepaid.size(), 15U);
  FeeRefund out = refund_of_fee(loan_balances(terms, rows), loan_balances(terms, prepaid), {8'500}, {1, 2});
  EXPECT_EQ(out.fee_before, day_by_day(loan_balances(terms, rows), {8'500}, terms.lent_on, Date::of(2030, 5, 19)));
  EXPECT_EQ(out.fee_after, day_by_day(loan_balances(terms, prepaid), {8'500}, terms.lent_on, Date::of(2021, 7, 19)));
  EXPECT_EQ(out.refund, out.fee_before - out.fee_after);
  EXPECT_EQ(out.returned, share_of(out.fee_before, {1, 2}) - share_of(out.fee_after, {1, 2}));
  EXPECT_GT(out.returned, Yen(0));
}

}  // namespace
}  // namespace hashira::ledger
