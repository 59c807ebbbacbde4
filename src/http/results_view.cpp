// Makes the views of results.
// Guarantees: see results_view.h; text from folders is escaped before it is put into a sentence.
// Sentences: portfolio/narrative.h.
#include "http/results_view.h"

#include "http/form.h"
#include "http/pages.h"
#include "http/suppression.h"
#include "http/words.h"
#include "portfolio/narrative.h"
#include "portfolio/printed_form.h"

namespace hashira::http {
namespace {

const app::FigureValue* find_figure(const app::ProgrammeResults& results, std::string_view id) {
  for (const auto& value : results.figures)
    if (value.figure->id == id) return &value;
  return nullptr;
}

std::string figure_in_sentence(const app::ProgrammeResults& results, const std::string& id, Language language) {
  const auto* value = find_figure(results, id);
  if (!value) return {};
  bool english = language == Language::en;
  std::string text = printed(*value, language);
  std::string shown = text.empty() ? (english ? "no records" : "記録なし")
                                   : portfolio::print_in_sentence(*value->figure, text, english);
  return fmt::format("<a href=\"{}\">{}</a>", mustache::html_escape(figure_link(results.version->programme.id, id)),
                     mustache::html_escape(shown));
}

std::string sentence_html(const app::ProgrammeResults& results, const std::string& text, Language language) {
  auto pieces = portfolio::parse_sentence(text);
  if (!pieces) return mustache::html_escape(text);  // the folder's checker refuses these; a page still shows the words
  std::string html;
  for (const auto& piece : *pieces)
    html += piece.kind == portfolio::SentencePiece::Kind::figure ? figure_in_sentence(results, piece.text, language)
                                                                 : mustache::html_escape(piece.text);
  return html;
}

std::string choice_label(const portfolio::Fact* fact, const std::string& value, Language language) {
  if (fact)
    for (const auto& choice : fact->choices)
      if (choice.id == value) return pick(choice.label, language);
  if (fact && fact->type == portfolio::FactType::boolean) return written(feel::Value::boolean(value == "true"), language);
  return value;
}

Breakdown breakdown(const portfolio::Fact* fact, const std::string& dimension,
                    const std::map<std::string, std::int64_t>& numbers, const std::map<std::string, std::int64_t>& cases,
                    std::int64_t threshold, Language language) {
  auto hidden = hidden_values(cases, threshold);
  Breakdown out{dimension, fact ? pick(fact->label, language) : dimension, {}, 0};
  for (const auto& [value, number] : numbers) {
    bool hide = threshold > 0 && (hidden.count(value) != 0 || cases.count(value) == 0);
    out.hidden += hide;
    out.rows.push_back({value, choice_label(fact, value, language), hide ? std::nullopt : std::optional(number)});
  }
  std::stable_sort(out.rows.begin(), out.rows.end(), [](const auto& a, const auto& b) { return a.number > b.number; });
  return out;
}

}  // namespace

std::string figure_link(const std::string& programme, const std::string& figure) {
  return "/results/" + percent_encode(programme) + "/" + percent_encode(figure);
}

std::string printed(const app::FigureValue& value, Language language) {
  if (!value.value) return {};
  return language == Language::en ? portfolio::print_english(*value.figure, {*value.value, value.scale}) : value.printed;
}

std::vector<std::string> sentences(const app::ProgrammeResults& results, Language language) {
  std::vector<std::string> out;
  for (const auto& text : results.version->programme.narrative)
    out.push_back(sentence_html(results, pick(text, language), language));
  return out;
}

bool shows_synthetic(const app::ProgrammeResults& results) {
  return std::any_of(results.figures.begin(), results.figures.end(), [](const auto& value) { return value.synthetic > 0; });
}

View figure_row(const std::string& programme, const app::FigureValue& value, Language language) {
  const auto& figure = *value.figure;
  View row;
  row.set("link", figure_link(programme, figure.id));
  row.set("label", pick(figure.label, language));
  row.set("printed", optional_text(printed(value, language)));
  row.set("basis", std::string(written(figure.basis, language)));
  row.set("evidence", std::string(written(figure.evidence, language)));
  row.set("entries", value.value ? View(grouped(static_cast<std::int64_t>(value.entries))) : yes(false));
  row.set("is_synthetic", yes(value.synthetic > 0));
  row.set("published", figure.printed.published);
  return row;
}

const portfolio::Figure* counting_figure(const portfolio::Programme& programme, const portfolio::Figure& figure) {
  if (figure.aggregate == portfolio::Aggregate::count) return &figure;
  for (const auto& other : programme.figures)
    if (other.aggregate == portfolio::Aggregate::count && other.where == figure.where && !other.breakdowns.empty())
      return &other;
  return nullptr;
}

std::vector<Breakdown> breakdowns(const portfolio::Programme& programme, const app::FigureValue& value,
                                  const app::FigureValue* counts, std::int64_t threshold, Language language) {
  std::vector<Breakdown> out;
  if (!counts && threshold > 0) return out;
  for (const auto& dimension : value.figure->breakdowns) {
    auto numbers = value.breakdowns.find(dimension);
    if (numbers == value.breakdowns.end()) continue;
    static const std::map<std::string, std::int64_t> none;
    const auto* cases = &none;
    if (counts)
      if (auto found = counts->breakdowns.find(dimension); found != counts->breakdowns.end()) cases = &found->second;
    out.push_back(breakdown(programme.fact(dimension), dimension, numbers->second, *cases, threshold, language));
  }
  return out;
}

}  // namespace hashira::http
