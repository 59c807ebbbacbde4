// The one table of a benefit's states and events.
#include "instruments/benefit/families.h"

namespace hashira::instruments::benefit {

const cases::Lifecycle& lifecycle() {
  static const cases::Lifecycle table = {
      {{"submitted", "申請受付", "submitted"},
       {"amendment_asked", "補正依頼中", "correction asked"},
       {"resubmitted", "補正済", "corrected and resubmitted"},
       {"screened", "審査済", "screened"},
       {"decided", "支給決定", "decided"},
       {"ordered", "支払手続中", "payment ordered"},
       {"paid", "支払済", "paid"},
       {"bounced", "振込不能", "transfer bounced"},
       {"repaid", "全額返納", "wholly repaid", true},
       {"refused", "不支給", "refused", true},
       {"withdrawn", "取下げ", "withdrawn", true},
       {"lapsed", "期限経過", "lapsed", true}},
      {{"benefit.submitted", "submit", {""}, "申請を受け付けた", "application received"},
       {"benefit.amendment_asked", "ask_amendment", {"submitted", "resubmitted", "screened"}, "補正を依頼した",
        "correction asked"},
       // An applicant may also mend an application that nobody has screened yet.
       {"benefit.resubmitted", "resubmit", {"amendment_asked", "submitted", "resubmitted"}, "補正された申請を受け付けた",
        "corrected application received"},
       {"benefit.lapsed", "lapse", {"amendment_asked"}, "補正の期限が過ぎた", "deadline for the correction passed"},
       {"benefit.screened", "screen", {"submitted", "resubmitted"}, "審査した", "screened"},
       {"benefit.refused", "refuse", {"submitted", "resubmitted", "screened"}, "不支給を決定した", "refused"},
       {"benefit.decided", "decide", {"screened"}, "支給を決定した", "benefit decided"},
       {"benefit.ordered", "order", {"decided"}, "支払を命令した", "payment ordered"},
       {"benefit.paid", "pay", {"ordered", "bounced"}, "支払った", "paid"},
       {"benefit.bounced", "bounce", {"paid"}, "振込が戻った", "transfer bounced"},
       {"benefit.repaid", "repay", {"paid"}, "返納された", "repaid"},
       {"benefit.fact_corrected", "correct_fact",
        {"submitted", "amendment_asked", "resubmitted", "screened", "decided", "ordered", "paid", "bounced", "repaid",
         "refused", "withdrawn", "lapsed"},
        "事実を訂正した", "fact corrected"},
       {"benefit.withdrawn", "withdraw", {"submitted", "amendment_asked", "resubmitted", "screened"}, "申請を取り下げた",
        "application withdrawn"}}};
  return table;
}

}  // namespace hashira::instruments::benefit
