#include "portfolio/payments_sum.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace hashira::portfolio {
namespace {

std::set<std::int64_t> all_totals(const std::vector<std::int64_t>& amounts, std::int64_t count) {
  std::set<std::int64_t> totals{0};
  for (std::int64_t i = 0; i < count; ++i) {
    std::set<std::int64_t> next;
    for (std::int64_t total : totals) {
      for (std::int64_t amount : amounts) next.insert(total + amount);
    }
    totals = std::move(next);
  }
  return totals;
}

RC_GTEST_PROP(PaymentsSum, AgreesWithTryingAllPayments, ()) {
  auto amounts = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 40)));
  if (amounts.size() > 5) amounts.resize(5);
  auto count = *rc::gen::inRange<std::int64_t>(0, 9);
  auto sum = PaymentsSum::of(amounts).value();
  std::set<std::int64_t> totals = all_totals(amounts, count);
  RC_ASSERT(*totals.begin() == sum.least(count));
  RC_ASSERT(*totals.rbegin() == sum.most(count));
  for (std::int64_t total = 0; total <= 40 * 9; ++total) {
    RC_ASSERT(sum.reaches(count, total) == totals.contains(total));
    auto payments = sum.payments(count, total);
    RC_ASSERT(payments.has_value() == totals.contains(total));
    if (!payments) continue;
    std::int64_t paid = 0, number = 0;
    for (const PaymentGroup& group : *payments) {
      RC_ASSERT(std::find(amounts.begin(), amounts.end(), group.amount) != amounts.end());
      paid += group.count * group.amount;
      number += group.count;
    }
    RC_ASSERT(paid == total);
    RC_ASSERT(number == count);
  }
}

TEST(PaymentsSum, TheClosureBenefit) {
  auto sum = PaymentsSum::of({300'000, 200'000, 100'000}).value();
  EXPECT_EQ(sum.payments(29'227, 5'165'000'000),
            (std::vector<PaymentGroup>{{11'211, 300'000}, {1, 200'000}, {18'015, 100'000}}));
  EXPECT_FALSE(sum.reaches(29'227, 5'165'000'001));
}

TEST(PaymentsSum, RefusesAmountsThatNeedAnEndlessTable) {
  EXPECT_EQ(PaymentsSum::of({1, 999'983, 1'000'003}).error().code, "portfolio.limit_too_fine");
  EXPECT_TRUE(PaymentsSum::of({1, 999'983}));  // two amounts need no table
}

}  // namespace
}  // namespace hashira::portfolio
