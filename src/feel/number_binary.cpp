#include "feel/number_binary.h"

#include <cassert>
#include <cstdlib>

namespace hashira::feel::bits {
namespace {

using Limbs3 = std::array<std::uint64_t, 3>;

constexpr std::uint64_t high_half(Uint128 word) {
  return static_cast<std::uint64_t>(word >> 64);
}
constexpr std::uint64_t low_half(Uint128 word) {
  return static_cast<std::uint64_t>(word);
}
constexpr bool normalised(std::uint64_t highest) {
  return (highest >> 63) != 0;
}

// ---- powers of ten, made when compiling in 256 bits and cut to 192: within one unit of the last bit

struct TenStep {
  std::array<std::uint64_t, 4> limb{0, 0, 0, std::uint64_t{1} << 63};  // 1
  std::int64_t exponent = -255;

  constexpr void double_once() {
    for (std::size_t i = 4; i-- > 1;) limb[i] = limb[i] << 1 | limb[i - 1] >> 63;
    limb[0] <<= 1;
    --exponent;
  }
  constexpr void times_ten() {
    Uint128 carry = 0;
    for (std::uint64_t& each : limb) {
      carry += static_cast<Uint128>(each) * 10;
      each = low_half(carry);
      carry >>= 64;
    }
    const int shift = carry >= 8 ? 4 : 3;  // the carry is 5 to 9
    for (std::size_t i = 0; i < 4; ++i)
      limb[i] = limb[i] >> shift | (i < 3 ? limb[i + 1] : low_half(carry)) << (64 - shift);
    exponent += shift;
  }
  constexpr void by_ten() {
    Uint128 rest = 0;
    for (std::size_t i = 4; i-- > 0;) {
      const Uint128 part = rest << 64 | limb[i];
      limb[i] = low_half(part / 10);
      rest = part % 10;
    }
    while (!normalised(limb[3])) double_once();
  }
  constexpr Binary cut() const { return {{limb[1], limb[2], limb[3]}, exponent + 64}; }
};

// 10^k for |k| ≤ 64, and 10^64j for |j| ≤ 100, from which the others are products.
struct BinaryTens {
  static constexpr int near = 64, far = 100;
  std::array<Binary, 2 * near + 1> by_one{};
  std::array<Binary, 2 * far + 1> by_64{};

  constexpr BinaryTens() {
    TenStep up, down;
    for (int k = 0; k <= near * far; ++k) {
      if (k <= near) by_one[static_cast<std::size_t>(near + k)] = up.cut();
      if (k <= near) by_one[static_cast<std::size_t>(near - k)] = down.cut();
      if (k % near == 0) by_64[static_cast<std::size_t>(far + k / near)] = up.cut();
      if (k % near == 0) by_64[static_cast<std::size_t>(far - k / near)] = down.cut();
      up.times_ten();
      down.by_ten();
    }
  }
};
constexpr BinaryTens binary_tens;

std::optional<Binary> times_ten_to(const Binary& value, std::int64_t k) {
  if (std::abs(k) > BinaryTens::near * BinaryTens::far) return std::nullopt;
  if (k == 0) return value;
  const auto near = static_cast<int>(k);
  if (std::abs(near) <= BinaryTens::near)
    return multiply(value, binary_tens.by_one[static_cast<std::size_t>(BinaryTens::near + near)]);
  const Binary& rest = binary_tens.by_one[static_cast<std::size_t>(BinaryTens::near + near % BinaryTens::near)];
  return multiply(multiply(value, rest),
                  binary_tens.by_64[static_cast<std::size_t>(BinaryTens::far + near / BinaryTens::near)]);
}

// ---- long division

bool less(const Limbs3& a, const Limbs3& b) {
  if (a[2] != b[2]) return a[2] < b[2];
  return a[1] != b[1] ? a[1] < b[1] : a[0] < b[0];
}

// rest × 2^64 + next less digit × by. Modulo 2^256.
std::array<std::uint64_t, 4> less_product(const Limbs3& rest, std::uint64_t next, std::uint64_t digit,
                                          const Limbs3& by) {
  std::array<std::uint64_t, 4> from{next, rest[0], rest[1], rest[2]};
  std::uint64_t carry = 0;
#pragma GCC unroll 3
  for (std::size_t i = 0; i < 3; ++i) {
    const Uint128 product = static_cast<Uint128>(digit) * by[i] + carry;
    carry = high_half(product) + (from[i] < low_half(product) ? 1 : 0);
    from[i] -= low_half(product);
  }
  from[3] -= carry;
  return from;
}

void add_back(std::array<std::uint64_t, 4>& to, const Limbs3& by) {
  std::uint64_t carry = 0;
#pragma GCC unroll 3
  for (std::size_t i = 0; i < 3; ++i) {
    const Uint128 sum = static_cast<Uint128>(to[i]) + by[i] + carry;
    to[i] = low_half(sum);
    carry = high_half(sum);
  }
  to[3] += carry;
}

// One digit (of 2^64) of a quotient; `rest` becomes what is left. Requires: rest < by, by normalised. Knuth 4.3.1 D:
// the guess from the highest limbs is at most two too many.
std::uint64_t quotient_digit(Limbs3& rest, std::uint64_t next, const Limbs3& by) {
  std::uint64_t digit = ~std::uint64_t{0};
  if (rest[2] < by[2]) digit = low_half((static_cast<Uint128>(rest[2]) << 64 | rest[1]) / by[2]);
  std::array<std::uint64_t, 4> left = less_product(rest, next, digit, by);
  for (; left[3] != 0; --digit) add_back(left, by);
  rest = {left[0], left[1], left[2]};
  return digit;
}

// ---- rounding

// value × 10^k has 34 digits before its point, or 35.
std::int64_t scale_to_34(const Binary& value) {
  const std::int64_t bits = value.exponent + 191;  // 2^bits ≤ value
  return 33 - (bits * 1'292'913'986 >> 32);        // log10(2) from below; a shift rounds down
}

// whole + part × 2^-64, and what follows.
struct AtPoint {
  Uint128 whole;
  std::uint64_t part;
};

// Requires: 2^64 < value < 2^127.
AtPoint at_point(const Binary& value) {
  const auto behind = static_cast<int>(-64 - value.exponent);  // bits besides the lowest limb
  const auto& [low, middle, high] = value.limb;
  assert(behind > 0 && behind < 64);
  return {(static_cast<Uint128>(high) << 64 | middle) >> behind, middle << (64 - behind) | low >> behind};
}

constexpr std::uint64_t rounding_doubt = std::uint64_t{1} << 24;  // × 2^-64: what steps_max operations may have dropped

}  // namespace

std::optional<Binary> binary_of(const Parts& parts) {
  std::uint64_t high = high_half(parts.coefficient), low = low_half(parts.coefficient);
  Binary value{{0, low, high}, -64};
  if (high == 0) value = {{0, 0, low}, -128};
  if (const int shift = __builtin_clzll(value.limb[2]); shift != 0) {
    value.limb[2] = value.limb[2] << shift | value.limb[1] >> (64 - shift);
    value.limb[1] <<= shift;
    value.exponent -= shift;
  }
  return times_ten_to(value, parts.exponent);
}

// Of the nine products of limbs only the halves that reach the upper three limbs.
Binary multiply(const Binary& a, const Binary& b) {
  const auto product = [&](std::size_t i, std::size_t j) { return static_cast<Uint128>(a.limb[i]) * b.limb[j]; };
  const Uint128 p12 = product(1, 2), p21 = product(2, 1);
  const Uint128 lowest = static_cast<Uint128>(high_half(product(0, 2))) + high_half(product(1, 1)) +
                         high_half(product(2, 0)) + low_half(p12) + low_half(p21);
  const std::uint64_t first = low_half(lowest);
  const Uint128 top = product(2, 2) + high_half(lowest) + high_half(p12) + high_half(p21);
  const std::uint64_t second = low_half(top), third = high_half(top);
  const std::int64_t exponent = a.exponent + b.exponent + 192;
  if (normalised(third)) return {{first, second, third}, exponent};
  return {{first << 1, second << 1 | first >> 63, third << 1 | second >> 63}, exponent - 1};
}

Binary quotient(const Binary& a, const Binary& b) {
  Limbs3 rest = a.limb;
  std::uint64_t next = 0;
  const bool halved = !less(a.limb, b.limb);  // so that the quotient has 192 bits
  if (halved) {
    next = rest[0] << 63;
    rest = {rest[0] >> 1 | rest[1] << 63, rest[1] >> 1 | rest[2] << 63, rest[2] >> 1};
  }
  Binary result;
  result.exponent = a.exponent - b.exponent - (halved ? 191 : 192);
  result.limb[2] = quotient_digit(rest, next, b.limb);
  result.limb[1] = quotient_digit(rest, 0, b.limb);
  result.limb[0] = quotient_digit(rest, 0, b.limb);
  return result;
}

Binary power(const Binary& base, std::uint64_t n) {
  Binary result = base;
  for (int bit = 62 - __builtin_clzll(n); bit >= 0; --bit) {
    result = multiply(result, result);
    if ((n >> bit & 1) != 0) result = multiply(result, base);
  }
  return result;
}

Number rounded(const Binary& value, bool negative) {
  std::int64_t scale = scale_to_34(value);
  if (std::abs(scale) > 6000) return std::nullopt;
  AtPoint scaled = at_point(*times_ten_to(value, scale));
  if (scaled.whole >= tens.at[digits_max]) scaled = at_point(*times_ten_to(value, --scale));
  constexpr std::uint64_t half = std::uint64_t{1} << 63;
  if (scaled.part - (half - rounding_doubt) < 2 * rounding_doubt) return std::nullopt;
  if (scaled.part >= half) ++scaled.whole;
  return normal(Parts{negative, scaled.whole, static_cast<int>(-scale)});
}

}  // namespace hashira::feel::bits
