// Powers and quotients in 192 bits: where they are sure of the rounding they agree with 100 decimal digits, ties and
// their neighbours among them. 20,000 random operands each; a million with HASHIRA_LONG.
#include "feel/number_binary.h"

#include <cstdlib>
#include <random>

#include <boost/multiprecision/cpp_dec_float.hpp>
#include <gtest/gtest.h>

namespace hashira::feel {
namespace {

using bits::Parts;
using bits::Uint128;
using Hundred = boost::multiprecision::number<boost::multiprecision::cpp_dec_float<100>, boost::multiprecision::et_off>;

std::mt19937_64 binary_random(20201124);
std::int64_t between(std::int64_t low, std::int64_t high) {
  return std::uniform_int_distribution<std::int64_t>(low, high)(binary_random);
}

// Of 1 to `digits` digits, its first one standing within `reach` places of the point.
Parts random_parts(int digits, int reach) {
  const auto count = static_cast<int>(between(1, digits));
  const Uint128 any = static_cast<Uint128>(binary_random()) << 64 | binary_random();
  return {between(0, 1) == 1, any % bits::tens.at[count] + 1, static_cast<int>(between(-reach, reach)) - count};
}

Hundred hundred_of(const Parts& parts) {
  Hundred value(static_cast<std::uint64_t>(parts.coefficient >> 64));
  value = value * Hundred(std::uint64_t{1} << 32) * Hundred(std::uint64_t{1} << 32) +
          Hundred(static_cast<std::uint64_t>(parts.coefficient));
  value *= Hundred("1e" + std::to_string(parts.exponent));
  return parts.negative ? -value : value;
}

Number rounded_of(const Hundred& value) {
  return Decimal::parse(value.str(80, std::ios_base::scientific));
}

// base^n or its reciprocal, in either way; false: the quick way was not sure.
bool powers_agree(const Parts& base, std::int64_t n) {
  const auto times = static_cast<std::uint64_t>(std::abs(n));
  bits::Binary quick = bits::power(*bits::binary_of(base), times);
  if (n < 0) quick = bits::quotient(bits::one, quick);
  const Number got = bits::rounded(quick, base.negative && times % 2 != 0);
  if (!got) return false;
  Hundred slow = 1;
  Hundred factor = hundred_of(base);
  for (std::uint64_t left = times; left != 0; left >>= 1, factor *= factor)
    if (left % 2 != 0) slow *= factor;
  const Number right = rounded_of(n < 0 ? Hundred(1 / slow) : slow);
  EXPECT_EQ(got, right) << bits::normal(base)->text() << " ** " << n;
  return true;
}

bool quotients_agree(const Parts& a, const Parts& b) {
  const Number got = bits::rounded(bits::quotient(*bits::binary_of(a), *bits::binary_of(b)), a.negative != b.negative);
  if (!got) return false;
  EXPECT_EQ(got, rounded_of(hundred_of(a) / hundred_of(b)))
      << bits::normal(a)->text() << " / " << bits::normal(b)->text();
  return true;
}

int binary_rounds() {
  return std::getenv("HASHIRA_LONG") != nullptr ? 1'000'000 : 20'000;
}

TEST(NumberBinary, PowersAgreeWithAHundredDigits) {
  int sure = 0;
  for (int i = 0; i < binary_rounds() && !HasFailure(); ++i) {
    std::int64_t n = between(1, i % 2 == 0 ? 12 : 480);
    if (between(0, 1) == 1) n = -n;
    sure += powers_agree(random_parts(34, 10), n) ? 1 : 0;
  }
  EXPECT_GT(sure, binary_rounds() * 999 / 1000);  // but for the few that are ties
}

// Rates of one to four digits behind the point, monthly: what annuities take.
TEST(NumberBinary, AnnuitiesAgreeWithAHundredDigits) {
  for (int i = 0; i < binary_rounds() && !HasFailure(); ++i) {
    const Decimal rate = *divide(Decimal::of(between(1, 9'999), 4), Decimal(12));
    EXPECT_TRUE(powers_agree(bits::parts(*add(Decimal(1), rate)), -between(1, 420)));
  }
}

TEST(NumberBinary, SquaresNearAMiddleAgreeOrAreLeftOpen) {
  for (int i = 0; i < binary_rounds() && !HasFailure(); ++i)
    powers_agree(
        {false, static_cast<Uint128>(between(100'000'000'000'000'000, 999'999'999'999'999'999) / 10 * 10 + 5), 0}, 2);
}

TEST(NumberBinary, QuotientsAgreeWithAHundredDigits) {
  int sure = 0;
  for (int i = 0; i < binary_rounds() && !HasFailure(); ++i)
    sure += quotients_agree(random_parts(34, 2900), random_parts(34, 2900)) ? 1 : 0;
  EXPECT_GT(sure, binary_rounds() * 99 / 100);
}

// Halves, quarters and fifths of 34 digits end in their middle, or next to it.
TEST(NumberBinary, TiesAreLeftOpen) {
  int open = 0;
  constexpr Uint128 divisors[] = {2, 4, 5, 8, 16, 3, 6};
  for (int i = 0; i < binary_rounds() && !HasFailure(); ++i) {
    Parts dividend = random_parts(34, 10);
    dividend.coefficient += bits::tens.at[33];
    open += quotients_agree(dividend, {false, divisors[static_cast<std::size_t>(between(0, 6))], 0}) ? 0 : 1;
  }
  EXPECT_GT(open, 10);
}

TEST(NumberBinary, LeavesOpenWhatDecimal128HoldsInFewerDigits) {
  const bits::Binary small = *bits::binary_of({false, 1, -6100}), large = *bits::binary_of({false, 1, 6100});
  EXPECT_EQ(bits::rounded(small, false), std::nullopt);
  EXPECT_EQ(bits::rounded(large, false), std::nullopt);
  EXPECT_FALSE(bits::binary_of({false, 1, 6500}).has_value());
}

TEST(NumberBinary, ExactResultsAreExact) {
  EXPECT_EQ(divide(*Decimal::parse("1e40"), Decimal(8)), Decimal::parse("125e37"));
  EXPECT_EQ(power(Decimal::of(11, 1), Decimal(10)), Decimal::parse("2.5937424601"));
  EXPECT_EQ(power(Decimal(2), Decimal(-20)), Decimal::parse("0.00000095367431640625"));
}

}  // namespace
}  // namespace hashira::feel
