// The one table of a subsidy's states and events.
//
//   submitted → … → screened → decided → [advance_claimed → ordered → advanced] → reported → inspected → settled → claimed
//   → ordered → paid; where the decision settles: decided → ordered → paid. bounced, settled again, paid and reclaiming follow
//   the money (follow_subsidy).
#include "instruments/subsidy/kind.h"

namespace hashira::instruments::subsidy {
namespace {

using States = std::vector<std::string_view>;

std::vector<cases::State> subsidy_states() {
  return {{"submitted", "交付申請受付", "submitted"},
          {"amendment_asked", "補正依頼中", "correction asked"},
          {"resubmitted", "補正済", "corrected and resubmitted"},
          {"held", "保留", "held"},
          {"screened", "審査済", "screened"},
          {"decided", "交付決定", "granted"},
          {"advance_claimed", "概算払請求", "advance claimed"},
          {"ordered", "支払手続中", "payment ordered"},
          {"advanced", "概算払済", "advance paid"},
          {"reported", "実績報告受付", "performance reported"},
          {"inspected", "検査済", "inspected"},
          {"settled", "額の確定", "amount settled"},
          {"claimed", "請求受付", "claimed"},
          {"paid", "支払済", "paid"},
          {"bounced", "振込不能", "transfer bounced"},
          {"reclaiming", "返還請求中", "money owed back"},
          {"repaid", "全額返納", "wholly repaid", true},
          {"cancelled", "取消", "cancelled", true},
          {"refused", "不交付", "refused", true},
          {"withdrawn", "取下げ", "withdrawn", true},
          {"lapsed", "期限経過", "lapsed", true}};
}

// Before a decision; with a grant in force; before the money is out (a hold).
const States unscreened_states = {"submitted", "amendment_asked", "resubmitted", "screened"};
const States granted_states = {"decided",  "advance_claimed", "ordered", "advanced", "reported", "inspected",
                               "settled",  "claimed",         "paid",    "bounced",  "reclaiming"};
const States changeable_states = {"decided", "advance_claimed", "ordered", "advanced", "settled",
                                  "claimed", "paid",            "bounced", "reclaiming"};
const States holdable_states = {"submitted", "amendment_asked", "resubmitted", "screened", "decided",  "advance_claimed", "advanced",
                                "reported",  "inspected",       "settled",     "claimed",  "ordered",  "bounced"};

States with(States states, std::initializer_list<std::string_view> more) {
  states.insert(states.end(), more);
  return states;
}

States every_state() {
  States out;
  for (const cases::State& state : subsidy_states()) out.push_back(state.id);
  return out;
}

std::vector<cases::EventKind> application_events() {
  return {{"subsidy.submitted", "submit", {""}, "交付申請を受け付けた", "application received"},
          {"subsidy.amendment_asked", "ask_amendment", {"submitted", "resubmitted", "screened"}, "補正を依頼した", "correction asked"},
          {"subsidy.reminded", "remind", {"amendment_asked"}, "補正を督促した", "reminded of the correction"},
          {"subsidy.resubmitted", "resubmit", {"amendment_asked", "submitted", "resubmitted", "held"}, "補正された申請を受け付けた",
           "corrected application received"},
          {"subsidy.lapsed", "lapse", {"amendment_asked"}, "補正の期限が過ぎた", "deadline for the correction passed"},
          {"subsidy.hit_disposed", "dispose_hit", unscreened_states, "同じ交付単位の申請を確認した", "same entitlement looked into"},
          {"subsidy.start_allowed", "allow_start", {"submitted", "resubmitted", "screened"}, "事前着手を承認した", "early start allowed"},
          {"subsidy.withdrawn", "withdraw", with(unscreened_states, {"decided"}), "申請を取り下げた", "application withdrawn"},
          {"subsidy.held", "hold", holdable_states, "保留した", "held"},
          {"subsidy.account_changed", "change_account", {"decided", "advance_claimed", "settled", "claimed", "ordered", "bounced"},
           "口座を変更した（保留）", "account changed, held"},
          {"subsidy.released", "release", {"held"}, "保留を解いた", "released from hold"}};
}

std::vector<cases::EventKind> grant_events() {
  return {{"subsidy.screened", "screen", {"submitted", "resubmitted"}, "審査した", "screened"},
          {"subsidy.refused", "refuse", {"submitted", "resubmitted", "screened"}, "不交付を決定した", "refused"},
          {"subsidy.decided", "decide", {"screened"}, "交付を決定した", "subsidy granted"},
          {"subsidy.decision_undone", "undo_decision", {"decided"}, "決定を取り消した（施行前）", "decision undone before it was issued"},
          {"subsidy.changed", "change", changeable_states, "変更を決定した", "decision changed"},
          {"subsidy.change_noted", "note_change", {"decided", "advanced"}, "軽微な変更の届出を受けた", "minor change noted"},
          {"subsidy.cancelled", "cancel", granted_states, "決定を取り消した", "decision cancelled"},
          {"subsidy.reclaim_assessed", "assess_reclaim", {"reclaiming"}, "返還金を調定した", "reclaim assessed"},
          {"subsidy.sampled", "sample", with(granted_states, {"screened"}), "確認の対象に抽出した", "drawn into a sample"},
          {"subsidy.checked", "check", with(granted_states, {"screened"}), "現地を確認した", "checked on site"},
          {"subsidy.fact_corrected", "correct_fact", every_state(), "事実を訂正した", "fact corrected"}};
}

std::vector<cases::EventKind> settlement_events() {
  return {{"subsidy.advance_claimed", "advance", {"decided"}, "概算払の請求を受け付けた", "advance claimed"},
          {"subsidy.reported", "report", {"decided", "advanced"}, "実績報告を受け付けた", "performance reported"},
          {"subsidy.report_returned", "return_report", {"reported", "inspected"}, "実績報告を差し戻した", "report returned"},
          {"subsidy.inspected", "inspect", {"reported"}, "検査した", "inspected"},
          {"subsidy.settled", "settle", {"inspected"}, "額を確定した", "amount settled"},
          {"subsidy.claimed", "claim", {"settled"}, "請求を受け付けた", "claim received"},
          {"subsidy.ordered", "order", {"decided", "advance_claimed", "settled", "claimed"}, "支払を命令した", "payment ordered"},
          {"subsidy.paid", "pay", {"ordered", "bounced"}, "支払った", "paid"},
          {"subsidy.bounced", "bounce", {"advanced", "paid", "reclaiming"}, "振込が戻った", "transfer bounced"},
          {"subsidy.repaid", "repay", {"advanced", "paid", "reclaiming"}, "返納された", "repaid"}};
}

cases::Lifecycle make_subsidy_lifecycle() {
  cases::Lifecycle out{subsidy_states(), application_events()};
  for (auto part : {grant_events(), settlement_events()}) out.events.insert(out.events.end(), part.begin(), part.end());
  return out;
}

}  // namespace

const cases::Lifecycle& lifecycle() {
  static const cases::Lifecycle table = make_subsidy_lifecycle();
  return table;
}

}  // namespace hashira::instruments::subsidy
