#include "feel/properties.h"

#include "feel/number.h"
#include "feel/temporal.h"

namespace hashira::feel {
namespace {

Value no_property() { return Value::null(Reason::no_property); }

Value date_property(std::int64_t days, std::string_view name) {
  CivilDate civil = civil_of(days);
  if (name == "year") return Value::integer(civil.year);
  if (name == "month") return Value::integer(civil.month);
  if (name == "day") return Value::integer(civil.day);
  if (name == "weekday") return Value::integer(weekday(days));
  return no_property();
}

Value second_property(const TimeOfDay& time) {
  return Value::integer(time.second());
}

Value offset_property(std::optional<int> seconds) {
  if (!seconds) return Value::null();
  return Value::boxed(Kind::days_time_duration, duration_of(*seconds));
}

Value clock_property(const TimeOfDay& time, std::optional<int> offset_seconds, std::string_view name) {
  if (name == "hour") return Value::integer(time.hour());
  if (name == "minute") return Value::integer(time.minute());
  if (name == "second") return second_property(time);
  if (name == "time offset") return offset_property(offset_seconds);
  if (name == "timezone") return time.zone.is_region() ? Value::string(time.zone.region()) : Value::null();
  return no_property();
}

Value moment_property(const DateTime& moment, std::string_view name) {
  Value part = date_property(moment.days, name);
  if (!part.is_null()) return part;
  std::optional<int> offset;
  if (!moment.time.zone.is_none()) offset = moment.offset_seconds();
  return clock_property(moment.time, offset, name);
}

Value duration_property(const DaysTimeDuration& duration, std::string_view name) {
  if (name == "days") return Value::integer(duration.days_part());
  if (name == "hours") return Value::integer(duration.hours_part());
  if (name == "minutes") return Value::integer(duration.minutes_part());
  if (name == "seconds") return Value::number(duration.seconds_part());
  return no_property();
}

Value months_property(std::int64_t months, std::string_view name) {
  if (name == "years") return Value::integer(months / 12);
  if (name == "months") return Value::integer(months % 12);
  return no_property();
}

Value range_property(const RangeObject& range, std::string_view name) {
  bool interval = range.form == RangeForm::interval;
  if (name == "start") return range.low;
  if (name == "end") return interval ? range.high : range.low;
  if (name == "start included") return Value::boolean(!interval || range.low_side == Side::closed);
  if (name == "end included") return Value::boolean(!interval || range.high_side == Side::closed);
  return no_property();
}

}  // namespace

Value property(const Value& value, std::string_view name) {
  switch (value.kind()) {
    case Kind::date:
      return date_property(value.as_days(), name);
    case Kind::date_time:
      return moment_property(value.as_boxed<DateTime>(), name);
    case Kind::time: {
      const TimeOfDay& time = value.as_boxed<TimeOfDay>();
      return clock_property(time, time.zone.offset_seconds(), name);
    }
    case Kind::days_time_duration:
      return duration_property(value.as_boxed<DaysTimeDuration>(), name);
    case Kind::years_months_duration:
      return months_property(value.as_months(), name);
    case Kind::range:
      return range_property(value.as_range(), name);
    default:
      return no_property();
  }
}

}  // namespace hashira::feel
