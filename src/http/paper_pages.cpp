// Applications on paper on the desk: the list, keying, keying again by another person, differences resolved, the scan.
// Guarantees: who keys again never sees the first keying before; the rules stand in `app`.
// Templates: papers.html, paper_form.html, paper.html.
#include "app/paper.h"
#include "http/desk_links.h"
#include "http/handlers.h"
#include "http/pages.h"
#include "http/problem.h"
#include "http/public_cases.h"
#include "http/words.h"

namespace hashira::http {
namespace {

std::string papers_link(const std::string& programme) {
  return desk_link(programme) + "/papers";
}
std::string paper_link(const std::string& programme, std::uint64_t number) {
  return fmt::format("{}/{}", papers_link(programme), number);
}

std::string paper_state(std::string_view state, Language language) {
  bool japanese = language == Language::ja;
  if (state == "keyed") return japanese ? "二度目の入力待ち" : "to be keyed again";
  if (state == "keyed_twice") return japanese ? "照合待ち" : "to be resolved";
  if (state == "entered") return japanese ? "申請として受付済み" : "entered";
  return japanese ? "取りやめ" : "dropped";
}

View paper_row(const Call& call, const intake::Paper& paper) {
  View one;
  one.set("number", std::to_string(paper.number));
  one.set("link", paper_link(paper.stream, paper.number));
  one.set("state", paper_state(paper.state, call.language));
  one.set("received_on", written(paper.received_on, call.language));
  one.set("postmark", optional_text(written(paper.postmark, call.language)));
  one.set("keyed_by", paper.keyed_by[0]);
  one.set("keyed_again_by", optional_text(paper.keyed_by[1]));
  one.set("has_scan", yes(!paper.scan.empty()));
  one.set("case", paper.case_number == 0 ? yes(false) : View(std::to_string(paper.case_number)));
  one.set("case_link", desk_link(paper.stream, paper.case_number));
  one.set("reason", optional_text(paper.reason));
  return one;
}

View choice_views(const portfolio::Fact& fact, const std::string& typed, Language language) {
  View list{View::type::list};
  auto add = [&](const std::string& id, const std::string& name) {
    View one;
    one.set("id", id);
    one.set("name", name);
    one.set("chosen", yes(id == typed));
    list << std::move(one);
  };
  if (fact.type == portfolio::FactType::boolean) {
    add("true", language == Language::ja ? "はい" : "Yes");
    add("false", language == Language::ja ? "いいえ" : "No");
  }
  for (const portfolio::Choice& choice : fact.choices) add(choice.id, pick(choice.label, language));
  return list;
}

View field_view(const Call& call, const portfolio::Fact& fact, const std::vector<app::AnswerError>& errors) {
  std::string typed(call.form.get("answer-" + fact.id));
  auto error =
      std::find_if(errors.begin(), errors.end(), [&](const app::AnswerError& one) { return one.fact == fact.id; });
  bool chosen = fact.type == portfolio::FactType::choice || fact.type == portfolio::FactType::boolean;
  View one;
  one.set("id", fact.id);
  one.set("label", pick(fact.label, call.language));
  one.set("select", chosen ? View("choices", choice_views(fact, typed, call.language)) : yes(false));
  one.set("input", chosen ? yes(false) : View("typed", typed));
  one.set("wrong", error == errors.end() ? yes(false)
                                         : View(pick(error->what, call.language) + (is_ja(call) ? "。" : ". ") +
                                                pick(error->mend, call.language)));
  return one;
}

// The form for either keying: never with what was keyed before by somebody else.
Response show_form(Call& call, const std::vector<app::AnswerError>& errors, std::uint64_t again) {
  auto version = desk_programme(call);
  if (!version) return error_page(call, version.error());
  const portfolio::Programme& programme = (*version)->programme;
  View fields{View::type::list}, others{View::type::list}, view;
  for (const portfolio::Question& question : programme.questions) {
    if (const portfolio::Fact* fact = programme.fact(question.fact)) fields << field_view(call, *fact, errors);
  }
  for (const app::AnswerError& error : errors) {
    if (programme.fact(error.fact) == nullptr)
      others << View(pick(error.what, call.language) + "　" + pick(error.mend, call.language));
  }
  view.set("programme", pick(programme.name, call.language));
  view.set("programme_link", desk_link(call.params[0]));
  view.set("link", papers_link(call.params[0]));
  view.set("action", again == 0 ? papers_link(call.params[0]) : paper_link(call.params[0], again) + "/again");
  view.set("first", yes(again == 0));
  view.set("again", again == 0 ? yes(false) : View(std::to_string(again)));
  view.set("received_on",
           call.form.has("received_on") ? std::string(call.form.get("received_on")) : call.site.engine.today().iso());
  view.set("postmark", std::string(call.form.get("postmark")));
  view.set("wrong", yes(!errors.empty()));
  view.set("others", std::move(others));
  view.set("fields", std::move(fields));
  return page(call, {is_ja(call) ? "紙の申請の入力" : "Keying a paper", "desk"}, "paper_form", std::move(view));
}

app::Answers answers_of_form(const Form& form) {
  app::Answers out;
  for (const auto& [name, value] : form.fields()) {
    if (name.starts_with("answer-")) out[name.substr(7)] = value;
  }
  return out;
}

Result<std::optional<Date>> day_of_form(const Form& form, std::string_view name) {
  if (form.get(name).empty()) return std::nullopt;
  return TRY(Date::parse(form.get(name)));
}

Result<app::PaperKeyed> keyed_by_form(Call& call) {
  app::PaperArrival arrival;
  arrival.received_on = TRY(day_of_form(call.form, "received_on"));
  arrival.postmark = TRY(day_of_form(call.form, "postmark"));
  arrival.scan = std::string(call.form.get("scan"));
  return app::key_paper(call.site.engine, call.params[0], arrival, answers_of_form(call.form), call.user->actor());
}

View difference_views(const Call& call, const portfolio::Programme& programme,
                      const std::vector<app::PaperDifference>& differences) {
  View list{View::type::list};
  for (const app::PaperDifference& one : differences) {
    const portfolio::Fact* fact = programme.fact(one.fact);
    View view;
    view.set("fact", one.fact);
    view.set("label", fact == nullptr ? one.fact : pick(fact->label, call.language));
    view.set("first", one.first);
    view.set("second", one.second);
    list << std::move(view);
  }
  return list;
}

Result<View> paper_view(Call& call, const intake::Paper& paper, const audit::Version& version) {
  View view = paper_row(call, paper);
  view.set("programme", pick(version.programme.name, call.language));
  view.set("programme_link", desk_link(call.params[0]));
  view.set("papers_link", papers_link(call.params[0]));
  bool officer = call.user->role == "officer";
  view.set("may_key", yes(officer && paper.state == "keyed" && paper.keyed_by[0] != call.user->user));
  view.set("may_drop", yes(officer && paper.open()));
  bool resolving = officer && paper.state == "keyed_twice";
  view.set("resolving", yes(resolving));
  if (resolving) {
    auto differences = TRY(app::paper_differences(call.site.engine, call.params[0], paper.number, call.user->actor()));
    view.set("differences", difference_views(call, version.programme, differences));
  }
  return view;
}

// For each difference the first, the second, or what was typed instead.
app::Answers resolved_by_form(const Form& form) {
  app::Answers out;
  for (const auto& [name, value] : form.fields()) {
    if (!name.starts_with("choose-")) continue;
    std::string fact = name.substr(7);
    out[fact] = std::string(form.get((value == "other" ? "other-" : value == "second" ? "second-" : "first-") + fact));
  }
  return out;
}

Error first_wrong(const std::vector<app::AnswerError>& errors) {
  const app::AnswerError& first = errors.front();
  return {"app.wrong_answer",
          first.what.ja + " / " + first.what.en,
          first.mend.ja + " / " + first.mend.en,
          {first.fact, 0, 0}};
}

Response after_keying(Call& call, const Result<app::PaperKeyed>& keyed, std::uint64_t again) {
  if (!keyed) return error_page(call, keyed.error(), papers_link(call.params[0]));
  if (!keyed->errors.empty()) return show_form(call, keyed->errors, again);
  return redirect(again == 0 ? papers_link(call.params[0]) : paper_link(call.params[0], again));
}

}  // namespace

Response papers_page(Call& call) {
  auto version = desk_programme(call);
  if (!version) return error_page(call, version.error());
  auto all = app::papers(call.site.engine, call.params[0]);
  if (!all) return error_page(call, all.error(), desk_link(call.params[0]));
  View view, list{View::type::list};
  for (auto paper = all->rbegin(); paper != all->rend(); ++paper) list << paper_row(call, *paper);
  view.set("programme", pick((*version)->programme.name, call.language));
  view.set("programme_link", desk_link(call.params[0]));
  view.set("link", papers_link(call.params[0]));
  view.set("has_papers", yes(!all->empty()));
  view.set("papers", std::move(list));
  view.set("may_key", yes(call.user->role == "officer"));
  return page(call, {is_ja(call) ? "紙の申請" : "Applications on paper", "desk"}, "papers", std::move(view));
}

Response paper_form_page(Call& call) {
  return show_form(call, {}, 0);
}

Response key_paper(Call& call) {
  return after_keying(call, keyed_by_form(call), 0);
}

Response paper_page(Call& call) {
  auto version = desk_programme(call);
  if (!version) return error_page(call, version.error());
  auto number = whole_number(call.params[1], "number");
  if (!number) return error_page(call, number.error());
  auto paper = app::paper_of(call.site.engine, call.params[0], *number);
  if (!paper) return error_page(call, paper.error(), papers_link(call.params[0]));
  bool to_key = paper->state == "keyed" && paper->keyed_by[0] != call.user->user && call.query.has("key");
  if (to_key) return show_form(call, {}, *number);
  auto view = paper_view(call, *paper, **version);
  if (!view) return error_page(call, view.error(), papers_link(call.params[0]));
  return page(call, {fmt::format("{} {}", is_ja(call) ? "紙の申請" : "Paper", *number), "desk"}, "paper",
              std::move(*view));
}

Response act_on_paper(Call& call) {
  auto number = whole_number(call.params[1], "number");
  if (!number) return error_page(call, number.error());
  const std::string& action = call.params[2];
  app::Actor actor = call.user->actor();
  if (action == "again")
    return after_keying(
        call, app::key_paper_again(call.site.engine, call.params[0], *number, answers_of_form(call.form), actor),
        *number);
  if (action == "resolve") {
    auto keyed = app::resolve_paper(call.site.engine, call.params[0], *number, resolved_by_form(call.form), actor);
    if (!keyed) return error_page(call, keyed.error(), paper_link(call.params[0], *number));
    if (!keyed->errors.empty())
      return error_page(call, first_wrong(keyed->errors), paper_link(call.params[0], *number));
  } else if (action == "drop") {
    auto dropped = app::drop_paper(call.site.engine, call.params[0], *number, call.form.get("reason"), actor);
    if (!dropped) return error_page(call, dropped.error(), paper_link(call.params[0], *number));
  } else {
    return error_page(call, {"http.not_found",
                             "このページはありません。 / There is no such page.",
                             "一覧から選んでください。 / Choose from the list.",
                             {}});
  }
  return redirect(paper_link(call.params[0], *number));
}

// As a file to keep: what somebody scanned is never shown by this site's own pages.
Response paper_scan(Call& call) {
  auto number = whole_number(call.params[1], "number");
  if (!number) return error_page(call, number.error());
  auto scan = app::paper_scan(call.site.engine, call.params[0], *number, call.user->actor());
  if (!scan) return error_page(call, scan.error(), paper_link(call.params[0], *number));
  return download(fmt::format("paper-{}{}", *number, scan->starts_with("%PDF") ? ".pdf" : ".bin"),
                  "application/octet-stream", std::move(*scan));
}

}  // namespace hashira::http
