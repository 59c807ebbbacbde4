// Letters on the desk: which are due, issue them, print them, record that they were sent.
// Guarantees: the printed page is what was issued; numbers and texts come from `app`.
// Templates: letters.html; the printed page is made by report/letter.h.
#include "app/letters.h"
#include "http/desk_links.h"
#include "http/handlers.h"
#include "http/pages.h"
#include "http/problem.h"
#include "http/public_cases.h"
#include "http/words.h"

namespace hashira::http {
namespace {

constexpr std::size_t counted_max = 50'000, letters_shown = 50;

std::string letters_link(const std::string& programme) { return desk_link(programme) + "/letters"; }

std::string letter_kind_name(std::string_view id, Language language) {
  for (const app::LetterKind& kind : app::letter_kinds()) {
    if (kind.id == id) return std::string(language == Language::ja ? kind.ja : kind.en);
  }
  return std::string(id);
}

Result<View> due_rows(Call& call) {
  View list{View::type::list};
  bool may = call.user->role == "officer" || call.user->role == "approver";
  for (const app::LetterKind& kind : app::letter_kinds()) {
    std::size_t due = TRY(app::due_letters(call.site.engine, call.params[0], kind.id, counted_max)).size();
    View one;
    one.set("id", std::string(kind.id));
    one.set("name", letter_kind_name(kind.id, call.language));
    one.set("due", grouped(static_cast<std::int64_t>(due)));
    one.set("may_issue", yes(may && due > 0));
    list << std::move(one);
  }
  return list;
}

View letter_rows(Call& call, const std::vector<app::Letter>& letters) {
  View list{View::type::list};
  for (auto letter = letters.rbegin(); letter != letters.rend(); ++letter) {
    View one;
    one.set("number", std::to_string(letter->number));
    one.set("print", fmt::format("{0}/print?from={1}&to={1}", letters_link(call.params[0]), letter->number));
    one.set("kind", letter_kind_name(letter->kind, call.language));
    one.set("case", std::to_string(letter->case_number));
    one.set("case_link", desk_link(call.params[0], letter->case_number));
    one.set("issued_on", written(letter->issued_on, call.language));
    one.set("sent_on", letter->sent_on ? View(written(letter->sent_on, call.language)) : yes(false));
    list << std::move(one);
  }
  return list;
}

Result<View> letters_view(Call& call) {
  std::shared_ptr<const audit::Version> version = TRY(desk_programme(call));
  View view;
  view.set("programme", pick(version->programme.name, call.language));
  view.set("programme_link", desk_link(call.params[0]));
  view.set("link", letters_link(call.params[0]));
  view.set("kinds", TRY(due_rows(call)));
  std::uint64_t last = TRY(app::last_letter(call.site.engine, call.params[0]));
  std::uint64_t from = last > letters_shown ? last - letters_shown + 1 : 1;
  std::vector<app::Letter> letters = TRY(app::letters(call.site.engine, call.params[0], from, letters_shown));
  view.set("letters", letter_rows(call, letters));
  view.set("has_letters", yes(!letters.empty()));
  view.set("from", std::to_string(from));
  view.set("to", std::to_string(last));
  view.set("today", call.site.engine.today().iso());
  return view;
}

Result<std::pair<std::uint64_t, std::uint64_t>> range_of(std::string_view from, std::string_view to) {
  std::uint64_t first = TRY(whole_number(from, "from"));
  return std::pair(first, TRY(whole_number(to, "to")));
}

Done issue(Call& call) {
  std::string kind(call.form.get("kind"));
  std::vector<std::uint64_t> due = TRY(app::due_letters(call.site.engine, call.params[0], kind, counted_max));
  TRY(app::issue_letters(call.site.engine, call.params[0], kind, due, call.user->actor()));
  return {};
}

Done record_sent(Call& call) {
  auto [from, to] = TRY(range_of(call.form.get("from"), call.form.get("to")));
  return app::mark_letters_sent(call.site.engine, call.params[0], from, to, TRY(Date::parse(call.form.get("on"))), call.user->actor());
}

Result<std::string> printed(Call& call) {
  auto [from, to] = TRY(range_of(call.query.get("from"), call.query.get("to")));
  return app::print_letters(call.site.engine, call.params[0], from, to, call.user->actor());
}

}  // namespace

Response letters_page(Call& call) {
  auto view = letters_view(call);
  if (!view) return error_page(call, view.error(), desk_link(call.params[0]));
  return page(call, {is_ja(call) ? "通知書" : "Letters", "desk"}, "letters", std::move(*view));
}

Response issue_letters(Call& call) {
  if (auto done = issue(call); !done) return error_page(call, done.error(), letters_link(call.params[0]));
  return redirect(letters_link(call.params[0]));
}

Response letters_sent(Call& call) {
  if (auto done = record_sent(call); !done) return error_page(call, done.error(), letters_link(call.params[0]));
  return redirect(letters_link(call.params[0]));
}

Response printed_letters(Call& call) {
  auto page = printed(call);
  if (!page) return error_page(call, page.error(), letters_link(call.params[0]));
  Response out;
  out.body = std::move(*page);
  return out;
}

}  // namespace hashira::http
