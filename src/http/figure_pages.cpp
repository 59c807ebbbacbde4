// One figure: what it is, what it rests on, how it is made, and down to its cases and their entries.
// Guarantees: the public sees no person and no sealed fact; groups of fewer cases than the threshold are not opened.
// Templates: figure.html, figure_cases.html, public_case.html.
#include <charconv>

#include "app/desk.h"
#include "app/results.h"
#include "base/japanese.h"
#include "http/case_view.h"
#include "http/handlers.h"
#include "http/pages.h"
#include "http/public_cases.h"
#include "http/results_view.h"
#include "http/words.h"

namespace hashira::http {
namespace {

constexpr std::size_t figure_cases_a_page = 50;

std::int64_t threshold_for(const Call& call) {
  return call.user ? 0 : static_cast<std::int64_t>(call.site.options.suppress_below);
}

// With every digit: 96.2, 51,670,000.
std::string exact(std::int64_t value, int scale) {
  return scale == 0 ? grouped(value) : japanese::text(japanese::normal({value, scale}));
}

View breakdown_views(const std::vector<Breakdown>& all, const Call& call, const portfolio::Figure& figure) {
  View list{View::type::list};
  for (const auto& one : all) {
    std::int64_t largest = 1;
    for (const auto& row : one.rows) largest = std::max(largest, row.number.value_or(0));
    View rows{View::type::list};
    for (const auto& row : one.rows) {
      if (!row.number) continue;
      View view;
      view.set("label", row.label);
      view.set("number", grouped(*row.number) + (call.language == Language::ja ? figure.unit : ""));
      view.set("plain", std::to_string(*row.number));
      view.set("largest", std::to_string(largest));
      rows << std::move(view);
    }
    View view;
    view.set("label", one.label);
    view.set("rows", std::move(rows));
    view.set("hidden", one.hidden ? View(plural(one.hidden, "区分", "group", "groups", call.language)) : yes(false));
    list << std::move(view);
  }
  return list;
}

// The definition as it is counted: a reported total's is not in the folder.
View how_made(const portfolio::Figure& figure) {
  View view;
  view.set("where", optional_text(figure.where));
  view.set("value", optional_text(figure.aggregate == portfolio::Aggregate::sum ? figure.value : std::string()));
  view.set("key", optional_text(figure.aggregate == portfolio::Aggregate::distinct ? figure.key : std::string()));
  view.set("date", optional_text(figure.date));
  view.set("is_count", yes(figure.aggregate == portfolio::Aggregate::count));
  view.set("is_sum", yes(figure.aggregate == portfolio::Aggregate::sum));
  view.set("is_distinct", yes(figure.aggregate == portfolio::Aggregate::distinct));
  return view;
}

View figure_view(const Call& call, const audit::Version& version, const app::FigureValue& value) {
  const portfolio::Programme& programme = version.programme;
  const auto& figure = *value.figure;
  View view;
  view.set("programme", pick(programme.name, call.language));
  view.set("programme_link", "/results/" + percent_encode(programme.id));
  view.set("id", programme.id + "/" + figure.id);
  view.set("label", pick(figure.label, call.language));
  view.set("printed", optional_text(printed(value, call.language)));
  view.set("exact", value.value ? View(exact(*value.value, value.scale) + figure.unit) : yes(false));
  view.set("published", figure.printed.published);
  view.set("approximate", yes(figure.printed.approximate));
  view.set("cumulative", yes(figure.printed.cumulative));
  view.set("basis", std::string(written(figure.basis, call.language)));
  view.set("as_of", optional_text(written(figure.as_of, call.language)));
  view.set("today", written(call.site.engine.today(), call.language));
  view.set("evidence", std::string(written(figure.evidence, call.language)));
  view.set("evidence_sentence", std::string(explained(figure.evidence, call.language)));
  view.set("logic", std::string(written(figure.logic, call.language)));
  view.set("source", written(figure.source, call.language));
  view.set("entries", grouped(static_cast<std::int64_t>(value.entries)));
  view.set("synthetic_entries", grouped(static_cast<std::int64_t>(value.synthetic)));
  view.set("is_synthetic", yes(value.synthetic > 0));
  view.set("note", optional_text(figure.note));
  view.set("has_records", yes(value.value.has_value()));
  view.set("made", value.value || !figure.where.empty() ? how_made(*version.figures.figure(figure.id)) : yes(false));
  view.set("cases_link", figure_link(programme.id, figure.id) + "/cases");
  view.set("threshold", std::to_string(call.site.options.suppress_below));
  return view;
}

Result<std::vector<Breakdown>> figure_breakdowns(Call& call, const audit::Version& version, const app::FigureValue& value) {
  const auto* counting = counting_figure(version.programme, *value.figure);
  std::optional<app::FigureValue> counts;
  if (counting)
    counts = TRY(app::figure_value(call.site.engine, version.programme.id, counting->id, nullptr));
  return breakdowns(version.programme, value, counts ? &*counts : nullptr, threshold_for(call), call.language);
}

View case_rows(const Call& call, const audit::Version& version, const portfolio::Figure& figure,
               const std::vector<app::FigureCase>& cases) {
  View rows{View::type::list};
  for (const auto& one : cases) {
    View row;
    row.set("number", std::to_string(one.number));
    row.set("link", fmt::format("{}/cases/{}", figure_link(version.programme.id, figure.id), one.number));
    row.set("value", exact(one.value, version.figures.scale(figure.id)) + (call.language == Language::ja ? figure.unit : ""));
    row.set("state", state_name(call.site.engine.instruments().find(one.instrument), one.state, call.language));
    row.set("is_synthetic", yes(one.synthetic));
    rows << std::move(row);
  }
  return rows;
}

}  // namespace

Response figure_page(Call& call) {
  std::shared_ptr<const audit::Version> version;
  auto value = app::figure_value(call.site.engine, call.params[0], call.params[1], &version);
  if (!value) return error_page(call, value.error());
  auto broken_down = figure_breakdowns(call, *version, *value);
  if (!broken_down) return error_page(call, broken_down.error());
  View view = figure_view(call, *version, *value);
  view.set("breakdowns", breakdown_views(*broken_down, call, *value->figure));
  Frame frame{pick(value->figure->label, call.language) + " ― " + pick(version->programme.name, call.language), "results"};
  frame.synthetic = value->synthetic > 0;
  frame.renews = true;
  return page(call, frame, "figure", std::move(view));
}

Response figure_cases_page(Call& call) {
  auto found = public_cases(call, figure_cases_a_page);
  if (!found) return error_page(call, found.error());
  const auto& [version, figure, cases, more, hidden] = *found;
  View view;
  view.set("programme", pick(version->programme.name, call.language));
  view.set("programme_link", "/results/" + percent_encode(version->programme.id));
  view.set("label", pick(figure->label, call.language));
  view.set("figure_link", figure_link(version->programme.id, figure->id));
  view.set("hidden", yes(hidden));
  view.set("threshold", std::to_string(call.site.options.suppress_below));
  view.set("cases", case_rows(call, *version, *figure, cases));
  view.set("more", more ? View(fmt::format("{}/cases?after={}", figure_link(version->programme.id, figure->id),
                                           cases.back().number))
                        : yes(false));
  Frame frame{call.language == Language::ja ? "案件の一覧" : "Cases", "results"};
  frame.synthetic = std::any_of(cases.begin(), cases.end(), [](const auto& one) { return one.synthetic; });
  return page(call, frame, "figure_cases", std::move(view));
}

Response public_case_page(Call& call) {
  auto found = public_case(call);
  if (!found) return error_page(call, found.error());
  View view;
  view.set("programme", pick(found->version->programme.name, call.language));
  view.set("programme_link", "/results/" + percent_encode(found->version->programme.id));
  view.set("label", pick(found->figure->label, call.language));
  view.set("figure_link", figure_link(found->version->programme.id, found->figure->id));
  view.set("cases_link", figure_link(found->version->programme.id, found->figure->id) + "/cases");
  view.set("number", std::to_string(found->value.number));
  view.set("state", state_name(call.site.engine.instruments().find(found->value.instrument), public_state(found->value), call.language));
  view.set("entries", entry_views(call.site.engine.instruments(), found->entries, Audience::everyone, call.language));
  Frame frame{fmt::format("{} {}", call.language == Language::ja ? "案件" : "Case", found->value.number), "results"};
  frame.synthetic = found->value.synthetic;
  return page(call, frame, "public_case", std::move(view));
}

}  // namespace hashira::http
