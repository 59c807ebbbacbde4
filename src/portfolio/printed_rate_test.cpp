// Rates as they are printed, and that what is not understood stays unread. Every rate and cap of the catalogue is tried.
#include "portfolio/printed_rate.h"

#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace hashira::portfolio {
namespace {

PrintedRate of(std::int64_t above, std::int64_t below, std::optional<Yen> cap = {}) { return {Share{above, below}, false, cap}; }

TEST(PrintedRate, reads_shares) {
  EXPECT_EQ(read_printed_rate("3/4以内"), of(3, 4));
  EXPECT_EQ(read_printed_rate("１／２以内"), of(1, 2));
  EXPECT_EQ(read_printed_rate("10分の9"), of(9, 10));
  EXPECT_EQ(read_printed_rate("十二分の一"), of(1, 12));
  EXPECT_EQ(read_printed_rate("補助率：10分の10"), of(10, 10));
  EXPECT_EQ(read_printed_rate("10％以内"), of(10, 100));
  EXPECT_EQ(read_printed_rate("62.5%"), of(625, 1000));
  EXPECT_EQ(read_printed_rate("5割"), of(5, 10));
}

TEST(PrintedRate, reads_flat_amounts_and_caps) {
  EXPECT_EQ(read_printed_rate("定額"), (PrintedRate{{}, true, {}}));
  EXPECT_EQ(read_printed_rate("定額（上限500千円）"), (PrintedRate{{}, true, Yen(500'000)}));
  EXPECT_EQ(read_printed_rate("2/3 (上限500千円)"), of(2, 3, Yen(500'000)));
  EXPECT_EQ(read_printed_rate("補助率3/4以内、上限1,000千円"), of(3, 4, Yen(1'000'000)));
  EXPECT_EQ(read_printed_rate("3/4以内、上限1,000千円"), of(3, 4, Yen(1'000'000)));
  EXPECT_EQ(read_printed_rate("上限1,000千円"), (PrintedRate{{}, false, Yen(1'000'000)}));
  EXPECT_EQ(read_printed_rate("100万円以内"), (PrintedRate{{}, false, Yen(1'000'000)}));
}

// A guess would be a wrong payment.
TEST(PrintedRate, leaves_the_rest_unread) {
  for (const char* text : {"", "約1/2", "1/2程度", "1/2又は2/3", "4/3", "0/4", "1/0", "110%", "500千円", "上限50,00円", "１４日間", "1泊以上", "1/2(上限)", "2/3 (上限500千円",
                           "2/3上限500千円)", "1/2以内 知事が認める場合は2/3", "3", "半額", "経費の1/2", "上限500千", "1/2以内500千円", "上限-1円", "上限0円"}) {
    EXPECT_EQ(read_printed_rate(text), std::nullopt) << text;
  }
}

TEST(PrintedRate, reads_back_every_fraction) {
  EXPECT_TRUE(rc::check("n/m, m分のn and n% are read as they are written", [] {
    auto below = *rc::gen::inRange<std::int64_t>(1, 1000), above = *rc::gen::inRange<std::int64_t>(1, below + 1);
    RC_ASSERT(read_printed_rate(std::to_string(above) + "/" + std::to_string(below) + "以内") == of(above, below));
    RC_ASSERT(read_printed_rate(std::to_string(below) + "分の" + std::to_string(above)) == of(above, below));
  }));
}

TEST(PrintedRate, is_total_on_any_text) {
  EXPECT_TRUE(rc::check("any bytes", [](const std::string& text) { read_printed_rate(text); }));
}

// What the line of the catalogue prints: published: '…' or published: ….
std::string printed_on(const std::string& line) {
  std::size_t at = line.find("published: ");
  if (at == std::string::npos) return {};
  at += std::string_view("published: ").size();
  bool quoted = line[at] == '\'';
  std::size_t from = quoted ? at + 1 : at;
  return line.substr(from, line.find_first_of(quoted ? "'" : ",}", from) - from);
}

// Whether a term is a rate or a cap says its key, which stands on its line or, of a list, on the line above.
TEST(PrintedRate, reads_every_rate_and_cap_of_the_catalogue) {
  const char* shared = std::getenv("HASHIRA_SHARED");
  std::ifstream in((shared != nullptr ? std::string(shared) : HASHIRA_SOURCE_DIR "/../shared") + "/hokkaido-2020/programmes.yaml");
  if (!in) GTEST_SKIP() << "no catalogue at HASHIRA_SHARED";
  std::vector<std::string> found, unread;
  bool caps = false;
  for (std::string line; std::getline(in, line);) {
    bool item = line.find("      - {") == 0;
    if (!item) caps = line.find("    caps:") == 0;
    if (!(caps && item) && line.find("    subsidy_rate:") != 0) continue;
    std::string printed = printed_on(line);
    (read_printed_rate(printed) ? found : unread).push_back(printed);
  }
  EXPECT_EQ(found, (std::vector<std::string>{"3/4以内", "上限1,000千円", "10％以内"}));
  EXPECT_EQ(unread, std::vector<std::string>{"500千円"}) << "a bare amount may be a cap or a sum: a person says which";
}

}  // namespace
}  // namespace hashira::portfolio
