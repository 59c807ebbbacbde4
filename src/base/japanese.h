// How Japanese offices write numbers: full and half width, commas, 千 万 億 兆, decimals of a unit.
//
// Exact integers and decimals only; reading and writing are inverse for every form that `read_number` reports.
// Forms seen in reports: 51.7億, 1兆1,344.7億, 158,847千, 4,465,977, ３, 1，000 (half-width digits, full-width comma).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace hashira::japanese {

enum class Width { half, full };
enum class Unit { one, thousand, ten_thousand, hundred_million };  // 一, 千, 万, 億

// How a number is written. A number in 億 writes its 兆 too, one in 万 its 億.
struct NumberForm {
  Width digits = Width::half;
  Width comma = Width::half;
  Unit unit = Unit::one;
  int decimals = 0;

  bool operator==(const NumberForm&) const = default;
};

// coefficient × 10^−scale.
struct Decimal {
  std::int64_t coefficient = 0;
  int scale = 0;

  bool operator==(const Decimal&) const = default;
};

// Drops zeros at the end: 100.50 → 100.5.
Decimal normal(Decimal value);
std::string text(Decimal value);  // 96.2; half width, no commas

// The multiple of `step` nearest to `value`, halves up. Requires: step > 0.
Decimal round_half_up(Decimal value, Decimal step);

// One unit of the last place that the form prints: 10,000,000 for 億 with one decimal.
Decimal last_place(const NumberForm& form);

// The value rounded half up to the form's last place, and written so.
std::string write(Decimal value, const NumberForm& form);
std::string with_commas(std::int64_t value);  // 1,234,567

// Behind each comma (half or full width) stand three digits and no fourth: 12,00 may be 1,200 or 12.00.
bool commas_fit(std::string_view utf8);

struct ReadNumber {
  Decimal value;
  NumberForm form;
  std::size_t size = 0;  // bytes of the text that were read
};
// Reads the number at the start of the text; `base.bad_number` when there is none or it is too large.
Result<ReadNumber> read_number(std::string_view utf8);

// ASCII ↔ its full-width forms (！ to ～, and the space); everything else stays.
std::string to_half_width(std::string_view utf8);
std::string to_full_width(std::string_view ascii);
// NFKC: half-width kana become full width, full-width letters and digits half width.
std::string normalised(std::string_view utf8);

}  // namespace hashira::japanese
