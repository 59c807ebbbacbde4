// tests/golden/surcharge/*.txt: an order, its receipts and repayments, and below a line of dashes the whole calculation.
//
// The first lines of each file say in words what it shows and what rests on [k]. HASHIRA_REWRITE=1 writes the calculation anew.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "ledger/surcharge_text.h"

namespace hashira::ledger {
namespace {

constexpr std::string_view ruler = "----\n";

struct GoldenOrder {
  ReturnOrder order;
  std::vector<Dated> repaid;
  Date until;
};

std::vector<std::string> words_of(const std::string& row) {
  std::vector<std::string> out;
  std::string word;
  for (char c : row + " ") {
    if (c != ' ') {
      word += c == ',' ? std::string() : std::string(1, c);
    } else if (!word.empty()) {
      out.push_back(std::exchange(word, {}));
    }
  }
  return out;
}

Date day_of(const std::string& word) {
  Result<Date> date = Date::parse(word);
  EXPECT_TRUE(date) << word;
  return date.value_or(Date());
}

Dated dated_of(const std::vector<std::string>& words, std::size_t at) { return {day_of(words.at(at)), Yen(std::stoll(words.at(at + 1)))}; }

// ground, amount, received DAY AMOUNT, due DAY, since DAY due DAY AMOUNT due DAY AMOUNT …, repaid DAY AMOUNT, until DAY
void read_row(GoldenOrder& golden, const std::vector<std::string>& words) {
  const std::string& what = words.front();
  if (what == "ground") {
    golden.order.ground = words.at(1) == "cancelled" ? ReturnGround::cancelled : ReturnGround::over_settlement;
  } else if (what == "amount") {
    golden.order.amount = Yen(std::stoll(words.at(1)));
  } else if (what == "received") {
    golden.order.received.push_back(dated_of(words, 1));
  } else if (what == "due") {
    golden.order.terms.push_back({Date::of(1, 1, 1), {{day_of(words.at(1)), golden.order.amount}}});
  } else if (what == "since") {
    DueTerms terms{day_of(words.at(1)), {}};
    for (std::size_t at = 3; at + 1 < words.size(); at += 3) terms.dues.push_back(dated_of(words, at));
    golden.order.terms.push_back(terms);
  } else if (what == "repaid") {
    golden.repaid.push_back(dated_of(words, 1));
  } else if (what == "until") {
    golden.until = day_of(words.at(1));
  } else {
    ADD_FAILURE() << "unknown row: " << what;
  }
}

GoldenOrder read_golden(const std::string& head) {
  GoldenOrder out;
  std::string row;
  for (char c : head) {
    if (c != '\n') {
      row += c;
      continue;
    }
    if (!row.empty() && row.front() != '#') read_row(out, words_of(row));
    row.clear();
  }
  return out;
}

void check_golden(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::string all{std::istreambuf_iterator<char>(in), {}};
  std::size_t at = all.find(ruler);
  ASSERT_NE(at, std::string::npos) << "no line of dashes";
  std::string head = all.substr(0, at), expected = all.substr(at + ruler.size());
  GoldenOrder golden = read_golden(head);
  Result<Surcharges> calculated = surcharges(golden.order, golden.repaid, golden.until);
  ASSERT_TRUE(calculated) << calculated.error().text();
  std::string got = text(golden.order, *calculated);
  if (std::getenv("HASHIRA_REWRITE") != nullptr) std::ofstream(path) << head << ruler << got;
  EXPECT_EQ(got, expected);
  EXPECT_TRUE(head.starts_with("# ")) << "the first lines say what the case shows";
}

TEST(SurchargeGolden, cases_are_calculated_as_written) {
  std::filesystem::path folder = std::filesystem::path(HASHIRA_SOURCE_DIR) / "tests/golden/surcharge";
  int seen = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    SCOPED_TRACE(file.path().filename().string());
    check_golden(file.path());
    ++seen;
  }
  EXPECT_GE(seen, 8);
}

}  // namespace
}  // namespace hashira::ledger
