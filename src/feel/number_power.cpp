// Powers, exponentials and logarithms: taken in 100 digits (whole powers mostly in 192 bits) and rounded once to 34.
//
// Guarantees: whole powers are correctly rounded; exp, log and other powers are within 1 unit in the last place.
// DIFFERS: Intel's bid128_pow, _exp and _log are not used; pow was found wrong by up to 1,379 units.
// Written in: DMN 1.5 10.3.2.13.2 (exponentiation), 10.3.4.5 (`exp`, `log`).
#include <boost/multiprecision/cpp_dec_float.hpp>

#include "feel/number_binary.h"

namespace hashira::feel {
namespace {

using bits::Parts;
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

// FAST PATH: in 192 bits; nullopt: too large, too small, or too near to the middle between two results to be sure of one.
Number quick_power(const Decimal& base, std::int64_t exponent) {
  const auto n = static_cast<std::uint64_t>(exponent < 0 ? -exponent : exponent);
  if (n > bits::steps_max) return std::nullopt;
  const Parts parts = bits::parts(base);
  const std::optional<bits::Binary> start = bits::binary_of(parts);
  if (!start) return std::nullopt;
  bits::Binary power = bits::power(*start, n);
  if (exponent < 0) power = bits::quotient(bits::one, power);
  return bits::rounded(power, parts.negative && (n & 1) != 0);
}

// Requires: base and exponent not 0.
Number power_of_integer(const Decimal& base, std::int64_t exponent) {
  if (Number quick = quick_power(base, exponent)) return quick;
  double size = magnitude(base) * static_cast<double>(exponent);
  if (size > 6200) return std::nullopt;
  if (size < -6300) return Decimal();
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
