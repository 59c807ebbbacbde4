#include "feel/temporal.h"

#include <limits>

#include "feel/temporal_bits.h"

namespace hashira::feel {
namespace {

using bits::Int128;

constexpr std::int64_t ns = nanoseconds_per_second;
constexpr std::int64_t seconds_max = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t calendar_seconds =
    100'000'000'000'000'000;  // more than from one end of the calendar to the other

// A point of the time line, or of the local time line where there is no zone.
struct Point {
  std::int64_t seconds = 0;
  std::int64_t nanoseconds = 0;  // 0 to 999,999,999

  auto operator<=>(const Point&) const = default;
};

std::int64_t floor_quotient(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

Point local_point(const DateTime& a) {
  return Point{a.days * seconds_per_day + a.time.nanoseconds / ns, a.time.nanoseconds % ns};
}

Point point_of(const DateTime& a) {
  Point point = local_point(a);
  if (!a.time.zone.is_none()) point.seconds -= a.time.zone.offset_at_local(point.seconds);
  return point;
}

std::optional<DateTime> local_date_time(Point point, const Zone& zone) {
  std::int64_t days = floor_quotient(point.seconds, seconds_per_day);
  if (!within_calendar(days)) return std::nullopt;
  std::int64_t second = point.seconds - days * seconds_per_day;
  return DateTime{days, TimeOfDay{second * ns + point.nanoseconds, zone}};
}

Point moved(Point point, const DaysTimeDuration& duration) {
  std::int64_t sum = point.nanoseconds + duration.nanoseconds;
  return Point{point.seconds + duration.seconds + sum / ns, sum % ns};
}

Int128 total_nanoseconds(const DaysTimeDuration& a) {
  return static_cast<Int128>(a.seconds) * ns + a.nanoseconds;
}

// A number of nanoseconds as a duration; what is below one is dropped.
std::optional<DaysTimeDuration> duration_of_number(const Number& nanoseconds) {
  if (!nanoseconds) return std::nullopt;
  Number whole = round(*nanoseconds, 0, Rounding::down);
  if (!whole) return std::nullopt;
  bits::Parts parts = bits::parts(*whole);
  if (parts.exponent > 0 && bits::digit_count(parts.coefficient) + parts.exponent > 30) return std::nullopt;
  auto magnitude = static_cast<Int128>(parts.coefficient * bits::tens.at[parts.exponent]);
  return duration_of_nanoseconds(parts.negative ? -magnitude : magnitude);
}

std::optional<std::int64_t> months_of_number(const Number& number) {
  if (!number) return std::nullopt;
  Number whole = round(*number, 0, Rounding::down);
  if (!whole) return std::nullopt;
  return whole->as_integer();
}

// The seconds to take from a local time of day to compare it; nullopt where that needs a date.
std::optional<std::int64_t> offset_of(const TimeOfDay& time) {
  if (time.zone.is_none()) return 0;
  std::optional<int> seconds = time.zone.offset_seconds();
  if (!seconds) return std::nullopt;
  return *seconds;
}

// a − b in nanoseconds, where both can be put on one line.
std::optional<std::int64_t> distance(const TimeOfDay& a, const TimeOfDay& b) {
  if (a.zone == b.zone) return a.nanoseconds - b.nanoseconds;
  if (a.zone.is_none() || b.zone.is_none()) return std::nullopt;
  std::optional<std::int64_t> left = offset_of(a), right = offset_of(b);
  if (!left || !right) return std::nullopt;
  return (a.nanoseconds - *left * ns) - (b.nanoseconds - *right * ns);
}

TimeOfDay without_fraction(TimeOfDay time) {
  time.nanoseconds -= time.nanoseconds % ns;
  return time;
}

}  // namespace

std::optional<DaysTimeDuration> duration_of_nanoseconds(Int128 total) {
  Int128 most = static_cast<Int128>(seconds_max) * ns;
  if (total > most || total < -most) return std::nullopt;  // so that every duration has an opposite
  Int128 seconds = total / ns - (total % ns < 0 ? 1 : 0);
  return DaysTimeDuration{static_cast<std::int64_t>(seconds), static_cast<std::int32_t>(total - seconds * ns)};
}

// ---- making

DaysTimeDuration duration_of(std::int64_t seconds, std::int64_t nanoseconds) {
  std::int64_t carry = floor_quotient(nanoseconds, ns);
  return DaysTimeDuration{seconds + carry, static_cast<std::int32_t>(nanoseconds - carry * ns)};
}

std::optional<TimeOfDay> time_of(std::int64_t hour, std::int64_t minute, const Decimal& second, Zone zone) {
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
  if (second.sign() < 0 || compare(second, Decimal(60)) >= 0) return std::nullopt;
  std::optional<std::int64_t> nanoseconds =
      round(*feel::multiply(second, Decimal(ns)), 0, Rounding::down)->as_integer();
  if (!nanoseconds) return std::nullopt;
  return TimeOfDay{(hour * 60 + minute) * 60 * ns + *nanoseconds, zone};
}

int DateTime::offset_seconds() const {
  return time.zone.offset_at_local(local_point(*this).seconds);
}

// ---- parts of durations

std::int64_t DaysTimeDuration::days_part() const {
  return static_cast<std::int64_t>(total_nanoseconds(*this) / nanoseconds_per_day);
}
int DaysTimeDuration::hours_part() const {
  return static_cast<int>(total_nanoseconds(*this) % nanoseconds_per_day / (3600 * ns));
}
int DaysTimeDuration::minutes_part() const {
  return static_cast<int>(total_nanoseconds(*this) % (3600 * ns) / (60 * ns));
}
Decimal DaysTimeDuration::seconds_part() const {
  return Decimal::of(static_cast<std::int64_t>(total_nanoseconds(*this) % (60 * ns)), 9);
}
Decimal DaysTimeDuration::total_seconds() const {
  return bits::normal(total_nanoseconds(*this), 9).value_or(Decimal());
}

// ---- equality and order

bool equal(const TimeOfDay& a, const TimeOfDay& b) {
  return distance(without_fraction(a), without_fraction(b)) == 0;
}

bool equal(const DateTime& a, const DateTime& b) {
  if (a.time.zone.is_none() != b.time.zone.is_none()) return false;
  return point_of(a).seconds == point_of(b).seconds;
}

std::optional<std::strong_ordering> compare(const TimeOfDay& a, const TimeOfDay& b) {
  std::optional<std::int64_t> apart = distance(a, b);
  if (!apart) return std::nullopt;
  return *apart <=> 0;
}

std::optional<std::strong_ordering> compare(const DateTime& a, const DateTime& b) {
  if (a.time.zone.is_none() != b.time.zone.is_none()) return std::nullopt;
  return point_of(a) <=> point_of(b);
}

// ---- arithmetic

std::optional<std::int64_t> date_plus(std::int64_t days, const DaysTimeDuration& duration) {
  return plus_days(days, floor_quotient(duration.seconds, seconds_per_day));
}

std::optional<DateTime> plus(const DateTime& a, const DaysTimeDuration& duration) {
  if (duration.seconds > calendar_seconds || duration.seconds < -calendar_seconds) return std::nullopt;
  Point point = moved(point_of(a), duration);
  if (!a.time.zone.is_none()) point.seconds += a.time.zone.offset_at(point.seconds);
  return local_date_time(point, a.time.zone);
}

std::optional<DateTime> plus_months(const DateTime& a, std::int64_t months) {
  std::optional<std::int64_t> days = plus_months(a.days, months);
  if (!days) return std::nullopt;
  return DateTime{*days, a.time};
}

TimeOfDay plus(const TimeOfDay& a, const DaysTimeDuration& duration) {
  std::int64_t of_day = duration.seconds - floor_quotient(duration.seconds, seconds_per_day) * seconds_per_day;
  return TimeOfDay{(a.nanoseconds + of_day * ns + duration.nanoseconds) % nanoseconds_per_day, a.zone};
}

std::optional<DaysTimeDuration> minus(const DateTime& a, const DateTime& b) {
  if (a.time.zone.is_none() != b.time.zone.is_none()) return std::nullopt;
  Point left = point_of(a), right = point_of(b);
  return duration_of(left.seconds - right.seconds, left.nanoseconds - right.nanoseconds);
}

std::optional<DaysTimeDuration> minus(const TimeOfDay& a, const TimeOfDay& b) {
  std::optional<std::int64_t> apart = distance(a, b);
  if (!apart) return std::nullopt;
  return duration_of(0, *apart);
}

DaysTimeDuration negate(const DaysTimeDuration& a) {
  return *duration_of_nanoseconds(-total_nanoseconds(a));
}

std::optional<DaysTimeDuration> add(const DaysTimeDuration& a, const DaysTimeDuration& b) {
  return duration_of_nanoseconds(total_nanoseconds(a) + total_nanoseconds(b));
}

std::optional<DaysTimeDuration> multiply(const DaysTimeDuration& a, const Decimal& by) {
  return duration_of_number(feel::multiply(*bits::normal(total_nanoseconds(a), 0), by));
}

std::optional<DaysTimeDuration> divide(const DaysTimeDuration& a, const Decimal& by) {
  return duration_of_number(feel::divide(*bits::normal(total_nanoseconds(a), 0), by));
}

Number divide(const DaysTimeDuration& a, const DaysTimeDuration& b) {
  return feel::divide(*bits::normal(total_nanoseconds(a), 0), *bits::normal(total_nanoseconds(b), 0));
}

std::optional<std::int64_t> multiply_months(std::int64_t months, const Decimal& by) {
  return months_of_number(feel::multiply(Decimal(months), by));
}

std::optional<std::int64_t> divide_months(std::int64_t months, const Decimal& by) {
  return months_of_number(feel::divide(Decimal(months), by));
}

}  // namespace hashira::feel
