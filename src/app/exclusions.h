// 併給の確認: programmes that exclude each other, as their money terms say (from either side), and the reservations by which one of two
// decisions about the same party wins and the other is told why. parties/reservation.h; docs/decisions.md.
#pragma once

#include "app/case_command.h"
#include "parties/reservation.h"

namespace hashira::app {

// So long a reservation of a drafted case holds when nobody decides it.
inline constexpr int reservation_days = 90;

// The published programmes that exclude this one, ascending.
Result<std::vector<std::string>> excluded_programmes(Work& work, const std::string& programme);

// What stands in the way of the case on this day, in words; empty: nothing does.
Result<std::string> taken_elsewhere(Work& work, const cases::Case& value, const std::vector<std::string>& others, Date day);
// Reserves for the case; what outlived its day on the other side ends first. "app.excluded" when something stands in the way.
Done reserve(Work& work, const cases::Case& value, const std::vector<std::string>& others, const Actor& actor);
// Confirms the reservations, made now where there are none; the newest one's entry, for the decision to name (0: no exclusion).
Result<std::uint64_t> confirm(Work& work, const cases::Case& value, const std::vector<std::string>& others, const Actor& actor);
// Releases what the case holds against `others`; nothing when it holds nothing.
Done release_reservations(Work& work, const cases::Case& value, const std::vector<std::string>& others, std::string_view reason,
                          const Actor& actor);
// The same against every programme that excludes this one.
Done release_reservations(Work& work, const cases::Case& value, std::string_view reason, const Actor& actor);

// Ends every reservation that nobody confirmed until its day; how many. By the desk, once a day.
Result<std::size_t> expire_reservations(Engine& engine, const Actor& actor);

}  // namespace hashira::app
