#include "feel/temporal_zone.h"

#include <date/tz.h>
#include <fmt/core.h>

#include "feel/temporal_calendar.h"

namespace hashira::feel {
namespace {

constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t last_listed_year = 2037;                // the database's files list changes up to here
constexpr std::int64_t before_all_zones = -1'000'000'000'000;  // far before the first rule, within the library's years

std::int64_t day_number(std::int64_t year, int month) {
  return days_of(year, month, 1).value_or(0);
}
std::int64_t midnight(std::int64_t year) {
  return day_number(year, 1) * day_seconds;
}

// The listed day that rules like "last Sunday in March" treat as this one: as far from the first of January or of
// March, in a common year where that first falls on the same day of the week. The last eleven years have one of each.
std::int64_t like_day(std::int64_t day) {
  CivilDate civil = civil_of(day);
  int month = civil.month <= 2 && !(civil.month == 2 && civil.day == 29) ? 1 : 3;
  std::int64_t first = day_number(civil.year, month);
  std::int64_t year = last_listed_year;
  while (is_leap(year) || weekday(day_number(year, month)) != weekday(first)) --year;
  return day_number(year, month) + (day - first);
}

bool has_one_offset(const date::time_zone& zone, std::int64_t year) {
  auto offset = [&](std::int64_t seconds) {
    return zone.get_info(date::sys_seconds(std::chrono::seconds(seconds))).offset;
  };
  return offset(midnight(year)) == offset(midnight(year) + 182 * day_seconds);
}

// The listed moment whose offset is that of any moment.
std::int64_t listed(const date::time_zone& zone, std::int64_t seconds) {
  if (seconds < before_all_zones) return before_all_zones;
  std::int64_t end = midnight(last_listed_year + 1);
  if (seconds < end) return seconds;
  if (has_one_offset(zone, last_listed_year)) return end - day_seconds;
  return like_day(seconds / day_seconds) * day_seconds + seconds % day_seconds;
}

}  // namespace

std::optional<Zone> Zone::of_offset(std::int64_t seconds) {
  if (seconds < -offset_seconds_max || seconds > offset_seconds_max) return std::nullopt;
  return Zone(Kind::offset, static_cast<int>(seconds), nullptr);
}

std::optional<Zone> Zone::named(std::string_view region) {
  try {
    return Zone(Kind::region, 0, date::locate_zone(region));
  } catch (const std::exception&) {  // unknown name, or no database on this machine
    return std::nullopt;
  }
}

int Zone::offset_at(std::int64_t utc_seconds) const {
  if (!is_region()) return offset_seconds_;
  date::sys_seconds moment{std::chrono::seconds(listed(*region_, utc_seconds))};
  return static_cast<int>(region_->get_info(moment).offset.count());
}

int Zone::offset_at_local(std::int64_t local_seconds) const {
  if (!is_region()) return offset_seconds_;
  date::local_seconds moment{std::chrono::seconds(listed(*region_, local_seconds))};
  return static_cast<int>(region_->get_info(moment).first.offset.count());
}

std::string Zone::region() const {
  return is_region() ? region_->name() : std::string();
}

std::string Zone::text() const {
  if (is_none()) return "";
  if (is_region()) return "@" + region();
  if (offset_seconds_ == 0) return "Z";
  int magnitude = std::abs(offset_seconds_);
  std::string text =
      fmt::format("{}{:02}:{:02}", offset_seconds_ < 0 ? '-' : '+', magnitude / 3600, magnitude / 60 % 60);
  return magnitude % 60 == 0 ? text : text + fmt::format(":{:02}", magnitude % 60);
}

}  // namespace hashira::feel
