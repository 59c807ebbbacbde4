// The civil calendar in 64 bits: proleptic Gregorian years −999,999,999 to 999,999,999 as days since 1970-01-01.
//
// Guarantees: total functions over that range; a date outside it is nullopt, never a wrapped number.
// Written in: DMN 1.5 10.3.2.3.5 (date), XML Schema 1.1 3.3.9; ISO 8601 (week of year).
#pragma once

#include <cstdint>
#include <optional>

namespace hashira::feel {

inline constexpr std::int64_t year_max = 999'999'999;

struct CivilDate {
  std::int64_t year = 1970;
  int month = 1;
  int day = 1;
};

constexpr bool is_leap(std::int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
int days_in_month(std::int64_t year, int month);  // Requires: 1 ≤ month ≤ 12

std::optional<std::int64_t> days_of(std::int64_t year, std::int64_t month, std::int64_t day);  // nullopt: no such date
CivilDate civil_of(std::int64_t days);
bool within_calendar(std::int64_t days);

int weekday(std::int64_t days);  // 1 Monday … 7 Sunday
int day_of_year(std::int64_t days);
int week_of_year(std::int64_t days);  // ISO 8601: the week of its Thursday

std::optional<std::int64_t> plus_days(std::int64_t days, std::int64_t more);
// The same day of another month, or the month's last where that day does not exist.
std::optional<std::int64_t> plus_months(std::int64_t days, std::int64_t months);
// Whole months from one date to another; negative when `to` is earlier.
std::int64_t months_between(std::int64_t from, std::int64_t to);

}  // namespace hashira::feel
