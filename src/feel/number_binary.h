// Positive numbers in 192 bits and a power of two: the steps of powers and wide quotients, inside number_*.cpp only.
//
// Guarantees: each operation drops less than 16 units of its last bit; `rounded` gives the correctly rounded decimal,
// or nullopt where the error of up to `steps_max` operations leaves it open. Written in: IEEE 754-2008 4.3.1
// (rounding).
#pragma once

#include <array>
#include <optional>

#include "feel/number_bits.h"

namespace hashira::feel::bits {

// (limb[0] + limb[1] × 2^64 + limb[2] × 2^128) × 2^exponent; the highest bit is set.
struct Binary {
  std::array<std::uint64_t, 3> limb{};
  std::int64_t exponent = 0;
};

inline constexpr Binary one{{0, 0, std::uint64_t{1} << 63}, -191};
inline constexpr std::uint64_t steps_max = 1 << 20;

std::optional<Binary> binary_of(const Parts& parts);  // the magnitude. Requires: not zero.
Binary multiply(const Binary& a, const Binary& b);
Binary quotient(const Binary& a, const Binary& b);
Binary power(const Binary& base, std::uint64_t n);  // Requires: n > 0. Drops what n operations drop.
// nullopt: open, or so large or small that decimal128 has fewer digits there.
Number rounded(const Binary& value, bool negative);

}  // namespace hashira::feel::bits
