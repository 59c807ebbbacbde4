// FEEL numbers: decimals of 34 digits, as IEEE 754-2008 decimal128, in one normal form.
//
// Guarantees: equal numbers have equal bits; every result is rounded once (half to even); what has no number gives
// nullopt. Written in: DMN 1.5 10.3.2.3.1 (number), 10.3.4.5 (numeric functions); IEEE 754-2008 decimal128.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace hashira::feel {

// A number. Small: coefficient × 10^-scale with |coefficient| < 2^63, 0 ≤ scale ≤ 18 and no trailing zero behind the
// point. Wide: the words of Intel's BID128, without trailing zeros; only for what is not small.
class Decimal {
 public:
  static constexpr int max_small_scale = 18;

  constexpr Decimal() = default;
  constexpr explicit Decimal(std::int64_t integer);
  // coefficient × 10^-scale, brought to the normal form. Requires: -6000 ≤ scale ≤ 6000.
  static Decimal of(std::int64_t coefficient, int scale);
  // Requires: small and in normal form already (as `coefficient()` and `scale()` gave them).
  static constexpr Decimal small(std::int64_t coefficient, int scale);
  // Requires: words of a wide number in normal form (as `low()` and `high()` gave them).
  static constexpr Decimal wide(std::uint64_t low, std::uint64_t high);
  // The value of BID128 words; nullopt for infinities and NaN.
  static std::optional<Decimal> from_words(std::uint64_t low, std::uint64_t high);
  // Digits, a point, an exponent (`12`, `.5`, `-1.50`, `1e-3`): a FEEL literal with an optional sign. Nothing else, no
  // blanks.
  static std::optional<Decimal> parse(std::string_view text);

  constexpr bool is_small() const { return !wide_; }
  constexpr std::int64_t coefficient() const { return static_cast<std::int64_t>(low_); }  // Requires: is_small().
  constexpr int scale() const { return scale_; }                                          // Requires: is_small().
  constexpr std::uint64_t low() const { return low_; }    // Requires: !is_small(). The words of the BID128.
  constexpr std::uint64_t high() const { return high_; }  // Requires: !is_small().

  int sign() const;  // -1, 0, 1
  bool is_integer() const;
  std::optional<std::int64_t> as_integer() const;  // if it is a whole number of 64 bits
  double as_double() const;                        // for drawing only, never for amounts
  std::string text()
      const;  // plain digits; `1.5e+100` only beyond 64 places on one side of the point; `parse` reads it back

  constexpr bool operator==(const Decimal&) const = default;

 private:
  std::uint64_t low_ = 0;   // small: the coefficient; wide: low word
  std::uint64_t high_ = 0;  // small: 0; wide: high word
  std::int8_t scale_ = 0;
  bool wide_ = false;
};

using Number = std::optional<Decimal>;  // nullopt: overflow, or no such number

enum class Rounding : std::uint8_t { half_even, half_up, half_down, up, down, floor, ceiling };

std::strong_ordering compare(const Decimal& a, const Decimal& b);
Decimal negate(const Decimal& a);
Decimal absolute(const Decimal& a);
Number add(const Decimal& a, const Decimal& b);
Number subtract(const Decimal& a, const Decimal& b);
Number multiply(const Decimal& a, const Decimal& b);
Number divide(const Decimal& a, const Decimal& b);
Number modulo(const Decimal& dividend, const Decimal& divisor);  // the sign of the divisor
Number round(const Decimal& a, int scale, Rounding mode);        // nullopt: scale outside -6111..6176
Number square_root(const Decimal& a);
Number power(const Decimal& base, const Decimal& exponent);
Number exponential(const Decimal& a);
Number natural_log(const Decimal& a);

// `number(from, grouping separator, decimal separator)`: separators are "" (none) or one of ` `, `,`, `.`; they must
// differ.
Number parse_grouped(std::string_view from, std::string_view grouping, std::string_view point);

// ---- what is short enough for every caller

constexpr Decimal Decimal::small(std::int64_t coefficient, int scale) {
  Decimal result;
  result.low_ = static_cast<std::uint64_t>(coefficient);
  result.scale_ = static_cast<std::int8_t>(scale);
  return result;
}

constexpr Decimal Decimal::wide(std::uint64_t low, std::uint64_t high) {
  Decimal result;
  result.low_ = low;
  result.high_ = high;
  result.wide_ = true;
  return result;
}

// The least 64-bit number has no opposite, so it stands wide: BID128 words of −2^63.
constexpr Decimal::Decimal(std::int64_t integer)
    : Decimal(integer == std::numeric_limits<std::int64_t>::min() ? wide(0x8000'0000'0000'0000, 0xB040'0000'0000'0000)
                                                                  : small(integer, 0)) {}

}  // namespace hashira::feel
