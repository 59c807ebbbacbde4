// Results: policy → pillar → measure → programme, with the report's sentences bound live.
// Guarantees: public: no person, no sealed fact; what has no records says so.
// Templates: results.html, pillar.html, programme.html, home.html.
#include "app/results.h"
#include "http/handlers.h"
#include "http/pages.h"
#include "http/results_view.h"
#include "http/words.h"

namespace hashira::http {
namespace {

View owner_view(const portfolio::Portfolio& portfolio, const portfolio::Programme& programme, Language language) {
  std::string names;
  std::vector<std::string> ids = programme.co_owners;
  ids.insert(ids.begin(), programme.owner);
  for (const auto& id : ids)
    if (const auto* owner = portfolio.owner(id)) {
      if (!names.empty()) names += language == Language::ja ? "、" : "; ";
      names += pick(owner->bureau, language) + " " + pick(owner->division, language);
    }
  return optional_text(names);
}

View sentence_list(const app::ProgrammeResults& results, Language language) {
  View list{View::type::list};
  for (auto& html : sentences(results, language)) list << View(std::move(html));
  return list;
}

struct Counts {
  std::size_t programmes = 0, figures = 0;
};

Counts counts_of(const portfolio::Portfolio& portfolio, const std::string& measure) {
  Counts counts;
  for (const auto& programme : portfolio.programmes)
    if (programme.measure == measure) {
      ++counts.programmes;
      counts.figures += programme.figures.size();
    }
  return counts;
}

View measure_tile(const portfolio::Portfolio& portfolio, const portfolio::Measure& measure, Language language) {
  auto counts = counts_of(portfolio, measure.id);
  View view;
  view.set("name", pick(measure.name, language));
  view.set("id", measure.id);
  view.set("programmes", plural(counts.programmes, "事業", "programme", "programmes", language));
  view.set("figures", plural(counts.figures, "の数字", "figure", "figures", language));
  return view;
}

View programme_tile(Call& call, const portfolio::Programme& programme, bool& synthetic) {
  View view;
  view.set("name", pick(programme.name, call.language));
  view.set("link", "/results/" + percent_encode(programme.id));
  view.set("summary", pick(programme.summary, call.language));
  auto results = app::programme_results(call.site.engine, programme.id);
  view.set("sentences", results ? sentence_list(*results, call.language) : View(View::type::list));
  synthetic = synthetic || (results && shows_synthetic(*results));
  return view;
}

const portfolio::Pillar* find_pillar(const portfolio::Portfolio& portfolio, const std::string& id) {
  for (const auto& pillar : portfolio.pillars)
    if (pillar.id == id) return &pillar;
  return nullptr;
}

View limits_view(const portfolio::Programme& programme, Language language) {
  View list{View::type::list};
  for (const auto& limit : programme.limits) {
    if (pick(limit.text, language).empty()) continue;
    View row;
    row.set("text", pick(limit.text, language));
    row.set("source", written(limit.source, language));
    row.set("assumed", optional_text(limit.reading_assumed ? pick(limit.reading, language) : std::string()));
    list << std::move(row);
  }
  return list;
}

View terms_view(const portfolio::Programme& programme, Language language) {
  View list{View::type::list};
  for (const auto& term : programme.terms) {
    View row;
    row.set("text", pick(term.text, language));
    row.set("source", written(term.source, language));
    list << std::move(row);
  }
  return list;
}

bool is_open_for_applications(const app::ProgrammeResults& results) {
  return results.version->instrument != nullptr && !results.version->programme.questions.empty();
}

View results_programme_view(Call& call, const portfolio::Portfolio& portfolio, const app::ProgrammeResults& results) {
  const auto& programme = results.version->programme;
  View view;
  view.set("name", pick(programme.name, call.language));
  view.set("id", programme.id);
  view.set("summary", pick(programme.summary, call.language));
  view.set("owner", owner_view(portfolio, programme, call.language));
  view.set("sentences", sentence_list(results, call.language));
  View figures{View::type::list};
  for (const auto& value : results.figures) figures << figure_row(programme.id, value, call.language);
  view.set("figures", std::move(figures));
  view.set("terms", terms_view(programme, call.language));
  view.set("limits", limits_view(programme, call.language));
  view.set("has_terms", yes(!programme.terms.empty() || !programme.limits.empty()));
  view.set("apply", is_open_for_applications(results) ? View("/apply/" + percent_encode(programme.id)) : yes(false));
  view.set("digest", short_hash(hex(programme.digest)));
  if (const auto* pillar = find_pillar(portfolio, programme.pillar)) {
    view.set("pillar_link", "/pillars/" + percent_encode(pillar->id));
    view.set("pillar_name", pillar->symbol + " " + pick(pillar->name, call.language));
    for (const auto& measure : pillar->measures)
      if (measure.id == programme.measure) {
        view.set("measure_name", pick(measure.name, call.language));
        view.set("measure_id", measure.id);
      }
  }
  return view;
}

// Sentences of the programmes that take applications here: where a visitor's own application will show.
View highlights(Call& call, const portfolio::Portfolio& portfolio, bool& synthetic) {
  View list{View::type::list};
  for (const auto& programme : portfolio.programmes) {
    if (programme.questions.empty()) continue;
    auto results = app::programme_results(call.site.engine, programme.id);
    if (!results || !is_open_for_applications(*results)) continue;
    synthetic = synthetic || shows_synthetic(*results);
    for (auto& html : sentences(*results, call.language)) list << View(std::move(html));
  }
  return list;
}

}  // namespace

Response home_page(Call& call) {
  auto portfolio = call.site.engine.versions().portfolio();
  if (!portfolio) return error_page(call, portfolio.error());
  View view;
  view.set("issuer", pick((*portfolio)->issuer, call.language));
  view.set("policy", pick((*portfolio)->policy, call.language));
  view.set("programmes", std::to_string((*portfolio)->programmes.size()));
  bool synthetic = false;
  View list = highlights(call, **portfolio, synthetic);
  if (!list.is_empty_list()) view.set("highlights", View("sentences", list));
  Frame frame{is_ja(call) ? "最初のページ" : "First page", ""};
  frame.synthetic = synthetic;
  frame.renews = true;
  return page(call, frame, "home", std::move(view));
}

Response results_page(Call& call) {
  auto portfolio = call.site.engine.versions().portfolio();
  if (!portfolio) return error_page(call, portfolio.error());
  View view;
  view.set("title", pick((*portfolio)->report_title, call.language));
  view.set("policy", pick((*portfolio)->policy, call.language));
  View pillars{View::type::list};
  for (const auto& pillar : (*portfolio)->pillars) {
    View one;
    one.set("symbol", pillar.symbol);
    one.set("name", pick(pillar.name, call.language));
    one.set("link", "/pillars/" + percent_encode(pillar.id));
    View measures{View::type::list};
    for (const auto& measure : pillar.measures) measures << measure_tile(**portfolio, measure, call.language);
    one.set("measures", std::move(measures));
    pillars << std::move(one);
  }
  view.set("pillars", std::move(pillars));
  Frame frame{is_ja(call) ? "成果" : "Results", "results"};
  frame.renews = true;
  return page(call, frame, "results", std::move(view));
}

Response pillar_page(Call& call) {
  auto portfolio = call.site.engine.versions().portfolio();
  if (!portfolio) return error_page(call, portfolio.error());
  const auto* pillar = find_pillar(**portfolio, call.params[0]);
  if (!pillar)
    return error_page(call, {"http.not_found", "その柱はありません。 / There is no such pillar.",
                             "成果のページから選んでください。 / Choose one on the results page.", {}});
  View view;
  view.set("symbol", pillar->symbol);
  view.set("name", pick(pillar->name, call.language));
  bool synthetic = false;
  View measures{View::type::list};
  for (const auto& measure : pillar->measures) {
    View one = measure_tile(**portfolio, measure, call.language);
    View list{View::type::list};
    for (const auto& programme : (*portfolio)->programmes)
      if (programme.measure == measure.id) list << programme_tile(call, programme, synthetic);
    one.set("list", std::move(list));
    measures << std::move(one);
  }
  view.set("measures", std::move(measures));
  Frame frame{pick(pillar->name, call.language), "results"};
  frame.synthetic = synthetic;
  frame.renews = true;
  return page(call, frame, "pillar", std::move(view));
}

Response programme_page(Call& call) {
  auto portfolio = call.site.engine.versions().portfolio();
  if (!portfolio) return error_page(call, portfolio.error());
  auto results = app::programme_results(call.site.engine, call.params[0]);
  if (!results) return error_page(call, results.error());
  Frame frame{pick(results->version->programme.name, call.language), "results"};
  frame.synthetic = shows_synthetic(*results);
  frame.renews = true;
  return page(call, frame, "programme", results_programme_view(call, **portfolio, *results));
}

}  // namespace hashira::http
