// Receivables on the desk: what is owed back, in which state, what comes next, and how 加算金 and 延滞金 were computed.
// Guarantees: the calculation shown is the one that the ledger charges; repayments are taken on the case's page, so that case and
// receivable move together.
// Templates: receivables.html, receivable.html.
#include "app/desk.h"
#include "app/money_views.h"
#include "base/working_day.h"
#include "http/desk_links.h"
#include "http/handlers.h"
#include "http/pages.h"
#include "http/problem.h"
#include "http/public_cases.h"
#include "http/receivable_actions.h"
#include "http/words.h"
#include "ledger/surcharge_text.h"

namespace hashira::http {
namespace {

std::string receivables_link(const std::string& programme) { return desk_link(programme) + "/receivables"; }

struct ReceivableWords {
  std::string_view state, ja, en, next_ja, next_en;
};
constexpr ReceivableWords receivable_words[] = {
    {"assessed", "調定済", "assessed", "納入通知を送る", "send the notice"},
    {"notified", "納入通知済", "notified", "納期限を待つ", "wait for the due date"},
    {"reminded", "督促済", "reminded", "納付を待ち、分割・延長を話し合い、だめなら強制執行", "wait for payment, agree instalments, or enforce"},
    {"instalments", "分割納付中", "in instalments", "次の納期限を待つ", "wait for the next due date"},
    {"deferred", "納期限延長中", "deferred", "延長した納期限を待つ", "wait for the new due date"},
    {"enforcing", "強制執行中", "being enforced", "執行の結果を記録する", "record what came of it"},
    {"collected", "完納", "collected", "", ""},
    {"written_off", "不納欠損", "written off", "", ""},
    {"waived", "免除", "waived", "", ""},
    {"annulled", "調定取消", "annulled", "", ""},
};

const ReceivableWords& words_of(const ledger::Receivable& value) {
  for (const ReceivableWords& one : receivable_words) {
    if (one.state == value.state) return one;
  }
  return receivable_words[0];
}

// Requires: it was assessed.
Yen paid_under_terms(const ledger::Receivable& value) {
  Yen paid;
  for (const ledger::Dated& one : value.to_principal) {
    if (one.on >= value.order.terms.back().since) paid += one.amount;
  }
  return paid;
}

// The first day on which something is due under the terms that hold.
std::optional<Date> next_due(const ledger::Receivable& value) {
  std::optional<Date> out;
  if (value.ended() || value.order.terms.empty()) return out;
  Yen paid = paid_under_terms(value);
  for (const ledger::Dated& due : value.order.terms.back().dues) {
    paid -= due.amount;
    if (paid < Yen(0)) return due.on;
  }
  return value.order.terms.back().dues.back().on;
}

// What comes next: of an overdue claim that was not reminded of, the reminder.
std::string next_step(const ledger::Receivable& value, Date today, Language language) {
  bool ja = language == Language::ja;
  if (!value.ended() && value.surcharges_fixed) return ja ? "残る加算金・延滞金を収納するか、免除する" : "collect or waive the surcharges that are left";
  std::optional<Date> due = next_due(value);
  if (due && *due < today && value.state != "reminded" && value.state != "enforcing" && value.state != "assessed") return ja ? "督促する" : "send a reminder";
  const ReceivableWords& words = words_of(value);
  return std::string(ja ? words.next_ja : words.next_en);
}

View receivable_view(const Call& call, const ledger::Receivable& value) {
  Date today = call.site.engine.today();
  ledger::Split owed = ledger::owed(value, today);
  View one;
  one.set("number", std::to_string(value.number));
  one.set("link", fmt::format("{}/{}", receivables_link(call.params[0]), value.number));
  one.set("state", std::string(is_ja(call) ? words_of(value).ja : words_of(value).en));
  one.set("next", optional_text(next_step(value, today, call.language)));
  one.set("due", value.ended() ? std::string("—") : written(next_due(value), call.language));
  one.set("overdue", yes(!value.ended() && next_due(value) && *next_due(value) < today));
  one.set("source", value.source);
  std::uint64_t number = app::case_of_receivable(value, call.params[0]);
  one.set("case_link", number == 0 ? yes(false) : View(desk_link(call.params[0], number)));
  std::pair<const char*, Yen> amounts[] = {{"assessed", value.assessed.principal}, {"open", value.open().principal}, {"surcharge", owed.surcharge},
                                           {"late", owed.late},                    {"collected", value.collected.total()}, {"total", owed.total()}};
  for (const auto& [name, yen] : amounts) one.set(name, written(yen, call.language));
  return one;
}

std::vector<std::uint64_t> cases_behind(const Call& call, const std::vector<ledger::Receivable>& receivables) {
  std::vector<std::uint64_t> out;
  for (const ledger::Receivable& one : receivables) {
    if (std::uint64_t number = app::case_of_receivable(one, call.params[0]); number != 0) out.push_back(number);
  }
  return out;
}

Result<View> receivables_view(Call& call, Frame& frame) {
  std::shared_ptr<const audit::Version> version = TRY(desk_programme(call));
  View list{View::type::list};
  std::vector<ledger::Receivable> all = TRY(app::receivables(call.site.engine, call.params[0]));
  frame.synthetic = TRY(any_synthetic(call, cases_behind(call, all)));
  for (const ledger::Receivable& one : all) list << receivable_view(call, one);
  View view;
  view.set("programme", pick(version->programme.name, call.language));
  view.set("programme_link", desk_link(call.params[0]));
  view.set("receivables", std::move(list));
  view.set("today", written(call.site.engine.today(), call.language));
  return view;
}

// Through the last day that counts: of an ended one, the last repayment.
Date computed_until(const ledger::Receivable& value, Date today) {
  if (!value.surcharges_fixed || value.to_principal.empty()) return today;
  Date last = value.to_principal.front().on;
  for (const ledger::Dated& one : value.to_principal) last = std::max(last, one.on);
  return last;
}

// The instalments as agreed, each with what has come of it.
View plan_rows(const Call& call, const ledger::Receivable& value) {
  View list{View::type::list};
  Yen paid = paid_under_terms(value);
  for (const ledger::Dated& due : value.order.terms.back().dues) {
    Yen of_it = std::min(due.amount, paid);
    paid -= of_it;
    View one;
    one.set("due", written(due.on, call.language));
    one.set("amount", written(due.amount, call.language));
    one.set("paid", written(of_it, call.language));
    one.set("overdue", yes(of_it < due.amount && due.on < call.site.engine.today()));
    list << std::move(one);
  }
  return list;
}

struct ReceivableDone {
  std::string_view action, ja, en;
};
constexpr ReceivableDone receivable_done[] = {
    {"notify", "納入通知を記録しました。", "The notice has been recorded."},
    {"remind", "督促を記録しました。", "The reminder has been recorded."},
    {"enforce", "強制執行を記録しました。", "The enforcement has been recorded."},
    {"instalments", "分割納付を承認しました。", "The instalments have been agreed."},
    {"defer", "納期限を延長しました。", "The due date has been deferred."},
    {"waive", "免除を記録しました。", "The waiver has been recorded."},
    {"write-off", "不納欠損を記録しました。", "The claim has been written off."},
    {"reduce", "減額調定を記録しました。", "The assessment has been reduced."},
    {"refund", "還付を記録しました。", "The refund has been recorded."},
};

View done_words_of(const Call& call) {
  for (const ReceivableDone& words : receivable_done) {
    if (words.action == call.query.get("done")) return View(std::string(is_ja(call) ? words.ja : words.en));
  }
  return yes(false);
}

// Which forms the page offers, and what stands in their fields at first.
void set_forms(const Call& call, const ledger::Receivable& value, View& view) {
  Date today = call.site.engine.today();
  bool of_money_people = call.user->role == "payer" || call.user->role == "approver";
  bool may = of_money_people && !value.ended();
  bool told = may && value.state != "assessed";
  bool new_terms = told && !value.surcharges_fixed && value.open().principal > Yen(0);
  view.set("done", done_words_of(call));
  view.set("may_notify", yes(may && value.state == "assessed"));
  view.set("may_remind", yes(told && !value.reminded_on && next_due(value) && *next_due(value) < today));
  view.set("may_enforce", yes(may && value.reminded_on.has_value() && value.state != "enforcing"));
  view.set("may_agree", yes(new_terms));
  view.set("may_waive", yes(may && value.open().total() > Yen(0)));
  view.set("may_waive_surcharges", yes(may && value.surcharges_fixed));
  view.set("may_write_off", yes(told));
  bool standing = !value.ended() || value.state == "collected";
  bool by_case = app::case_of_receivable(value, call.params[0]) != 0;  // then its decision is changed, and this follows
  view.set("may_reduce", yes(of_money_people && standing && !by_case));
  view.set("may_refund", yes(of_money_people && value.to_refund().total() > Yen(0)));
  view.set("deadline", today.plus_days(10).iso());
  view.set("first_due", working_day_from(today.plus_days(30)).iso());
}

Result<View> one_receivable_view(Call& call, std::uint64_t number, Frame& frame) {
  std::shared_ptr<const audit::Version> version = TRY(desk_programme(call));
  ledger::Receivable value = TRY(app::receivable_of(call.site.engine, call.params[0], number));
  frame.synthetic = TRY(any_synthetic(call, cases_behind(call, {value})));
  Date today = call.site.engine.today();
  bool annulled = value.state == "annulled";  // nothing is left to bear a charge
  ledger::Surcharges calculated;
  if (!annulled) calculated = TRY(ledger::surcharges(value.order, value.to_principal, computed_until(value, today)));
  View view = receivable_view(call, value);
  view.set("programme", pick(version->programme.name, call.language));
  view.set("programme_link", desk_link(call.params[0]));
  view.set("receivables_link", receivables_link(call.params[0]));
  view.set("line", value.line);
  view.set("year", is_ja(call) ? value.year.wareki() : fmt::format("FY{}", value.year.year()));
  view.set("assessed_on", written(value.assessed_on, call.language));
  view.set("notified_on", optional_text(written(value.notified_on, call.language)));
  view.set("reminded_on", optional_text(written(value.reminded_on, call.language)));
  view.set("enforced_on", optional_text(written(value.enforced_on, call.language)));
  view.set("fixed", yes(value.surcharges_fixed));
  view.set("calculation", annulled ? std::string("—") : ledger::text(value.order, calculated));
  view.set("to_refund", value.to_refund().total() == Yen(0) ? yes(false) : View(written(value.to_refund().total(), call.language)));
  view.set("plan", value.state == "instalments" ? View("rows", plan_rows(call, value)) : yes(false));
  set_forms(call, value, view);
  return view;
}

Done act_on_receivable_call(Call& call, std::uint64_t number) {
  ledger::Receivable value = TRY(app::receivable_of(call.site.engine, call.params[0], number));
  auto read = receivable_action(call.params[2], call.form, value);
  if (!read) {
    return fail("http.not_found", "その操作はありません。 / There is no such action.",
                "ページのボタンを使ってください。 / Use the buttons on the page.");
  }
  ledger::ReceivableCommand command = TRY(std::move(*read));
  return app::act(call.site.engine, [&](app::Work& work) -> Done {
    return app::receivable_command(work, call.params[0], number, command, call.user->actor());
  });
}

}  // namespace

Response receivables_page(Call& call) {
  Frame frame{is_ja(call) ? "債権" : "Receivables", "desk"};
  auto view = receivables_view(call, frame);
  if (!view) return error_page(call, view.error(), desk_link(call.params[0]));
  return page(call, frame, "receivables", std::move(*view));
}

Response receivable_page(Call& call) {
  auto number = whole_number(call.params[1], "number");
  if (!number) return error_page(call, number.error());
  Frame frame{fmt::format("{} {}", is_ja(call) ? "債権" : "Receivable", *number), "desk"};
  auto view = one_receivable_view(call, *number, frame);
  if (!view) return error_page(call, view.error(), receivables_link(call.params[0]));
  return page(call, frame, "receivable", std::move(*view));
}

Response act_on_receivable(Call& call) {
  auto number = whole_number(call.params[1], "number");
  if (!number) return error_page(call, number.error());
  std::string back = fmt::format("{}/{}", receivables_link(call.params[0]), *number);
  if (auto done = act_on_receivable_call(call, *number); !done) return error_page(call, done.error(), back);
  return redirect(back + "?done=" + call.params[2]);
}

}  // namespace hashira::http
