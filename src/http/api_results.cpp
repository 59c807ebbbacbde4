// JSON for anybody: the tree, programmes, figures, the cases behind a figure and their entries.
// Guarantees: as the pages: no person, small groups hidden, no published number in place of a missing one.
// Shapes: docs/openapi.yaml.
#include "app/results.h"
#include "base/japanese.h"
#include "http/case_view.h"
#include "http/handlers.h"
#include "http/json.h"
#include "http/problem.h"
#include "http/public_cases.h"
#include "http/results_view.h"
#include "http/words.h"
#include "portfolio/reason.h"

namespace hashira::http {
namespace {

constexpr std::uint64_t api_page_max = 200;

std::string_view basis_id(portfolio::Basis basis) {
  static constexpr std::string_view ids[] = {"applied", "decided", "settled", "ordered", "paid", "redeemed", "registered",
                                             "attended", "introduced", "hired", "certified", "delivered", "held", "placed",
                                             "issued", "reported"};
  return ids[static_cast<std::size_t>(basis)];
}

std::string_view evidence_id(portfolio::Evidence evidence) {
  static constexpr std::string_view ids[] = {"counted", "summed", "imported", "attested", "text_only"};
  return ids[static_cast<std::size_t>(evidence)];
}

json::value text_or_null(const std::string& text) {
  if (text.empty()) return nullptr;
  return json::string(text);
}

// A whole number, or the digits of one with decimals: JSON's own numbers are not exact.
json::value number_json(std::int64_t value, int scale) {
  if (scale == 0) return value;
  return json::string(japanese::text(japanese::normal({value, scale})));
}

json::object figure_json(const app::FigureValue& value) {
  const auto& figure = *value.figure;
  json::object out;
  out["id"] = figure.id;
  out["label"] = json_of(figure.label);
  out["value"] = value.value ? number_json(*value.value, value.scale) : json::value(nullptr);
  out["unit"] = figure.unit;
  out["printed"] = text_or_null(value.printed);
  out["basis"] = std::string(basis_id(figure.basis));
  out["evidence"] = std::string(evidence_id(figure.evidence));
  out["as_of"] = json_of(figure.as_of);
  out["entries"] = value.entries;
  out["synthetic"] = value.synthetic;
  return out;
}

json::array breakdown_json(const std::vector<Breakdown>& all) {
  json::array out;
  for (const auto& one : all) {
    json::array rows;
    for (const auto& row : one.rows)
      if (row.number) rows.push_back({{"value", row.value}, {"label", row.label}, {"number", *row.number}});
    out.push_back({{"dimension", one.dimension}, {"rows", std::move(rows)}, {"hidden", one.hidden}});
  }
  return out;
}

json::object programme_summary(const portfolio::Programme& programme) {
  return {{"id", programme.id}, {"name", json_of(programme.name)}, {"pillar", programme.pillar},
          {"measure", programme.measure}, {"owner", programme.owner}, {"summary", json_of(programme.summary)},
          {"takes_applications", !programme.questions.empty()}};
}

json::array pillar_json(const portfolio::Portfolio& portfolio) {
  json::array pillars;
  for (const auto& pillar : portfolio.pillars) {
    json::array measures;
    for (const auto& measure : pillar.measures) measures.push_back({{"id", measure.id}, {"name", json_of(measure.name)}});
    pillars.push_back({{"id", pillar.id}, {"symbol", pillar.symbol}, {"name", json_of(pillar.name)},
                       {"measures", std::move(measures)}});
  }
  return pillars;
}

json::array question_json(const portfolio::Programme& programme) {
  json::array out;
  for (const auto& question : programme.questions) {
    const auto* fact = programme.fact(question.fact);
    json::array choices;
    for (const auto& choice : fact->choices) choices.push_back({{"id", choice.id}, {"label", json_of(choice.label)}});
    out.push_back({{"fact", question.fact}, {"ask", json_of(question.ask)}, {"hint", json_of(question.hint)},
                   {"when", question.when}, {"required", question.required},
                   {"sealed", fact->openness == portfolio::Openness::sealed}, {"choices", std::move(choices)}});
  }
  return out;
}

}  // namespace

Response api_portfolio(Call& call) {
  auto portfolio = call.site.engine.versions().portfolio();
  if (!portfolio) return problem(portfolio.error());
  json::array programmes;
  for (const auto& programme : (*portfolio)->programmes) programmes.push_back(programme_summary(programme));
  return answer(200, {{"id", (*portfolio)->id}, {"policy", json_of((*portfolio)->policy)},
                      {"report_title", json_of((*portfolio)->report_title)}, {"fiscal_year", (*portfolio)->year.year()},
                      {"pillars", pillar_json(**portfolio)}, {"programmes", std::move(programmes)}});
}

Response api_programme(Call& call) {
  auto results = app::programme_results(call.site.engine, call.params[0]);
  if (!results) return problem(results.error());
  const auto& programme = results->version->programme;
  json::object out = programme_summary(programme);
  out["version"] = hex(programme.digest);
  json::array figures;
  for (const auto& value : results->figures) figures.push_back(figure_json(value));
  out["figures"] = std::move(figures);
  out["questions"] = question_json(programme);
  return answer(200, out);
}

Response api_figure(Call& call) {
  std::shared_ptr<const audit::Version> version;
  auto value = app::figure_value(call.site.engine, call.params[0], call.params[1], &version);
  if (!value) return problem(value.error());
  const auto* counting = counting_figure(version->programme, *value->figure);
  std::optional<app::FigureValue> counts;
  if (counting && !value->breakdowns.empty()) {
    auto counted = app::figure_value(call.site.engine, version->programme.id, counting->id, nullptr);
    if (!counted) return problem(counted.error());
    counts = std::move(*counted);
  }
  json::object out = figure_json(*value);
  out["programme"] = version->programme.id;
  const portfolio::Figure& made = *version->figures.figure(value->figure->id);
  out["made"] = {{"where", made.where}, {"value", made.value}, {"key", made.key}};
  out["breakdowns"] = breakdown_json(breakdowns(version->programme, *value, counts ? &*counts : nullptr,
                                                static_cast<std::int64_t>(call.site.options.suppress_below), Language::ja));
  return answer(200, out);
}

Response api_figure_cases(Call& call) {
  std::uint64_t limit = 50;
  if (call.query.has("limit")) {
    auto given = whole_number(call.query.get("limit"), "limit");
    if (!given) return problem(given.error());
    limit = std::clamp<std::uint64_t>(*given, 1, api_page_max);
  }
  auto found = public_cases(call, limit);
  if (!found) return problem(found.error());
  json::array cases;
  int scale = found->version->figures.scale(found->figure->id);
  for (const auto& one : found->cases)
    cases.push_back({{"number", one.number}, {"value", number_json(one.value, scale)}, {"state", one.state}, {"synthetic", one.synthetic}});
  return answer(200, {{"cases", std::move(cases)}, {"hidden", found->hidden},
                      {"next", found->more ? json::value(found->cases.back().number) : json::value(nullptr)}});
}

Response api_case_entries(Call& call) {
  auto found = public_case(call);
  if (!found) return problem(found.error());
  json::array entries;
  for (const auto& entry : found->entries)
    entries.push_back({{"stream", entry.stream}, {"seq", entry.seq}, {"type", entry.type},
                       {"happened_on", entry.happened_on.iso()}, {"recorded_at", entry.recorded_at.iso()},
                       {"digest", hex(sha256(journal::encode(entry)))}, {"synthetic", entry.synthetic}});
  return answer(200, {{"number", found->value.number}, {"state", found->value.state}, {"entries", std::move(entries)}});
}

Response api_reasoning(Call& call) {
  auto portfolio = call.site.engine.versions().portfolio();
  if (!portfolio) return problem(portfolio.error());
  return answer(200, portfolio::reason_json(portfolio::reason(**portfolio)));
}

}  // namespace hashira::http
