#include "feel/temporal_zone.h"

#include <date/tz.h>
#include <fmt/core.h>

#include "feel/temporal_calendar.h"

namespace hashira::feel {
namespace {

constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t last_listed_year = 2037;     // the database's files list changes up to here
constexpr std::int64_t before_all_zones = -1'000'000'000'000;  // far before the first rule, within the library's years

std::int64_t midnight(std::int64_t year) { return days_of(year, 1, 1).value_or(0) * day_seconds; }

// A year of the listed ones with the same days of week, so that rules like "last Sunday in March" fall the same.
std::int64_t like_year(std::int64_t year) {
  std::int64_t like = last_listed_year;
  while (is_leap(like) != is_leap(year) || weekday(midnight(like) / day_seconds) != weekday(midnight(year) / day_seconds)) --like;
  return like;
}

bool has_one_offset(const date::time_zone& zone, std::int64_t year) {
  auto offset = [&](std::int64_t seconds) { return zone.get_info(date::sys_seconds(std::chrono::seconds(seconds))).offset; };
  return offset(midnight(year)) == offset(midnight(year) + 182 * day_seconds);
}

// The listed moment whose offset is that of any moment.
std::int64_t listed(const date::time_zone& zone, std::int64_t seconds) {
  if (seconds < before_all_zones) return before_all_zones;
  std::int64_t end = midnight(last_listed_year + 1);
  if (seconds < end) return seconds;
  if (has_one_offset(zone, last_listed_year)) return end - day_seconds;
  std::int64_t days = seconds / day_seconds;
  std::int64_t year = civil_of(days).year;
  return seconds - midnight(year) + midnight(like_year(year));
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

std::string Zone::region() const { return is_region() ? region_->name() : std::string(); }

std::string Zone::text() const {
  if (is_none()) return "";
  if (is_region()) return "@" + region();
  if (offset_seconds_ == 0) return "Z";
  int magnitude = std::abs(offset_seconds_);
  std::string text = fmt::format("{}{:02}:{:02}", offset_seconds_ < 0 ? '-' : '+', magnitude / 3600, magnitude / 60 % 60);
  return magnitude % 60 == 0 ? text : text + fmt::format(":{:02}", magnitude % 60);
}

}  // namespace hashira::feel
