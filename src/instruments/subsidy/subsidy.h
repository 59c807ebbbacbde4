// Subsidy (補助金): a share of eligible costs, granted before the project and settled after its report, or both at once.
//
// Guarantees: cases/contract.h. What was granted is an upper bound of what is settled; an advance (概算払) counts against it, and
// what was advanced beyond the settled amount is owed back without 加算金 (適正化法 18条2項). Written in docs/subsidy.md.
// Commands of the money instruments (benefit/benefit.h): submit, ask_amendment, remind, resubmit, lapse, dispose_hit, hold,
// release, screen, refuse, undo_decision, change, cancel, order, pay, bounce, repay, assess_reclaim, sample, check,
// change_account, correct_fact. Its own, or with more in them:
//
//   command        entry                     fields of both (? optional; = computed here, so not in the command)
//   allow_start    subsidy.start_allowed     from date, reason                                       事前着手の承認
//   decide         subsidy.decided           as benefit.decided; =one_step? where it is the settlement too   交付決定
//   note_change    subsidy.change_noted      facts {name: value}, note                               軽微な変更の届出
//   withdraw       subsidy.withdrawn         reason_ja?; before the decision is paid: =year          取下げ
//   advance        subsidy.advance_claimed   amount yen, reason                                      概算払の請求
//   report         subsidy.reported          facts {name: value} as they came out, reason? when late; =deadline   実績報告
//   return_report  subsidy.report_returned   reason                                                  実績報告の差戻し
//   inspect        subsidy.inspected         place (documents, site), note                           検査
//   settle         subsidy.settled           = eligible … rules (what they give on the facts reported), settled, decision, year   額の確定
//   claim          subsidy.claimed           note?; = amount                                         請求
//
// decide, change and settle need the outcome of the rules on the facts as they stand.
#pragma once

#include "instruments/money/instrument.h"

namespace hashira::instruments {

class Subsidy final : public money::MoneyInstrument {
 public:
  Subsidy();
};

}  // namespace hashira::instruments
