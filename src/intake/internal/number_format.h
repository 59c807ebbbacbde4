// What a cell's number format makes of the number: a date, a number with zeros in front, one shown in thousands.
// Guarantees: total on any text.
// Written in ECMA-376 part 1, 18.8.30 (numFmt) and 18.8.31 (numFmts).
#pragma once

#include <string>
#include <string_view>

namespace hashira::intake {

struct NumberFormat {
  bool date = false;
  bool scaled = false;  // #,##0, : a thousandth is shown
  int zeros = 0;        // 0000000: at least so many digits are shown
};

NumberFormat read_number_format(std::string_view code);
NumberFormat built_in_format(int id);  // the numbers below 164

// 1.5E3 → 1500, without rounding; empty: no number, or one too long to be written out.
std::string plain_decimal(std::string_view text);
// The day (and the time behind it, where there is one) that a serial number stands for; empty: none.
std::string serial_date(std::string_view decimal, bool since_1904);

}  // namespace hashira::intake
