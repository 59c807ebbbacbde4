// What the desk's forms do: one app command each, then back to the page that shows the outcome.
// Guarantees: refusals come from `app` and are shown with their place and mend; nothing is half done.
// Forms: desk_case.html, queue.html, draft.html, payments.html.
#include "app/benefit_desk.h"
#include "app/desk.h"
#include "app/payment_runs.h"
#include "http/desk_links.h"
#include "http/draft_actions.h"
#include "http/form_values.h"
#include "http/handlers.h"
#include "http/later_actions.h"
#include "http/pages.h"
#include "http/problem.h"
#include "http/public_cases.h"
#include "http/words.h"

namespace hashira::http {
namespace {

Done screen_application(Call& call, std::uint64_t number) {
  return app::screen_case(call.site.engine, call.params[0], number, call.user->actor());
}

// Up to three defects: fact1/what1 …; lines without words are left out.
Done ask_for_amendment(Call& call, std::uint64_t number) {
  std::vector<app::Defect> defects;
  for (int i = 1; i <= 3; ++i) {
    std::string fact(call.form.get(fmt::format("fact{}", i)));
    std::string what(call.form.get(fmt::format("what{}", i)));
    if (!what.empty()) defects.push_back({fact, what});
  }
  Date deadline = TRY(form_date(call.form, "deadline"));
  return app::ask_amendment(call.site.engine, call.params[0], number, std::move(defects), deadline, call.user->actor());
}

Done refuse_application(Call& call, std::uint64_t number) {
  return app::refuse_case(call.site.engine, call.params[0], number, std::string(call.form.get("reason")),
                          call.user->actor());
}

Done correct_application(Call& call, std::uint64_t number) {
  return app::correct_fact(call.site.engine, call.params[0], number, std::string(call.form.get("fact")),
                           std::string(call.form.get("value")), std::string(call.form.get("reason")),
                           call.user->actor());
}

Done change_of_account(Call& call, std::uint64_t number) {
  std::map<std::string, std::string> account;
  for (const char* fact : {"bank_code", "branch_code", "account_type", "account_number", "account_holder_kana"}) {
    account[fact] = std::string(call.form.get(fact));
  }
  return app::change_account(call.site.engine, call.params[0], number, account, std::string(call.form.get("proof")),
                             std::string(call.form.get("notice")), call.user->actor());
}

Done payment_result(Call& call, std::uint64_t number) {
  app::PaymentMark mark;
  mark.case_number = number;
  auto what = call.form.get("what");
  if (what == "bounced") mark.what = app::Payment::bounced;
  if (what == "repaid") mark.what = app::Payment::repaid;
  mark.amount = TRY(form_yen(call.form, "amount"));
  mark.on = TRY(form_date(call.form, "on"));
  mark.note = std::string(call.form.get("note"));
  mark.reason = std::string(call.form.get("reason"));
  return app::mark_payment(call.site.engine, call.params[0], mark, call.user->actor());
}

struct CaseAction {
  std::string_view name;
  Done (*act)(Call&, std::uint64_t);
};
constexpr CaseAction case_actions[] = {
    {"screen", screen_application},   {"ask-amendment", ask_for_amendment}, {"refuse", refuse_application},
    {"correct", correct_application}, {"payment", payment_result},
    {"account", change_of_account},
};

Error no_such_action() {
  return {"http.not_found",
          "その操作はありません。 / There is no such action.",
          "ページのボタンを使ってください。 / Use the buttons on the page.",
          {}};
}

Response show_payments(Call& call, const std::vector<Error>& errors, std::optional<std::size_t> marked) {
  auto version = desk_programme(call);
  if (!version) return error_page(call, version.error());
  bool ja = call.language == Language::ja;
  View view;
  view.set("programme", pick((*version)->programme.name, call.language));
  view.set("programme_link", desk_link(call.params[0]));
  view.set("action", desk_link(call.params[0]) + "/payments");
  view.set("errors", errors.empty() ? yes(false) : View("rows", file_error_rows(errors, call.language)));
  view.set("marked", marked ? View(plural(*marked, "件", "payment", "payments", call.language)) : yes(false));
  Frame frame{ja ? "支払の結果を取り込む" : "Take in payments", "desk"};
  frame.status = errors.empty() ? 200 : 422;
  return page(call, frame, "payments", std::move(view));
}

}  // namespace

Response act_on_case(Call& call) {
  auto number = whole_number(call.params[1], "number");
  if (!number) return error_page(call, number.error());
  for (const auto& action : case_actions) {
    if (action.name != call.params[2]) continue;
    if (auto done = action.act(call, *number); !done)
      return error_page(call, done.error(), desk_link(call.params[0], *number));
    return redirect(fmt::format("{}?done={}", desk_link(call.params[0], *number), action.name));
  }
  CaseTarget target{call.site.engine, call.params[0], *number, call.user->actor()};
  auto field = [&](std::string_view name) { return std::string(call.form.get(name)); };
  auto later = later_action(call.params[2], target, field);
  if (!later) return error_page(call, no_such_action());
  if (!*later) return error_page(call, later->error(), desk_link(call.params[0], *number));
  return redirect(fmt::format("{}?done={}", desk_link(call.params[0], *number), call.params[2]));
}

Response open_draft(Call& call) {
  std::vector<std::uint64_t> numbers;
  for (auto text : call.form.all("case")) {
    auto number = whole_number(text, "case");
    if (!number) return error_page(call, number.error());
    numbers.push_back(*number);
  }
  if (numbers.empty())
    return error_page(call,
                      {"http.bad_form",
                       "案件が一つも選ばれていません。 / No case was chosen.",
                       "起案に入れる案件に印をつけてください。 / Tick the cases that the draft lists.",
                       {"case", 0, 0}},
                      desk_link(call.params[0]) + "?state=screened");
  auto draft = app::open_draft(call.site.engine, call.params[0], std::move(numbers), call.user->actor());
  if (!draft) return error_page(call, draft.error(), desk_link(call.params[0]) + "?state=screened");
  return redirect(draft_link(call.params[0], *draft));
}

Response act_on_draft(Call& call) {
  auto number = whole_number(call.params[1], "number");
  if (!number) return error_page(call, number.error());
  DraftTarget target{call.site.engine, call.site.bulk, call.params[0], *number, call.user->actor()};
  auto done = draft_action(call.params[2], target, [&](std::string_view name) { return std::string(call.form.get(name)); });
  if (!done) return error_page(call, no_such_action());
  if (!*done) return error_page(call, done->error(), draft_link(call.params[0], *number));
  return redirect(draft_link(call.params[0], *number));
}

Response payments_page(Call& call) {
  return show_payments(call, {}, std::nullopt);
}

// A message of the bank (ISO 20022): answers are booked on the business date where they name no day.
Response upload_answers(Call& call, const std::string& name) {
  auto answers = payments::read_bank_answers(call.form.get("file"), name);
  if (!answers) return show_payments(call, {answers.error()}, std::nullopt);
  auto taken = app::take_answers(call.site.engine, call.params[0], *answers, call.site.engine.today(), call.user->actor());
  if (!taken) return show_payments(call, {taken.error()}, std::nullopt);
  return show_payments(call, taken->unplaced, taken->paid + taken->returned);
}

Response upload_payments(Call& call) {
  std::string name(call.form.get("file.name"));
  if (call.form.get("file").starts_with("<")) return upload_answers(call, name.empty() ? "message.xml" : name);
  auto marked = app::mark_payments_csv(call.site.engine, call.params[0], call.form.get("file"),
                                       name.empty() ? "payments.csv" : name, call.user->actor());
  if (!marked) return show_payments(call, marked.error(), std::nullopt);
  return show_payments(call, {}, *marked);
}

}  // namespace hashira::http
