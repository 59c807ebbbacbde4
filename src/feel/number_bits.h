// The bits of a FEEL number: 128-bit integers and BID128 words, inside the number_*.cpp files only.
//
// Guarantees: `normal` is the one door to the normal form; it rounds at most once, half to even.
// Written in: IEEE 754-2008 3.5.2 (binary encoding of decimal128).
#pragma once

#include <array>

#include "feel/number.h"

namespace hashira::feel::bits {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 Uint128;

inline constexpr int exponent_min = -6176;
inline constexpr int exponent_max = 6111;
inline constexpr int digits_max = 34;

constexpr Uint128 power_of_ten(int n) {  // Requires: 0 ≤ n ≤ 38.
  Uint128 result = 1;
  for (; n > 0; --n) result *= 10;
  return result;
}

struct PowersOfTen {
  Uint128 at[39] = {};
  constexpr PowersOfTen() {
    for (int n = 0; n < 39; ++n) at[n] = power_of_ten(n);
  }
};
inline constexpr PowersOfTen tens;

// (-1)^negative × coefficient × 10^exponent.
struct Parts {
  bool negative = false;
  Uint128 coefficient = 0;
  int exponent = 0;
};

int digit_count(Uint128 coefficient);                         // 0 has none
Parts parts(const Decimal& number);                           // without trailing zeros, but for small whole numbers
Parts parts_of_words(std::uint64_t low, std::uint64_t high);  // Requires: a finite BID128
// The number, rounded to 34 digits; nullopt when it is too large. Requires: coefficient < 2^127.
Number normal(Parts parts);
inline Number normal(Int128 coefficient, int scale) {
  bool negative = coefficient < 0;
  return normal(
      Parts{negative, negative ? -static_cast<Uint128>(coefficient) : static_cast<Uint128>(coefficient), -scale});
}

}  // namespace hashira::feel::bits
