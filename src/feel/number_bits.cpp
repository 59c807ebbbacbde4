#include "feel/number_bits.h"

namespace hashira::feel::bits {
namespace {

constexpr std::uint64_t int64_max = 0x7FFF'FFFF'FFFF'FFFF;

// 2^64 leaves 6 when divided by 10, so the halves tell without a long division.
bool ends_in_zero(Uint128 coefficient) {
  auto high = static_cast<std::uint64_t>(coefficient >> 64), low = static_cast<std::uint64_t>(coefficient);
  return (low & 1) == 0 && (high % 10 * 6 + low % 10) % 10 == 0;
}

// Drops trailing zeros while the exponent stays below `limit`.
void strip_zeros(Parts& parts, int limit) {
  if (!ends_in_zero(parts.coefficient)) return;
  for (int step : {16, 8, 4, 2, 1}) {
    while (parts.exponent + step <= limit && (parts.coefficient & ((1U << step) - 1)) == 0 &&
           parts.coefficient % tens.at[step] == 0) {
      parts.coefficient /= tens.at[step];
      parts.exponent += step;
    }
  }
}

// The same for coefficients of 64 bits, where division is cheap.
void strip_zeros_64(Parts& parts, int limit) {
  auto coefficient = static_cast<std::uint64_t>(parts.coefficient);
  while (parts.exponent < limit && (coefficient & 1) == 0 && coefficient % 10 == 0) {
    coefficient /= 10;
    ++parts.exponent;
  }
  parts.coefficient = coefficient;
}

// Rounds half to even to `kept` digits or to the least exponent, whichever drops more.
void round_to_format(Parts& parts) {
  int drop = std::max(digit_count(parts.coefficient) - digits_max, exponent_min - parts.exponent);
  if (drop <= 0) return;
  if (drop > 38) {
    parts = Parts{parts.negative, 0, 0};
    return;
  }
  Uint128 unit = tens.at[drop], kept = parts.coefficient / unit, rest = parts.coefficient - kept * unit;
  parts.coefficient = kept;
  parts.exponent += drop;
  if (rest > unit / 2 || (rest == unit / 2 && (parts.coefficient & 1) != 0)) ++parts.coefficient;
}

bool fits_small(Parts& parts) {
  if (parts.coefficient > int64_max || parts.exponent < -Decimal::max_small_scale) return false;
  if (parts.exponent <= 0) return true;
  if (parts.exponent > Decimal::max_small_scale) return false;
  Uint128 widened = parts.coefficient * tens.at[parts.exponent];
  if (widened > int64_max) return false;
  parts.coefficient = widened;
  parts.exponent = 0;
  return true;
}

Decimal small_of(const Parts& parts) {
  auto magnitude = static_cast<std::int64_t>(parts.coefficient);
  return Decimal::small(parts.negative ? -magnitude : magnitude, -parts.exponent);
}

Decimal wide_of(const Parts& parts) {
  auto exponent = static_cast<std::uint64_t>(parts.exponent - exponent_min);
  std::uint64_t sign = parts.negative ? std::uint64_t{1} << 63 : 0;
  return Decimal::wide(static_cast<std::uint64_t>(parts.coefficient),
                       sign | exponent << 49 | static_cast<std::uint64_t>(parts.coefficient >> 64));
}

}  // namespace

Parts parts_of_words(std::uint64_t low, std::uint64_t high) {
  Parts result{(high >> 63) != 0, 0, 0};
  if (((high >> 61) & 3) == 3) return result;  // a non-canonical coefficient stands for zero
  result.exponent = static_cast<int>((high >> 49) & 0x3FFF) + exponent_min;
  result.coefficient = (static_cast<Uint128>(high & 0x1'FFFF'FFFF'FFFF) << 64) | low;
  return result;
}

int digit_count(Uint128 coefficient) {
  if (coefficient == 0) return 0;
  auto high = static_cast<std::uint64_t>(coefficient >> 64), low = static_cast<std::uint64_t>(coefficient);
  int length = high != 0 ? 128 - __builtin_clzll(high) : 64 - __builtin_clzll(low);
  int digits = length * 1233 >> 12;  // log10(2) from below: right, or one too few
  return coefficient >= tens.at[digits] ? digits + 1 : digits;
}

Number normal(Parts parts) {
  if (parts.coefficient == 0) return Decimal();
  if (parts.coefficient <= int64_max && parts.exponent <= 0 && parts.exponent >= -Decimal::max_small_scale) {
    strip_zeros_64(parts, 0);
    return small_of(parts);
  }
  round_to_format(parts);
  if (parts.coefficient == 0) return Decimal();
  strip_zeros(parts, exponent_max);
  if (fits_small(parts)) return small_of(parts);
  while (parts.exponent > exponent_max && digit_count(parts.coefficient) < digits_max) {
    parts.coefficient *= 10;
    --parts.exponent;
  }
  if (parts.exponent > exponent_max) return std::nullopt;
  return wide_of(parts);
}

Parts parts(const Decimal& number) {
  if (!number.is_small()) return parts_of_words(number.low(), number.high());
  bool negative = number.coefficient() < 0;
  std::int64_t c = number.coefficient();
  return Parts{negative, static_cast<Uint128>(negative ? -c : c), -number.scale()};
}

}  // namespace hashira::feel::bits

namespace hashira::feel {

std::optional<Decimal> Decimal::from_words(std::uint64_t low, std::uint64_t high) {
  constexpr std::uint64_t special = 0x7800'0000'0000'0000;
  if ((high & special) == special) return std::nullopt;
  return bits::normal(bits::parts_of_words(low, high));
}

}  // namespace hashira::feel
