// Whole powers of decimals in four limbs of 18 digits, inside the number_*.cpp files only.
//
// Guarantees: exact as long as the digits fit; what was dropped is below 10^-54 of the value at each product, and said
// so.
#pragma once

#include <array>

#include "feel/number_bits.h"

namespace hashira::feel::bits {

inline constexpr std::uint64_t limb_base = 1'000'000'000'000'000'000;
inline constexpr int limb_digits = 18;
inline constexpr int limbs_max = 4;

// Σ limb[i] × limb_base^i × 10^exponent; the highest limb is not zero.
struct Limbs {
  std::array<std::uint64_t, limbs_max> limb{};
  int count = 0;
  std::int64_t exponent = 0;
  bool exact = true;
};

Limbs limbs_of(Uint128 coefficient, int exponent);  // Requires: 0 < coefficient < 10^36
Limbs multiply(const Limbs& a, const Limbs& b);
Limbs power(const Limbs& base, std::uint64_t n);  // Requires: n > 0

// `digits` digits from the `from`-th on (0 is the first), as a coefficient and its exponent; fewer where there are no
// more. Requires: digits ≤ 38.
struct Cut {
  Uint128 coefficient = 0;
  std::int64_t exponent = 0;
  bool more = false;  // digits other than zero follow
};
Cut cut(const Limbs& value, int from, int digits);

}  // namespace hashira::feel::bits
