// Numbers from text and to text.
//
// Guarantees: `parse(text())` gives the same number; reading rounds once, half to even, however many digits are
// written. Written in: DMN 1.5 10.3.1.2 rule 37 (numeric literal), 10.3.4.2 (`number`).
#include <fmt/core.h>

#include "feel/number_bits.h"

namespace hashira::feel {
namespace {

using bits::Parts;
using bits::Uint128;

constexpr int plain_places = 64;        // beyond this many places a number is written with an exponent
constexpr int exponent_limit = 99'999;  // far outside decimal128; keeps sums of exponents within int

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string digits_of(Uint128 coefficient) {
  std::string text;
  for (; coefficient != 0; coefficient /= 10) text += static_cast<char>('0' + static_cast<int>(coefficient % 10));
  std::reverse(text.begin(), text.end());
  return text;
}

// Gathers the digits of a mantissa: 36 of them count, and whether any other was not zero.
struct Mantissa {
  Uint128 coefficient = 0;
  int kept = 0;
  int exponent = 0;
  bool more = false;
  bool any = false;

  void take(char c, bool behind_point) {
    any = true;
    int digit = c - '0';
    if (kept < 36) {
      coefficient = coefficient * 10 + static_cast<unsigned>(digit);
      if (coefficient != 0) ++kept;
      if (behind_point) --exponent;
    } else {
      more = more || digit != 0;
      if (!behind_point) ++exponent;
    }
  }
  // One digit more stands for all that were not kept: enough to round 34 digits right.
  Parts finish(bool negative, int shift) const {
    if (!more) return Parts{negative, coefficient, exponent + shift};
    return Parts{negative, coefficient * 10 + 1, exponent + shift - 1};
  }
};

// Reads `[+-]digits` from `at` to the end, held within ±exponent_limit; nullopt when it is not that.
std::optional<int> read_exponent(std::string_view text) {
  bool negative = !text.empty() && text.front() == '-';
  if (negative || (!text.empty() && text.front() == '+')) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  int value = 0;
  for (char c : text) {
    if (!is_digit(c)) return std::nullopt;
    value = std::min(exponent_limit, value * 10 + (c - '0'));
  }
  return negative ? -value : value;
}

std::string with_exponent(std::string digits, int exponent) {
  int leading = exponent + static_cast<int>(digits.size()) - 1;
  digits.resize(digits.find_last_not_of('0') + 1);
  if (digits.size() > 1) digits.insert(1, ".");
  return fmt::format("{}e{}{}", digits, leading < 0 ? "" : "+", leading);
}

std::string plain(std::string digits, int exponent) {
  if (exponent >= 0) return digits + std::string(static_cast<std::size_t>(exponent), '0');
  auto behind = static_cast<std::size_t>(-exponent);
  if (digits.size() <= behind) digits.insert(0, behind + 1 - digits.size(), '0');
  digits.insert(digits.size() - behind, ".");
  return digits;
}

bool is_separator(std::string_view text) {
  return text.empty() || text == " " || text == "," || text == ".";
}

}  // namespace

Number Decimal::parse(std::string_view text) {
  if (text.size() > 10'000) return std::nullopt;  // no number needs so many digits
  bool negative = !text.empty() && text.front() == '-';
  std::size_t i = negative || (!text.empty() && text.front() == '+') ? 1 : 0;
  Mantissa mantissa;
  for (; i < text.size() && is_digit(text[i]); ++i) mantissa.take(text[i], false);
  if (i < text.size() && text[i] == '.') {
    if (++i == text.size() || !is_digit(text[i])) return std::nullopt;
    for (; i < text.size() && is_digit(text[i]); ++i) mantissa.take(text[i], true);
  }
  if (!mantissa.any) return std::nullopt;
  if (i == text.size()) return bits::normal(mantissa.finish(negative, 0));
  if (text[i] != 'e' && text[i] != 'E') return std::nullopt;
  std::optional<int> shift = read_exponent(text.substr(i + 1));
  if (!shift) return std::nullopt;
  return bits::normal(mantissa.finish(negative, *shift));
}

std::string Decimal::text() const {
  if (is_small() && scale_ == 0) return fmt::format("{}", coefficient());
  Parts parts = bits::parts(*this);
  std::string digits = digits_of(parts.coefficient);
  int before = static_cast<int>(digits.size()) + parts.exponent;
  bool long_form = before > plain_places || parts.exponent < -plain_places;
  std::string body =
      long_form ? with_exponent(std::move(digits), parts.exponent) : plain(std::move(digits), parts.exponent);
  return parts.negative ? "-" + body : body;
}

Number parse_grouped(std::string_view from, std::string_view grouping, std::string_view point) {
  if (!is_separator(grouping) || !(point.empty() || point == "." || point == ",")) return std::nullopt;
  if (!grouping.empty() && grouping == point) return std::nullopt;
  std::string text;
  for (char c : from) {
    if (!grouping.empty() && c == grouping.front()) continue;
    if (!point.empty() && c == point.front()) {
      text += '.';
    } else if (c == '.') {
      return std::nullopt;  // a point that was not named as the decimal separator
    } else {
      text += c;
    }
  }
  return Decimal::parse(text);
}

}  // namespace hashira::feel
