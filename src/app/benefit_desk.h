// What officers, approvers and payers do beside the plain path of desk.h: holds, deadlines, waiting, changes, reclaims,
// samples. Rights and refusals as there; each command over a Work can be joined to others.
#pragma once

#include "app/desk.h"
#include "cases/sample.h"

namespace hashira::app {

// 保留: by officer, approver or payer; released by an approver who is not the one that held it.
Done hold_case(Work& work, const std::string& programme, std::uint64_t number, std::string_view hold_class,
               std::string_view note, const Actor& actor);
Done release_case(Work& work, const std::string& programme, std::uint64_t number, std::string_view reason,
                  const Actor& actor);
// 重複の確認: the hits of the entitlement key as they stand now are no double payment, for this reason. Officer.
Done dispose_hits(Work& work, const std::string& programme, std::uint64_t number, std::string_view reason,
                  const Actor& actor);
// Other cases with the same key that go on and that nobody has disposed of.
Result<std::vector<std::uint64_t>> open_hits(Work& work, const cases::Case& value);

// 補正の督促 (officer) and 期限経過 (approver).
Done remind_amendment(Work& work, const std::string& programme, std::uint64_t number, std::string_view note,
                      const Actor& actor);
Done lapse_case(Work& work, const std::string& programme, std::uint64_t number, const Actor& actor);
struct Overdue {
  std::uint64_t number = 0;
  Date deadline;
  std::optional<Date> reminded_on;
};
// Cases whose deadline for the correction has passed on that day, in order: what lapse_overdue would lapse (its
// preview).
Result<std::vector<Overdue>> overdue(Engine& engine, const std::string& programme, Date today);
// Lapses exactly the cases of a preview, as one unit; "app.preview_changed" when one of them is overdue no more.
Done lapse_overdue(Work& work, const std::string& programme, const std::vector<std::uint64_t>& numbers,
                   const Actor& actor);

// 事前確認 and 請求 (on paper, by an officer).
Done precheck_case(Work& work, const std::string& programme, std::uint64_t number, const Actor& actor);
Done claim_case(Work& work, const std::string& programme, std::uint64_t number, std::string_view note,
                const Actor& actor);

// 口座変更 of a payment still to be made: what proved the new account, and how the old contact was told. Held until an
// approver releases it; refused while the payment is out ("app.on_its_way"). `account`: answers to the programme's bank
// questions; "app.wrong_answer" names the one that is wrong.
Done change_account(Engine& engine, const std::string& programme, std::uint64_t number, const std::map<std::string, std::string>& account,
                    const std::string& proof, const std::string& notice, const Actor& actor);

// 変更 by the rules in force on the facts as they stand, 取消 with a reason: an approver who did not screen.
Done change_case(Work& work, const std::string& programme, std::uint64_t number, std::string_view reason,
                 const Actor& actor);
Done cancel_case(Work& work, const std::string& programme, std::uint64_t number, std::string_view reason,
                 const Actor& actor);
// 精算: what another layer really paid (money terms: settles) becomes a fact of the grant's case, by an officer. A grant that
// was decided is then changed, or cancelled when nothing is left. "app.nothing_to_settle" when the fact says so already.
Done take_layer_total(Work& work, const std::string& programme, std::uint64_t number, const Actor& actor);
// Orders what is due of one case whose draft was released before (a difference, or a case that was held then): a payer
// who did not decide.
Done order_case(Work& work, const std::string& programme, std::uint64_t number, const Actor& actor);
// 調定: what is owed back becomes a receivable; its number. Approver.
struct Reclaim {
  Date due;          // 納期限; moved to a working day
  std::string line;  // revenue line; empty: the budget line's own
};
Result<std::uint64_t> assess_reclaim(Work& work, const std::string& programme, std::uint64_t number,
                                     const Reclaim& reclaim, const Actor& actor);

// 抽出: draws from the cases in a state, by seed; officer, approver or auditor. 現地確認: officer; result as
// cases/flags.h.
Result<std::uint64_t> draw_sample(Work& work, const std::string& programme, std::string_view state, std::size_t size,
                                  std::uint64_t seed, const Actor& actor);
Done record_check(Work& work, const std::string& programme, std::uint64_t number, std::string_view result,
                  std::string_view note, const Actor& actor);
Result<std::vector<cases::Sample>> samples(Engine& engine, const std::string& programme);

}  // namespace hashira::app
