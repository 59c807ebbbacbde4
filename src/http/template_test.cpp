// Every template parses in both languages, says everything in both, and escapes what it shows.
#include "http/template.h"

#include <gtest/gtest.h>

#include "http/embedded.h"
#include "http/results_view.h"
#include "http/words.h"

namespace hashira::http {
namespace {

std::vector<std::string> template_names() {
  std::vector<std::string> names;
  for (const auto& file : embedded_files())
    if (file.name.ends_with(".html")) names.emplace_back(file.name.substr(0, file.name.size() - 5));
  return names;
}

bool holds_japanese(std::string_view text) {
  for (unsigned char c : text)
    if (c >= 0xE4 && c <= 0xE9) return true;  // kanji; 「：」 and the like may stand in both
  return false;
}

TEST(Template, EachParsesInBothLanguages) {
  ASSERT_GE(template_names().size(), 25U);
  for (const auto& name : template_names())
    for (auto language : {Language::ja, Language::en}) {
      mustache::mustache parsed(template_text(name, language));
      EXPECT_TRUE(parsed.is_valid()) << name << ": " << parsed.error_message();
    }
}

TEST(Template, EnglishPagesHoldNoJapanese) {
  for (const auto& name : template_names()) {
    std::string text = template_text(name, Language::en);
    for (auto known = text.find("日本語"); known != std::string::npos; known = text.find("日本語")) text.erase(known, 9);  // the link to it
    EXPECT_FALSE(holds_japanese(text)) << name;
  }
}

TEST(Template, NoneHoldsAScriptOrAStyleOfItsOwn) {
  for (const auto& name : template_names()) {
    std::string text = template_text(name, Language::ja);
    for (std::string_view banned : {"<script", " style=", " onclick", "javascript:", "http://", "https://"})
      EXPECT_EQ(text.find(banned), std::string::npos) << name << " holds " << banned;
  }
}

TEST(Template, EveryPostCarriesTheFormToken) {
  for (const auto& name : template_names()) {
    std::string text = template_text(name, Language::ja);
    for (auto at = text.find("<form method=\"post\""); at != std::string::npos; at = text.find("<form method=\"post\"", at + 1)) {
      auto end = text.find("</form>", at);
      EXPECT_NE(text.substr(at, end - at).find("name=\"form_token\""), std::string::npos) << name;
    }
  }
}

TEST(Template, EscapesWhatItShows) {
  View view;
  view.set("heading", "<b>");
  view.set("what", "\"><script>alert(1)</script>");
  std::string html = render("error", view, Language::ja);
  EXPECT_EQ(html.find("<script>"), std::string::npos);
  EXPECT_NE(html.find("&lt;b&gt;"), std::string::npos);
}

TEST(Words, WriteNumbersAndDates) {
  EXPECT_EQ(grouped(29227), "29,227");
  EXPECT_EQ(grouped(-1000), "-1,000");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(written(Yen(300000), Language::ja), "300,000円");
  EXPECT_EQ(written(Yen(300000), Language::en), "¥300,000");
  EXPECT_EQ(written(Date::of(2020, 5, 20), Language::ja), "令和2年5月20日");
  EXPECT_EQ(plural(1, "件", "case", "cases", Language::en), "1 case");
}

portfolio::Programme two_figures() {
  portfolio::Programme programme;
  portfolio::Figure count;
  count.id = "payments";
  count.where = "paid > 0";
  count.breakdowns = {"municipality"};
  portfolio::Figure sum = count;
  sum.id = "paid_total";
  sum.aggregate = portfolio::Aggregate::sum;
  programme.figures = {count, sum};
  return programme;
}

TEST(Breakdowns, MoneyIsHiddenByTheNumberOfItsCases) {
  auto programme = two_figures();
  app::FigureValue counts, money;
  counts.figure = &programme.figures[0];
  money.figure = &programme.figures[1];
  counts.breakdowns["municipality"] = {{"a", 40}, {"b", 3}, {"c", 25}};
  money.breakdowns["municipality"] = {{"a", 8'000'000}, {"b", 600'000}, {"c", 5'000'000}};
  ASSERT_EQ(counting_figure(programme, programme.figures[1]), &programme.figures[0]);
  auto shown = breakdowns(programme, money, &counts, 10, Language::ja);
  ASSERT_EQ(shown.size(), 1U);
  EXPECT_EQ(shown[0].hidden, 2U);  // b, and c, without which b would follow from the total
  EXPECT_EQ(shown[0].rows[0].number, 8'000'000);
  EXPECT_FALSE(shown[0].rows[1].number || shown[0].rows[2].number);
  EXPECT_TRUE(breakdowns(programme, money, nullptr, 10, Language::ja).empty());
  EXPECT_EQ(breakdowns(programme, money, &counts, 0, Language::ja)[0].hidden, 0U);
}

}  // namespace
}  // namespace hashira::http
