// Calendar, zones, times and durations: lexical forms, arithmetic, order, and the calendar's two ends.
#include "feel/temporal.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <sstream>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace hashira::feel {
namespace {

std::string date_back(std::string_view in) {
  auto days = parse_date(in);
  return days ? date_text(*days) : "null";
}
template <class T>
std::string shown(const std::optional<T>& value) {
  return value ? text(*value) : "null";
}
DateTime dt(std::string_view in) {
  auto value = parse_date_time(in);
  EXPECT_TRUE(value.has_value()) << in;
  return value.value_or(DateTime{});
}
TimeOfDay tm(std::string_view in) {
  auto value = parse_time(in);
  EXPECT_TRUE(value.has_value()) << in;
  return value.value_or(TimeOfDay{});
}
DaysTimeDuration dur(std::string_view in) {
  auto value = parse_days_time_duration(in);
  EXPECT_TRUE(value.has_value()) << in;
  return value.value_or(DaysTimeDuration{});
}
std::int64_t day(std::string_view in) {
  auto value = parse_date(in);
  EXPECT_TRUE(value.has_value()) << in;
  return value.value_or(0);
}

TEST(Calendar, AgreesWithTheStandardLibrary) {
  for (std::int64_t days = -12'000'000; days < 11'000'000; days += 37) {
    std::chrono::year_month_day civil{std::chrono::sys_days(std::chrono::days(days))};
    CivilDate ours = civil_of(days);
    ASSERT_EQ(ours.year, static_cast<int>(civil.year()));
    ASSERT_EQ(ours.month, static_cast<int>(static_cast<unsigned>(civil.month())));
    ASSERT_EQ(ours.day, static_cast<int>(static_cast<unsigned>(civil.day())));
    ASSERT_EQ(days_of(ours.year, ours.month, ours.day), days);
    ASSERT_EQ(weekday(days), static_cast<int>(std::chrono::weekday(std::chrono::sys_days(civil)).iso_encoding()));
  }
}

TEST(Calendar, ReachesBothEnds) {
  EXPECT_EQ(date_back("999999999-12-31"), "999999999-12-31");
  EXPECT_EQ(date_back("-999999999-01-01"), "-999999999-01-01");
  EXPECT_EQ(plus_days(day("999999999-12-31"), 1), std::nullopt);
  EXPECT_EQ(plus_days(day("-999999999-01-01"), -1), std::nullopt);
  EXPECT_EQ(plus_months(day("999999999-12-31"), 1), std::nullopt);
  EXPECT_EQ(plus_days(0, INT64_MAX), std::nullopt);
  EXPECT_EQ(plus_months(0, INT64_MIN), std::nullopt);
}

TEST(Calendar, CountsWeeksAsIso8601) {
  EXPECT_EQ(week_of_year(day("2003-12-29")), 1);
  EXPECT_EQ(week_of_year(day("2004-01-04")), 1);
  EXPECT_EQ(week_of_year(day("2005-01-01")), 53);
  EXPECT_EQ(week_of_year(day("2005-01-09")), 1);
  EXPECT_EQ(week_of_year(day("2019-09-17")), 38);
  EXPECT_EQ(day_of_year(day("2019-09-17")), 260);
  EXPECT_EQ(day_of_year(day("2020-12-31")), 366);
  EXPECT_EQ(weekday(day("2019-09-17")), 2);
}

TEST(Calendar, AddsMonthsAndClipsTheDay) {
  EXPECT_EQ(date_text(*plus_months(day("2020-01-31"), 1)), "2020-02-29");
  EXPECT_EQ(date_text(*plus_months(day("2020-02-29"), 12)), "2021-02-28");
  EXPECT_EQ(date_text(*plus_months(day("-2021-01-01"), 12)), "-2020-01-01");
  EXPECT_EQ(date_text(*plus_months(day("2021-01-02"), -1)), "2020-12-02");
}

TEST(Calendar, CountsWholeMonths) {
  EXPECT_EQ(months_text(months_between(day("2011-12-22"), day("2013-08-24"))), "P1Y8M");
  EXPECT_EQ(months_text(months_between(day("2013-08-24"), day("2011-12-22"))), "-P1Y8M");
  EXPECT_EQ(months_text(months_between(day("2016-09-30"), day("2017-12-28"))), "P1Y2M");
  EXPECT_EQ(months_text(months_between(day("-2016-01-30"), day("-2017-02-28"))), "-P11M");
  EXPECT_EQ(months_text(months_between(day("2014-12-31"), day("-2019-10-01"))), "-P4033Y2M");
  EXPECT_EQ(months_text(months_between(day("2016-01-01"), day("2016-01-01"))), "P0M");
}

TEST(DateText, RefusesAllElse) {
  for (std::string_view text :
       {"", "2017", "2017-1-01", "2017-13-01", "2017-02-29", "2017-00-10", "2017-01-00", "998-12-31", "01211-12-31",
        "+99999-12-01", "9999999999-12-27", "2017-01-01Z", "2017-01-01 ", " 2017-01-01", "20170101", "2012T-12-25"})
    EXPECT_EQ(date_back(text), "null") << text;
}

TEST(TimeText, IsCanonical) {
  for (std::string_view text :
       {"01:02:03", "00:00:00", "11:22:33.444", "11:22:33.123456789", "23:59:00Z", "13:20:00+02:00", "13:20:00-05:00",
        "11:59:45+02:45:55", "00:01:00@Etc/UTC", "00:01:00@Europe/Paris"})
    EXPECT_EQ(shown(parse_time(text)), text);
  EXPECT_EQ(shown(parse_time("11:22:33+00:00")), "11:22:33Z");
  EXPECT_EQ(shown(parse_time("11:22:33-00:00")), "11:22:33Z");
  EXPECT_EQ(shown(parse_time("11:22:33.500z")), "11:22:33.5Z");
  EXPECT_EQ(shown(parse_time("24:00:00")), "00:00:00");
}

TEST(TimeText, RefusesAllElse) {
  for (std::string_view text : {"",
                                "23:59:60",
                                "24:00:01",
                                "24:01:00",
                                "25:00:00",
                                "00:60:00",
                                "00:00:61",
                                "7:00:00",
                                "07:1:00",
                                "07:01:2",
                                "13:20:00@xyz/abc",
                                "13:20:00+19:00",
                                "13:20:00-19:00",
                                "13:20:00+5:00",
                                "13:20:00+5",
                                "13:20:00+02:00@Europe/Paris",
                                "7:20",
                                "07:2",
                                "11:30:00T",
                                "2012T-12-2511:00:00Z",
                                "T10:00:00",
                                "10:00:00.",
                                "10:00:00@",
                                "10:00:00@../UTC",
                                "10:00:00+02:60",
                                "10:00:00+14:01",
                                "24:00:00.1"})
    EXPECT_EQ(shown(parse_time(text)), "null") << text;
}

TEST(DateTimeText, IsCanonical) {
  for (std::string_view text :
       {"2017-12-31T00:00:00", "-2017-12-31T11:22:33", "99999-12-31T11:22:33", "2017-12-31T11:22:33.567Z",
        "-2017-12-31T11:22:33.456+01:35", "2011-12-31T10:15:30.123456789@Europe/Paris",
        "999999999-12-31T23:59:59.999999999@Europe/Paris", "-999999999-12-31T23:59:59.999999999+02:00"})
    EXPECT_EQ(shown(parse_date_time(text)), text);
  EXPECT_EQ(shown(parse_date_time("2021-01-01T24:00:00")), "2021-01-02T00:00:00");
  EXPECT_EQ(shown(parse_date_time("999999999-12-31T24:00:00")), "null");
  for (std::string_view text : {"2012-12-24", "11:00:00", "2011-12-0310:15:30", "2017-13-10T11:22:33",
                                "2017-12-31T24:00:01", "2017-12-31t10:00:00"})
    EXPECT_EQ(shown(parse_date_time(text)), "null") << text;
}

TEST(DurationText, IsCanonical) {
  EXPECT_EQ(text(dur("P13DT2H14S")), "P13DT2H14S");
  EXPECT_EQ(text(dur("PT24H")), "P1D");
  EXPECT_EQ(text(dur("PT1000H")), "P41DT16H");
  EXPECT_EQ(text(dur("-PT0.5S")), "-PT0.5S");
  EXPECT_EQ(text(dur("P0D")), "PT0S");
  EXPECT_EQ(text(dur("-PT0S")), "PT0S");
  EXPECT_EQ(text(dur("-P1DT2H3M4.123456789S")), "-P1DT2H3M4.123456789S");
  EXPECT_EQ(months_text(*parse_years_months_duration("P26M")), "P2Y2M");
  EXPECT_EQ(months_text(*parse_years_months_duration("-P0Y")), "P0M");
  EXPECT_EQ(months_text(*parse_years_months_duration("-P1Y11M")), "-P1Y11M");
}

TEST(DurationText, ReachesBothEnds) {
  EXPECT_EQ(text(dur("PT9223372036854775807S")), "P106751991167300DT15H30M7S");
  EXPECT_EQ(text(negate(dur("-PT9223372036854775807S"))), "P106751991167300DT15H30M7S");
  EXPECT_EQ(parse_days_time_duration("PT9223372036854775807.1S"), std::nullopt);
  EXPECT_EQ(parse_days_time_duration("-PT9223372036854775807.1S"), std::nullopt);
  EXPECT_EQ(add(dur("PT9223372036854775807S"), dur("PT1S")), std::nullopt);
  EXPECT_EQ(plus(dt("2020-01-01T00:00:00"), dur("PT9223372036854775807S")), std::nullopt);
  EXPECT_EQ(months_text(*parse_years_months_duration("P11999999988M")), "P999999999Y");
}

TEST(DurationText, RefusesAllElse) {
  for (std::string_view text : {"", "P", "PT", "P1DT", "P1Y", "P1M", "1D", "P1H", "PT1D", "PT1S1M", "P-1D", "PT.5S",
                                "PT1.S", "PT1.5M", "P1D ", "p1d", "--P1D", "P1Y1D", "P99999999999999999999D"})
    EXPECT_EQ(parse_days_time_duration(text), std::nullopt) << text;
  for (std::string_view text : {"", "P", "P1D", "P1Y2D", "P1M1Y", "PT1M", "P1.5Y", "P1YT", "P99999999999999999999Y"})
    EXPECT_EQ(parse_years_months_duration(text), std::nullopt) << text;
}

TEST(DurationParts, CarryTheSign) {
  DaysTimeDuration duration = dur("-P1DT2H3M4.5S");
  EXPECT_EQ(duration.days_part(), -1);
  EXPECT_EQ(duration.hours_part(), -2);
  EXPECT_EQ(duration.minutes_part(), -3);
  EXPECT_EQ(duration.seconds_part().text(), "-4.5");
  EXPECT_EQ(duration.total_seconds().text(), "-93784.5");
}

TEST(Temporal, SubtractsOnTheTimeLine) {
  EXPECT_EQ(shown(minus(dt("2021-01-02T10:10:10@Europe/Paris"), dt("1995-01-01T10:10:10@Asia/Dhaka"))), "P9498DT5H");
  EXPECT_EQ(shown(minus(at_midnight_utc(day("2021-01-02")), dt("2021-01-01T10:10:10@Australia/Melbourne"))),
            "P1DT49M50S");
  EXPECT_EQ(shown(minus(dt("2021-01-02T10:10:10+02:00"), dt("2021-01-01T10:10:10"))), "null");
  EXPECT_EQ(shown(minus(tm("10:10:10@Australia/Melbourne"), tm("11:10:10@Australia/Melbourne"))), "-PT1H");
  EXPECT_EQ(shown(minus(tm("10:00:00Z"), tm("10:00:00+01:00"))), "PT1H");
}

TEST(Temporal, AddsAcrossChangesOfOffset) {
  EXPECT_EQ(shown(plus(dt("2021-03-27T12:00:00@Europe/Paris"), dur("P1D"))), "2021-03-28T13:00:00@Europe/Paris");
  EXPECT_EQ(shown(plus(dt("2021-01-01T00:00:00+09:00"), dur("-PT0.5S"))), "2020-12-31T23:59:59.5+09:00");
  EXPECT_EQ(text(plus(tm("10:15:00@Australia/Melbourne"), dur("-PT11H"))), "23:15:00@Australia/Melbourne");
  EXPECT_EQ(date_text(*date_plus(day("2021-01-02"), dur("-PT1S"))), "2021-01-01");
}

TEST(Temporal, KnowsOffsetsFarAway) {
  EXPECT_EQ(dt("2018-10-08T00:00:00@Europe/Paris").offset_seconds(), 7200);
  EXPECT_EQ(dt("2018-12-08T00:00:00@Europe/Paris").offset_seconds(), 3600);
  EXPECT_EQ(dt("2518-07-08T00:00:00@Europe/Paris").offset_seconds(), 7200);
  EXPECT_EQ(dt("999999999-12-31T00:00:00@Europe/Paris").offset_seconds(), 3600);
  EXPECT_EQ(dt("2518-07-08T00:00:00@Asia/Tokyo").offset_seconds(), 9 * 3600);
  EXPECT_EQ(dt("-999999999-12-31T00:00:00@Asia/Tokyo").offset_seconds(), 9 * 3600 + 18 * 60 + 59);  // local mean time
}

std::string offsets_by_python(long count) {
  std::string command = "python3 " HASHIRA_SOURCE_DIR "/src/feel/temporal_oracle.py 20200520 " + std::to_string(count);
  FILE* pipe = popen(command.c_str(), "r");
  std::string out;
  char buffer[1 << 16];
  for (std::size_t n = 0; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, n);
  return pclose(pipe) == 0 ? out : "";
}

TEST(Temporal, OffsetsAgreeWithPythonsZoneinfo) {
  if (std::system("python3 -c 'import zoneinfo; zoneinfo.ZoneInfo(\"Asia/Tokyo\")' 2>/dev/null") != 0)
    GTEST_SKIP() << "no oracle here";
  bool whole = std::getenv("HASHIRA_LONG") != nullptr;
  std::istringstream lines(offsets_by_python(whole ? 300'000 : 5'000));
  long checked = 0, wrong = 0;
  std::int64_t moment = 0;
  int at = 0, at_local = 0;
  for (std::string region; lines >> region >> moment >> at >> at_local; ++checked) {
    Zone zone = *Zone::named(region);
    bool good = zone.offset_at(moment) == at && zone.offset_at_local(moment) == at_local;
    if (!good && ++wrong <= 10) {
      ADD_FAILURE() << region << ' ' << moment << ": " << zone.offset_at(moment) << ' ' << zone.offset_at_local(moment)
                    << ", not " << at << ' ' << at_local;
    }
  }
  EXPECT_EQ(wrong, 0);
  EXPECT_GE(checked, 5'000);
}

TEST(Temporal, EqualityAndOrder) {
  EXPECT_TRUE(equal(dt("2018-10-08T00:00:00+02:00"), dt("2018-10-08T00:00:00@Europe/Paris")));
  EXPECT_FALSE(equal(dt("2018-12-08T00:00:00"), dt("2018-12-08T00:00:00@Asia/Dhaka")));
  EXPECT_TRUE(equal(tm("10:30:00.0001"), tm("10:30:00.0002")));
  EXPECT_TRUE(equal(tm("10:30:00Z"), tm("11:30:00+01:00")));
  EXPECT_FALSE(tm("10:30:00Z") == tm("11:30:00+01:00"));
  EXPECT_TRUE(equal(tm("10:30:00@Europe/Paris"), tm("10:30:00@Europe/Paris")));
  EXPECT_EQ(compare(tm("10:30:00.0001"), tm("10:30:00.0002")), std::strong_ordering::less);
  EXPECT_EQ(compare(tm("10:30:00"), tm("10:30:00Z")), std::nullopt);
  EXPECT_EQ(compare(dt("2018-12-08T00:00:00Z"), dt("2018-12-08T00:30:00+01:00")), std::strong_ordering::greater);
}

TEST(Temporal, ScalesDurations) {
  EXPECT_EQ(shown(multiply(dur("P4DT1H"), *Decimal::parse("1.5"))), "P6DT1H30M");
  EXPECT_EQ(shown(divide(dur("P10DT23H"), *Decimal::parse("2.5"))), "P4DT9H12M");
  EXPECT_EQ(shown(divide(dur("P10D"), Decimal())), "null");
  EXPECT_EQ(divide(dur("P10D"), dur("P5D"))->text(), "2");
  EXPECT_EQ(divide(dur("P10D"), dur("P0D")), std::nullopt);
  EXPECT_EQ(shown(multiply(dur("P1D"), *Decimal::parse("1e300"))), "null");
  EXPECT_EQ(shown(multiply(dur("P1D"), *Decimal::parse("1e-300"))), "PT0S");
  EXPECT_EQ(months_text(*multiply_months(23, *Decimal::parse("-2.5"))), "-P4Y9M");
  EXPECT_EQ(months_text(*divide_months(131, *Decimal::parse("-2.5"))), "-P4Y4M");
}

TEST(Temporal, TimeFromParts) {
  EXPECT_EQ(shown(time_of(12, 59, *Decimal::parse("1.3"), *Zone::of_offset(-3600))), "12:59:01.3-01:00");
  EXPECT_EQ(shown(time_of(24, 0, Decimal(), Zone())), "null");
  EXPECT_EQ(shown(time_of(0, 0, Decimal(60), Zone())), "null");
  EXPECT_EQ(shown(time_of(-24, 59, Decimal(45), Zone())), "null");
}

TEST(Temporal, TextReadsBack) {
  rc::check([] {
    std::int64_t days = *rc::gen::inRange<std::int64_t>(-365'000'000'000, 365'000'000'000);
    std::int64_t clock = *rc::gen::inRange<std::int64_t>(0, nanoseconds_per_day);
    Zone zone = *Zone::of_offset(*rc::gen::inRange(-14 * 3600, 14 * 3600 + 1));
    DateTime value{days, TimeOfDay{clock, zone}};
    RC_ASSERT(parse_date_time(text(value)) == value);
    DaysTimeDuration duration =
        duration_of(*rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000), clock);
    RC_ASSERT(parse_days_time_duration(text(duration)) == duration);
    RC_ASSERT(minus(*plus(DateTime{0, value.time}, duration), DateTime{0, value.time}) == duration);
  });
}

}  // namespace
}  // namespace hashira::feel
