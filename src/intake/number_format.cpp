#include "intake/internal/number_format.h"

#include <charconv>
#include <cmath>

#include <fmt/core.h>

#include "base/date.h"

namespace hashira::intake {
namespace {

constexpr int digits_max = 40, seconds_a_day = 86'400;
constexpr int last_serial = 2'958'465;  // 9999-12-31

// The first section of the code without quoted text, escapes and brackets ([赤], [$-411]); elapsed time ([h]) is no
// date.
std::string bare(std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    if (code[i] == '"' || code[i] == '[') {
      std::size_t end = code.find(code[i] == '"' ? '"' : ']', i + 1);
      if (end == std::string_view::npos) break;
      i = end;
    } else if (code[i] == '\\' || code[i] == '_' || code[i] == '*') {
      ++i;
    } else {
      out += code[i];
    }
  }
  return out;
}

bool is_days(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Sign, digits and exponent of a number as a program writes it.
struct Parts {
  bool negative = false;
  std::string digits;  // of the coefficient
  int point = 0;       // the point stands behind so many of them
};

std::optional<Parts> parts_of(std::string_view text) {
  Parts out;
  if (text.starts_with('-') || text.starts_with('+')) {
    out.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  std::size_t e = text.find_first_of("eE");
  int exponent = 0;
  if (e != std::string_view::npos) {
    std::string_view tail = text.substr(e + 1);
    if (tail.starts_with('+')) tail.remove_prefix(1);
    auto [end, error] = std::from_chars(tail.data(), tail.data() + tail.size(), exponent);
    if (error != std::errc() || end != tail.data() + tail.size() || std::abs(exponent) > digits_max)
      return std::nullopt;
    text = text.substr(0, e);
  }
  std::size_t point = text.find('.');
  out.digits = text.substr(0, point);
  out.point = static_cast<int>(out.digits.size()) + exponent;
  if (point != std::string_view::npos) out.digits += text.substr(point + 1);
  bool whole = !out.digits.empty() && out.digits.size() <= digits_max && is_days(out.digits);
  return whole ? std::optional(out) : std::nullopt;
}

Date serial_day(int days, bool since_1904) {
  if (since_1904) return Date::of(1904, 1, 1).plus_days(days);
  return Date::of(1899, 12, 30).plus_days(days < 60 ? days + 1 : days);  // the 1900 calendar has a 29 February
}

}  // namespace

NumberFormat read_number_format(std::string_view code) {
  NumberFormat out;
  std::string text = bare(code);
  if (text == "General" || text == "@") return out;
  auto has = [&](std::string_view any) { return text.find_first_of(any) != std::string::npos; };
  bool scientific = text.find("E+") != std::string::npos || text.find("E-") != std::string::npos;  // 0.00E+00
  out.date = !scientific && (has("yYdDgGeE") || (has("mM") && !has("hHsS")));                      // h:mm is no day
  std::size_t last = text.find_last_of("0#?");
  out.scaled = !out.date && last != std::string::npos && last + 1 < text.size() && text[last + 1] == ',';
  bool zeros = !text.empty() && text.find_first_not_of('0') == std::string::npos;
  out.zeros = zeros ? static_cast<int>(std::min<std::size_t>(text.size(), digits_max)) : 0;
  return out;
}

NumberFormat built_in_format(int id) {
  NumberFormat out;
  out.date = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58);
  return out;
}

std::string plain_decimal(std::string_view text) {
  std::optional<Parts> parts = parts_of(text);
  if (!parts) return {};
  auto& [negative, digits, point] = *parts;
  if (point < 0) {
    digits.insert(0, static_cast<std::size_t>(-point), '0');
    point = 0;
  }
  if (point > static_cast<int>(digits.size())) digits.append(static_cast<std::size_t>(point) - digits.size(), '0');
  std::string whole = digits.substr(0, static_cast<std::size_t>(point)),
              fraction = digits.substr(static_cast<std::size_t>(point));
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
  fraction.erase(fraction.find_last_not_of('0') + 1);
  if (whole.empty()) whole = "0";
  if (!fraction.empty()) fraction.insert(0, ".");
  bool zero = whole == "0" && fraction.empty();
  return (negative && !zero ? "-" : "") + whole + fraction;
}

std::string serial_date(std::string_view decimal, bool since_1904) {
  double serial = 0;  // a moment, no amount
  auto [end, error] = std::from_chars(decimal.data(), decimal.data() + decimal.size(), serial);
  if (error != std::errc() || end != decimal.data() + decimal.size() || !(serial >= 0) || serial > last_serial)
    return {};
  int days = static_cast<int>(serial);
  int seconds = static_cast<int>(std::lround((serial - days) * seconds_a_day));
  days += seconds / seconds_a_day;
  seconds %= seconds_a_day;
  if (!since_1904 && (days == 0 || days == 60)) return {};
  std::string day = serial_day(days, since_1904).iso();
  if (seconds == 0) return day;
  return fmt::format("{} {:02}:{:02}:{:02}", day, seconds / 3600, seconds / 60 % 60, seconds % 60);
}

}  // namespace hashira::intake
