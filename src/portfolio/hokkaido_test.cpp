// The committed portfolio against the catalogue it was made from (HASHIRA_SHARED/hokkaido-2020/figures.csv, when present).
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>

#include "dmn/check.h"
#include "dmn/dmn.h"
#include "portfolio/check.h"
#include "portfolio/printed_form.h"

namespace hashira::portfolio {
namespace {

std::string committed() { return HASHIRA_SOURCE_DIR "/programmes/hokkaido-2020"; }

const Portfolio& hokkaido() {
  static const Portfolio portfolio = load(committed()).value();
  return portfolio;
}

TEST(Hokkaido, IsWhole) {
  Report report = check(committed());
  EXPECT_TRUE(report.mistakes.empty()) << check_text(report);
  EXPECT_EQ(report.programmes, 87u);
  EXPECT_EQ(report.figures, 299u);
  EXPECT_EQ(report.pillars, 4u);
  EXPECT_EQ(report.measures, 10u);
}

TEST(Hokkaido, EveryPublishedValuePrintsAsPublished) {
  int figures = 0;
  for (const Programme& programme : hokkaido().programmes) {
    for (const Figure& figure : programme.figures) {
      EXPECT_EQ(print(figure.printed, published_value(figure), figure.unit), figure.printed.published) << programme.id;
      ++figures;
    }
  }
  EXPECT_EQ(figures, 299);
}

std::vector<std::string> csv_row(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  return cells;
}

std::string precision_text(const Figure& figure) { return japanese::text({figure.printed.precision, figure.printed.precision_scale}); }

TEST(Hokkaido, FiguresEqualTheCatalogue) {
  const char* shared = std::getenv("HASHIRA_SHARED");
  std::ifstream in(std::string(shared ? shared : HASHIRA_SOURCE_DIR "/../shared") + "/hokkaido-2020/figures.csv");
  if (!in) GTEST_SKIP() << "no catalogue at HASHIRA_SHARED";
  std::string line;
  std::getline(in, line);
  ASSERT_EQ(line.substr(0, 71), "programme_id,result_id,published,value,unit,source_line,precision,measu");
  std::size_t programme_at = 0, figure_at = 0, rows = 0;
  const auto& programmes = hokkaido().programmes;
  while (std::getline(in, line)) {
    std::vector<std::string> row = csv_row(line);
    while (figure_at == programmes.at(programme_at).figures.size()) {
      ++programme_at;
      figure_at = 0;
    }
    const Programme& programme = programmes[programme_at];
    const Figure& figure = programme.figures[figure_at++];
    EXPECT_EQ(programme.id, row[0]);
    EXPECT_EQ(figure.id, row[1]);
    EXPECT_EQ(figure.printed.published, row[2]);
    EXPECT_EQ(japanese::text(published_value(figure)), row[3]) << figure.id;
    EXPECT_EQ(figure.unit, row[4]) << figure.id;
    EXPECT_EQ(std::to_string(figure.source.line), row[5]) << figure.id;
    EXPECT_EQ(precision_text(figure), row[6]) << figure.id;
    EXPECT_EQ(figure.kind, row[7]) << figure.id;
    EXPECT_EQ(figure.printed.cumulative ? "true" : "false", row[8]) << figure.id;
    EXPECT_EQ(figure.parent, row[9]) << figure.id;
    EXPECT_EQ(figure.part_of == PartOf::none ? "" : figure.part_of == PartOf::partition ? "partition" : "of_which", row[10]);
    EXPECT_EQ(figure.instrument, row[11]) << figure.id;
    ++rows;
  }
  EXPECT_EQ(rows, 299u);
}

// JIS X 0402: the sixth digit is 11 − (Σ digit × (6,5,4,3,2)) mod 11, its last digit.
int check_digit(const std::string& code) {
  int sum = 0;
  for (int i = 0; i < 5; ++i) sum += (code[static_cast<std::size_t>(i)] - '0') * (6 - i);
  return (11 - sum % 11) % 10;
}

TEST(Hokkaido, HasAllMunicipalitiesWithTheirCheckDigits) {
  const ChoiceList* municipalities = hokkaido().list("municipalities");
  const ChoiceList* subprefectures = hokkaido().list("subprefectures");
  ASSERT_TRUE(municipalities && subprefectures);
  EXPECT_EQ(municipalities->choices.size(), 179u);
  EXPECT_EQ(subprefectures->choices.size(), 14u);
  std::set<std::string> groups;
  for (const Choice& choice : municipalities->choices) {
    ASSERT_EQ(choice.id.size(), 6u);
    EXPECT_EQ(choice.id.substr(0, 2), "01");
    EXPECT_EQ(choice.id[5] - '0', check_digit(choice.id)) << choice.id << choice.label.ja;
    groups.insert(choice.group);
  }
  std::set<std::string> names;
  for (const Choice& choice : subprefectures->choices) names.insert(choice.id);
  EXPECT_EQ(groups, names);
}

// ---- the closure benefit's rules ----

using feel::Value;

struct Applicant {
  const char* kind;
  bool requested, closed, alcohol, measures;
};

Value facts_of(const Applicant& a) {
  return Value::context({{"applicant_kind", Value::string(a.kind)},
                         {"requested_facility", Value::boolean(a.requested)},
                         {"closed_throughout", Value::boolean(a.closed)},
                         {"alcohol_restaurant", Value::boolean(a.alcohol)},
                         {"infection_measures", Value::boolean(a.measures)}});
}

dmn::Decision closure_rules() {
  const Rules& rules = *hokkaido().programme("closure-cooperation-benefit")->rules;
  return dmn::load({{"rules.dmn", rules.text}}).value().decision(rules.decision).value();
}

// Line 77 in plain C++, as the model has to decide.
std::int64_t amount_by_line_77(const Applicant& a) {
  if (!a.measures) return 0;
  if (a.requested && a.closed) return std::string(a.kind) == "corporation" ? 300'000 : 200'000;
  return a.alcohol ? 100'000 : 0;
}

TEST(Hokkaido, TheClosureRulesDecideEveryCombinationAsLine77) {
  dmn::Decision decision = closure_rules();
  for (int bits = 0; bits < 32; ++bits) {
    Applicant a{bits & 16 ? "corporation" : "sole_proprietor", (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0};
    auto outcome = decision.evaluate(facts_of(a));
    ASSERT_TRUE(outcome) << bits;
    const Value *eligible = outcome->value.find("eligible"), *amount = outcome->value.find("amount"), *reason = outcome->value.find("reason");
    ASSERT_TRUE(eligible && amount && reason) << bits;
    EXPECT_EQ(amount->as_integer(), amount_by_line_77(a)) << bits;
    EXPECT_EQ(eligible->is_true(), amount_by_line_77(a) > 0) << bits;
    EXPECT_FALSE(reason->as_string().empty()) << bits;
    EXPECT_EQ(outcome->rules.size(), 1u) << bits;
    for (const char* text : {"reason_ja", "reason_en"}) EXPECT_GT(outcome->value.find(text)->as_string().size(), 20u) << bits;
  }
}

TEST(Hokkaido, TheClosureRulesHaveNoGapAndNoOverlap) {
  const Rules& rules = *hokkaido().programme("closure-cooperation-benefit")->rules;
  for (const dmn::Finding& finding : dmn::check(dmn::load({{"rules.dmn", rules.text}}).value())) {
    ADD_FAILURE() << finding.error.text() << " " << finding.region;
  }
}

TEST(Hokkaido, WhatIsNotKnownYetIsNotRefused) {
  auto outcome = closure_rules().evaluate(Value::context({{"infection_measures", Value::boolean(true)}, {"requested_facility", Value::boolean(true)}}));
  ASSERT_TRUE(outcome);
  EXPECT_TRUE(outcome->value.is_null());
}

}  // namespace
}  // namespace hashira::portfolio
