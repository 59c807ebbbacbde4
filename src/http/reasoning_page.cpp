// Can this be true? Every printed money total and every parent of parts against its own rates, counts and caps.
// Guarantees: needs no records; nothing is invented to make a total fit.
// Verdicts: portfolio/reason.h; template: reasoning.html.
#include "http/handlers.h"
#include "http/pages.h"
#include "http/words.h"
#include "portfolio/reason.h"

namespace hashira::http {
namespace {

struct StandingWords {
  std::string_view ja, en, tag;
};
// An impossible total is worded as unexplained: the report may know more than it prints.
StandingWords standing_words(portfolio::Standing standing) {
  switch (standing) {
    case portfolio::Standing::possible: return {"成り立つ", "possible", "good"};
    case portfolio::Standing::impossible: return {"未説明", "unexplained", "bad"};
    case portfolio::Standing::unconstrained: break;
  }
  return {"決め手なし", "nothing limits it", ""};
}

std::string bounds_text(const portfolio::Verdict& verdict, Language language) {
  if (!verdict.bounds) return {};
  bool ja = language == Language::ja;
  std::string min = grouped(verdict.bounds->min) + verdict.unit;
  if (!verdict.bounds->max) return ja ? min + "以上" : "at least " + min;
  return min + (ja ? "〜" : " to ") + grouped(*verdict.bounds->max) + verdict.unit;
}

std::string example_text(const portfolio::Verdict& verdict, Language language) {
  std::string text;
  for (const auto& group : verdict.example) {
    if (!text.empty()) text += language == Language::ja ? "、" : ", ";
    text += written(Yen(group.amount), language) + " × " + grouped(group.count);
  }
  return text;
}

View verdict_view(const portfolio::Portfolio& portfolio, const portfolio::Verdict& verdict, Language language) {
  const auto* programme = portfolio.programme(verdict.programme);
  const auto* figure = programme ? programme->figure(verdict.figure) : nullptr;
  auto words = standing_words(verdict.standing);
  View row;
  row.set("programme", programme ? pick(programme->name, language) : verdict.programme);
  row.set("label", figure ? pick(figure->label, language) : verdict.figure);
  row.set("link", "/results/" + percent_encode(verdict.programme) + "/" + percent_encode(verdict.figure));
  row.set("line", std::to_string(verdict.line));
  row.set("published", verdict.printed);
  row.set("standing", std::string(language == Language::ja ? words.ja : words.en));
  row.set("tag", std::string(words.tag));
  row.set("bounds", optional_text(bounds_text(verdict, language)));
  row.set("example", optional_text(example_text(verdict, language)));
  row.set("rests", yes(verdict.rests_on_reading));
  row.set("why", pick(verdict.why, language));
  return row;
}

}  // namespace

Response reasoning_page(Call& call) {
  auto portfolio = call.site.engine.versions().portfolio();
  if (!portfolio) return error_page(call, portfolio.error());
  std::map<portfolio::Standing, View> lists;
  std::map<portfolio::Standing, std::size_t> counts;
  for (auto standing : {portfolio::Standing::impossible, portfolio::Standing::possible, portfolio::Standing::unconstrained})
    lists[standing] = View(View::type::list);
  for (const auto& verdict : portfolio::reason(**portfolio)) {
    lists[verdict.standing] << verdict_view(**portfolio, verdict, call.language);
    ++counts[verdict.standing];
  }
  View view;
  view.set("title", pick((*portfolio)->report_title, call.language));
  for (auto [standing, name] : {std::pair{portfolio::Standing::impossible, "impossible"},
                                std::pair{portfolio::Standing::possible, "possible"},
                                std::pair{portfolio::Standing::unconstrained, "unconstrained"}}) {
    view.set(name, View("rows", lists[standing]));
    view.set(std::string(name) + "_count", std::to_string(counts[standing]));
  }
  return page(call, {call.language == Language::ja ? "数字の検証" : "Can this be true?", "reasoning"}, "reasoning",
              std::move(view));
}

}  // namespace hashira::http
