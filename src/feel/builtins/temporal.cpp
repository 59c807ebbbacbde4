// Temporal built-ins: date, time, date and time, duration, years and months duration, now, today, is, day of year …
//
// Guarantees: text is read exactly (temporal.h); now and today come from the environment's clock alone.
// Written in: DMN 1.5 10.3.4.1 (conversion, table 72), 10.3.4.6 (date and time functions), 10.3.4.8
// (temporal), 10.3.4.11.
#include "feel/temporal.h"

#include <array>

#include "feel/builtins/table.h"

namespace hashira::feel {
namespace {

constexpr std::string_view conversion_clause = "10.3.4.1", temporal_clause = "10.3.4.8";

Value date_or(std::optional<std::int64_t> days, Reason reason) {
  return days ? Value::date_of_days(*days) : Value::null(reason);
}
Value time_or(const std::optional<TimeOfDay>& time, Reason reason) {
  return time ? Value::boxed(Kind::time, *time) : Value::null(reason);
}
Value moment_or(const std::optional<DateTime>& moment, Reason reason) {
  return moment ? Value::boxed(Kind::date_time, *moment) : Value::null(reason);
}

// The date of a date, or of a date and time.
std::int64_t days_in(const Value& value) {
  return value.is(Kind::date) ? value.as_days() : value.as_boxed<DateTime>().days;
}

std::optional<std::int64_t> days_from_numbers(const Value& year, const Value& month, const Value& day) {
  std::optional<std::int64_t> y = year.as_integer(), m = month.as_integer(), d = day.as_integer();
  return y && m && d ? days_of(*y, *m, *d) : std::nullopt;
}

// The zone that an `offset` argument gives: none where it is absent or null.
std::optional<Zone> zone_from_offset(const Value& offset) {
  if (offset.is_null()) return Zone();
  const auto& duration = offset.as_boxed<DaysTimeDuration>();
  return duration.nanoseconds == 0 ? Zone::of_offset(duration.seconds) : std::nullopt;
}

std::optional<TimeOfDay> clock_from_numbers(const Value& hour, const Value& minute, const Value& second,
                                            const Zone& zone) {
  std::optional<std::int64_t> h = hour.as_integer(), m = minute.as_integer();
  return h && m ? time_of(*h, *m, second.as_number(), zone) : std::nullopt;
}

// ---- date

Value date_from_text(Arguments arguments, Environment&) {
  return date_or(parse_date(arguments[0].as_string()), Reason::bad_literal);
}
Value date_from_value(Arguments arguments, Environment&) {
  return Value::date_of_days(days_in(arguments[0]));
}
Value date_from_numbers(Arguments arguments, Environment&) {
  return date_or(days_from_numbers(arguments[0], arguments[1], arguments[2]), Reason::out_of_domain);
}

// ---- time

Value time_from_text(Arguments arguments, Environment&) {
  return time_or(parse_time(arguments[0].as_string()), Reason::bad_literal);
}

// A date stands for its midnight in UTC (10.3.2.3.5).
Value time_from_value(Arguments arguments, Environment&) {
  const Value& from = arguments[0];
  if (from.is(Kind::time)) return from;
  return Value::boxed(Kind::time, from.is(Kind::date) ? at_midnight_utc(0).time : from.as_boxed<DateTime>().time);
}

Value time_from_numbers(Arguments arguments, Environment&) {
  std::optional<Zone> zone = arguments.size() > 3 ? zone_from_offset(arguments[3]) : Zone();
  if (!zone) return Value::null(Reason::out_of_domain);
  return time_or(clock_from_numbers(arguments[0], arguments[1], arguments[2], *zone), Reason::out_of_domain);
}

// ---- date and time

Value moment_from_text(Arguments arguments, Environment&) {
  std::string_view from = arguments[0].as_string();
  if (std::optional<std::int64_t> days = parse_date(from))
    return Value::boxed(Kind::date_time, DateTime{*days, TimeOfDay{}});
  return moment_or(parse_date_time(from), Reason::bad_literal);
}

Value moment_from_value(Arguments arguments, Environment&) {
  if (arguments[0].is(Kind::date_time)) return arguments[0];
  return Value::boxed(Kind::date_time, at_midnight_utc(arguments[0].as_days()));
}

Value moment_from_date_and_time(Arguments arguments, Environment&) {
  return Value::boxed(Kind::date_time, DateTime{days_in(arguments[0]), arguments[1].as_boxed<TimeOfDay>()});
}

Value moment_from_numbers(Arguments arguments, const std::optional<Zone>& zone) {
  std::optional<std::int64_t> days = days_from_numbers(arguments[0], arguments[1], arguments[2]);
  if (!days || !zone) return Value::null(Reason::out_of_domain);
  std::optional<TimeOfDay> time = clock_from_numbers(arguments[3], arguments[4], arguments[5], *zone);
  if (!time) return Value::null(Reason::out_of_domain);
  return Value::boxed(Kind::date_time, DateTime{*days, *time});
}

Value moment_with_offset(Arguments arguments, Environment&) {
  return moment_from_numbers(arguments, arguments.size() > 6 ? zone_from_offset(arguments[6]) : Zone());
}

Value moment_with_region(Arguments arguments, Environment&) {
  return moment_from_numbers(arguments, Zone::named(arguments[6].as_string()));
}

// ---- durations

Value duration_from_text(Arguments arguments, Environment&) {
  std::string_view from = arguments[0].as_string();
  if (std::optional<std::int64_t> months = parse_years_months_duration(from)) return Value::months(*months);
  if (std::optional<DaysTimeDuration> days = parse_days_time_duration(from))
    return Value::boxed(Kind::days_time_duration, *days);
  return Value::null(Reason::bad_literal);
}

Value months_between_builtin(Arguments arguments, Environment&) {
  return Value::months(months_between(days_in(arguments[0]), days_in(arguments[1])));
}

// ---- the clock

Value now_builtin(Arguments, Environment& environment) {
  if (!environment.now) return Value::null(Reason::no_clock);
  std::int64_t ms = environment.now().ms;
  std::optional<Zone> zone = Zone::of_offset(std::int64_t{environment.offset_minutes} * 60);
  DateTime epoch{0, TimeOfDay{0, Zone::utc()}};
  std::optional<DateTime> utc = plus(epoch, duration_of(ms / 1000, ms % 1000 * 1'000'000));
  std::optional<DateTime> local =
      utc && zone ? plus(*utc, duration_of(std::int64_t{environment.offset_minutes} * 60)) : std::nullopt;
  if (!local) return Value::null(Reason::no_clock);
  local->time.zone = *zone;
  return Value::boxed(Kind::date_time, *local);
}

Value today_builtin(Arguments, Environment& environment) {
  if (!environment.today) return Value::null(Reason::no_clock);
  return Value::date(environment.today());
}

// ---- parts of dates

Value day_of_year_builtin(Arguments arguments, Environment&) {
  return Value::integer(day_of_year(days_in(arguments[0])));
}
Value week_of_year_builtin(Arguments arguments, Environment&) {
  return Value::integer(week_of_year(days_in(arguments[0])));
}

Value day_of_week_builtin(Arguments arguments, Environment&) {
  static constexpr std::array names{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  return Value::string(names[static_cast<std::size_t>(weekday(days_in(arguments[0])) - 1)]);
}

Value month_of_year_builtin(Arguments arguments, Environment&) {
  static constexpr std::array names{"January", "February", "March",     "April",   "May",      "June",
                                    "July",    "August",   "September", "October", "November", "December"};
  return Value::string(names[static_cast<std::size_t>(civil_of(days_in(arguments[0])).month - 1)]);
}

// The same element of FEEL's domain: zones count, where `=` would compare moments.
Value is_builtin(Arguments arguments, Environment&) {
  Value none;
  const Value& a = !arguments.empty() ? arguments[0] : none;
  const Value& b = arguments.size() > 1 ? arguments[1] : none;
  return Value::boolean(identical(a, b));
}

constexpr Taken from_text{"from", takes::string};
constexpr Taken of_date{"date", takes::date | takes::date_time};
constexpr Taken year_taken{"year", takes::number}, month_taken{"month", takes::number}, day_taken{"day", takes::number};
constexpr Taken hour_taken{"hour", takes::number}, minute_taken{"minute", takes::number},
    second_taken{"second", takes::number};
constexpr Taken offset_taken{"offset", takes::days | takes::null, Need::optional};

constexpr Builtin temporal_rows[] = {
    {"date", conversion_clause, {from_text}, date_from_text},
    {"date", conversion_clause, {Taken{"from", takes::date | takes::date_time}}, date_from_value},
    {"date", conversion_clause, {year_taken, month_taken, day_taken}, date_from_numbers},
    {"time", conversion_clause, {from_text}, time_from_text},
    {"time", conversion_clause, {Taken{"from", takes::time | takes::date | takes::date_time}}, time_from_value},
    {"time", conversion_clause, {hour_taken, minute_taken, second_taken, offset_taken}, time_from_numbers},
    {"date and time", conversion_clause, {from_text}, moment_from_text},
    {"date and time", conversion_clause, {Taken{"from", takes::date | takes::date_time}}, moment_from_value},
    {"date and time", conversion_clause, {of_date, Taken{"time", takes::time}}, moment_from_date_and_time},
    {"date and time",
     conversion_clause,
     {year_taken, month_taken, day_taken, hour_taken, minute_taken, second_taken, offset_taken},
     moment_with_offset},
    {"date and time",
     conversion_clause,
     {year_taken, month_taken, day_taken, hour_taken, minute_taken, second_taken, Taken{"timezone", takes::string}},
     moment_with_region},
    {"duration", conversion_clause, {from_text}, duration_from_text},
    {"years and months duration",
     conversion_clause,
     {Taken{"from", takes::date | takes::date_time}, Taken{"to", takes::date | takes::date_time}},
     months_between_builtin},
    {"now", "10.3.4.11", {}, now_builtin},
    {"today", "10.3.4.11", {}, today_builtin},
    {"day of year", temporal_clause, {of_date}, day_of_year_builtin},
    {"day of week", temporal_clause, {of_date}, day_of_week_builtin},
    {"month of year", temporal_clause, {of_date}, month_of_year_builtin},
    {"week of year", temporal_clause, {of_date}, week_of_year_builtin},
    {"is",
     "10.3.4.6",
     {Taken{"value1", takes::any, Need::optional}, Taken{"value2", takes::any, Need::optional}},
     is_builtin},
};

}  // namespace

std::span<const Builtin> temporal_builtins() {
  return temporal_rows;
}

}  // namespace hashira::feel
