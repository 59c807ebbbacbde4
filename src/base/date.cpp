#include "base/date.h"

#include <fmt/core.h>

#include <array>
#include <cassert>
#include <chrono>

namespace hashira {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

year_month_day civil(Date date) { return year_month_day(sys_days(days(date.days()))); }

year_month_day ymd_of(int y, int m, int d) {
  return year(y) / month(static_cast<unsigned>(m)) / day(static_cast<unsigned>(d));
}

struct Era {
  std::string_view name;
  std::int32_t first_day;  // days since 1970
  int first_year;
};

constexpr std::int32_t civil_days(int y, unsigned m, unsigned d) {
  return static_cast<std::int32_t>(sys_days(year(y) / month(m) / day(d)).time_since_epoch().count());
}

constexpr std::array<Era, 5> eras{{
    {"令和", civil_days(2019, 5, 1), 2019},
    {"平成", civil_days(1989, 1, 8), 1989},
    {"昭和", civil_days(1926, 12, 25), 1926},
    {"大正", civil_days(1912, 7, 30), 1912},
    {"明治", civil_days(1868, 10, 23), 1868},
}};

std::string era_year(Date date, int calendar_year) {
  for (const Era& era : eras) {
    if (date.days() < era.first_day) continue;
    int n = calendar_year - era.first_year + 1;
    return n == 1 ? fmt::format("{}元年", era.name) : fmt::format("{}{}年", era.name, n);
  }
  return fmt::format("{}年", calendar_year);
}

bool digits(std::string_view text) {
  for (char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return !text.empty();
}

int number(std::string_view text) {
  int n = 0;
  for (char c : text) n = n * 10 + (c - '0');
  return n;
}

}  // namespace

Date Date::of(int y, int m, int d) {
  year_month_day ymd = ymd_of(y, m, d);
  assert(ymd.ok());
  return Date(static_cast<std::int32_t>(sys_days(ymd).time_since_epoch().count()));
}

Result<Date> Date::parse(std::string_view text) {
  auto bad = [&] {
    return fail("base.bad_date", fmt::format("'{}' is not a date", text.substr(0, 40)),
                "write year-month-day, as 2020-05-20");
  };
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return bad();
  std::string_view y = text.substr(0, 4), m = text.substr(5, 2), d = text.substr(8, 2);
  if (!digits(y) || !digits(m) || !digits(d)) return bad();
  year_month_day ymd = ymd_of(number(y), number(m), number(d));
  if (!ymd.ok()) return bad();
  return Date(static_cast<std::int32_t>(sys_days(ymd).time_since_epoch().count()));
}

Date Date::plus_months(int n) const {
  year_month_day from = civil(*this);
  auto wanted = from.year() / from.month() + std::chrono::months(n);
  year_month_day last = year_month_day(wanted / std::chrono::last);
  year_month_day to = wanted / std::min(from.day(), last.day());
  return Date(static_cast<std::int32_t>(sys_days(to).time_since_epoch().count()));
}

int Date::year() const { return static_cast<int>(civil(*this).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(civil(*this).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(civil(*this).day())); }

std::string Date::iso() const { return fmt::format("{:04}-{:02}-{:02}", year(), month(), day()); }

std::string Date::wareki() const { return fmt::format("{}{}月{}日", era_year(*this, year()), month(), day()); }

std::string Date::english() const {
  static constexpr std::array names{"January", "February", "March",     "April",   "May",      "June",
                                    "July",    "August",   "September", "October", "November", "December"};
  return fmt::format("{} {} {}", day(), names[static_cast<std::size_t>(month() - 1)], year());
}

FiscalYear FiscalYear::of(Date date) { return FiscalYear(date.month() >= 4 ? date.year() : date.year() - 1); }
Date FiscalYear::first_day() const { return Date::of(year_, 4, 1); }
Date FiscalYear::last_day() const { return Date::of(year_ + 1, 3, 31); }
Date FiscalYear::cashbook_closes() const { return Date::of(year_ + 1, 5, 31); }

std::string FiscalYear::wareki() const {
  std::string name = era_year(last_day(), year_);  // 2019-04 already stands in 令和元年度
  return name + "度";
}

std::string Instant::iso() const {
  std::int64_t day_number = ms >= 0 ? ms / 86'400'000 : -((-ms + 86'399'999) / 86'400'000);
  std::int64_t rest = ms - day_number * 86'400'000;
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", Date(static_cast<std::int32_t>(day_number)).iso(), rest / 3'600'000,
                     rest / 60'000 % 60, rest / 1000 % 60, rest % 1000);
}

Date Instant::date_in_japan() const {
  std::int64_t japan = ms + 9 * 3'600'000;
  std::int64_t day_number = japan >= 0 ? japan / 86'400'000 : -((-japan + 86'399'999) / 86'400'000);
  return Date(static_cast<std::int32_t>(day_number));
}

}  // namespace hashira
