#include "feel/arithmetic.h"

#include <limits>

#include "feel/number.h"
#include "feel/temporal.h"

namespace hashira::feel {
namespace {

constexpr int both(Kind a, Kind b) { return static_cast<int>(a) * 16 + static_cast<int>(b); }
int both(const Value& a, const Value& b) { return both(a.kind(), b.kind()); }

Value of_days(const std::optional<std::int64_t>& days) {
  return days ? Value::date_of_days(*days) : Value::null(Reason::overflow);
}
Value of_months(const std::optional<std::int64_t>& months) {
  return months ? Value::months(*months) : Value::null(Reason::overflow);
}
Value of_duration(const std::optional<DaysTimeDuration>& duration) {
  return duration ? Value::boxed(Kind::days_time_duration, *duration) : Value::null(Reason::overflow);
}
Value of_date_time(const std::optional<DateTime>& moment) {
  return moment ? Value::boxed(Kind::date_time, *moment) : Value::null(Reason::overflow);
}

const DaysTimeDuration& duration_in(const Value& v) { return v.as_boxed<DaysTimeDuration>(); }
const DateTime& moment_in(const Value& v) { return v.as_boxed<DateTime>(); }
const TimeOfDay& time_in(const Value& v) { return v.as_boxed<TimeOfDay>(); }

// The least 64-bit number has no opposite, so it is never held in place.
bool has_opposite(std::int64_t n) { return n != std::numeric_limits<std::int64_t>::min(); }

std::optional<std::int64_t> sum_in_64_bits(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  return __builtin_add_overflow(a, b, &sum) || !has_opposite(sum) ? std::nullopt : std::optional(sum);
}

bool whole(const Value& a, const Value& b) {
  return a.is_small_number() && b.is_small_number() && a.scale() == 0 && b.scale() == 0;
}

Value joined(const Value& a, const Value& b) {
  std::string text(a.as_string());
  text += b.as_string();
  return Value::string(text);
}

// The date as a moment, where a date meets one: midnight UTC (10.3.2.9.4).
DateTime moment_of(const Value& v) { return v.is(Kind::date) ? at_midnight_utc(v.as_days()) : moment_in(v); }

// nullopt: the calendar has them, but one has a zone and the other not.
Value between_moments(const Value& a, const Value& b) {
  auto difference = minus(moment_of(a), moment_of(b));
  return difference ? of_duration(difference) : Value::null(Reason::not_comparable);
}

Value sum_of_others(const Value& a, const Value& b) {
  switch (both(a, b)) {
    case both(Kind::string, Kind::string):
      return joined(a, b);
    case both(Kind::date, Kind::days_time_duration):
      return of_days(date_plus(a.as_days(), duration_in(b)));
    case both(Kind::date, Kind::years_months_duration):
      return of_days(plus_months(a.as_days(), b.as_months()));
    case both(Kind::date_time, Kind::days_time_duration):
      return of_date_time(plus(moment_in(a), duration_in(b)));
    case both(Kind::date_time, Kind::years_months_duration):
      return of_date_time(plus_months(moment_in(a), b.as_months()));
    case both(Kind::time, Kind::days_time_duration):
      return Value::boxed(Kind::time, plus(time_in(a), duration_in(b)));
    case both(Kind::days_time_duration, Kind::days_time_duration):
      return of_duration(add(duration_in(a), duration_in(b)));
    case both(Kind::years_months_duration, Kind::years_months_duration):
      return of_months(sum_in_64_bits(a.as_months(), b.as_months()));
    case both(Kind::days_time_duration, Kind::date):
    case both(Kind::days_time_duration, Kind::date_time):
    case both(Kind::days_time_duration, Kind::time):
    case both(Kind::years_months_duration, Kind::date):
    case both(Kind::years_months_duration, Kind::date_time):
      return sum_of_others(b, a);
    default:
      return failed(Reason::wrong_type, a, b);
  }
}

}  // namespace

Value failed(Reason reason, const Value& a, const Value& b) {
  if (a.is_null() && a.reason() != Reason::none) return a;
  if (b.is_null() && b.reason() != Reason::none) return b;
  return Value::null(reason);
}

Value sum_of(const Value& a, const Value& b) {
  if (whole(a, b)) {
    std::int64_t sum = 0;
    if (!__builtin_add_overflow(a.coefficient(), b.coefficient(), &sum) && has_opposite(sum)) return Value::integer(sum);
  }
  if (a.is(Kind::number) && b.is(Kind::number)) return Value::number(add(a.as_number(), b.as_number()));
  return sum_of_others(a, b);
}

Value difference_of(const Value& a, const Value& b) {
  if (whole(a, b)) {
    std::int64_t difference = 0;
    if (!__builtin_sub_overflow(a.coefficient(), b.coefficient(), &difference) && has_opposite(difference)) return Value::integer(difference);
  }
  switch (both(a, b)) {
    case both(Kind::number, Kind::number):
      return Value::number(subtract(a.as_number(), b.as_number()));
    case both(Kind::date, Kind::date):
    case both(Kind::date, Kind::date_time):
    case both(Kind::date_time, Kind::date):
    case both(Kind::date_time, Kind::date_time):
      return between_moments(a, b);
    case both(Kind::time, Kind::time): {
      auto difference = minus(time_in(a), time_in(b));
      return difference ? of_duration(difference) : Value::null(Reason::not_comparable);
    }
    case both(Kind::date, Kind::days_time_duration):
    case both(Kind::date, Kind::years_months_duration):
    case both(Kind::date_time, Kind::days_time_duration):
    case both(Kind::date_time, Kind::years_months_duration):
    case both(Kind::time, Kind::days_time_duration):
    case both(Kind::days_time_duration, Kind::days_time_duration):
    case both(Kind::years_months_duration, Kind::years_months_duration):
      return sum_of_others(a, negative_of(b));
    default:
      return failed(Reason::wrong_type, a, b);
  }
}

Value product_of(const Value& a, const Value& b) {
  if (whole(a, b)) {
    std::int64_t product = 0;
    if (!__builtin_mul_overflow(a.coefficient(), b.coefficient(), &product) && has_opposite(product)) return Value::integer(product);
  }
  switch (both(a, b)) {
    case both(Kind::number, Kind::number):
      return Value::number(multiply(a.as_number(), b.as_number()));
    case both(Kind::days_time_duration, Kind::number):
      return of_duration(multiply(duration_in(a), b.as_number()));
    case both(Kind::years_months_duration, Kind::number):
      return of_months(multiply_months(a.as_months(), b.as_number()));
    case both(Kind::number, Kind::days_time_duration):
    case both(Kind::number, Kind::years_months_duration):
      return product_of(b, a);
    default:
      return failed(Reason::wrong_type, a, b);
  }
}

Value quotient_of(const Value& a, const Value& b) {
  bool by_zero = b.is(Kind::number) && b.as_number().sign() == 0;
  if (by_zero && (a.is(Kind::number) || a.is(Kind::days_time_duration) || a.is(Kind::years_months_duration))) {
    return Value::null(Reason::division_by_zero);
  }
  switch (both(a, b)) {
    case both(Kind::number, Kind::number):
      return Value::number(divide(a.as_number(), b.as_number()));
    case both(Kind::days_time_duration, Kind::number):
      return of_duration(divide(duration_in(a), b.as_number()));
    case both(Kind::years_months_duration, Kind::number):
      return of_months(divide_months(a.as_months(), b.as_number()));
    case both(Kind::days_time_duration, Kind::days_time_duration):
      if (duration_in(b) == DaysTimeDuration{}) return Value::null(Reason::division_by_zero);
      return Value::number(divide(duration_in(a), duration_in(b)));
    case both(Kind::years_months_duration, Kind::years_months_duration):
      if (b.as_months() == 0) return Value::null(Reason::division_by_zero);
      return Value::number(divide(Decimal(a.as_months()), Decimal(b.as_months())));
    default:
      return failed(Reason::wrong_type, a, b);
  }
}

Value power_of(const Value& a, const Value& b) {
  if (!a.is(Kind::number) || !b.is(Kind::number)) return failed(Reason::wrong_type, a, b);
  auto result = power(a.as_number(), b.as_number());
  return result ? Value::number(*result) : Value::null(Reason::out_of_domain);
}

Value negative_of(const Value& a) {
  switch (a.kind()) {
    case Kind::number:
      return Value::number(negate(a.as_number()));
    case Kind::days_time_duration:
      return Value::boxed(Kind::days_time_duration, negate(duration_in(a)));
    case Kind::years_months_duration:
      return Value::months(-a.as_months());
    default:
      return failed(Reason::wrong_type, a);
  }
}

}  // namespace hashira::feel
