#include "feel/temporal_calendar.h"

#include <algorithm>
#include <array>

namespace hashira::feel {
namespace {

constexpr std::int64_t days_per_era = 146'097;  // 400 years
constexpr std::int64_t epoch_from_march_0 = 719'468;

constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

// Years count from March, so that a leap day ends its year (H. Hinnant, "chrono-compatible low-level date algorithms").
constexpr std::int64_t days_from_civil(std::int64_t year, int month, int day) {
  std::int64_t y = month <= 2 ? year - 1 : year;
  std::int64_t era = floor_divide(y, 400);
  std::int64_t year_of_era = y - era * 400;
  std::int64_t day_of_march_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_march_year;
  return era * days_per_era + day_of_era - epoch_from_march_0;
}

constexpr std::int64_t first_day = days_from_civil(-year_max, 1, 1);
constexpr std::int64_t last_day = days_from_civil(year_max, 12, 31);

}  // namespace

int days_in_month(std::int64_t year, int month) {
  constexpr std::array<int, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : lengths[static_cast<std::size_t>(month - 1)];
}

std::optional<std::int64_t> days_of(std::int64_t year, std::int64_t month, std::int64_t day) {
  if (year < -year_max || year > year_max || month < 1 || month > 12 || day < 1) return std::nullopt;
  auto m = static_cast<int>(month);
  if (day > days_in_month(year, m)) return std::nullopt;
  return days_from_civil(year, m, static_cast<int>(day));
}

CivilDate civil_of(std::int64_t days) {
  std::int64_t z = days + epoch_from_march_0;
  std::int64_t era = floor_divide(z, days_per_era);
  std::int64_t day_of_era = z - era * days_per_era;
  std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  std::int64_t day_of_march_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  std::int64_t march_month = (5 * day_of_march_year + 2) / 153;
  auto day = static_cast<int>(day_of_march_year - (153 * march_month + 2) / 5 + 1);
  auto month = static_cast<int>(march_month < 10 ? march_month + 3 : march_month - 9);
  return CivilDate{year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

bool within_calendar(std::int64_t days) {
  return days >= first_day && days <= last_day;
}

int weekday(std::int64_t days) {
  std::int64_t since_monday = days + 3 - 7 * floor_divide(days + 3, 7);  // 1970-01-01 was a Thursday
  return static_cast<int>(since_monday) + 1;
}

int day_of_year(std::int64_t days) {
  return static_cast<int>(days - days_from_civil(civil_of(days).year, 1, 1)) + 1;
}

int week_of_year(std::int64_t days) {
  return (day_of_year(days - weekday(days) + 4) - 1) / 7 + 1;
}

std::optional<std::int64_t> plus_days(std::int64_t days, std::int64_t more) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(days, more, &sum) || !within_calendar(sum)) return std::nullopt;
  return sum;
}

std::optional<std::int64_t> plus_months(std::int64_t days, std::int64_t months) {
  if (months < -24 * year_max || months > 24 * year_max) return std::nullopt;
  CivilDate date = civil_of(days);
  std::int64_t total = date.year * 12 + date.month - 1 + months;
  std::int64_t year = floor_divide(total, 12);
  auto month = static_cast<int>(total - year * 12) + 1;
  return days_of(year, month, std::min(date.day, days_in_month(year, month)));
}

std::int64_t months_between(std::int64_t from, std::int64_t to) {
  CivilDate a = civil_of(from), b = civil_of(to);
  std::int64_t months = (b.year - a.year) * 12 + b.month - a.month;
  if (months > 0 && b.day < a.day) return months - 1;
  if (months < 0 && b.day > a.day) return months + 1;
  return months;
}

}  // namespace hashira::feel
