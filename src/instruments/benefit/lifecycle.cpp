// The one table of a benefit's states and events.
//
//   submitted → (amendment_asked ↔ resubmitted) → [waiting → claimed] → screened → decided → ordered → paid
//   bounced, changed and reclaiming follow the money (follow_benefit); held comes back to where it came from.
#include "instruments/benefit/kind.h"

namespace hashira::instruments::benefit {
namespace {

using States = std::vector<std::string_view>;

std::vector<cases::State> benefit_states() {
  return {{"submitted", "申請受付", "submitted"},
          {"amendment_asked", "補正依頼中", "correction asked"},
          {"resubmitted", "補正済", "corrected and resubmitted"},
          {"waiting", "待機中（事前確認済）", "checked, waiting"},
          {"claimed", "請求受付", "claimed"},
          {"held", "保留", "held"},
          {"screened", "審査済", "screened"},
          {"decided", "支給決定", "decided"},
          {"ordered", "支払手続中", "payment ordered"},
          {"paid", "支払済", "paid"},
          {"bounced", "振込不能", "transfer bounced"},
          {"changed", "変更決定（追加支給）", "changed, a difference due"},
          {"reclaiming", "返還請求中", "money owed back"},
          {"repaid", "全額返納", "wholly repaid", true},
          {"cancelled", "取消", "cancelled", true},
          {"refused", "不支給", "refused", true},
          {"withdrawn", "取下げ", "withdrawn", true},
          {"lapsed", "期限経過", "lapsed", true}};
}

// Before a decision; before money left (a hold); with a decision in force; any state that a case can be in.
const States undecided_states = {"submitted", "amendment_asked", "resubmitted", "waiting", "claimed", "screened"};
const States unpaid_states = {"submitted", "amendment_asked", "resubmitted", "waiting", "claimed",
                       "screened",  "decided",         "ordered",     "bounced", "changed"};
const States in_force_states = {"decided", "ordered", "paid", "bounced", "changed", "reclaiming"};
const States checkable_states = {"screened", "decided", "ordered", "paid", "bounced", "changed", "reclaiming"};

States any_state() {
  States out;
  for (const cases::State& state : benefit_states()) out.push_back(state.id);
  return out;
}

std::vector<cases::EventKind> intake_events() {
  return {
      {"benefit.submitted", "submit", {""}, "申請を受け付けた", "application received"},
      {"benefit.amendment_asked", "ask_amendment", {"submitted", "resubmitted", "claimed", "screened"}, "補正を依頼した",
       "correction asked"},
      {"benefit.reminded", "remind", {"amendment_asked"}, "補正を督促した", "reminded of the correction"},
      // An applicant may also mend an application that nobody has screened yet; a hold takes nobody's deadline away.
      {"benefit.resubmitted", "resubmit", {"amendment_asked", "submitted", "resubmitted", "held"}, "補正された申請を受け付けた",
       "corrected application received"},
      {"benefit.lapsed", "lapse", {"amendment_asked"}, "補正の期限が過ぎた", "deadline for the correction passed"},
      {"benefit.prechecked", "precheck", {"submitted", "resubmitted"}, "事前確認をした", "checked beforehand"},
      {"benefit.claimed", "claim", {"waiting"}, "請求を受け付けた", "claim received"},
      {"benefit.hit_disposed", "dispose_hit", undecided_states, "同じ支給単位の申請を確認した", "same entitlement looked into"},
      {"benefit.withdrawn", "withdraw", undecided_states, "申請を取り下げた", "application withdrawn"},
      {"benefit.held", "hold", unpaid_states, "保留した", "held"},
      {"benefit.account_changed", "change_account", {"decided", "ordered", "bounced", "changed"}, "口座を変更した（保留）",
       "account changed, held"},
      {"benefit.released", "release", {"held"}, "保留を解いた", "released from hold"}};
}

std::vector<cases::EventKind> decision_events() {
  return {
      {"benefit.screened", "screen", {"submitted", "resubmitted", "claimed"}, "審査した", "screened"},
      {"benefit.refused", "refuse", {"submitted", "resubmitted", "waiting", "claimed", "screened"}, "不支給を決定した", "refused"},
      {"benefit.decided", "decide", {"screened"}, "支給を決定した", "benefit decided"},
      {"benefit.decision_undone", "undo_decision", {"decided"}, "決定を取り消した（施行前）", "decision undone before it was issued"},
      {"benefit.changed", "change", in_force_states, "変更を決定した", "decision changed"},
      {"benefit.cancelled", "cancel", in_force_states, "決定を取り消した", "decision cancelled"},
      {"benefit.reclaim_assessed", "assess_reclaim", {"reclaiming"}, "返還金を調定した", "reclaim assessed"},
      {"benefit.sampled", "sample", checkable_states, "確認の対象に抽出した", "drawn into a sample"},
      {"benefit.checked", "check", checkable_states, "現地を確認した", "checked on site"},
      {"benefit.fact_corrected", "correct_fact", any_state(), "事実を訂正した", "fact corrected"}};
}

std::vector<cases::EventKind> money_events() {
  return {{"benefit.ordered", "order", {"decided", "changed"}, "支払を命令した", "payment ordered"},
          {"benefit.paid", "pay", {"ordered", "bounced"}, "支払った", "paid"},
          {"benefit.bounced", "bounce", {"paid", "reclaiming"}, "振込が戻った", "transfer bounced"},
          {"benefit.repaid", "repay", {"paid", "reclaiming"}, "返納された", "repaid"}};
}

cases::Lifecycle make_lifecycle() {
  cases::Lifecycle out{benefit_states(), intake_events()};
  for (auto part : {decision_events(), money_events()}) out.events.insert(out.events.end(), part.begin(), part.end());
  return out;
}

}  // namespace

const cases::Lifecycle& lifecycle() {
  static const cases::Lifecycle table = make_lifecycle();
  return table;
}

}  // namespace hashira::instruments::benefit
