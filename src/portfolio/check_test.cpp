#include "portfolio/check.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "portfolio/internal/example.h"

namespace hashira::portfolio {
namespace {

// Replaces the first `from` in a file of the small portfolio; the text must be there.
Files broken(const std::string& path, const std::string& from, const std::string& to) {
  Files files = example::files();
  std::size_t at = files.at(path).find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) files[path].replace(at, from.size(), to);
  return files;
}

std::string listed(const Report& report) { return check_text(report); }

TEST(Check, TheSmallPortfolioIsRight) {
  Report report = check_files(example::files());
  EXPECT_TRUE(report.mistakes.empty()) << listed(report);
  EXPECT_EQ(boost::json::serialize(check_json(report)),
            R"({"programmes":1,"figures":2,"pillars":1,"measures":1,"mistakes":[],"contents":[{"id":"shops","figures":)"
            R"([{"id":"payments","printed":"12件"},{"id":"total","printed":"150万円"}]}]})");
}

struct Slip {
  const char *path, *from, *to, *code;
  int line, column;
};

TEST(Check, NamesEachMistakeWithItsPlaceAndAMend) {
  const char *programme = "shops/programme.yaml", *figures = "shops/figures.yaml", *questions = "shops/questions.yaml",
             *narrative = "shops/narrative.yaml", *tree = "portfolio.yaml";
  const char* cap_over_one =
      "programmes: [shops]\ncombined_caps:\n  - {id: c, name: cap, programmes: [shops], limit: 5, source: assumption}\n";
  const char* cap_over_nobody =
      "programmes: [shops]\ncombined_caps:\n  - {id: c, name: cap, programmes: [shops, stalls], limit: 5, source: assumption}\n";
  for (Slip slip : {
           Slip{programme, "owner: econ", "ownr: econ", "portfolio.missing_key", 1, 1},
           Slip{programme, "owner: econ", "owner: ecom", "portfolio.unknown_name", 3, 8},
           Slip{programme, "measure: m1", "measure: m2", "portfolio.unknown_name", 2, 10},
           Slip{programme, "instruments: [benefit]", "instruments: [benfit]", "portfolio.unknown_instrument", 5, 14},
           Slip{programme, "count: payments", "count: payment", "portfolio.unknown_name", 9, 12},
           Slip{programme, "10万円", "10万", "", 0, 0},  // 円 may be left out
           Slip{programme, "10万円", "ten", "portfolio.bad_amount", 10, 15},
           Slip{programme, "[10万円, 200000]", "[1, 999983, 1000003]", "portfolio.limit_too_fine", 10, 14},
           Slip{programme, "    count: payments\n", "", "portfolio.bad_limit", 7, 5},
           Slip{programme, "source: report:3", "source: reprot:3", "portfolio.bad_source", 11, 13},
           Slip{programme, "source: report:3", "source: public:A title", "portfolio.bad_source", 11, 13},
           Slip{programme, "source: report:3", "source: public:A title, 2020-13-01", "portfolio.bad_source", 11, 13},
           Slip{programme, "legal_nature: gift_contract", "legal_nature: gift", "portfolio.wrong_word", 15, 17},
           Slip{programme, "  exclusions: []\n", "", "portfolio.missing_key", 13, 3},
           Slip{programme, "exclusions: []", "exclusions: [shop]", "portfolio.unknown_name", 14, 15},
           Slip{programme, "  source: assumption\n", "  source: assumption\n  waiting: {months: 0, from: kind}\n", "portfolio.bad_money_terms", 21, 12},
           Slip{programme, "retention_years: 5", "retention_years: five", "portfolio.wrong_type", 18, 20},
           Slip{programme, "summary: 商店街を支えた。", "summary: [a]", "portfolio.wrong_type", 4, 10},
           Slip{programme, "owner: econ", "owner: econ\nowner: econ", "portfolio.bad_yaml", 4, 1},
           Slip{programme, "owner: econ", "owner: &a econ", "portfolio.bad_yaml", 3, 8},
           Slip{programme, "owner: econ", "owner: *a", "portfolio.bad_yaml", 3, 8},
           Slip{programme, "owner: econ", "owner: !!str econ", "portfolio.bad_yaml", 3, 8},
           Slip{programme, "owner: econ", "owner: econ\nkommentar: x", "portfolio.unknown_key", 4, 1},
           Slip{figures, "published: 12件", "published: 件", "portfolio.bad_form", 3, 14},
           Slip{figures, "published: 12件", "published: 1,001兆円", "portfolio.bad_form", 3, 14},
           Slip{figures, "published: 12件", "published: 12件\n  precision: 0", "portfolio.bad_precision", 4, 14},
           Slip{figures, "published: 12件", "published: 1200件", "portfolio.bad_form", 3, 14},
           Slip{figures, "published: 12件", "published: 12件\n  precision: 10", "portfolio.form_does_not_fit", 4, 14},
           Slip{figures, "id: total", "id: payments", "portfolio.duplicate_id", 7, 7},
           Slip{figures, "breakdowns: [kind]", "breakdowns: [name]", "portfolio.not_a_dimension", 5, 15},
           Slip{figures, "breakdowns: [kind]", "breakdowns: [kin]", "portfolio.unknown_name", 5, 15},
           Slip{figures, "  source: report:3\n- id: total", "  parent: total\n  source: report:3\n- id: total", "portfolio.mixed_parts", 6, 11},
           Slip{figures, "  source: report:3\n- id: total", "  parent: payments\n  source: report:3\n- id: total", "portfolio.circular_parts", 6, 11},
           Slip{questions, "fact: name", "fact: names", "portfolio.unknown_name", 17, 11},
           Slip{questions, "is: sealed", "is: secret", "portfolio.wrong_word", 12, 9},
           Slip{questions, "{id: b, ja: 乙}", "{id: a, ja: 乙}", "portfolio.duplicate_id", 8, 14},
           Slip{questions, "when: kind = \"a\"", "when: kind = name", "portfolio.sealed_fact", 19, 11},
           Slip{questions, "when: kind = \"a\"", "when: kin = \"a\"", "feel.unknown_name", 19, 11},
           Slip{questions, "when: kind = \"a\"", "when: kind =", "feel.syntax", 19, 17},
           Slip{figures, "where: paid > 0", "where: payd > 0", "feel.unknown_name", 4, 10},
           Slip{figures, "where: paid > 0", "where: name = \"x\"", "portfolio.sealed_fact", 4, 10},
           Slip{figures, "where: paid > 0", "aggregate: sum", "portfolio.missing_key", 4, 14},
           Slip{programme, "entitlement_key: party", "entitlement_key: person", "feel.unknown_name", 13, 20},
           Slip{programme, "money:", "rules: {decision: Benefit}\nmoney:", "portfolio.missing_file", 12, 8},
           Slip{narrative, "{total}", "150万円", "portfolio.typed_number", 1, 7},
           Slip{narrative, "{total}", "{'150万円'}", "portfolio.typed_number", 1, 7},
           Slip{narrative, "{total}", "１２３", "portfolio.typed_number", 1, 7},
           Slip{narrative, "{total}", "{payments}{total}", "portfolio.bound_twice", 1, 7},
           Slip{narrative, "{total}", "{totals}", "portfolio.unknown_name", 1, 7},
           Slip{narrative, "{total}", "", "portfolio.unbound_figure", 7, 7},
           Slip{narrative, "{total}", "{total", "portfolio.bad_sentence", 1, 7},
           Slip{tree, "programmes: [shops]", "programmes: [shops, shops]", "portfolio.duplicate_id", 12, 13},
           Slip{tree, "programmes: [shops]", "programmes: [shops, stalls]", "portfolio.missing_file", 0, 0},
           Slip{tree, "programmes: [shops]", "programmes: []", "portfolio.unlisted_programme", 12, 13},
           Slip{tree, "year: 2020", "", "portfolio.missing_key", 1, 1},
           Slip{tree, "programmes: [shops]\n", cap_over_one, "portfolio.bad_cap", 14, 36},
           Slip{tree, "programmes: [shops]\n", cap_over_nobody, "portfolio.unknown_programme", 14, 36},
       }) {
    Report report = check_files(broken(slip.path, slip.from, slip.to));
    std::string row = std::string(slip.from) + " -> " + slip.to + "\n" + listed(report);
    if (std::string_view(slip.code).empty()) {
      EXPECT_TRUE(report.mistakes.empty()) << row;
      continue;
    }
    ASSERT_FALSE(report.mistakes.empty()) << row;
    bool found = false;
    for (const Error& mistake : report.mistakes) {
      EXPECT_FALSE(mistake.mend.empty()) << row;
      found = found || (mistake.code == slip.code && mistake.place.line == slip.line && mistake.place.column == slip.column);
    }
    EXPECT_TRUE(found) << slip.code << " at " << slip.line << ":" << slip.column << " for " << row;
  }
}

// A model with one input and one decision, to be broken.
std::string model(const std::string& input, const std::string& type, const std::string& text) {
  return "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\" namespace=\"urn:m\">\n"
         "<inputData id=\"i\" name=\"" + input + "\"><variable name=\"" + input + "\" typeRef=\"" + type + "\"/></inputData>\n"
         "<decision id=\"d\" name=\"Benefit\"><variable name=\"Benefit\"/>\n"
         "<informationRequirement><requiredInput href=\"#i\"/></informationRequirement>\n"
         "<literalExpression><text>" + text + "</text></literalExpression></decision></definitions>\n";
}

TEST(Check, ReadsTheRulesAndHoldsThemToTheFacts) {
  auto checked = [](const std::string& rules, const char* decision) {
    Files files = broken("shops/programme.yaml", "money:", std::string("rules: {decision: ") + decision + "}\nmoney:");
    files["shops/rules.dmn"] = rules;
    Report report = check_files(files);
    std::string codes;
    for (const Error& mistake : report.mistakes) codes += mistake.code + " " + mistake.place.source + "\n";
    return codes;
  };
  EXPECT_EQ(checked(model("kind", "string", "kind = &quot;a&quot;"), "Benefit"), "");
  EXPECT_EQ(checked(model("kind", "string", "kind"), "Benfit"), "dmn.unknown_decision shops/programme.yaml\n");
  EXPECT_EQ(checked(model("kin", "string", "kin"), "Benefit"), "portfolio.unknown_name shops/programme.yaml\n");
  EXPECT_EQ(checked(model("name", "string", "name"), "Benefit"), "portfolio.sealed_fact shops/programme.yaml\n");
  EXPECT_EQ(checked(model("kind", "number", "kind"), "Benefit"), "portfolio.wrong_type shops/programme.yaml\n");
  EXPECT_NE(checked(model("kind", "string", "kind ="), "Benefit").find("shops/rules.dmn"), std::string::npos);
  std::string table = model("kind", "string", "x");
  table.replace(table.find("<literalExpression>"), table.find("</decision>") - table.find("<literalExpression>"),
                "<decisionTable><input><inputExpression><text>kind</text></inputExpression></input><output/>SOURCE\n"
                "<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry>"
                "<annotationEntry><text>report:7</text></annotationEntry></rule></decisionTable>");
  auto with = [&](std::string clause) {
    std::string text = table;
    return text.replace(text.find("SOURCE"), 6, clause);
  };
  EXPECT_EQ(checked(with("<annotation name=\"source\"/>"), "Benefit"), "");
  EXPECT_EQ(checked(with("<annotation name=\"why\"/>"), "Benefit"), "portfolio.missing_source shops/rules.dmn\n");
  std::string lacking = with("<annotation name=\"source\"/>");
  lacking.replace(lacking.find("report:7"), 8, "somewhere");
  EXPECT_EQ(checked(lacking, "Benefit"), "portfolio.bad_source shops/rules.dmn\n");
  EXPECT_NE(checked("<x", "Benefit").find("shops/rules.dmn"), std::string::npos);
}

TEST(Check, ListsAllMistakesAtOnce) {
  Files files = broken("shops/programme.yaml", "owner: econ", "owner: nobody");
  files["shops/figures.yaml"] += "- id: third\n  published: 3件\n";
  Report report = check_files(files);
  EXPECT_GE(report.mistakes.size(), 4u) << listed(report);  // owner, label, source, unbound
  auto loaded = load_from_files(files);
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().what.find("more mistakes"), std::string::npos) << loaded.error().text();
}

TEST(Check, AFolderThatIsNotThereIsOneMistake) {
  Report report = check("/nowhere/at/all");
  ASSERT_EQ(report.mistakes.size(), 1u);
  EXPECT_EQ(report.mistakes[0].code, "portfolio.unreadable");
}

TEST(Check, HostileFilesAreMistakesAndEndSoon) {
  std::string deep(20'000, '['), wide = "[";
  for (int i = 0; i < 60'000; ++i) wide += "a,";
  for (const std::string& text : {std::string(), std::string("\0\xff\xfe", 3), deep, wide + "]", std::string((1 << 20) + 1, 'a'),
                                  std::string("{{{{"), std::string("a: b: c"), std::string("? [a]\n: b"), std::string("--- a\n--- b"),
                                  std::string("- 1\n- 2"), std::string("%YAML 9.9\n---\na")}) {
    for (const char* path : {"portfolio.yaml", "shops/programme.yaml", "shops/figures.yaml", "shops/questions.yaml", "shops/narrative.yaml"}) {
      Files files = example::files();
      files[path] = text;
      EXPECT_FALSE(check_files(files).mistakes.empty()) << path << ": " << text.substr(0, 20);
    }
  }
}

TEST(Check, AProgrammeAloneReadsAgainstItsPortfolio) {
  Portfolio portfolio = load_from_files(example::files()).value();
  Files files;
  for (const auto& [path, bytes] : example::files()) {
    if (path.starts_with("shops/")) files[path.substr(6)] = bytes;
  }
  Programme programme = load_programme_from_files("shops", files, portfolio).value();
  EXPECT_EQ(programme.pillar, "p1");
  EXPECT_EQ(programme.digest, portfolio.programmes[0].digest);
  files["programme.yaml"] += " ";
  EXPECT_NE(load_programme_from_files("shops", files, portfolio).value().digest, programme.digest);
  files["programme.yaml"] = "name: x";
  EXPECT_EQ(load_programme_from_files("shops", files, portfolio).error().place.source, "programme.yaml");
}

}  // namespace
}  // namespace hashira::portfolio
