// Holidays against a list kept by hand (国立天文台・内閣府 "国民の祝日"), and deadlines that move.
#include "base/working_day.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace hashira {
namespace {

// Every holiday of 2019 to 2022, as the Cabinet Office lists them; s: substitute, n: between two holidays.
const std::set<std::string> by_hand = {
    "2019-01-01",  "2019-01-14",  "2019-02-11",  "2019-03-21", "2019-04-29",  "2019-04-30n",
    "2019-05-01",  "2019-05-02n", "2019-05-03",  "2019-05-04", "2019-05-05",  "2019-05-06s",
    "2019-07-15",  "2019-08-11",  "2019-08-12s", "2019-09-16", "2019-09-23",  "2019-10-14",
    "2019-10-22",  "2019-11-03",  "2019-11-04s", "2019-11-23",

    "2020-01-01",  "2020-01-13",  "2020-02-11",  "2020-02-23", "2020-02-24s", "2020-03-20",
    "2020-04-29",  "2020-05-03",  "2020-05-04",  "2020-05-05", "2020-05-06s", "2020-07-23",
    "2020-07-24",  "2020-08-10",  "2020-09-21",  "2020-09-22", "2020-11-03",  "2020-11-23",

    "2021-01-01",  "2021-01-11",  "2021-02-11",  "2021-02-23", "2021-03-20",  "2021-04-29",
    "2021-05-03",  "2021-05-04",  "2021-05-05",  "2021-07-22", "2021-07-23",  "2021-08-08",
    "2021-08-09s", "2021-09-20",  "2021-09-23",  "2021-11-03", "2021-11-23",

    "2022-01-01",  "2022-01-10",  "2022-02-11",  "2022-02-23", "2022-03-21",  "2022-04-29",
    "2022-05-03",  "2022-05-04",  "2022-05-05",  "2022-07-18", "2022-08-11",  "2022-09-19",
    "2022-09-23",  "2022-10-10",  "2022-11-03",  "2022-11-23"};

std::string marked(Date date) {
  std::optional<Holiday> found = holiday(date);
  if (!found) return {};
  std::string_view kind = found->ja == "振替休日" ? "s" : found->ja == "国民の休日" ? "n" : "";
  return date.iso() + std::string(kind);
}

TEST(WorkingDay, holidays_of_four_years_are_those_of_the_list) {
  std::set<std::string> computed;
  for (Date day = Date::of(2019, 1, 1); day <= Date::of(2022, 12, 31); day = day.plus_days(1)) {
    if (std::string text = marked(day); !text.empty()) computed.insert(text);
  }
  EXPECT_EQ(computed, by_hand);
}

TEST(WorkingDay, the_law_as_it_stood) {
  struct Row {
    const char* day;
    const char* name;  // empty: none
  };
  for (const Row& row :
       {Row{"1948-07-15", ""},           Row{"1948-11-03", "文化の日"},   Row{"1948-09-23", "秋分の日"},
        Row{"1960-03-20", "春分の日"},   Row{"1965-09-15", ""},           Row{"1966-09-15", "敬老の日"},
        Row{"1973-02-12", ""},           Row{"1973-04-30", "振替休日"},   Row{"1979-09-24", "秋分の日"},
        Row{"1980-09-23", "秋分の日"},   Row{"1985-05-04", ""},           Row{"1988-05-04", "国民の休日"},
        Row{"1997-05-04", ""},           Row{"2006-05-04", "国民の休日"}, Row{"2007-05-04", "みどりの日"},
        Row{"2008-05-06", "振替休日"},   Row{"2009-09-22", "国民の休日"}, Row{"2012-09-22", "秋分の日"},
        Row{"2015-09-22", "国民の休日"}, Row{"2019-12-23", ""},           Row{"2024-09-23", "振替休日"},
        Row{"2026-09-22", "国民の休日"}}) {
    std::optional<Holiday> found = holiday(*Date::parse(row.day));
    EXPECT_EQ(found ? found->ja : "", std::string_view(row.name)) << row.day;
  }
}

TEST(WorkingDay, a_deadline_ends_on_a_day_when_offices_work) {
  struct Row {
    const char *deadline, *ends;
  };
  for (const Row& row :
       {Row{"2020-05-15", "2020-05-15"}, Row{"2020-05-02", "2020-05-07"}, Row{"2020-05-16", "2020-05-18"},
        Row{"2020-12-28", "2020-12-28"}, Row{"2020-12-29", "2021-01-04"}, Row{"2021-12-31", "2022-01-04"},
        Row{"2021-08-07", "2021-08-10"}, Row{"2019-04-27", "2019-05-07"}}) {
    EXPECT_EQ(working_day_from(*Date::parse(row.deadline)).iso(), row.ends) << row.deadline;
  }
}

}  // namespace
}  // namespace hashira
