// What stands in a cell and what it means: one row a case. Then the unit guard, with the two losses of practice.md.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "intake/records.h"

namespace hashira::intake {
namespace {

using portfolio::Fact;
using portfolio::FactType;

std::string read(const Fact& fact, const Cell& cell, MoneyUnit unit = MoneyUnit::yen) {
  auto answer = ColumnReader(fact, {unit, {}}).read(cell);
  return answer ? answer->typed + (answer->zeros_added ? "+" : "") : "wrong";
}
std::string read(FactType type, const char* text, MoneyUnit unit = MoneyUnit::yen, const char* check = "") {
  Fact fact;
  fact.type = type;
  fact.check = check;
  return read(fact, {text, CellKind::text}, unit);
}

struct Reading {
  const char* text;
  const char* expected;
};

TEST(Values, OfYesAndNo) {
  for (auto [text, expected] : {Reading{"はい", "true"},
                                {" ○ ", "true"},
                                {"有", "true"},
                                {"ＴＲＵＥ", "true"},
                                {"１", "true"},
                                {"いいえ", "false"},
                                {"×", "false"},
                                {"無", "false"},
                                {"0", "false"},
                                {"", ""},
                                {"　", ""},
                                {"たぶん", "wrong"},
                                {"-", "wrong"},
                                {"2", "wrong"}}) {
    EXPECT_EQ(read(FactType::boolean, text), expected) << text;
  }
}

TEST(Values, OfDays) {
  for (auto [text, expected] : {Reading{"令和2年5月20日", "2020-05-20"},
                                {"令和元年5月1日", "2019-05-01"},
                                {"R2.5.20", "2020-05-20"},
                                {"r2/5/20", "2020-05-20"},
                                {"Ｒ２．５．２０", "2020-05-20"},
                                {"2020/5/20", "2020-05-20"},
                                {"2020年05月20日(水)", "2020-05-20"},
                                {"20200520", "2020-05-20"},
                                {"2020/05/20 10:30:15", "2020-05-20"},
                                {"2020-05-20T01:00:00Z", "2020-05-20"},
                                {"平成32年5月20日", "2020-05-20"},
                                {"S55.1.2", "1980-01-02"},
                                {"20/5/20", "wrong"},
                                {"5月20日", "wrong"},
                                {"2020/2/30", "wrong"},
                                {"令和元年4月30日", "wrong"},
                                {"R0.5.1", "wrong"},
                                {"2020/13/1", "wrong"},
                                {"2020/5/20 頃", "wrong"},
                                {"43971", "wrong"}}) {
    EXPECT_EQ(read(FactType::date, text), expected) << text;
  }
}

TEST(Values, OfAmountsByTheirColumnsUnit) {
  for (auto [text, expected] : {Reading{"１，２００，０００", "1200000"},
                                {"¥1,200,000", "1200000"},
                                {"120万円", "1200000"},
                                {"1,200千円", "1200000"},
                                {"1億2000万円", "120000000"},
                                {"300000.0", "300000"},
                                {"△500", "-500"},
                                {"▲1,000円", "-1000"},
                                {"0.5", "wrong"},
                                {"三十万", "wrong"},
                                {"1,200円程度", "wrong"},
                                {"abc", "wrong"},
                                {"12,00", "wrong"},
                                {"1,2", "wrong"}}) {
    EXPECT_EQ(read(FactType::yen, text), expected) << text;
  }
  EXPECT_EQ(read(FactType::yen, "17,800", MoneyUnit::thousand), "17800000");
  EXPECT_EQ(read(FactType::yen, "17.8", MoneyUnit::thousand), "17800");
  EXPECT_EQ(read(FactType::yen, "17.8005", MoneyUnit::thousand), "wrong") << "half a yen";
  EXPECT_EQ(read(FactType::yen, "1.5", MoneyUnit::hundred_million), "150000000");
  EXPECT_EQ(read(FactType::yen, "17,800円", MoneyUnit::thousand), "wrong") << "cell and column name different units";
  EXPECT_EQ(read(FactType::yen, "99999999999", MoneyUnit::hundred_million), "wrong") << "more than fits";
  Fact yen;
  yen.type = FactType::yen;
  EXPECT_EQ(read(yen, {"5000000", CellKind::number, true}), "wrong") << "shown as 5,000";
  EXPECT_EQ(read(yen, {"#N/A", CellKind::error}), "wrong");
}

TEST(Values, OfCodesAndReadings) {
  EXPECT_EQ(read(FactType::text, "116", MoneyUnit::yen, "bank_code"), "0116+");
  EXPECT_EQ(read(FactType::text, "1", MoneyUnit::yen, "account_number"), "0000001+");
  EXPECT_EQ(read(FactType::text, "060-0000", MoneyUnit::yen, "postal_code"), "060-0000");
  EXPECT_EQ(read(FactType::text, "600000", MoneyUnit::yen, "postal_code"), "0600000+");
  EXPECT_EQ(read(FactType::text, "060", MoneyUnit::yen, "postal_code"), "060") << "cut, not robbed of zeros";
  EXPECT_EQ(read(FactType::text, "112345678", MoneyUnit::yen, "phone"), "0112345678+");
  EXPECT_EQ(read(FactType::text, "はしら　しょうてん", MoneyUnit::yen, "kana"), "ハシラ ショウテン");
  EXPECT_EQ(read(FactType::text, "ﾊｼﾗ", MoneyUnit::yen, "kana"), "ハシラ");
}

TEST(Values, OfChoices) {
  Fact fact;
  fact.type = FactType::choice;
  fact.choices = {{"011002", {"札幌市", "Sapporo"}, ""},
                  {"012025", {"函館市", "Hakodate"}, ""},
                  {"a", {"府中市", ""}, ""},
                  {"b", {"府中市", ""}, ""}};
  EXPECT_EQ(read(fact, {"札幌市", CellKind::text}), "011002");
  EXPECT_EQ(read(fact, {"札 幌 市", CellKind::text}), "011002");
  EXPECT_EQ(read(fact, {"HAKODATE", CellKind::text}), "012025");
  EXPECT_EQ(read(fact, {"11002", CellKind::number}), "011002+");
  EXPECT_EQ(read(fact, {"府中市", CellKind::text}), "wrong") << "there are two";
  EXPECT_EQ(read(fact, {"東京", CellKind::text}), "wrong");
  ColumnReader reader(fact, {MoneyUnit::yen, {{"さっぽろ", "札幌市"}}});
  EXPECT_EQ(reader.read({"さっぽろ", CellKind::text})->typed, "011002");
}

TEST(Units, OfHeaders) {
  for (auto [header, expected] : {Reading{"申請額（千円）", "千円"},
                                  {"金額[単位：円]", "円"},
                                  {"事業費(百万円)", ""},
                                  {"申請額", ""},
                                  {"千円札の枚数", ""},
                                  {"申請額(円)", "円"},
                                  {"決算（単位:億円）", "億円"},
                                  {"申請額（円）（千円）", ""}}) {
    EXPECT_EQ(written(unit_of_header(header)), expected) << header;
  }
}

std::string told(const std::vector<Doubt>& doubts) {
  static const char* against[] = {"cap", "median", "earlier", "usual"};
  std::string out;
  for (const Doubt& one : doubts) {
    out += fmt::format("{}: {} is {}{} of {} {}; ", one.row, one.value.count(), one.larger ? "x" : "1/", one.factor,
                       against[static_cast<int>(one.against)], one.other.count());
  }
  return out;
}
std::vector<Amount> amounts(std::vector<std::int64_t> values) {
  std::vector<Amount> out;
  for (std::int64_t value : values) out.push_back({static_cast<int>(out.size()) + 2, Yen(value), {}});
  return out;
}

// Mie: one amount was keyed ten times too large; 123 printed figures were wrong from it.
TEST(UnitGuard, Mie) {
  EXPECT_EQ(told(doubts_of(amounts({310'000, 290'000, 2'950'000, 305'000, 300'000, 280'000}), {}, 4)),
            "4: 2950000 is x10 of median 305000; ");
}

// Shimane: an amount in 千円 stood where 円 was meant, and 17.8 million yen were lost.
TEST(UnitGuard, Shimane) {
  std::vector<Amount> one{{2, Yen(17'800), {Yen(17'500'000)}}};
  EXPECT_EQ(told(doubts_of(one, {}, 4)), "2: 17800 is 1/1000 of earlier 17500000; ");
  EXPECT_EQ(told(doubts_of(amounts({17'800}), {Yen(20'000'000), {}}, 4)), "2: 17800 is 1/1000 of cap 20000000; ")
      << "a file of one row, nothing earlier";
  EXPECT_EQ(told(doubts_of(amounts({16'000, 17'800, 15'200, 18'000, 17'000}), {{}, Yen(17'200'000)}, 4)),
            "0: 17000 is 1/1000 of usual 17200000; ")
      << "the whole column in the wrong unit agrees with itself";
}

TEST(UnitGuard, LeavesUsualAmountsAlone) {
  EXPECT_EQ(
      told(doubts_of(amounts({100'000, 200'000, 300'000, 300'000, 100'000, 200'000}), {Yen(300'000), Yen(200'000)}, 1)),
      "");
  std::vector<Amount> same{{2, Yen(1'000), {Yen(1'000)}}};
  EXPECT_EQ(told(doubts_of(same, {Yen(1'000'000), {}}, 1)), "") << "as before";
  EXPECT_EQ(told(doubts_of(amounts({0, 0, 0}), {Yen(100), Yen(100)}, 1)), "");
}

// Whatever the column, one amount made 1,000 times as large is asked about.
TEST(UnitGuard, FindsEveryThousand) {
  EXPECT_TRUE(rc::check("a value × 1,000 is doubted", [] {
    auto base = *rc::gen::inRange<std::int64_t>(100'000, 10'000'000);
    auto count = *rc::gen::inRange<std::size_t>(6, 40);
    std::vector<std::int64_t> values;
    for (std::size_t i = 0; i < count; ++i) values.push_back(base + static_cast<std::int64_t>(i) * base / 100);
    auto victim = *rc::gen::inRange<std::size_t>(0, count);
    values[victim] *= 1'000;
    std::vector<Doubt> doubts = doubts_of(amounts(values), {}, 1);
    RC_ASSERT(doubts.size() == 1u);
    RC_ASSERT(doubts.front().row == static_cast<int>(victim) + 2);
    RC_ASSERT(doubts.front().factor == 1'000);
  }));
}

}  // namespace
}  // namespace hashira::intake
