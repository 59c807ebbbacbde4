// Japan's holidays and the days on which offices work: computed for every year from 1948 on.
//
// Guarantees: pure; equinoxes by calculation (1900–2099), all others by law as it stood on the day, with substitute and
// sandwiched days. Written in 国民の祝日に関する法律 and its amendments, 行政機関の休日に関する法律 1条, 地方自治法
// 4条の2 [k].
#pragma once

#include <optional>
#include <string_view>

#include "base/date.h"

namespace hashira {

struct Holiday {
  std::string_view ja, en;
};

// A national holiday (国民の祝日又は休日); nullopt: none. Before 20 July 1948 there was no such law: none.
std::optional<Holiday> holiday(Date date);
// Saturdays, Sundays, holidays, and 29 December to 3 January. DIFFERS: Saturdays count as closed in every year,
// although offices worked on some until 1992.
bool is_office_closed(Date date);
// The day itself, or the next on which offices work: where a deadline ends.
Date working_day_from(Date date);

}  // namespace hashira
