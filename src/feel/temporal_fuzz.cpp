// Fuzzes dates, times and durations: any text is read or refused; what is read reads back; arithmetic stays in the
// calendar.
#include <cstdlib>

#include "feel/temporal.h"

namespace {

using namespace hashira::feel;

void must(bool holds) {
  if (!holds) std::abort();
}

void check_moment(const DateTime& moment, const DaysTimeDuration& step) {
  must(parse_date_time(text(moment)) == moment);
  must(equal(moment, moment));
  if (!moment.time.zone.is_none()) moment.offset_seconds();
  if (auto later = plus(moment, step)) {
    must(within_calendar(later->days));
    if (!moment.time.zone.is_region()) must(minus(*later, moment) == step);
  }
  if (auto later = plus_months(moment, step.seconds)) must(within_calendar(later->days));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view in(reinterpret_cast<const char*>(data), size);
  std::size_t cut = in.find(' ');
  std::string_view second = cut == std::string_view::npos ? std::string_view() : in.substr(cut + 1);
  std::string_view first = in.substr(0, cut);
  DaysTimeDuration step = parse_days_time_duration(second).value_or(DaysTimeDuration{});
  must(parse_days_time_duration(text(step)) == step);
  if (auto days = parse_date(first)) {
    must(parse_date(date_text(*days)) == days);
    must(week_of_year(*days) >= 1 && week_of_year(*days) <= 53 && day_of_year(*days) <= 366);
    date_plus(*days, step);
  }
  if (auto time = parse_time(first))
    must(parse_time(text(*time)) == time && equal(plus(*time, step), plus(*time, step)));
  if (auto moment = parse_date_time(first)) check_moment(*moment, step);
  if (auto months = parse_years_months_duration(first))
    must(parse_years_months_duration(months_text(*months)) == months);
  return 0;
}
