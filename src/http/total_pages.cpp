// Totals that other bodies state (他機関の報告値), all programmes on one page: receive one with its document, check, retract.
// Guarantees: the document's SHA-256 is taken here and kept; the document itself stays with the office.
// Template: totals.html.
#include "app/desk.h"
#include "app/reported.h"
#include "http/case_view.h"
#include "http/handlers.h"
#include "http/pages.h"
#include "http/problem.h"
#include "http/public_cases.h"
#include "http/results_view.h"
#include "http/words.h"

namespace hashira::http {
namespace {

constexpr std::string_view totals_link = "/desk/totals";

View total_row(const Call& call, const portfolio::Programme& programme, const app::Total& total) {
  const portfolio::Figure* figure = programme.figure(total.figure);
  View row;
  row.set("action", fmt::format("{}/{}/{}", totals_link, percent_encode(programme.id), total.number));
  row.set("programme", pick(programme.name, call.language));
  row.set("label", figure == nullptr ? total.figure : pick(figure->label, call.language));
  row.set("figure_link", figure_link(programme.id, total.figure));
  row.set("value", written(total.value, call.language) + (figure == nullptr ? "" : " " + figure->unit));
  row.set("reporter", total.reporter);
  row.set("document", total.document_name);
  row.set("digest", total.document.substr(0, 12));
  row.set("as_of", optional_text(written(total.as_of, call.language)));
  row.set("state", state_name(call.site.engine.instruments().find("reported"), total.state, call.language));
  row.set("is_synthetic", yes(total.synthetic));
  const app::Actor actor = call.user->actor();
  row.set("may_check", yes(total.state == "stated" && total.stated_by != actor.user && (actor.role == "approver" || actor.role == "planner")));
  row.set("may_retract", yes(total.state != "retracted" && (actor.role == "officer" || actor.role == "planner")));
  return row;
}

View figure_choice(const Call& call, const portfolio::Programme& programme, const portfolio::Figure& figure) {
  View choice;
  choice.set("id", programme.id + "/" + figure.id);
  choice.set("name", fmt::format("{}：{}（{}）", pick(programme.name, call.language), pick(figure.label, call.language), figure.unit));
  return choice;
}

Result<View> totals_view(Call& call) {
  View rows{View::type::list}, figures{View::type::list};
  std::shared_ptr<const portfolio::Portfolio> tree = TRY(call.site.engine.versions().portfolio());
  for (const portfolio::Programme& one : tree->programmes) {
    auto version = TRY(call.site.engine.versions().in_force(one.id));
    const auto& all = version->programme.figures;
    if (std::none_of(all.begin(), all.end(), [](const portfolio::Figure& figure) { return figure.is_stated(); })) continue;
    for (const portfolio::Figure& figure : all) {
      if (figure.is_stated()) figures << figure_choice(call, version->programme, figure);
    }
    for (const app::Total& total : TRY(app::totals(call.site.engine, one.id))) rows << total_row(call, version->programme, total);
  }
  View view;
  view.set("has_totals", yes(!rows.is_empty_list()));
  view.set("totals", std::move(rows));
  view.set("figures", std::move(figures));
  view.set("may_state", yes(call.user->role == "officer" || call.user->role == "planner"));
  return view;
}

// 「事業/数値」 as the form sends it.
Result<app::StatedTotal> stated_by_form(Call& call) {
  app::StatedTotal total;
  std::string_view name = call.form.get("figure");
  std::size_t slash = name.find('/');
  total.programme = std::string(name.substr(0, slash));
  total.figure = slash == std::string_view::npos ? std::string() : std::string(name.substr(slash + 1));
  std::shared_ptr<const audit::Version> version = TRY(call.site.engine.versions().in_force(total.programme));
  const portfolio::Figure* figure = version->programme.figure(total.figure);
  if (figure == nullptr) {
    return fail("http.not_found", "その数値はありません。 / There is no such figure.", "一覧から選んでください。 / Choose one of the list.");
  }
  total.value = TRY(app::total_of(*figure, call.form.get("value")));
  total.reporter = std::string(call.form.get("reporter"));
  total.document_name = std::string(call.form.get("document.name"));
  if (!total.document_name.empty()) total.document = Bytes(view(sha256(call.form.get("document"))));
  if (!call.form.get("as_of").empty()) total.as_of = TRY(Date::parse(call.form.get("as_of")));
  total.note = std::string(call.form.get("note"));
  return total;
}

Done state_by_form(Call& call) {
  app::StatedTotal total = TRY(stated_by_form(call));
  TRY(app::act(call.site.engine, [&](app::Work& work) { return app::state_total(work, total, call.user->actor()); }));
  return {};
}

Done act_by_form(Call& call) {
  std::uint64_t number = TRY(whole_number(call.params[1], "number"));
  app::Actor actor = call.user->actor();
  std::string note(call.form.get("note"));
  bool check = call.params[2] == "check";
  if (!check && call.params[2] != "retract") return fail("http.not_found", "その操作はありません。 / There is no such action.");
  return app::act(call.site.engine, [&](app::Work& work) {
    return check ? app::check_total(work, call.params[0], number, note, actor) : app::retract_total(work, call.params[0], number, note, actor);
  });
}

Response after(Call& call, const Done& done) {
  if (!done) return error_page(call, done.error(), std::string(totals_link));
  return redirect(std::string(totals_link));
}

}  // namespace

Response totals_page(Call& call) {
  auto view = totals_view(call);
  if (!view) return error_page(call, view.error(), "/desk");
  return page(call, {is_ja(call) ? "他機関の報告値" : "Totals reported by others", "desk"}, "totals", std::move(*view));
}

Response state_total(Call& call) { return after(call, state_by_form(call)); }

Response act_on_total(Call& call) { return after(call, act_by_form(call)); }

}  // namespace hashira::http
