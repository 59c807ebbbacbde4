// The report as one HTML page in the structure of the printed one: policy, ① pillar, ◆ measure, programme 【owner】,
// its sentences ▷ with the figures bound to them, and the figures with what they rest on.
#include <fmt/core.h>

#include "portfolio/printed_form.h"
#include "report/html_style.h"
#include "report/html_text.h"
#include "report/render.h"

namespace hashira::report {
namespace {

// Chooses between the two languages of this page's own words.
struct Page {
  const Results& results;
  Language language;

  std::string_view say(std::string_view ja, std::string_view en) const { return language == Language::japanese ? ja : en; }
  std::string text(const portfolio::Text& text) const { return html_text(in(language, text)); }

  std::string mark(const FigureResult& result) const {
    return result.synthetic() == 0 ? "" : fmt::format("<span class=\"synthetic\">{}</span>", synthetic_mark(language));
  }
  std::string number(const FigureResult& result) const {
    std::string shown = html_text(printed(result, language));
    return result.counted ? shown + mark(result) : fmt::format("<span class=\"none\">{}</span>", shown);
  }
  std::string in_sentence(const FigureResult& result) const;
  std::string entries(const FigureResult& result) const;

  std::string owner(const portfolio::Programme& programme) const;
  std::string sentences(const ProgrammeResult& programme) const;
  std::string row(const FigureResult& result) const;
  std::string table(const ProgrammeResult& programme) const;
  std::string article(const ProgrammeResult& programme) const;
  std::string measure(const portfolio::Measure& measure) const;
  std::string pillar(const portfolio::Pillar& pillar) const;
  std::string header() const;
  std::string footer() const;
};

std::string Page::in_sentence(const FigureResult& result) const {
  if (!result.counted) return fmt::format("<span class=\"none\">{}{}{}</span>", say("〔", "["), no_records(language), say("〕", "]"));
  std::string shown = portfolio::print_in_sentence(*result.figure, printed(result, language), language == Language::english);
  return fmt::format("<strong>{}</strong>{}", html_text(shown), mark(result));
}

std::string Page::entries(const FigureResult& result) const {
  auto count = [](std::uint64_t n) { return japanese::with_commas(static_cast<std::int64_t>(n)); };
  if (result.synthetic() == 0) return count(result.entries());
  return fmt::format("{}{}{}{}", count(result.entries()), say("（うち合成 ", " (synthetic: "), count(result.synthetic()),
                     say("）", ")"));
}

std::string Page::owner(const portfolio::Programme& programme) const {
  std::string names;
  auto add = [&](const std::string& owner_id) {
    for (const portfolio::Owner& owner : results.tree->owners) {
      if (owner.id != owner_id) continue;
      if (!names.empty()) names += say("・", "; ");
      names += text(owner.bureau);
      if (!owner.division.ja.empty()) {
        names += fmt::format("{}{}{}", say("（", ", "), text(owner.division), say("）", ""));
      }
    }
  };
  add(programme.owner);
  for (const std::string& co_owner : programme.co_owners) add(co_owner);
  return names;
}

std::string Page::sentences(const ProgrammeResult& programme) const {
  std::string items;
  for (const portfolio::Text& line : programme.programme->narrative) {
    Sentence bound = sentence(programme, in(language, line), [&](const FigureResult& figure) { return in_sentence(figure); }, html_text);
    items += fmt::format("<li>{}</li>\n", bound.text);
  }
  return items.empty() ? "" : "<ul>\n" + items + "</ul>\n";
}

std::string Page::row(const FigureResult& result) const {
  auto cell = [&](std::string_view ja, std::string_view en, std::string_view kind, const std::string& content) {
    return fmt::format("<td{} data-label=\"{}\">{}</td>", kind, say(ja, en), content);
  };
  std::optional<japanese::Decimal> value = result.value();
  std::string exact = !value ? "" : value->scale == 0 ? japanese::with_commas(value->coefficient) : japanese::text(*value);
  return "<tr><th scope=\"row\">" + text(result.figure->label) + "</th>" +
         cell("結果", "result", " class=\"number\"", number(result)) + cell("値", "exact", " class=\"number\"", exact) +
         cell("基準", "basis", "", std::string(words(result.figure->basis, language))) +
         cell("根拠", "evidence", "", std::string(words(result.figure->evidence, language))) +
         cell("時点", "as of", "", result.as_of ? date(*result.as_of, language) : std::string()) +
         cell("記録数", "entries", " class=\"number\"", entries(result)) + "</tr>\n";
}

std::string Page::table(const ProgrammeResult& programme) const {
  if (programme.figures.empty()) return "";
  std::string head;
  for (std::string_view title : {say("指標", "figure"), say("結果", "result"), say("値", "exact"), say("基準", "basis"),
                                 say("根拠", "evidence"), say("時点", "as of"), say("記録数", "entries")}) {
    head += fmt::format("<th scope=\"col\">{}</th>", title);
  }
  std::string rows;
  for (const FigureResult& result : programme.figures) rows += row(result);
  return "<table>\n<thead><tr>" + head + "</tr></thead>\n<tbody>\n" + rows + "</tbody>\n</table>\n";
}

std::string Page::article(const ProgrammeResult& programme) const {
  const portfolio::Programme& folder = *programme.programme;
  return fmt::format("<article id=\"{}\">\n<h4>{}</h4>\n<p class=\"owner\">{}{}{}</p>\n<p>{}</p>\n", html_text(folder.id),
                     text(folder.name), say("【", ""), owner(folder), say("】", ""), text(folder.summary)) +
         sentences(programme) + table(programme) + "</article>\n";
}

std::string Page::measure(const portfolio::Measure& measure) const {
  std::string articles;
  for (const ProgrammeResult& programme : results.programmes) {
    if (programme.programme->measure == measure.id) articles += article(programme);
  }
  return fmt::format("<section class=\"measure\">\n<h3>◆{}</h3>\n{}</section>\n", text(measure.name), articles);
}

std::string Page::pillar(const portfolio::Pillar& pillar) const {
  std::string measures;
  for (const portfolio::Measure& one : pillar.measures) measures += measure(one);
  return fmt::format("<section class=\"pillar\">\n<h2>{}{}</h2>\n{}</section>\n", html_text(pillar.symbol), text(pillar.name), measures);
}

std::string Page::header() const {
  std::string warning;
  if (results.any_synthetic()) {
    warning = fmt::format("<p class=\"warning\">{}</p>\n",
                          say("この報告には合成データ（作られた記録）が含まれます。「合成データ」の印がある数値は実績ではありません。",
                              "This report contains synthetic (made-up) records. Numbers marked “synthetic” are not results."));
  }
  std::string year = language == Language::japanese ? results.tree->year.wareki() : fmt::format("Fiscal {}", results.tree->year.year());
  return fmt::format("<header>\n<h1>{}</h1>\n<p>{}</p>\n<p class=\"facts\">{} · {} · {} {}</p>\n{}</header>\n",
                     text(results.tree->report_title), text(results.tree->policy), text(results.tree->issuer), year,
                     date(results.as_of, language), say("現在", "(as of)"), warning);
}

std::string Page::footer() const {
  return fmt::format("<footer class=\"note\"><p>{}</p></footer>\n",
                     say("各数値は記録の合計です。「記録なし」は、その数値のもとになる記録がまだ無いことを示します。",
                         "Every number is a sum over records. “No records” says that nothing has been recorded for it yet."));
}

}  // namespace

std::string html(const Results& results, Language language) {
  Page page{results, language};
  std::string pillars;
  for (const portfolio::Pillar& pillar : results.tree->pillars) pillars += page.pillar(pillar);
  return fmt::format("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n{}<main>\n{}</main>\n{}</body>\n</html>\n",
                     page.say("ja", "en"), page.text(results.tree->report_title), html_style, page.header(), pillars, page.footer());
}

}  // namespace hashira::report
