#include "feel/number.h"

#include <cstdlib>
#include <limits>

#include <bid_conf.h>
#include <bid_functions.h>

#include "feel/number_binary.h"

namespace hashira::feel {
namespace {

using bits::Int128;
using bits::Parts;
using bits::tens;
using bits::Uint128;

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

BID_UINT128 bid_of(const Decimal& number) {
  BID_UINT128 words;
  if (number.is_small()) {
    std::int64_t c = number.coefficient();
    std::uint64_t sign = c < 0 ? std::uint64_t{1} << 63 : 0;
    words.w[BID_LOW_128W] = static_cast<std::uint64_t>(c < 0 ? -c : c);
    words.w[BID_HIGH_128W] = sign | static_cast<std::uint64_t>(-number.scale() - bits::exponent_min) << 49;
  } else {
    words.w[BID_LOW_128W] = number.low();
    words.w[BID_HIGH_128W] = number.high();
  }
  return words;
}

Number number_of(BID_UINT128 words) {
  return Decimal::from_words(words.w[BID_LOW_128W], words.w[BID_HIGH_128W]);
}

// Applies one of Intel's operations, rounding half to even.
template <class Operation>
Number by_bid(Operation operation, const Decimal& a, const Decimal& b) {
  unsigned flags = 0;  // the result itself says what went wrong
  return number_of(operation(bid_of(a), bid_of(b), BID_ROUNDING_TO_NEAREST, &flags));
}

// The coefficient of a small number at a scale not below its own; exact, as 2^63 × 10^18 < 2^127.
Int128 at_scale(const Decimal& number, int scale) {
  return static_cast<Int128>(number.coefficient()) * static_cast<Int128>(tens.at[scale - number.scale()]);
}

bool both_small(const Decimal& a, const Decimal& b) {
  return a.is_small() && b.is_small();
}

// coefficient × 10^-scale for scales that small numbers have. Requires: 0 ≤ scale ≤ 18, not the least 64-bit number.
Decimal small_normal(std::int64_t coefficient, int scale) {
  while (scale > 0 && (coefficient & 1) == 0 && coefficient % 10 == 0) {
    coefficient /= 10;
    --scale;
  }
  return Decimal::small(coefficient, scale);
}

Number add_small(const Decimal& a, const Decimal& b) {
  std::int64_t sum = 0;
  if (a.scale() == b.scale() && !__builtin_add_overflow(a.coefficient(), b.coefficient(), &sum) && sum >= -most) {
    return small_normal(sum, a.scale());
  }
  int scale = std::max(a.scale(), b.scale());
  return bits::normal(at_scale(a, scale) + at_scale(b, scale), scale);
}

// FAST PATH: a sum of wide numbers whose digits, one under the other, take at most 37 places; rounded once by `normal`.
// False: they stand too far apart.
bool add_aligned(const Decimal& a, const Decimal& b, Number& sum) {
  Parts upper = bits::parts(a), lower = bits::parts(b);
  if (upper.exponent < lower.exponent) std::swap(upper, lower);
  int shift = upper.exponent - lower.exponent;
  if (bits::digit_count(upper.coefficient) + shift > 37) return false;
  auto left = static_cast<Int128>(upper.coefficient * tens.at[shift]), right = static_cast<Int128>(lower.coefficient);
  sum = bits::normal((upper.negative ? -left : left) + (lower.negative ? -right : right), -lower.exponent);
  return true;
}

// Of two positive numbers, the one whose first digit stands higher is the larger; at one height the digits tell.
std::strong_ordering compare_magnitudes(const Parts& a, const Parts& b) {
  const int left = bits::digit_count(a.coefficient), right = bits::digit_count(b.coefficient);
  if (left + a.exponent != right + b.exponent) return left + a.exponent <=> right + b.exponent;
  return a.coefficient * tens.at[std::max(0, right - left)] <=> b.coefficient * tens.at[std::max(0, left - right)];
}

// FAST PATH: the quotient in 192 bits; nullopt when that leaves the rounding open.
Number divide_wide(const Decimal& a, const Decimal& b) {
  if (a.sign() == 0) return std::nullopt;
  const Parts dividend = bits::parts(a), divisor = bits::parts(b);
  const auto left = bits::binary_of(dividend), right = bits::binary_of(divisor);
  if (!left || !right) return std::nullopt;
  return bits::rounded(bits::quotient(*left, *right), dividend.negative != divisor.negative);
}

// FAST PATH: long division by up to 18 digits at a time, to 34 digits; what is left then rounds half to even.
// Requires: |a.exponent| ≤ 6000, so that no digits are missing at the edges of decimal128.
Number divide_by_small(const Parts& a, const Decimal& b) {
  bool negative = a.negative != (b.coefficient() < 0);
  auto by = static_cast<std::uint64_t>(std::abs(b.coefficient()));
  Uint128 quotient = a.coefficient <= most ? static_cast<std::uint64_t>(a.coefficient) / by : a.coefficient / by;
  auto rest = static_cast<std::uint64_t>(a.coefficient - quotient * by);
  int exponent = a.exponent + b.scale();
  int digits = bits::digit_count(quotient);
  while (rest != 0 && digits < bits::digits_max) {
    int step = std::min(18, bits::digits_max - digits);
    Uint128 widened = static_cast<Uint128>(rest) * tens.at[step];
    auto part = static_cast<std::uint64_t>(widened / by);
    digits = quotient == 0 ? bits::digit_count(part) : digits + step;
    quotient = quotient * tens.at[step] + part;
    rest = static_cast<std::uint64_t>(widened - static_cast<Uint128>(part) * by);
    exponent -= step;
  }
  if (rest > by - rest || (rest == by - rest && (quotient & 1) != 0)) ++quotient;
  return bits::normal(Parts{negative, quotient, exponent});
}

Number modulo_small(const Decimal& dividend, const Decimal& divisor) {
  int scale = std::max(dividend.scale(), divisor.scale());
  Int128 by = at_scale(divisor, scale);
  Int128 rest = at_scale(dividend, scale) % by;
  if (rest != 0 && (rest < 0) != (by < 0)) rest += by;
  return bits::normal(rest, scale);
}

}  // namespace

Decimal Decimal::of(std::int64_t coefficient, int scale) {
  // Never nullopt: 19 digits at scales of -6000 to 6000 are within decimal128.
  return bits::normal(coefficient, scale).value_or(Decimal());
}

int Decimal::sign() const {
  if (wide_) return (high_ >> 63) != 0 ? -1 : 1;
  return (coefficient() > 0) - (coefficient() < 0);
}

bool Decimal::is_integer() const {
  return wide_ ? bits::parts(*this).exponent >= 0 : scale_ == 0;
}

std::optional<std::int64_t> Decimal::as_integer() const {
  // -2^63 alone is wide and whole; no caller counts that far, so it is treated as out of range.
  if (wide_ || scale_ != 0) return std::nullopt;
  return coefficient();
}

double Decimal::as_double() const {
  unsigned flags = 0;
  return bid128_to_binary64(bid_of(*this), BID_ROUNDING_TO_NEAREST, &flags);
}

std::strong_ordering compare(const Decimal& a, const Decimal& b) {
  if (both_small(a, b)) {
    if (a.scale() == b.scale()) return a.coefficient() <=> b.coefficient();
    int scale = std::max(a.scale(), b.scale());
    Int128 left = at_scale(a, scale), right = at_scale(b, scale);
    return left < right ? std::strong_ordering::less : std::strong_ordering::greater;  // equal numbers share a scale
  }
  const int sign = a.sign();
  if (sign != b.sign() || sign == 0) return sign <=> b.sign();
  const std::strong_ordering order = compare_magnitudes(bits::parts(a), bits::parts(b));
  return sign > 0 ? order : 0 <=> order;
}

Decimal negate(const Decimal& a) {
  if (a.is_small()) return Decimal::small(-a.coefficient(), a.scale());
  return Decimal::wide(a.low(), a.high() ^ (std::uint64_t{1} << 63));
}

Decimal absolute(const Decimal& a) {
  return a.sign() < 0 ? negate(a) : a;
}

Number add(const Decimal& a, const Decimal& b) {
  if (both_small(a, b)) return add_small(a, b);
  Number sum;
  return add_aligned(a, b, sum) ? sum : by_bid(bid128_add, a, b);
}

Number subtract(const Decimal& a, const Decimal& b) {
  return add(a, negate(b));
}

Number multiply(const Decimal& a, const Decimal& b) {
  if (!both_small(a, b)) return by_bid(bid128_mul, a, b);
  std::int64_t product = 0;
  if (a.scale() + b.scale() <= Decimal::max_small_scale &&
      !__builtin_mul_overflow(a.coefficient(), b.coefficient(), &product) && product >= -most) {
    return small_normal(product, a.scale() + b.scale());
  }
  return bits::normal(static_cast<Int128>(a.coefficient()) * b.coefficient(), a.scale() + b.scale());
}

Number divide(const Decimal& a, const Decimal& b) {
  if (b.sign() == 0) return std::nullopt;
  if (b.is_small())
    if (const Parts dividend = bits::parts(a); std::abs(dividend.exponent) <= 6000) return divide_by_small(dividend, b);
  const Number quick = divide_wide(a, b);
  return quick ? quick : by_bid(bid128_div, a, b);
}

Number modulo(const Decimal& dividend, const Decimal& divisor) {
  if (divisor.sign() == 0) return std::nullopt;
  if (both_small(dividend, divisor)) return modulo_small(dividend, divisor);
  unsigned flags = 0;
  Number rest = number_of(bid128_fmod(bid_of(dividend), bid_of(divisor), &flags));
  if (!rest || rest->sign() == 0 || rest->sign() == divisor.sign()) return rest;
  return add(*rest, divisor);
}

Number square_root(const Decimal& a) {
  if (a.sign() < 0) return std::nullopt;
  unsigned flags = 0;
  return number_of(bid128_sqrt(bid_of(a), BID_ROUNDING_TO_NEAREST, &flags));
}

}  // namespace hashira::feel
