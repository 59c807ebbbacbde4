// Workloads of the leaves of feel: numbers, times and patterns.
#include "feel/number.h"
#include "feel/regex.h"
#include "feel/temporal.h"
#include "workloads.h"

namespace bench {
namespace {

using namespace hashira::feel;

// 1/12 of a settled cost, capped: what one line of a subsidy costs.
void amounts() {
  Decimal total;
  for (std::int64_t cost = 3'555'313; cost < 3'555'413; ++cost) {
    Decimal share = round(*divide(Decimal(cost), Decimal(12)), 0, Rounding::floor).value();
    if (compare(share, Decimal(125'000)) > 0) share = Decimal(125'000);
    total = *add(total, share);
  }
  sink = total.coefficient();
}

void wide_arithmetic() {
  Decimal value = *Decimal::parse("1.234567890123456789012345678901234");
  for (int i = 0; i < 100; ++i) value = *divide(*multiply(*add(value, Decimal(i)), Decimal::of(37, 1)), Decimal(7));
  sink = value.is_small();
}

void powers() {
  for (int i = 1; i <= 5; ++i) sink = power(Decimal::of(1000 + i, 3), Decimal(360))->is_small();
}

void dates() {
  std::int64_t days = *parse_date("2020-05-20");
  for (int i = 0; i < 100; ++i) days = *plus_months(*plus_days(days, 17), 1);
  sink = days + week_of_year(days);
}

void date_text_both_ways() {
  for (int i = 0; i < 100; ++i)
    sink = parse_date_time(text(DateTime{18'000 + i, TimeOfDay{i * nanoseconds_per_second, Zone::utc()}}))->days;
}

void regular_expression() {
  static const Regex postcode = *Regex::compile("^\\d{3}-\\d{4}$");
  for (int i = 0; i < 100; ++i) sink = *postcode.matches("060-8588");
}

constexpr Workload leaves[] = {
    {"number/amounts-100", amounts},
    {"number/wide-100", wide_arithmetic},
    {"number/power-360-5", powers},
    {"temporal/dates-100", dates},
    {"temporal/text-100", date_text_both_ways},
    {"regex/matches-100", regular_expression},
};

}  // namespace

std::span<const Workload> leaf_workloads() {
  return leaves;
}

}  // namespace bench
