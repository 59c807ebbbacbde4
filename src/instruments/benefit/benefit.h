// Benefit (支援金・給付金): money of a tabled amount to whom the programme's rules find eligible.
//
// Guarantees: cases/contract.h. A case is paid at most once per decision, however often its transfer bounces; a new decision
// after payment pays or asks back the difference alone.
// Written in practice.md (decisions, money) and 地方自治法施行令 159条, 160条 (returns). Commands and entries:
//
//   command        entry                    fields of both (? optional; = computed here, so not in the command)
//   submit         benefit.submitted        facts {name: value}, requested? yen, sealed? digest of the ciphertext,
//                                           token? hash of the return token, entitlement?, missing? [fact],
//                                           channel? (import, paper; none: by the applicant), import? batch, row?,
//                                           paper? number, postmark? date: the period is judged by it
//   ask_amendment  benefit.amendment_asked  defects [{fact, what}], deadline date (moved to a working day)   補正依頼
//   remind         benefit.reminded         note?                                          補正の督促
//   resubmit       benefit.resubmitted      as submit, to `missing`                        補正
//   lapse          benefit.lapsed           reason_ja?, reason_en?                         期限経過
//   precheck       benefit.prechecked       = matures date                                 事前確認
//   claim          benefit.claimed          note?                                          請求
//   dispose_hit    benefit.hit_disposed     others [case], reason                          重複の確認
//   hold           benefit.held             class (cases/flags.h), note                    保留
//   release        benefit.released         reason                                         保留の解除
//   screen         benefit.screened         = eligible, amount, reason_ja, reason_en, rules  審査
//   refuse         benefit.refused          reason_ja, reason_en?                          不支給決定
//   decide         benefit.decided          draft, reservation? seq of the entry in `reservations` (併給の確認); = eligible … rules, decision (1, 2 …), year  支給決定
//   undo_decision  benefit.decision_undone  draft; = year                                  決定の取消し（施行前）
//   change         benefit.changed          reason, draft?; = eligible … rules, difference, decision, year  変更決定
//   cancel         benefit.cancelled        reason; = difference, decision, year           取消
//   order          benefit.ordered          draft; = amount, decision, instalment, year    支出命令
//   pay            benefit.paid             amount?, note?; = decision, instalment, attempt, year  支払
//   bounce         benefit.bounced          amount?, note?; = decision, instalment, year   振込不能
//   repay          benefit.repaid           amount, note?, reason?; = decision, instalment, face, year  返納
//                                           (one entry for each account year that paid what comes back)
//   assess_reclaim benefit.reclaim_assessed receivable number; = amount                    返還金の調定
//   sample         benefit.sampled          sample number                                  抽出
//   check          benefit.checked          result (cases/flags.h), note                   現地確認
//   change_account benefit.account_changed  sealed digest of the new ciphertext, proof, notice: held until released
//   correct_fact   benefit.fact_corrected   fact, value, reason, corrects? seq, entitlement?  事実の訂正
//   withdraw       benefit.withdrawn        reason_ja?                                     取下げ
//
// screen, decide and change need the outcome of the rules. `year` is the account year of the money (年度所属): of the
// decision; `face` says where a return goes: into_line (戻入) or revenue.
#pragma once

#include "instruments/money/instrument.h"

namespace hashira::instruments {

class Benefit final : public money::MoneyInstrument {
 public:
  Benefit();
};

using money::payment_key;

}  // namespace hashira::instruments
