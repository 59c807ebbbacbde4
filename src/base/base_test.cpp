#include <gtest/gtest.h>

#include "base/bytes.h"
#include "base/cbor.h"
#include "base/date.h"

namespace hashira {
namespace {

TEST(Date, WarekiAndFiscalYear) {
  EXPECT_EQ(Date::of(2020, 5, 20).wareki(), "令和2年5月20日");
  EXPECT_EQ(Date::of(2019, 5, 1).wareki(), "令和元年5月1日");
  EXPECT_EQ(Date::of(2019, 4, 30).wareki(), "平成31年4月30日");
  EXPECT_EQ(FiscalYear::of(Date::of(2021, 3, 31)).wareki(), "令和2年度");
  EXPECT_EQ(FiscalYear::of(Date::of(2021, 4, 1)).year(), 2021);
  EXPECT_EQ(FiscalYear(2019).wareki(), "令和元年度");
  EXPECT_EQ(FiscalYear(2020).cashbook_closes().iso(), "2021-05-31");
}

TEST(Date, RefusesWhatIsNoDate) {
  for (const char* text : {"", "2020-02-30", "2020-2-3", "2020/02/03", "20200203", "2020-13-01", "abcd-ef-gh"}) {
    EXPECT_FALSE(Date::parse(text)) << text;
  }
  EXPECT_EQ(Date::parse("2020-02-29")->iso(), "2020-02-29");
}

TEST(Instant, JapansDateChangesAtThreeInTheAfternoonUtc) {
  EXPECT_EQ((Instant{Date::of(2020, 5, 20).days() * 86'400'000LL + 15 * 3'600'000}).date_in_japan().iso(), "2020-05-21");
  EXPECT_EQ((Instant{-1}).iso(), "1969-12-31T23:59:59.999Z");
}

TEST(Sha256, KnownAnswer) {
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abc"), sha256("a", "bc"));
}

TEST(Cbor, ShortestFormsOnly) {
  cbor::Writer writer;
  for (std::int64_t n : {0L, 23L, 24L, 255L, 256L, 65535L, 65536L, -1L, -25L, INT64_MAX, INT64_MIN}) writer.integer(n);
  cbor::Reader reader(writer.out());
  for (std::int64_t n : {0L, 23L, 24L, 255L, 256L, 65535L, 65536L, -1L, -25L, INT64_MAX, INT64_MIN}) {
    EXPECT_EQ(*reader.integer(), n);
  }
  EXPECT_TRUE(reader.at_end());
  EXPECT_FALSE(cbor::Reader(Bytes("\x18\x05", 2)).integer());  // 5 in two bytes
}

TEST(Cbor, HostileBytesAreErrors) {
  EXPECT_FALSE(cbor::Reader(Bytes("\x7b\xff\xff\xff\xff\xff\xff\xff\xff", 9)).text());
  EXPECT_FALSE(cbor::Reader(Bytes(1000, '\x81')).raw());  // an array in an array in an array …
  EXPECT_FALSE(cbor::Reader(Bytes("\x9f", 1)).array());   // indefinite
  EXPECT_FALSE(cbor::Reader(Bytes("\xfb\x00", 2)).raw());  // a float
}

TEST(Date, MonthsLaterIsTheSameDayOrTheLastOfAShorterMonth) {
  EXPECT_EQ(Date::of(2020, 1, 31).plus_months(1), Date::of(2020, 2, 29));
  EXPECT_EQ(Date::of(2020, 1, 31).plus_months(13), Date::of(2021, 2, 28));
  EXPECT_EQ(Date::of(2020, 1, 31).plus_months(2), Date::of(2020, 3, 31));
  EXPECT_EQ(Date::of(2020, 3, 31).plus_months(-1), Date::of(2020, 2, 29));
  EXPECT_EQ(Date::of(2020, 5, 20).plus_months(0), Date::of(2020, 5, 20));
}

}  // namespace
}  // namespace hashira
