// 加算金 and 延滞金 against an oracle that counts day by day, and what must hold whatever the amounts and days are.
#include "ledger/surcharge.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hashira::ledger {
namespace {

const Date first = Date::of(2019, 12, 1);

Date day_within(int from, int to) { return first.plus_days(*rc::gen::inRange(from, to)); }

struct RandomReturn {
  ReturnOrder order;
  std::vector<Dated> repaid;
  Date until;
};

std::vector<Dated> random_terms(Yen open, Date since) {
  std::vector<Yen> parts = split_evenly(open, *rc::gen::inRange(1, 4));
  std::vector<Dated> out;
  for (std::size_t n = 0; n < parts.size(); ++n) {
    if (parts[n] > Yen(0)) out.push_back({since.plus_days(static_cast<int>(n) * 31 + *rc::gen::inRange(0, 31)), parts[n]});
  }
  return out;
}

// Receipts within 200 days, then an order, perhaps a plan, and repayments, across the leap day of 2020.
RandomReturn random_return(int repayments_min = 0) {
  RandomReturn out;
  Yen received;
  for (int n = *rc::gen::inRange(1, 5); n > 0; --n) {
    out.order.received.push_back({day_within(0, 200), Yen(*rc::gen::inRange<std::int64_t>(2, 5'000'000))});
    received += out.order.received.back().amount;
  }
  out.order.ground = *rc::gen::element(ReturnGround::cancelled, ReturnGround::over_settlement);
  out.order.amount = Yen(*rc::gen::inRange<std::int64_t>(2, received.count() + 1));
  out.order.terms = {{first.plus_days(200), {{day_within(200, 300), out.order.amount}}}};
  Yen open = out.order.amount;
  for (int n = *rc::gen::inRange(repayments_min, 4); n > 0 && open > Yen(0); --n) {
    out.repaid.push_back({day_within(200, 600), Yen(*rc::gen::inRange<std::int64_t>(1, open.count() + 1))});
    open -= out.repaid.back().amount;
  }
  if (*rc::gen::arbitrary<bool>()) {
    Date since = day_within(200, 500);
    Yen then = out.order.amount;
    for (const Dated& one : out.repaid) then -= one.on <= since ? one.amount : Yen(0);
    if (then > Yen(0)) out.order.terms.push_back({since, random_terms(then, since)});
  }
  out.until = day_within(0, 700);
  return out;
}

Surcharges calculated(const RandomReturn& one) {
  Result<Surcharges> out = surcharges(one.order, one.repaid, one.until);
  RC_ASSERT(out.has_value());
  return *out;
}

// Every yen of the principal is looked for in the receipts from the last to the first, each day again.
std::int64_t naive_principal(const RandomReturn& one, Date day) {
  std::vector<Dated> received = one.order.received;
  std::stable_sort(received.begin(), received.end(), [](const Dated& a, const Dated& b) { return a.on > b.on; });
  std::int64_t left = one.order.amount.count(), out = 0;
  for (const Dated& receipt : received) {
    std::int64_t part = std::min(left, receipt.amount.count());
    left -= part;
    if (day >= receipt.on) out += part;
  }
  for (const Dated& repaid : one.repaid) out -= day > repaid.on ? repaid.amount.count() : 0;
  return out;
}

std::int64_t naive_overdue(const RandomReturn& one, Date day) {
  std::int64_t not_due = one.order.amount.count();
  for (const DueTerms& terms : one.order.terms) {
    if (day < terms.since) continue;
    not_due = 0;
    for (const Dated& due : terms.dues) not_due += day > due.on ? 0 : due.amount.count();
  }
  return std::max<std::int64_t>(0, naive_principal(one, day) - not_due);
}

RC_GTEST_PROP(Surcharges, are_what_counting_each_day_gives, ()) {
  RandomReturn one = random_return();
  std::int64_t yen_days = 0, late_yen_days = 0;
  for (Date day = first; day <= one.until; day = day.plus_days(1)) {
    yen_days += naive_principal(one, day);
    late_yen_days += naive_overdue(one, day);
  }
  if (one.order.ground == ReturnGround::over_settlement) yen_days = 0;
  Surcharges got = calculated(one);
  RC_ASSERT(got.surcharge.amount == Yen(yen_days * 3 / 10'000));  // 10.95% ÷ 365 = 0.03% a day
  RC_ASSERT(got.late.amount == Yen(late_yen_days * 3 / 10'000));
  bool all_received = one.until >= got.attributed.back().on;
  if (all_received) RC_ASSERT(got.principal_open.count() == naive_principal(one, one.until.plus_days(1)));
}

RC_GTEST_PROP(Surcharges, do_not_depend_on_the_order_of_what_is_given, ()) {
  RandomReturn one = random_return(), other = one;
  std::reverse(other.order.received.begin(), other.order.received.end());
  std::reverse(other.repaid.begin(), other.repaid.end());
  Surcharges a = calculated(one), b = calculated(other);
  RC_ASSERT(a.surcharge == b.surcharge);
  RC_ASSERT(a.late == b.late);
}

RC_GTEST_PROP(Surcharges, are_the_same_when_a_payment_is_cut_into_pieces_of_one_day, ()) {
  RandomReturn one = random_return(1);
  one.repaid.front().amount = std::max(one.repaid.front().amount, Yen(2));
  one.repaid.resize(1);
  RandomReturn other = one;
  Yen part(*rc::gen::inRange<std::int64_t>(1, one.repaid.front().amount.count()));
  other.repaid.front().amount -= part;
  other.repaid.push_back({one.repaid.front().on, part});
  Dated& receipt = other.order.received.front();
  receipt.amount -= Yen(1);
  other.order.received.push_back({receipt.on, Yen(1)});
  Surcharges a = calculated(one), b = calculated(other);
  RC_ASSERT(a.surcharge == b.surcharge);
  RC_ASSERT(a.late == b.late);
}

RC_GTEST_PROP(Surcharges, never_fall_below_nothing_and_paying_a_part_earlier_never_costs_more, ()) {
  RandomReturn one = random_return(1), earlier = one;
  Dated& moved = earlier.repaid.front();
  moved.on = std::max(first.plus_days(200), moved.on.plus_days(-*rc::gen::inRange(0, 100)));
  Surcharges late = calculated(one), early = calculated(earlier);
  RC_ASSERT(early.surcharge.amount >= Yen(0));
  RC_ASSERT(early.late.amount >= Yen(0));
  RC_ASSERT(early.surcharge.amount <= late.surcharge.amount);
  RC_ASSERT(early.late.amount <= late.late.amount);
}

RC_GTEST_PROP(Instalments, add_up_and_only_the_first_differs, ()) {
  Yen total(*rc::gen::inRange<std::int64_t>(0, 1'000'000'000));
  int count = *rc::gen::inRange(1, 61);
  std::vector<Yen> parts = split_evenly(total, count);
  Yen sum;
  for (Yen part : parts) sum += part;
  RC_ASSERT(sum == total);
  RC_ASSERT(parts.front() - parts.back() < Yen(count));
  for (std::size_t n = 1; n < parts.size(); ++n) RC_ASSERT(parts[n] == parts.back());
}

std::string refusal(const ReturnOrder& order, const std::vector<Dated>& repaid) {
  Result<Surcharges> out = surcharges(order, repaid, Date::of(2021, 6, 1));
  return out ? "" : out.error().code;
}

TEST(Surcharges, refuse_what_makes_no_sense_in_words) {
  Date day = Date::of(2020, 6, 1);
  ReturnOrder good{ReturnGround::cancelled, Yen(100), {{day, Yen(100)}}, {{day, {{day.plus_days(300), Yen(100)}}}}};
  EXPECT_EQ(refusal(good, {}), "");
  EXPECT_EQ(refusal(good, {{day.plus_days(-1), Yen(1)}}), "ledger.bad_repayment");
  EXPECT_EQ(refusal(good, {{day, Yen(101)}}), "ledger.bad_repayment");
  EXPECT_EQ(refusal(good, {{day, Yen(0)}}), "ledger.bad_repayment");
  ReturnOrder more = good;
  more.amount = Yen(101);
  EXPECT_EQ(refusal(more, {}), "ledger.bad_order");
  Result<Surcharges> out = surcharges(more, {}, day);
  EXPECT_EQ(out.error().what, "返還を命じる額101円が、受領した額100円を超えています / 101 yen are to be returned, but only 100 yen were received");
  ReturnOrder undated = good;
  undated.terms.clear();
  EXPECT_EQ(refusal(undated, {}), "ledger.bad_order");
  undated.terms = {{day, {{Date(INT32_MAX), Yen(100)}}}};
  EXPECT_EQ(refusal(undated, {}), "ledger.bad_order");
}

TEST(Surcharges, of_the_largest_debt_over_all_time_stay_exact) {
  Date day = Date::of(1, 1, 1), last = Date::of(9999, 12, 31);
  ReturnOrder order{ReturnGround::cancelled, receivable_max, {{day, receivable_max}}, {{day, {{day, receivable_max}}}}};
  Result<Surcharges> out = surcharges(order, {}, last);
  ASSERT_TRUE(out);
  std::int64_t days = last.days() - day.days() + 1;
  EXPECT_EQ(out->surcharge.amount, Yen(300'000'000 * days));  // 0.03% of 10^12 a day
}

}  // namespace
}  // namespace hashira::ledger
