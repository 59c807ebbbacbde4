// Dates of Japan's calendar, fiscal years and instants. Pure: nothing here reads a clock.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace hashira {

// A civil date (proleptic Gregorian), held as days since 1970-01-01.
class Date {
 public:
  constexpr Date() = default;
  constexpr explicit Date(std::int32_t days_since_1970) : days_(days_since_1970) {}
  // Requires: the date exists (use `parse` for input).
  static Date of(int year, int month, int day);
  // `YYYY-MM-DD`; anything else, or a day that does not exist, is `base.bad_date`.
  static Result<Date> parse(std::string_view text);

  constexpr std::int32_t days() const { return days_; }
  int year() const;
  int month() const;
  int day() const;
  constexpr Date plus_days(int n) const { return Date(days_ + n); }
  Date plus_months(int n) const;  // the same day, in a shorter month its last
  constexpr auto operator<=>(const Date&) const = default;

  std::string iso() const;     // 2020-05-20
  std::string wareki() const;  // 令和2年5月20日 (元年 for a first year); before Meiji the western year
  std::string english() const; // 20 May 2020

 private:
  std::int32_t days_ = 0;
};

// 会計年度: 1 April to 31 March, named by its first calendar year (2020 = 令和2年度).
class FiscalYear {
 public:
  constexpr FiscalYear() = default;
  constexpr explicit FiscalYear(std::int32_t year) : year_(year) {}
  static FiscalYear of(Date date);

  constexpr std::int32_t year() const { return year_; }
  Date first_day() const;
  Date last_day() const;
  Date cashbook_closes() const;  // 出納閉鎖: 31 May after the year
  std::string wareki() const;    // 令和2年度
  constexpr auto operator<=>(const FiscalYear&) const = default;

 private:
  std::int32_t year_ = 0;
};

// A moment, in milliseconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t ms = 0;

  constexpr auto operator<=>(const Instant&) const = default;
  std::string iso() const;      // 2020-05-20T03:04:05.678Z
  Date date_in_japan() const;   // JST = UTC+9, no summer time since 1951
};

}  // namespace hashira
