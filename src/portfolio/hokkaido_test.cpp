// The committed portfolio against the catalogue it was made from (HASHIRA_SHARED/hokkaido-2020/figures.csv, when present).
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>

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

}  // namespace
}  // namespace hashira::portfolio
