#include "http/later_actions.h"

#include "app/subsidy_desk.h"
#include "http/form_values.h"

namespace hashira::http {
namespace {

using app::Work;

struct LaterAction {
  std::string_view name;
  Done (*act)(Work& work, const CaseTarget& to, const ActionField& field);
  std::string_view done_ja, done_en;
};

Done act_reclaim(Work& work, const CaseTarget& to, const ActionField& field) {
  auto due = Date::parse(field("due"));
  if (!due) {
    return fail("http.bad_form", "納期限の形が違います。 / The due date is not a date.",
                "2020-06-30 のように書いてください。 / Write it like 2020-06-30.", Place{"due", 0, 0});
  }
  TRY(app::assess_reclaim(work, to.programme, to.number, {*due, field("line")}, to.actor));
  return {};
}

Done act_start(Work& work, const CaseTarget& to, const ActionField& field) {
  Date from = TRY(typed_date(field("from"), "from"));
  return app::allow_start(work, to.programme, to.number, from, field("reason"), to.actor);
}

Done act_advance(Work& work, const CaseTarget& to, const ActionField& field) {
  Yen amount = TRY(typed_yen(field("amount"), "amount"));
  return app::claim_advance(work, to.programme, to.number, amount, field("reason"), to.actor);
}

constexpr LaterAction later_actions[] = {
    {"start", act_start, "事前着手を承認しました。", "The early start has been allowed."},
    {"advance", act_advance, "概算払の請求を受け付けました。", "The claim for an advance has been recorded."},
    {"minor-change",
     [](Work& w, const CaseTarget& to, const ActionField& f) {
       return app::note_minor_change(w, to.programme, to.number, f, f("note"), to.actor);
     },
     "軽微な変更の届出を記録しました。", "The minor change has been noted."},
    {"report",
     [](Work& w, const CaseTarget& to, const ActionField& f) {
       return app::report_performance(w, to.programme, to.number, f, f("reason"), to.actor);
     },
     "実績報告を受け付けました。", "The performance report has been recorded."},
    {"report-return",
     [](Work& w, const CaseTarget& to, const ActionField& f) {
       return app::return_report(w, to.programme, to.number, f("reason"), to.actor);
     },
     "実績報告を差し戻しました。", "The report has been returned."},
    {"inspection",
     [](Work& w, const CaseTarget& to, const ActionField& f) {
       return app::inspect_project(w, to.programme, to.number, f("place"), f("note"), to.actor);
     },
     "検査を記録しました。", "The inspection has been recorded."},
    {"amount",
     [](Work& w, const CaseTarget& to, const ActionField&) { return app::settle_grant(w, to.programme, to.number, to.actor); },
     "額を確定しました。", "The amount has been settled."},
    {"hold",
     [](Work& w, const CaseTarget& to, const ActionField& f) {
       return app::hold_case(w, to.programme, to.number, f("class"), f("note"), to.actor);
     },
     "保留しました。", "The case is held."},
    {"release",
     [](Work& w, const CaseTarget& to, const ActionField& f) {
       return app::release_case(w, to.programme, to.number, f("reason"), to.actor);
     },
     "保留を解きました。", "The case has been released."},
    {"disposal",
     [](Work& w, const CaseTarget& to, const ActionField& f) {
       return app::dispose_hits(w, to.programme, to.number, f("reason"), to.actor);
     },
     "同じ支給単位の案件を確認済みにしました。", "The cases with the same entitlement have been looked into."},
    {"reminder",
     [](Work& w, const CaseTarget& to, const ActionField& f) {
       return app::remind_amendment(w, to.programme, to.number, f("note"), to.actor);
     },
     "督促を記録しました。", "The reminder has been recorded."},
    {"lapse",
     [](Work& w, const CaseTarget& to, const ActionField&) {
       return app::lapse_case(w, to.programme, to.number, to.actor);
     },
     "期限経過を記録しました。", "The lapse has been recorded."},
    {"precheck",
     [](Work& w, const CaseTarget& to, const ActionField&) {
       return app::precheck_case(w, to.programme, to.number, to.actor);
     },
     "事前確認を記録しました。", "The preliminary check has been recorded."},
    {"claim",
     [](Work& w, const CaseTarget& to, const ActionField& f) {
       return app::claim_case(w, to.programme, to.number, f("note"), to.actor);
     },
     "請求を受け付けました。", "The claim has been recorded."},
    {"change",
     [](Work& w, const CaseTarget& to, const ActionField& f) {
       return app::change_case(w, to.programme, to.number, f("reason"), to.actor);
     },
     "変更を決定しました。", "The decision has been changed."},
    {"cancellation",
     [](Work& w, const CaseTarget& to, const ActionField& f) {
       return app::cancel_case(w, to.programme, to.number, f("reason"), to.actor);
     },
     "決定を取り消しました。", "The decision has been cancelled."},
    {"settlement",
     [](Work& w, const CaseTarget& to, const ActionField&) {
       return app::take_layer_total(w, to.programme, to.number, to.actor);
     },
     "支給実績を反映しました。続けて変更を決定してください。", "What was really paid has been taken over. Now change the decision."},
    {"order",
     [](Work& w, const CaseTarget& to, const ActionField&) {
       return app::order_case(w, to.programme, to.number, to.actor);
     },
     "支払を指示しました。", "The payment has been ordered."},
    {"reclaim", act_reclaim, "返還金を調定しました。", "The reclaim has been assessed."},
    {"check",
     [](Work& w, const CaseTarget& to, const ActionField& f) {
       return app::record_check(w, to.programme, to.number, f("result"), f("note"), to.actor);
     },
     "現地確認の結果を記録しました。", "The check has been recorded."},
};

const LaterAction* find_later(std::string_view name) {
  for (const LaterAction& action : later_actions) {
    if (action.name == name) return &action;
  }
  return nullptr;
}

}  // namespace

std::optional<Done> later_action(std::string_view name, const CaseTarget& target, const ActionField& field) {
  const LaterAction* action = find_later(name);
  if (action == nullptr) return std::nullopt;
  return app::act(target.engine, [&](Work& work) { return action->act(work, target, field); });
}

std::string_view later_done_words(std::string_view name, bool japanese) {
  const LaterAction* action = find_later(name);
  if (action == nullptr) return {};
  return japanese ? action->done_ja : action->done_en;
}

}  // namespace hashira::http
