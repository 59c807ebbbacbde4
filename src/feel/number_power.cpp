// Powers, exponentials and logarithms: taken in 100 digits (common whole powers in 55 to 72) and rounded once to 34.
//
// Guarantees: whole powers are correctly rounded; exp, log and other powers are within 1 unit in the last place.
// DIFFERS: Intel's bid128_pow, _exp and _log are not used; pow was found wrong by up to 1,379 units.
// Written in: DMN 1.5 10.3.2.13.2 (exponentiation), 10.3.4.5 (`exp`, `log`).
#include <boost/multiprecision/cpp_dec_float.hpp>
#include <boost/multiprecision/cpp_int.hpp>

#include "feel/number_limbs.h"

namespace hashira::feel {
namespace {

using bits::Parts;
using bits::tens;
using bits::Uint128;
using Long = boost::multiprecision::number<boost::multiprecision::cpp_dec_float<100>, boost::multiprecision::et_off>;

constexpr int guard_digits = 80;  // digits taken from the 100 before the one rounding; the rest is noise of the series

Long long_of(const Decimal& number) {
  Parts parts = bits::parts(number);
  auto high = static_cast<unsigned long long>(parts.coefficient / bits::tens.at[18]);
  auto low = static_cast<unsigned long long>(parts.coefficient % bits::tens.at[18]);
  Long result = Long(high) * Long(1'000'000'000'000'000'000ULL) + Long(low);
  result *= Long("1e" + std::to_string(parts.exponent));
  return parts.negative ? -result : result;
}

Number rounded(const Long& value) {
  if (value.backend().isinf() || value.backend().isnan()) return std::nullopt;
  return Decimal::parse(value.str(guard_digits, std::ios_base::scientific));
}

// log10 of the magnitude, near enough to see an overflow coming. Requires: not zero.
double magnitude(const Decimal& number) {
  Parts parts = bits::parts(number);
  return std::log10(static_cast<double>(parts.coefficient)) + parts.exponent;
}

// base^n by squaring: exact as long as the digits fit in 100, so that ties are seen as ties.
Long whole_power(Long base, std::uint64_t n) {
  Long result = 1;
  for (; n != 0; n >>= 1) {
    if ((n & 1) != 0) result *= base;
    if (n > 1) base *= base;
  }
  return result;
}

constexpr std::uint64_t quick_exponent_max = 1'000'000;  // keeps the error of four limbs below 10^-45
constexpr double quick_magnitude_max = 5000;             // keeps every step within decimal128

// FAST PATH: the power in four limbs. nullopt: too near to the middle between two results to be sure of one.
Number quick_power(const bits::Limbs& power, bool negative) {
  bits::Cut top = bits::cut(power, 0, 38);
  bool whole = bits::digit_count(top.coefficient) < 38;
  auto tail = static_cast<int>(top.coefficient % 10'000);
  if (!whole && !power.exact && (tail == 4999 || tail == 5000)) return std::nullopt;
  if (!whole && top.more && tail == 5000) ++top.coefficient;
  return bits::normal(Parts{negative, top.coefficient, static_cast<int>(top.exponent)});
}

Decimal decimal_of(const bits::Cut& digits) {
  return bits::normal(Parts{false, digits.coefficient, static_cast<int>(digits.exponent)}).value_or(Decimal());
}

// 10^74 ÷ divisor. Requires: 10^37 ≤ divisor < 10^38.
Uint128 divide_ten_to_74(Uint128 divisor) {
  using Wide = boost::multiprecision::uint256_t;
  static const Wide ten_to_74 = Wide(tens.at[37]) * Wide(tens.at[37]);
  return static_cast<Uint128>(ten_to_74 / Wide(divisor));
}

// FAST PATH: 1 ÷ power from the power's first 38 digits: 37 digits, each way less than 1.01 off. nullopt: the three
// digits to be rounded away are so near to their middle that it matters.
Number short_reciprocal(const bits::Limbs& power, bool negative) {
  bits::Cut top = bits::cut(power, 0, 38);
  int missing = 38 - bits::digit_count(top.coefficient);
  Uint128 quotient = divide_ten_to_74(top.coefficient * tens.at[missing]);
  auto tail = static_cast<int>(quotient % 1000);
  if (tail >= 499 && tail <= 501) return std::nullopt;
  return bits::normal(Parts{negative, quotient, static_cast<int>(missing - top.exponent) - 74});
}

// 1 ÷ power: a quotient of 34 digits and its correction, added with one rounding.
Number quick_reciprocal(const bits::Limbs& power, bool negative) {
  Decimal high = decimal_of(bits::cut(power, 0, 34)), low = decimal_of(bits::cut(power, 34, 34));
  Decimal first = divide(Decimal(1), high).value();
  Decimal rest = bits::multiply_add(negate(first), high, Decimal(1)).value();
  Decimal missing = bits::multiply_add(negate(first), low, rest).value();
  Decimal more = divide(missing, high).value();
  Decimal doubt = power.exact ? Decimal() : multiply(first, Decimal::of(1, 45)).value();
  Decimal below = add(first, subtract(more, doubt).value()).value(),
          above = add(first, add(more, doubt).value()).value();
  if (below != above) return std::nullopt;
  return negative ? negate(below) : below;
}

Number try_quick_power(const Decimal& base, std::int64_t exponent, double size) {
  auto n = static_cast<std::uint64_t>(exponent < 0 ? -exponent : exponent);
  if (n > quick_exponent_max || std::abs(size) > quick_magnitude_max) return std::nullopt;
  Parts parts = bits::parts(base);
  bool negative = parts.negative && (n & 1) != 0;
  bits::Limbs power = bits::power(bits::limbs_of(parts.coefficient, parts.exponent), n);
  if (exponent > 0) return quick_power(power, negative);
  Number reciprocal = short_reciprocal(power, negative);
  return reciprocal ? reciprocal : quick_reciprocal(power, negative);
}

// Requires: base and exponent not 0.
Number power_of_integer(const Decimal& base, std::int64_t exponent) {
  double size = magnitude(base) * static_cast<double>(exponent);
  if (size > 6200) return std::nullopt;
  if (size < -6300) return Decimal();
  if (Number quick = try_quick_power(base, exponent, size)) return quick;
  auto n = static_cast<std::uint64_t>(exponent < 0 ? -exponent : exponent);
  Long value = whole_power(long_of(base), n);
  return rounded(exponent < 0 ? 1 / value : value);
}

// Whole numbers beyond 64 bits are even unless their last digit says otherwise.
bool is_odd(const Decimal& integer) {
  Parts parts = bits::parts(integer);
  return parts.exponent == 0 && (parts.coefficient & 1) != 0;
}

Number exponential_of(const Long& value) {
  if (value > 14'300) return std::nullopt;
  if (value < -14'400) return Decimal();
  return rounded(exp(value));
}

}  // namespace

Number exponential(const Decimal& a) {
  if (a.sign() == 0) return Decimal(1);
  return exponential_of(long_of(a));
}

Number natural_log(const Decimal& a) {
  if (a.sign() <= 0) return std::nullopt;
  if (a == Decimal(1)) return Decimal();
  return rounded(log(long_of(a)));
}

Number power(const Decimal& base, const Decimal& exponent) {
  if (exponent.sign() == 0) return Decimal(1);
  if (base.sign() == 0) return exponent.sign() > 0 ? Number(Decimal()) : std::nullopt;
  if (std::optional<std::int64_t> n = exponent.as_integer()) return power_of_integer(base, *n);
  if (base.sign() < 0 && !exponent.is_integer()) return std::nullopt;
  Number result = exponential_of(long_of(exponent) * log(long_of(absolute(base))));
  if (result && base.sign() < 0 && is_odd(exponent)) return negate(*result);
  return result;
}

}  // namespace hashira::feel
