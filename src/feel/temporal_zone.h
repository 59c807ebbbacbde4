// The zone of a time: none, an offset from UTC, or a region by its name in the system's time zone database.
//
// Guarantees: rules come from the database alone; no clock and no local zone is read.
// Written in: DMN 1.5 10.3.2.3.4 (time offset and timezone); RFC 8536 (TZif); the IANA time zone database.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace date {
class time_zone;
}

namespace hashira::feel {

class Zone {
 public:
  static constexpr int offset_seconds_max = 14 * 3600;  // XML Schema 1.1 3.3.7.1

  constexpr Zone() = default;  // none
  static constexpr Zone utc() { return Zone(Kind::offset, 0, nullptr); }
  static std::optional<Zone> of_offset(std::int64_t seconds);  // nullopt beyond 14 hours
  static std::optional<Zone> named(std::string_view region);   // nullopt: not in the database

  constexpr bool is_none() const { return kind_ == Kind::none; }
  constexpr bool is_region() const { return kind_ == Kind::region; }
  // The offset when no date is needed to know it.
  constexpr std::optional<int> offset_seconds() const {
    return kind_ == Kind::offset ? std::optional<int>(offset_seconds_) : std::nullopt;
  }
  // The offset at a moment (seconds since 1970 UTC), or at a local time read as if it were UTC. Requires: not none.
  // A local time that a change skips or repeats has the offset from before the change.
  int offset_at(std::int64_t utc_seconds) const;
  int offset_at_local(std::int64_t local_seconds) const;

  std::string region() const;  // "Europe/Paris", or empty
  std::string text() const;    // "", "Z", "+09:00", "-02:45:55", "@Europe/Paris"

  constexpr bool operator==(const Zone&) const = default;

 private:
  enum class Kind : std::uint8_t { none, offset, region };
  constexpr Zone(Kind kind, int offset_seconds, const date::time_zone* region)
      : kind_(kind), offset_seconds_(offset_seconds), region_(region) {}

  Kind kind_ = Kind::none;
  int offset_seconds_ = 0;
  const date::time_zone* region_ = nullptr;
};

}  // namespace hashira::feel
