#include "base/working_day.h"

#include <array>
#include <cmath>

namespace hashira {
namespace {

constexpr int forever = 9999;

// 0 Sunday … 6 Saturday; 1 January 1970 was a Thursday.
int weekday(Date date) {
  return ((date.days() % 7) + 11) % 7;
}

// A holiday of a day in a month, in the years for which it holds.
struct FixedDay {
  int month, day, from, to;
  Holiday name;
};
constexpr std::array fixed_days = {
    FixedDay{1, 1, 1949, forever, {"元日", "New Year's Day"}},
    FixedDay{1, 15, 1949, 1999, {"成人の日", "Coming of Age Day"}},
    FixedDay{2, 11, 1967, forever, {"建国記念の日", "National Foundation Day"}},
    FixedDay{2, 23, 2020, forever, {"天皇誕生日", "Emperor's Birthday"}},
    FixedDay{4, 29, 1949, 1988, {"天皇誕生日", "Emperor's Birthday"}},
    FixedDay{4, 29, 1989, 2006, {"みどりの日", "Greenery Day"}},
    FixedDay{4, 29, 2007, forever, {"昭和の日", "Showa Day"}},
    FixedDay{5, 3, 1949, forever, {"憲法記念日", "Constitution Memorial Day"}},
    FixedDay{5, 4, 2007, forever, {"みどりの日", "Greenery Day"}},
    FixedDay{5, 5, 1949, forever, {"こどもの日", "Children's Day"}},
    FixedDay{7, 20, 1996, 2002, {"海の日", "Marine Day"}},
    FixedDay{8, 11, 2016, 2019, {"山の日", "Mountain Day"}},
    FixedDay{8, 11, 2022, forever, {"山の日", "Mountain Day"}},
    FixedDay{9, 15, 1966, 2002, {"敬老の日", "Respect for the Aged Day"}},
    FixedDay{10, 10, 1966, 1999, {"体育の日", "Sports Day"}},
    FixedDay{11, 3, 1948, forever, {"文化の日", "Culture Day"}},
    FixedDay{11, 23, 1948, forever, {"勤労感謝の日", "Labour Thanksgiving Day"}},
    FixedDay{12, 23, 1989, 2018, {"天皇誕生日", "Emperor's Birthday"}},
    // Days of one year: the imperial house, and the Olympic special laws.
    FixedDay{4, 10, 1959, 1959, {"皇太子明仁親王の結婚の儀", "Wedding of the Crown Prince"}},
    FixedDay{2, 24, 1989, 1989, {"昭和天皇の大喪の礼", "Funeral of Emperor Showa"}},
    FixedDay{11, 12, 1990, 1990, {"即位礼正殿の儀", "Enthronement Ceremony"}},
    FixedDay{6, 9, 1993, 1993, {"皇太子徳仁親王の結婚の儀", "Wedding of the Crown Prince"}},
    FixedDay{5, 1, 2019, 2019, {"天皇の即位の日", "Accession of the Emperor"}},
    FixedDay{10, 22, 2019, 2019, {"即位礼正殿の儀", "Enthronement Ceremony"}},
    FixedDay{7, 23, 2020, 2020, {"海の日", "Marine Day"}},
    FixedDay{7, 24, 2020, 2020, {"スポーツの日", "Sports Day"}},
    FixedDay{8, 10, 2020, 2020, {"山の日", "Mountain Day"}},
    FixedDay{7, 22, 2021, 2021, {"海の日", "Marine Day"}},
    FixedDay{7, 23, 2021, 2021, {"スポーツの日", "Sports Day"}},
    FixedDay{8, 8, 2021, 2021, {"山の日", "Mountain Day"}},
};

// ハッピーマンデー: the nth Monday of a month.
struct MondayOf {
  int month, nth, from, to;
  Holiday name;
};
constexpr std::array mondays = {
    MondayOf{1, 2, 2000, forever, {"成人の日", "Coming of Age Day"}},
    MondayOf{7, 3, 2003, 2019, {"海の日", "Marine Day"}},
    MondayOf{7, 3, 2022, forever, {"海の日", "Marine Day"}},
    MondayOf{9, 3, 2003, forever, {"敬老の日", "Respect for the Aged Day"}},
    MondayOf{10, 2, 2000, 2019, {"体育の日", "Sports Day"}},
    MondayOf{10, 2, 2022, forever, {"スポーツの日", "Sports Day"}},
};

// The usual formula of the astronomical observatory's tables, right for 1900 to 2099.
struct EquinoxTerms {
  double until_1979, from_1980;
};
constexpr EquinoxTerms vernal{20.8357, 20.8431}, autumnal{23.2588, 23.2488};

int equinox_day(int year, const EquinoxTerms& terms) {
  double first = year < 1980 ? terms.until_1979 : terms.from_1980;
  int leap = year < 1980 ? (year - 1983) / 4 : (year - 1980) / 4;  // toward zero, as the formula has it
  return static_cast<int>(std::floor(first + 0.242194 * (year - 1980) - leap));
}

std::optional<Holiday> equinox(int year, int month, int day) {
  if (month == 3 && year >= 1949 && day == equinox_day(year, vernal)) return Holiday{"春分の日", "Vernal Equinox Day"};
  if (month == 9 && year >= 1948 && day == equinox_day(year, autumnal))
    return Holiday{"秋分の日", "Autumnal Equinox Day"};
  return std::nullopt;
}

// 国民の祝日, without the days that follow from others.
std::optional<Holiday> named_holiday(Date date) {
  int year = date.year(), month = date.month(), day = date.day();
  for (const FixedDay& one : fixed_days) {
    if (one.month == month && one.day == day && year >= one.from && year <= one.to) return one.name;
  }
  if (weekday(date) == 1) {
    for (const MondayOf& one : mondays) {
      if (one.month == month && (day - 1) / 7 + 1 == one.nth && year >= one.from && year <= one.to) return one.name;
    }
  }
  return equinox(year, month, day);
}

// 振替休日 (3条2項): the Monday after a Sunday's holiday from 12 April 1973; from 2007 the next day that is none
// itself.
bool is_substitute(Date date) {
  static const Date first = Date::of(1973, 4, 12);
  if (date.year() < 2007) {
    Date sunday = date.plus_days(-1);
    return weekday(date) == 1 && sunday >= first && named_holiday(sunday).has_value();
  }
  for (Date before = date.plus_days(-1); named_holiday(before); before = before.plus_days(-1)) {
    if (weekday(before) == 0) return true;
  }
  return false;
}

// 国民の休日 (3条3項): between two holidays, from 27 December 1985; until 2006 neither a Sunday nor a substitute day.
bool is_sandwiched(Date date) {
  static const Date first = Date::of(1985, 12, 27);
  if (date < first || !named_holiday(date.plus_days(-1)) || !named_holiday(date.plus_days(1))) return false;
  return date.year() >= 2007 || weekday(date) != 0;
}

}  // namespace

std::optional<Holiday> holiday(Date date) {
  if (std::optional<Holiday> named = named_holiday(date)) return named;
  if (is_substitute(date)) return Holiday{"振替休日", "substitute holiday"};
  if (is_sandwiched(date)) return Holiday{"国民の休日", "national holiday"};
  return std::nullopt;
}

bool is_office_closed(Date date) {
  int month = date.month(), day = date.day();
  bool year_end = (month == 12 && day >= 29) || (month == 1 && day <= 3);
  return weekday(date) == 0 || weekday(date) == 6 || year_end || holiday(date).has_value();
}

Date working_day_from(Date date) {
  while (is_office_closed(date)) date = date.plus_days(1);
  return date;
}

}  // namespace hashira
