// Times, dates and times, and durations of FEEL: values, arithmetic, order, and their lexical forms.
//
// Guarantees: pure; a result outside the calendar, or text of any other form, is nullopt; `parse_*` reads what `text`
// wrote. Dates are days since 1970-01-01 (temporal_calendar.h), years and months durations are months. Written in:
// DMN 1.5 10.3.2.3.4-8, tables 53-59 (arithmetic, equality, order); XML Schema 1.1 part 2.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "feel/number.h"
#include "feel/temporal_calendar.h"
#include "feel/temporal_zone.h"

namespace hashira::feel {

inline constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;
inline constexpr std::int64_t seconds_per_day = 86'400;
inline constexpr std::int64_t nanoseconds_per_day = seconds_per_day * nanoseconds_per_second;

// A days and time duration: seconds + nanoseconds, the latter 0 to 999,999,999 (−PT0.5S is −1 s + 500,000,000 ns).
struct DaysTimeDuration {
  std::int64_t seconds = 0;
  std::int32_t nanoseconds = 0;

  constexpr auto operator<=>(const DaysTimeDuration&) const = default;

  // The parts of the text, each with the duration's sign: −PT90M has hours −1 and minutes −30.
  std::int64_t days_part() const;
  int hours_part() const;
  int minutes_part() const;
  Decimal seconds_part() const;
  Decimal total_seconds() const;
};

struct TimeOfDay {
  std::int64_t nanoseconds = 0;  // since midnight
  Zone zone;

  int hour() const { return static_cast<int>(nanoseconds / (3600 * nanoseconds_per_second)); }
  int minute() const { return static_cast<int>(nanoseconds / (60 * nanoseconds_per_second) % 60); }
  int second() const { return static_cast<int>(nanoseconds / nanoseconds_per_second % 60); }
  constexpr bool operator==(const TimeOfDay&) const = default;  // `is`: the same local time and the same zone
};

struct DateTime {
  std::int64_t days = 0;
  TimeOfDay time;

  int offset_seconds() const;  // Requires: a zone
  constexpr bool operator==(const DateTime&) const = default;
};

// ---- making

// Requires: |seconds| ≤ 2^53. Nanoseconds may be any number.
DaysTimeDuration duration_of(std::int64_t seconds, std::int64_t nanoseconds = 0);
std::optional<TimeOfDay> time_of(std::int64_t hour, std::int64_t minute, const Decimal& second, Zone zone);
inline DateTime at_midnight_utc(std::int64_t days) {
  return DateTime{days, TimeOfDay{0, Zone::utc()}};
}

// ---- equality and order. FEEL's `=` looks at whole seconds; order at nanoseconds. With one zone missing: not equal,
// no order.

bool equal(const TimeOfDay& a, const TimeOfDay& b);
bool equal(const DateTime& a, const DateTime& b);
std::optional<std::strong_ordering> compare(const TimeOfDay& a, const TimeOfDay& b);
std::optional<std::strong_ordering> compare(const DateTime& a, const DateTime& b);

// ---- arithmetic

std::optional<std::int64_t> date_plus(std::int64_t days,
                                      const DaysTimeDuration& duration);            // from midnight, time dropped
std::optional<DateTime> plus(const DateTime& a, const DaysTimeDuration& duration);  // along the time line
std::optional<DateTime> plus_months(const DateTime& a, std::int64_t months);
TimeOfDay plus(const TimeOfDay& a, const DaysTimeDuration& duration);  // around the clock
std::optional<DaysTimeDuration> minus(const DateTime& a, const DateTime& b);
std::optional<DaysTimeDuration> minus(const TimeOfDay& a, const TimeOfDay& b);
DaysTimeDuration negate(const DaysTimeDuration& a);
std::optional<DaysTimeDuration> add(const DaysTimeDuration& a, const DaysTimeDuration& b);
std::optional<DaysTimeDuration> multiply(const DaysTimeDuration& a,
                                         const Decimal& by);  // below a nanosecond is dropped
std::optional<DaysTimeDuration> divide(const DaysTimeDuration& a, const Decimal& by);
Number divide(const DaysTimeDuration& a, const DaysTimeDuration& b);
std::optional<std::int64_t> multiply_months(std::int64_t months, const Decimal& by);  // below a month is dropped
std::optional<std::int64_t> divide_months(std::int64_t months, const Decimal& by);

// ---- text

std::optional<std::int64_t> parse_date(std::string_view text);  // days
std::optional<TimeOfDay> parse_time(std::string_view text);
std::optional<DateTime> parse_date_time(std::string_view text);  // with a time: "2012-12-24T23:59:00@Asia/Tokyo"
std::optional<DaysTimeDuration> parse_days_time_duration(std::string_view text);
std::optional<std::int64_t> parse_years_months_duration(std::string_view text);  // months

std::string date_text(std::int64_t days);
std::string text(const TimeOfDay& time);
std::string text(const DateTime& date_time);
std::string text(const DaysTimeDuration& duration);
std::string months_text(std::int64_t months);

}  // namespace hashira::feel
