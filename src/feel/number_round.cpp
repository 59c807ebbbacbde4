// Rounding of numbers to a scale: `decimal`, `floor`, `ceiling`, `round up`, `round down`, `round half up`, `round half
// down`.
//
// Guarantees: exact in every mode; a number with no digits behind the scale comes back as it is.
// Written in: DMN 1.5 10.3.4.5 (numeric functions).
#include "feel/number_bits.h"

namespace hashira::feel {
namespace {

using bits::Parts;
using bits::Uint128;

enum class Rest : std::uint8_t { none, below_half, half, above_half };

template <class Integer>
Rest rest_of(Integer rest, Integer unit) {
  if (rest == 0) return Rest::none;
  if (rest == unit / 2) return Rest::half;
  return rest < unit / 2 ? Rest::below_half : Rest::above_half;
}

// Whether the digits dropped push the magnitude up by one.
bool goes_up(Rounding mode, Rest rest, bool negative, bool odd) {
  if (rest == Rest::none) return false;
  switch (mode) {
    case Rounding::half_even:
      return rest == Rest::above_half || (rest == Rest::half && odd);
    case Rounding::half_up:
      return rest >= Rest::half;
    case Rounding::half_down:
      return rest == Rest::above_half;
    case Rounding::up:
      return true;
    case Rounding::down:
      return false;
    case Rounding::floor:
      return negative;
    case Rounding::ceiling:
      return !negative;
  }
  return false;
}

// FAST PATH: amounts rounded to whole units or a few places. Requires: small, 0 ≤ scale < its scale.
Number round_small(const Decimal& a, int scale, Rounding mode) {
  auto unit = static_cast<std::int64_t>(bits::tens.at[a.scale() - scale]);
  std::int64_t kept = a.coefficient() / unit, rest = a.coefficient() % unit;
  bool negative = a.coefficient() < 0;
  if (goes_up(mode, rest_of(negative ? -rest : rest, unit), negative, (kept & 1) != 0)) kept += negative ? -1 : 1;
  if (scale == 0) return Decimal::small(kept, 0);
  return Decimal::of(kept, scale);
}

}  // namespace

Number round(const Decimal& a, int scale, Rounding mode) {
  if (scale < -bits::exponent_max || scale > -bits::exponent_min) return std::nullopt;
  if (a.is_small() && scale >= 0) return scale >= a.scale() ? a : round_small(a, scale, mode);
  Parts parts = bits::parts(a);
  int drop = -scale - parts.exponent;
  if (drop <= 0 || parts.coefficient == 0) return a;
  bool beyond = drop > 38;  // all digits go: 34 digits are far below half a unit
  Uint128 unit = beyond ? 0 : bits::tens.at[drop];
  Uint128 kept = beyond ? 0 : parts.coefficient / unit;
  Rest rest = beyond ? Rest::below_half : rest_of(parts.coefficient % unit, unit);
  if (goes_up(mode, rest, parts.negative, (kept & 1) != 0)) ++kept;
  return bits::normal(Parts{parts.negative, kept, -scale});
}

}  // namespace hashira::feel
