// The report of a small portfolio against its golden files (tests/golden/report). HASHIRA_GOLDEN=rewrite writes them anew.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "portfolio/folder.h"
#include "portfolio/printed_form.h"
#include "report/figure_text.h"
#include "report/render.h"

namespace hashira::report {
namespace {

using portfolio::Figure;
using portfolio::Programme;

Figure figure(std::string id, portfolio::Text label, std::string published, std::string unit) {
  Figure out;
  out.id = std::move(id);
  out.label = std::move(label);
  out.unit = std::move(unit);
  out.printed = portfolio::read_printed_form(published)->form;
  return out;
}

// One programme with records, one without any, one with a figure that has a date of its own.
portfolio::Portfolio small_portfolio() {
  portfolio::Portfolio tree;
  tree.id = "small";
  tree.policy = {"小さな方針", "A small policy"};
  tree.report_title = {"「小さな方針」に基づく取組について", "Measures under <a small policy> & more"};
  tree.issuer = {"北海道", "Hokkaido"};
  tree.year = FiscalYear(2020);
  tree.pillars = {{"p1", "①", {"事業の継続", "Keeping going"}, {{"m1", {"支援", "Support"}}, {"m2", {"需要", "Demand"}}}}};
  tree.owners = {{"econ", "division", {"経済部", "Economy"}, {"中小企業課", "SME division"}}};

  Programme benefit;
  benefit.id = "benefit";
  benefit.name = {"休業協力支援", "Closure benefit"};
  benefit.pillar = "p1";
  benefit.measure = "m1";
  benefit.owner = "econ";
  benefit.co_owners = {"econ"};
  benefit.summary = {"休業した事業者に払った。", "Paid firms that closed."};
  benefit.figures = {figure("payments", {"支給件数", "Payments"}, "29,227件", "件"),
                     figure("paid_total", {"支給総額", "Total paid"}, "51.7億円", "円"),
                     figure("visits", {"訪問", "Visits"}, "1,392回", "回")};
  benefit.figures[0].basis = benefit.figures[1].basis = portfolio::Basis::paid;
  benefit.figures[1].evidence = portfolio::Evidence::summed;
  benefit.figures[0].breakdowns = {"municipality"};
  benefit.figures[0].where = "paid > 0";
  benefit.figures[2].printed.cumulative = true;
  benefit.figures[2].as_of = Date::of(2021, 5, 31);
  benefit.narrative = {{"支給件数 {payments}、支給総額 {paid_total}", "{payments} payments, {paid_total} in all"},
                       {"訪問 {visits}", "{visits} visits"},
                       {"広報を行った。", "Publicity."}};
  portfolio::Fact municipality;
  municipality.id = "municipality";
  municipality.label = {"市町村", "Municipality"};
  municipality.choices = {{"011002", {"札幌市", "Sapporo"}}};
  benefit.facts = {municipality};

  Programme fund;
  fund.id = "fund";
  fund.name = {"ファンド", "Fund"};
  fund.pillar = "p1";
  fund.measure = "m2";
  fund.owner = "econ";
  fund.summary = {"出資した。", "Invested."};
  fund.figures = {figure("rate", {"割合", "Rate"}, "96.2％", "％"), figure("fund_size", {"規模", "Size"}, "5億円", "円")};
  fund.narrative = {{"規模 {fund_size}、割合 {rate}", "Size {fund_size}, rate {rate}"}};
  tree.programmes = {benefit, fund};
  return tree;
}

Results small_results(const portfolio::Portfolio& tree) {
  return collect(tree,
                 {{&tree.programmes[0],
                   {{"payments", {{29'228, 30'000, 12}, 0}}, {"paid_total", {{5'166'700'000, 30'000, 0}, 0}}, {"visits", {{7, 7, 0}, 0}}}},
                  {&tree.programmes[1], {{"rate", {{962, 3, 0}, 1}}}}},
                 Date::of(2020, 5, 20));
}

std::string golden_path(const std::string& name) { return std::string(HASHIRA_SOURCE_DIR) + "/tests/golden/report/" + name; }

void expect_golden(const std::string& name, const std::string& made) {
  const char* mode = std::getenv("HASHIRA_GOLDEN");
  if (mode != nullptr && std::string(mode) == "rewrite") std::ofstream(golden_path(name), std::ios::binary) << made;
  std::ifstream file(golden_path(name), std::ios::binary);
  std::ostringstream golden;
  golden << file.rdbuf();
  EXPECT_EQ(made, golden.str()) << name;
}

TEST(Report, SaysTheSameAsItsGoldenFiles) {
  portfolio::Portfolio tree = small_portfolio();
  Results results = small_results(tree);
  expect_golden("small.ja.html", html(results, Language::japanese));
  expect_golden("small.en.html", html(results, Language::english));
  expect_golden("small.json", json(results));
  expect_golden("small.ja.csv", csv(results, Language::japanese));
  expect_golden("small.en.csv", csv(results, Language::english));
}

TEST(Report, JsonHasExactlyTheFieldsOfItsFormat) {
  portfolio::Portfolio tree = small_portfolio();
  boost::json::object root = boost::json::parse(json(small_results(tree))).as_object();
  ASSERT_EQ(root.size(), 1u);
  for (const auto& programme : root.at("programmes").as_array()) {
    EXPECT_EQ(programme.as_object().size(), 2u);
    for (const auto& one : programme.at("figures").as_array()) {
      std::vector<std::string> keys;
      for (const auto& field : one.as_object()) keys.emplace_back(field.key());
      EXPECT_EQ(keys, (std::vector<std::string>{"id", "value", "unit", "printed", "basis", "evidence", "entries", "synthetic"}));
    }
  }
}

TEST(Report, WithoutRecordsNoPublishedNumberShows) {
  portfolio::Portfolio tree = small_portfolio();
  Results results = collect(tree, {{&tree.programmes[0], {}}, {&tree.programmes[1], {}}}, Date::of(2020, 5, 20));
  for (Language language : {Language::japanese, Language::english}) {
    for (const std::string& page : {html(results, language), csv(results, language), json(results)}) {
      for (const char* published : {"29,227", "29227", "51.7", "1,392", "96.2", "5億円"}) {
        EXPECT_EQ(page.find(published), std::string::npos) << published;
      }
      EXPECT_EQ(page.find("class=\"synthetic\""), std::string::npos);
    }
  }
  EXPECT_NE(html(results, Language::japanese).find("記録なし"), std::string::npos);
  EXPECT_NE(html(results, Language::english).find("no records"), std::string::npos);
}

TEST(Report, MarksEverySyntheticNumber) {
  portfolio::Portfolio tree = small_portfolio();
  std::string page = html(small_results(tree), Language::japanese);
  std::size_t marks = 0;
  for (std::size_t at = page.find("class=\"synthetic\""); at != std::string::npos; at = page.find("class=\"synthetic\"", at + 1)) ++marks;
  EXPECT_EQ(marks, 2u);  // in the sentence and in the table
  EXPECT_NE(page.find("class=\"warning\""), std::string::npos);
}

// The FY2020 portfolio: all programmes and figures stand in the report, and a value that equals the published one prints
// as published.
class Hokkaido2020 : public testing::Test {
 protected:
  void SetUp() override {
    auto loaded = portfolio::load(std::string(HASHIRA_SOURCE_DIR) + "/programmes/hokkaido-2020");
    ASSERT_TRUE(loaded) << loaded.error().text();
    tree_ = std::move(*loaded);
  }
  // Every figure as if the records gave the published value.
  Results as_published() const {
    std::vector<ProgrammeCells> cells;
    for (const Programme& programme : tree_.programmes) {
      cells.push_back({&programme, {}});
      for (const Figure& one : programme.figures) {
        cells.back().figures[one.id] = {{one.published_value, 1, 1}, one.published_scale};
      }
    }
    return collect(tree_, cells, Date::of(2021, 3, 31));
  }
  portfolio::Portfolio tree_;
};

TEST_F(Hokkaido2020, PrintsEveryPublishedValueAsPublished) {
  int figures = 0;
  for (const ProgrammeResult& programme : as_published().programmes) {
    for (const FigureResult& result : programme.figures) {
      EXPECT_EQ(result.printed, result.figure->printed.published) << programme.programme->id << "/" << result.figure->id;
      ++figures;
    }
  }
  EXPECT_EQ(figures, 299);
}

TEST_F(Hokkaido2020, EveryFigureStandsInASentenceOnceAndInATable) {
  Results results = as_published();
  int in_sentences = 0;
  for (const ProgrammeResult& programme : results.programmes) {
    for (const portfolio::Text& line : programme.programme->narrative) {
      sentence(programme, line.ja, [&](const FigureResult&) { return ++in_sentences, std::string(); },
               [](std::string_view text) { return std::string(text); });
    }
  }
  EXPECT_EQ(in_sentences, 299);
  for (Language language : {Language::japanese, Language::english}) {
    std::string page = html(results, language);
    auto count = [&](std::string_view what) {
      int n = 0;
      for (std::size_t at = page.find(what); at != std::string::npos; at = page.find(what, at + 1)) ++n;
      return n;
    };
    EXPECT_EQ(count("<section class=\"pillar\">"), 4);
    EXPECT_EQ(count("<section class=\"measure\">"), 10);
    EXPECT_EQ(count("<article "), 87);
    EXPECT_EQ(count("<tr><th scope=\"row\">"), 299);
  }
}

TEST(FigureText, ShowsWhatAFigureRestsOn) {
  portfolio::Portfolio tree = small_portfolio();
  Results results = small_results(tree);
  const Programme& benefit = tree.programmes[0];
  const FigureResult& payments = results.programmes[0].figures[0];
  Breakdowns breakdowns{{"municipality", {{"011002", 20'000}, {"012025", 9'228}}}};
  std::vector<CaseLine> cases{{1, 1, "paid", false}, {2, 1, "paid", true}};
  journal::Entry entry;
  entry.stream = "benefit";
  entry.seq = 9;
  entry.type = "benefit.bounced";
  entry.happened_on = Date::of(2020, 6, 1);
  entry.case_number = 2;
  entry.actor = "bank";
  entry.synthetic = true;
  std::vector<EntryLine> entries{{&entry, -1}};
  std::string text;
  for (Language language : {Language::japanese, Language::english}) {
    text += figure_text(benefit, payments, breakdowns, language) + cases_text(benefit, cases, language) +
            entries_text(entries, language) + cases_text(benefit, {}, language) + entries_text({}, language) + "\n";
  }
  text += figure_text(tree.programmes[1], results.programmes[1].figures[1], {}, Language::english);
  expect_golden("figure.txt", text);
}

}  // namespace
}  // namespace hashira::report
