#include "base/japanese.h"

#include <fmt/core.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <array>
#include <cassert>

namespace hashira::japanese {
namespace {

__extension__ using Wide = __int128;

constexpr int wide_digits_max = 38;
// Far above any budget, and low enough that sums and roundings of read numbers stay inside 64 bits.
constexpr std::int64_t read_number_max = 1'000'000'000'000'000'000;
constexpr std::string_view full_comma = "，";

Wide power_of_ten(int exponent) {
  assert(exponent >= 0 && exponent < wide_digits_max);
  Wide power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

Wide floor_divide(Wide a, Wide b) {
  Wide quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

std::int64_t narrow(Wide value) {
  assert(value <= INT64_MAX && value >= INT64_MIN);
  return static_cast<std::int64_t>(value);
}

struct UnitName {
  std::string_view text;
  int exponent;
  std::optional<Unit> unit;  // 兆 stands only before 億
};
constexpr std::array<UnitName, 4> unit_names{{
    {"兆", 12, std::nullopt},
    {"億", 8, Unit::hundred_million},
    {"万", 4, Unit::ten_thousand},
    {"千", 3, Unit::thousand},
}};

int exponent_of(Unit unit) {
  for (const UnitName& name : unit_names) {
    if (name.unit == unit) return name.exponent;
  }
  return 0;
}

std::string_view name_of(Unit unit) {
  for (const UnitName& name : unit_names) {
    if (name.unit == unit) return name.text;
  }
  return "";
}

// One character of a number: its ASCII form, its width and how many bytes it takes. 0 when it is none.
struct NumberChar {
  char ascii = 0;
  Width width = Width::half;
  std::size_t size = 0;
};

NumberChar number_char(std::string_view text) {
  if (text.empty()) return {};
  char c = text[0];
  if ((c >= '0' && c <= '9') || c == ',' || c == '.') return {c, Width::half, 1};
  // U+FF00..FF1F are EF BC 80..9F, in the order of ASCII from U+20.
  if (text.size() < 3 || text[0] != '\xEF' || text[1] != '\xBC') return {};
  int ascii = static_cast<unsigned char>(text[2]) - 0x80 + 0x20;
  if ((ascii >= '0' && ascii <= '9') || ascii == ',' || ascii == '.') return {static_cast<char>(ascii), Width::full, 3};
  return {};
}

// Digits with commas and a decimal point, as read: 1,344.7
struct DigitRun {
  Wide coefficient = 0;
  int digits = 0;
  int decimals = 0;
  std::optional<Width> digit_width, comma_width;
  std::size_t size = 0;
};

// A comma or point belongs to the number only when a digit follows.
bool digit_follows(std::string_view text, std::size_t size) {
  NumberChar next = number_char(text.substr(size));
  return next.ascii >= '0' && next.ascii <= '9';
}

DigitRun digit_run(std::string_view text) {
  DigitRun run;
  bool after_point = false;
  while (true) {
    std::string_view rest = text.substr(run.size);
    NumberChar c = number_char(rest);
    if (c.ascii == 0 || run.digits > 18) return run;
    if (c.ascii == ',') {
      if (run.digits == 0 || after_point || !digit_follows(rest, c.size)) return run;
      run.comma_width = c.width;
    } else if (c.ascii == '.') {
      if (run.digits == 0 || after_point || !digit_follows(rest, c.size)) return run;
      after_point = true;
    } else {
      if (!run.digit_width) run.digit_width = c.width;
      run.coefficient = run.coefficient * 10 + (c.ascii - '0');
      ++run.digits;
      if (after_point) ++run.decimals;
    }
    run.size += c.size;
  }
}

const UnitName* unit_at(std::string_view text) {
  for (const UnitName& name : unit_names) {
    if (text.starts_with(name.text)) return &name;
  }
  return nullptr;
}

std::string whole_text(Wide value) {
  std::string digits;
  bool negative = value < 0;
  if (negative) value = -value;
  do {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value != 0);
  return negative ? "-" + digits : digits;
}

std::string grouped(Wide value, Width comma) {
  std::string digits = whole_text(value);
  std::size_t first = digits[0] == '-' ? 1 : 0;
  std::string_view mark = comma == Width::full ? full_comma : ",";
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, mark);
  }
  return digits;
}

// The part of the number above the unit: 兆 above 億, 億 above 万. Written only when there is some.
struct Split {
  Wide above;
  Wide rest;
};
std::string_view name_above(Unit unit) {
  return unit == Unit::hundred_million ? "兆" : unit == Unit::ten_thousand ? "億" : "";
}

}  // namespace

Decimal normal(Decimal value) {
  while (value.scale > 0 && value.coefficient % 10 == 0) {
    value.coefficient /= 10;
    --value.scale;
  }
  return value;
}

std::string text(Decimal value) {
  value = normal(value);
  std::string digits = whole_text(value.coefficient < 0 ? -Wide(value.coefficient) : Wide(value.coefficient));
  if (value.scale > 0) {
    if (digits.size() <= static_cast<std::size_t>(value.scale)) digits.insert(0, value.scale + 1 - digits.size(), '0');
    digits.insert(digits.size() - static_cast<std::size_t>(value.scale), ".");
  }
  return value.coefficient < 0 ? "-" + digits : digits;
}

Decimal round_half_up(Decimal value, Decimal step) {
  assert(step.coefficient > 0);
  int scale = std::max(value.scale, step.scale);
  Wide v = Wide(value.coefficient) * power_of_ten(scale - value.scale);
  Wide s = Wide(step.coefficient) * power_of_ten(scale - step.scale);
  return normal({narrow(floor_divide(2 * v + s, 2 * s) * s), scale});
}

Decimal last_place(const NumberForm& form) {
  int exponent = exponent_of(form.unit) - form.decimals;
  if (exponent < 0) return {1, -exponent};
  return {narrow(power_of_ten(exponent)), 0};
}

std::string write(Decimal value, const NumberForm& form) {
  Decimal step = last_place(form);
  value = round_half_up(value, step);
  // The number of last places, an integer; then the digits after the point are its last `decimals`.
  int scale = std::max(value.scale, step.scale);
  Wide places = Wide(value.coefficient) * power_of_ten(scale - value.scale) /
                (Wide(step.coefficient) * power_of_ten(scale - step.scale));
  bool negative = places < 0;
  if (negative) places = -places;
  Wide whole = places / power_of_ten(form.decimals);
  Wide decimals = places % power_of_ten(form.decimals);
  std::string out = negative ? "-" : "";
  Split split{0, whole};
  if (!name_above(form.unit).empty()) split = {whole / 10000, whole % 10000};
  if (split.above > 0) out += grouped(split.above, form.comma) + std::string(name_above(form.unit));
  if (split.above > 0 && split.rest == 0 && form.decimals == 0) {
    // 2兆 rather than 2兆0億
  } else {
    out += grouped(split.rest, form.comma);
    if (form.decimals > 0) {
      std::string digits = whole_text(decimals);
      out += "." + std::string(static_cast<std::size_t>(form.decimals) - digits.size(), '0') + digits;
    }
    out += name_of(form.unit);
  }
  if (form.digits == Width::half) return out;
  std::string full;
  for (char c : out) full += (c >= '0' && c <= '9') || c == '.' ? to_full_width({&c, 1}) : std::string(1, c);
  return full;
}

std::string with_commas(std::int64_t value) { return grouped(value, Width::half); }

bool commas_fit(std::string_view utf8) {
  int behind = -1;  // digits since the last comma; -1: none yet
  auto fits = [&] { return behind < 0 || behind == 3; };
  while (!utf8.empty()) {
    NumberChar c = number_char(utf8);
    bool comma = c.ascii == ',', digit = c.ascii >= '0' && c.ascii <= '9';
    if (!digit && !fits()) return false;
    if (digit && behind >= 0) ++behind;
    if (!digit) behind = comma ? 0 : -1;
    utf8.remove_prefix(std::max<std::size_t>(c.size, 1));
  }
  return fits();
}

Result<ReadNumber> read_number(std::string_view utf8) {
  auto bad = [&] {
    return fail("base.bad_number", fmt::format("'{}' does not start with a number", utf8.substr(0, 60)),
                "write it as 29,227 or 51.7億");
  };
  ReadNumber read;
  Wide value = 0;
  int scale = 0, exponent_before = 16;
  bool first = true;
  while (true) {
    DigitRun run = digit_run(utf8.substr(read.size));
    if (run.digits == 0) break;
    const UnitName* unit = unit_at(utf8.substr(read.size + run.size));
    int exponent = unit ? unit->exponent : 0;
    if (run.digits > 18 || exponent >= exponent_before || scale > 0) return bad();
    if (first) {
      read.form.digits = run.digit_width.value_or(Width::half);
      // Full-width digits take full-width commas unless the text shows otherwise.
      read.form.comma = run.comma_width.value_or(read.form.digits);
    } else if (run.comma_width) {
      read.form.comma = *run.comma_width;
    }
    read.form.unit = unit ? unit->unit.value_or(Unit::hundred_million) : Unit::one;
    read.form.decimals = run.decimals;
    scale = std::max(0, run.decimals - exponent);
    value = value * power_of_ten(scale) + (exponent >= run.decimals ? run.coefficient * power_of_ten(exponent - run.decimals)
                                                                      : run.coefficient);
    read.size += run.size + (unit ? unit->text.size() : 0);
    first = false;
    exponent_before = exponent;
    if (!unit || value > Wide(read_number_max)) break;
  }
  if (first || value > Wide(read_number_max)) return bad();
  read.value = {narrow(value), scale};
  return read;
}

std::string to_half_width(std::string_view utf8) {
  std::string out;
  for (std::size_t i = 0; i < utf8.size();) {
    std::string_view three = utf8.substr(i, 3);
    unsigned second = three.size() == 3 ? static_cast<unsigned char>(three[1]) : 0;
    unsigned third = three.size() == 3 ? static_cast<unsigned char>(three[2]) : 0;
    if (three == "　") {
      out += ' ';
      i += 3;
    } else if (three.size() == 3 && three[0] == '\xEF' && (second == 0xBC || second == 0xBD) && third >= 0x80 &&
               (second == 0xBC ? third > 0x80 : third <= 0x9E)) {
      out += static_cast<char>((second == 0xBC ? 0x20 : 0x60) + (third - 0x80));
      i += 3;
    } else {
      out += utf8[i++];
    }
  }
  return out;
}

std::string to_full_width(std::string_view ascii) {
  std::string out;
  for (char c : ascii) {
    if (c == ' ') {
      out += "　";
    } else if (c > ' ' && c < '\x7F') {
      int offset = c - 0x20;
      out += {'\xEF', static_cast<char>(offset < 0x40 ? 0xBC : 0xBD), static_cast<char>(0x80 + offset % 0x40)};
    } else {
      out += c;
    }
  }
  return out;
}

std::string normalised(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  assert(U_SUCCESS(status));
  std::string out;
  nfkc->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size()))), status)
      .toUTF8String(out);
  assert(U_SUCCESS(status));
  return out;
}

}  // namespace hashira::japanese
