// The lexical forms of dates, times and durations, read exactly and written canonically.
//
// Guarantees: any other text is nullopt; digits of a second behind the ninth are dropped.
// Written in: DMN 1.5 10.3.4.1 (`date`, `time`, `date and time`, `duration`), XML Schema 1.1 part 2, 3.3.6-9
// and 3.4.26-27.
#include <fmt/core.h>

#include "feel/temporal_bits.h"

namespace hashira::feel {
namespace {

using bits::Int128;

constexpr std::size_t temporal_text_max = 100;  // the longest region name and year are far shorter
constexpr Int128 part_max =
    static_cast<Int128>(10'000'000'000) * 1'000'000'000;               // a part this large stands for all larger ones
constexpr std::int64_t duration_months_max = 100'000'000'000'000'000;  // far beyond the calendar's two ends

bool digit(char c) {
  return c >= '0' && c <= '9';
}

// Reads a text from the left.
struct Reader {
  std::string_view rest;

  bool done() const { return rest.empty(); }
  bool take(char c) {
    if (rest.empty() || rest.front() != c) return false;
    rest.remove_prefix(1);
    return true;
  }
  std::string_view digits() {
    std::size_t n = 0;
    while (n < rest.size() && digit(rest[n])) ++n;
    std::string_view found = rest.substr(0, n);
    rest.remove_prefix(n);
    return found;
  }
  std::optional<int> two_digits() {
    if (rest.size() < 2 || !digit(rest[0]) || !digit(rest[1])) return std::nullopt;
    int value = (rest[0] - '0') * 10 + (rest[1] - '0');
    rest.remove_prefix(2);
    return value;
  }
};

Int128 value_of(std::string_view digits) {
  Int128 value = 0;
  for (char c : digits) value = std::min(part_max, value * 10 + (c - '0'));
  return value;
}

// The nanoseconds that digits behind the point stand for.
std::int64_t fraction_of(std::string_view digits) {
  std::string nine(digits.substr(0, 9));
  nine.resize(9, '0');
  return static_cast<std::int64_t>(value_of(nine));
}

std::optional<std::int64_t> read_date(Reader& in) {
  bool negative = in.take('-');
  std::string_view year = in.digits();
  if (year.size() < 4 || year.size() > 9 || (year.size() > 4 && year.front() == '0') || !in.take('-'))
    return std::nullopt;
  std::optional<int> month = in.two_digits();
  if (!month || !in.take('-')) return std::nullopt;
  std::optional<int> day = in.two_digits();
  if (!day) return std::nullopt;
  auto number = static_cast<std::int64_t>(value_of(year));
  return days_of(negative ? -number : number, *month, *day);
}

// hh:mm:ss with a fraction; 24:00:00 is the end of the day.
std::optional<std::int64_t> read_clock(Reader& in) {
  std::optional<int> hour = in.two_digits();
  if (!hour || !in.take(':')) return std::nullopt;
  std::optional<int> minute = in.two_digits();
  if (!minute || !in.take(':')) return std::nullopt;
  std::optional<int> second = in.two_digits();
  if (!second || *hour > 24 || *minute > 59 || *second > 59) return std::nullopt;
  std::int64_t fraction = 0;
  if (in.take('.')) {
    std::string_view digits = in.digits();
    if (digits.empty()) return std::nullopt;
    fraction = fraction_of(digits);
  }
  std::int64_t total = ((*hour * 60 + *minute) * 60 + *second) * nanoseconds_per_second + fraction;
  return total <= nanoseconds_per_day ? std::optional(total) : std::nullopt;
}

std::optional<Zone> read_offset(Reader& in, int sign) {
  std::optional<int> hours = in.two_digits();
  if (!hours || !in.take(':')) return std::nullopt;
  std::optional<int> minutes = in.two_digits();
  if (!minutes || *minutes > 59) return std::nullopt;
  int seconds = 0;
  if (in.take(':')) {
    std::optional<int> given = in.two_digits();
    if (!given || *given > 59) return std::nullopt;
    seconds = *given;
  }
  return Zone::of_offset(sign * ((*hours * 60 + *minutes) * 60 + seconds));
}

// The rest of the text: nothing, `Z`, an offset, or `@` and a region.
std::optional<Zone> read_zone(Reader& in) {
  if (in.done()) return Zone();
  if (in.take('@')) {
    std::string_view region = in.rest;
    in.rest = {};
    return Zone::named(region);
  }
  if (in.take('Z') || in.take('z')) return Zone::utc();
  if (in.take('+')) return read_offset(in, 1);
  if (in.take('-')) return read_offset(in, -1);
  return std::nullopt;
}

std::optional<TimeOfDay> read_time(Reader& in) {
  std::optional<std::int64_t> clock = read_clock(in);
  if (!clock) return std::nullopt;
  std::optional<Zone> zone = read_zone(in);
  if (!zone || !in.done()) return std::nullopt;
  return TimeOfDay{*clock, *zone};
}

// Reads `digits unit` if it is there: the value, 0 if it is absent.
Int128 read_part(Reader& in, char unit, bool& any) {
  Reader ahead = in;
  std::string_view digits = ahead.digits();
  if (digits.empty() || !ahead.take(unit)) return 0;
  in = ahead;
  any = true;
  return value_of(digits);
}

// Reads `ssS` or `ss.fffS` if it is there.
Int128 read_seconds(Reader& in, bool& any) {
  Reader ahead = in;
  std::string_view whole = ahead.digits(), fraction;
  if (whole.empty()) return 0;
  if (ahead.take('.') && (fraction = ahead.digits()).empty()) return 0;
  if (!ahead.take('S')) return 0;
  in = ahead;
  any = true;
  return value_of(whole) * nanoseconds_per_second + fraction_of(fraction);
}

std::string seconds_text(std::int64_t whole, std::int64_t nanoseconds, std::string_view form) {
  std::string text = form == "02" ? fmt::format("{:02}", whole) : fmt::format("{}", whole);
  if (nanoseconds == 0) return text;
  text += fmt::format(".{:09}", nanoseconds);
  return text.substr(0, text.find_last_not_of('0') + 1);
}

std::string clock_text(std::int64_t nanoseconds) {
  std::int64_t seconds = nanoseconds / nanoseconds_per_second;
  return fmt::format("{:02}:{:02}:{}", seconds / 3600, seconds / 60 % 60,
                     seconds_text(seconds % 60, nanoseconds % nanoseconds_per_second, "02"));
}

}  // namespace

std::optional<std::int64_t> parse_date(std::string_view text) {
  if (text.size() > temporal_text_max) return std::nullopt;
  Reader in{text};
  std::optional<std::int64_t> days = read_date(in);
  return in.done() ? days : std::nullopt;
}

std::optional<TimeOfDay> parse_time(std::string_view text) {
  if (text.size() > temporal_text_max) return std::nullopt;
  Reader in{text};
  std::optional<TimeOfDay> time = read_time(in);
  if (time) time->nanoseconds %= nanoseconds_per_day;
  return time;
}

std::optional<DateTime> parse_date_time(std::string_view text) {
  if (text.size() > temporal_text_max) return std::nullopt;
  Reader in{text};
  std::optional<std::int64_t> days = read_date(in);
  if (!days || !in.take('T')) return std::nullopt;
  std::optional<TimeOfDay> time = read_time(in);
  if (!time) return std::nullopt;
  if (time->nanoseconds < nanoseconds_per_day) return DateTime{*days, *time};
  std::optional<std::int64_t> next = plus_days(*days, 1);
  if (!next) return std::nullopt;
  return DateTime{*next, TimeOfDay{0, time->zone}};
}

std::optional<DaysTimeDuration> parse_days_time_duration(std::string_view text) {
  if (text.size() > temporal_text_max) return std::nullopt;
  Reader in{text};
  bool negative = in.take('-'), any = false, any_time = false;
  if (!in.take('P')) return std::nullopt;
  Int128 total = read_part(in, 'D', any) * nanoseconds_per_day;
  if (in.take('T')) {
    total += read_part(in, 'H', any_time) * (3600 * nanoseconds_per_second);
    total += read_part(in, 'M', any_time) * (60 * nanoseconds_per_second);
    total += read_seconds(in, any_time);
    if (!any_time) return std::nullopt;
  }
  if (!in.done() || !(any || any_time)) return std::nullopt;
  return duration_of_nanoseconds(negative ? -total : total);
}

std::optional<std::int64_t> parse_years_months_duration(std::string_view text) {
  if (text.size() > temporal_text_max) return std::nullopt;
  Reader in{text};
  bool negative = in.take('-'), any = false;
  if (!in.take('P')) return std::nullopt;
  Int128 total = read_part(in, 'Y', any) * 12;
  total += read_part(in, 'M', any);
  if (!any || !in.done() || total > duration_months_max) return std::nullopt;
  return static_cast<std::int64_t>(negative ? -total : total);
}

std::string date_text(std::int64_t days) {
  CivilDate date = civil_of(days);
  return fmt::format("{}{:04}-{:02}-{:02}", date.year < 0 ? "-" : "", std::abs(date.year), date.month, date.day);
}

std::string text(const TimeOfDay& time) {
  return clock_text(time.nanoseconds) + time.zone.text();
}

std::string text(const DateTime& date_time) {
  return date_text(date_time.days) + "T" + text(date_time.time);
}

std::string text(const DaysTimeDuration& duration) {
  DaysTimeDuration magnitude = duration.seconds < 0 ? negate(duration) : duration;
  if (magnitude == DaysTimeDuration{}) return "PT0S";
  std::string out = duration.seconds < 0 ? "-P" : "P";
  std::int64_t seconds = magnitude.seconds % 60;
  if (std::int64_t days = magnitude.seconds / seconds_per_day; days != 0) out += fmt::format("{}D", days);
  if (magnitude.seconds % seconds_per_day == 0 && magnitude.nanoseconds == 0) return out;
  out += 'T';
  if (int hours = magnitude.hours_part(); hours != 0) out += fmt::format("{}H", hours);
  if (int minutes = magnitude.minutes_part(); minutes != 0) out += fmt::format("{}M", minutes);
  if (seconds != 0 || magnitude.nanoseconds != 0) out += seconds_text(seconds, magnitude.nanoseconds, "") + "S";
  return out;
}

std::string months_text(std::int64_t months) {
  if (months == 0) return "P0M";
  std::int64_t magnitude = std::abs(months);
  std::string out = months < 0 ? "-P" : "P";
  if (magnitude / 12 != 0) out += fmt::format("{}Y", magnitude / 12);
  if (magnitude % 12 != 0) out += fmt::format("{}M", magnitude % 12);
  return out;
}

}  // namespace hashira::feel
