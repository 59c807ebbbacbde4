// Overdue amendments to lapse together, and samples drawn for checks on site.
// Guarantees: exactly the cases that were shown lapse, or none; a sample can be drawn again from its seed.
// Templates: overdue.html, samples.html.
#include "app/benefit_desk.h"
#include "http/case_view.h"
#include "http/desk_links.h"
#include "http/handlers.h"
#include "http/pages.h"
#include "http/problem.h"
#include "http/public_cases.h"
#include "http/words.h"

namespace hashira::http {
namespace {

constexpr std::size_t overdue_shown = 200;

Result<View> overdue_view(Call& call) {
  std::shared_ptr<const audit::Version> version = TRY(desk_programme(call));
  std::vector<app::Overdue> all = TRY(app::overdue(call.site.engine, call.params[0], call.site.engine.today()));
  View list{View::type::list};
  for (std::size_t i = 0; i < std::min(all.size(), overdue_shown); ++i) {
    View one;
    one.set("number", std::to_string(all[i].number));
    one.set("link", desk_link(call.params[0], all[i].number));
    one.set("deadline", written(all[i].deadline, call.language));
    one.set("reminded", optional_text(written(all[i].reminded_on, call.language)));
    list << std::move(one);
  }
  View view;
  view.set("programme", pick(version->programme.name, call.language));
  view.set("programme_link", desk_link(call.params[0]));
  view.set("link", desk_link(call.params[0]) + "/overdue");
  view.set("rows", std::move(list));
  view.set("count", grouped(static_cast<std::int64_t>(all.size())));
  view.set("cut", yes(all.size() > overdue_shown));
  view.set("may", yes(call.user->role == "approver" && !all.empty()));
  view.set("lapsed", call.query.has("lapsed") ? View(std::string(call.query.get("lapsed"))) : yes(false));
  return view;
}

Result<std::vector<std::uint64_t>> chosen_cases(Call& call) {
  std::vector<std::uint64_t> out;
  for (std::string_view text : call.form.all("case")) out.push_back(TRY(whole_number(text, "case")));
  if (!out.empty()) return out;
  return fail("http.bad_form", "案件が一つも選ばれていません。 / No case was chosen.", "印をつけてください。 / Tick the cases.", Place{"case", 0, 0});
}

Result<std::size_t> lapse_chosen(Call& call) {
  std::vector<std::uint64_t> numbers = TRY(chosen_cases(call));
  CHECK_OK(app::act(call.site.engine, [&](app::Work& work) { return app::lapse_overdue(work, call.params[0], numbers, call.user->actor()); }));
  return numbers.size();
}

View sample_rows(Call& call, const audit::Version& version, const std::vector<cases::Sample>& samples) {
  View list{View::type::list};
  for (auto sample = samples.rbegin(); sample != samples.rend(); ++sample) {
    View one, drawn{View::type::list};
    for (std::uint64_t number : sample->case_numbers) {
      View its;
      its.set("number", std::to_string(number));
      its.set("link", desk_link(call.params[0], number));
      drawn << std::move(its);
    }
    one.set("number", std::to_string(sample->number));
    one.set("state", state_name(version.instrument, sample->state, call.language));
    one.set("population", grouped(static_cast<std::int64_t>(sample->population)));
    one.set("size", grouped(static_cast<std::int64_t>(sample->case_numbers.size())));
    one.set("seed", std::to_string(sample->seed));
    one.set("by", sample->drawn_by);
    one.set("on", written(sample->drawn_on, call.language));
    one.set("cases", std::move(drawn));
    list << std::move(one);
  }
  return list;
}

Result<View> samples_view(Call& call) {
  std::shared_ptr<const audit::Version> version = TRY(desk_programme(call));
  View states{View::type::list};
  for (const cases::State& state : version->instrument->lifecycle().states) {
    View one;
    one.set("id", std::string(state.id));
    one.set("name", std::string(is_ja(call) ? state.ja : state.en));
    one.set("chosen", yes(state.id == "paid"));
    states << std::move(one);
  }
  View view;
  view.set("programme", pick(version->programme.name, call.language));
  view.set("programme_link", desk_link(call.params[0]));
  view.set("link", desk_link(call.params[0]) + "/samples");
  view.set("samples", sample_rows(call, *version, TRY(app::samples(call.site.engine, call.params[0]))));
  view.set("states", std::move(states));
  view.set("may", yes(call.user->role == "officer" || call.user->role == "approver" || call.user->role == "auditor"));
  return view;
}

Done draw(Call& call) {
  std::uint64_t size = TRY(whole_number(call.form.get("size"), "size"));
  std::uint64_t seed = TRY(whole_number(call.form.get("seed"), "seed"));
  std::string state(call.form.get("state"));
  return app::act(call.site.engine, [&](app::Work& work) -> Done {
    TRY(app::draw_sample(work, call.params[0], state, size, seed, call.user->actor()));
    return {};
  });
}

}  // namespace

Response overdue_page(Call& call) {
  auto view = overdue_view(call);
  if (!view) return error_page(call, view.error(), desk_link(call.params[0]));
  return page(call, {is_ja(call) ? "補正の期限切れ" : "Overdue amendments", "desk"}, "overdue", std::move(*view));
}

Response lapse_overdue_cases(Call& call) {
  auto lapsed = lapse_chosen(call);
  std::string back = desk_link(call.params[0]) + "/overdue";
  if (!lapsed) return error_page(call, lapsed.error(), back);
  return redirect(fmt::format("{}?lapsed={}", back, *lapsed));
}

Response samples_page(Call& call) {
  auto view = samples_view(call);
  if (!view) return error_page(call, view.error(), desk_link(call.params[0]));
  return page(call, {is_ja(call) ? "抽出" : "Samples", "desk"}, "samples", std::move(*view));
}

Response draw_sample_cases(Call& call) {
  std::string back = desk_link(call.params[0]) + "/samples";
  if (auto done = draw(call); !done) return error_page(call, done.error(), back);
  return redirect(back);
}

}  // namespace hashira::http
