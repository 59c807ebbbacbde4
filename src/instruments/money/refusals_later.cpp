// Refusals of holds, waiting, changes, reclaims and checks. The first half stands in refusals.cpp.
#include <fmt/core.h>

#include "cases/flags.h"
#include "instruments/money/refusals.h"
#include "ledger/print.h"

namespace hashira::instruments::money {

using ledger::yen_text;
using ledger::yen_text_en;

Refusal deadline_passed(Date deadline) {
  return {"deadline_passed", fmt::format("補正の期限（{}）は過ぎています", deadline.wareki()),
          fmt::format("the deadline for the correction, {}, has passed", deadline.english()),
          "期限経過とするか、期限を改めて補正を依頼してください", "record the lapse, or ask again with a new deadline"};
}

Refusal no_hold_class() {
  std::string ja, en;
  for (const cases::HoldClass& one : cases::hold_classes()) {
    ja += fmt::format("{}{}", ja.empty() ? "" : "、", one.ja);
    en += fmt::format("{}{}", en.empty() ? "" : ", ", one.id);
  }
  return {"no_hold_class", "保留の理由の区分が要ります", "a hold needs the class of its reason",
          fmt::format("次から選んでください：{}", ja), fmt::format("give one of: {}", en)};
}

Refusal no_waiting() {
  return {"no_waiting", "この事業に事前確認と待機はありません", "this programme has no preliminary check and waiting",
          "そのまま審査してください", "screen the application"};
}

Refusal no_waiting_fact(std::string_view fact) {
  return {"no_waiting_fact", fmt::format("待機の起点となる「{}」の日が分かりません", fact),
          fmt::format("the day of '{}', from which the waiting runs, is not known", fact), "補正を依頼してください",
          "ask for a correction"};
}

Refusal applied_late(Date last, Date applied) {
  return {"applied_late", fmt::format("申請（{}）が期限の{}を過ぎています", applied.wareki(), last.wareki()),
          fmt::format("the application of {} came after the last day, {}", applied.english(), last.english()),
          "不支給とするか、起点の日を確かめてください", "refuse it, or look at the day from which the time runs"};
}

Refusal claimed_already() {
  return {"claimed_already", "待機は終わり、請求を受けています", "the waiting is over and the claim has come",
          "審査してください", "screen it"};
}

Refusal not_matured(Date matures) {
  return {"not_matured", fmt::format("請求できるのは{}からです", matures.wareki()),
          fmt::format("it may be claimed from {}", matures.english()), "その日まで待ってください", "wait until then"};
}

Refusal not_claimed() {
  return {"not_claimed", "請求がまだです", "it has not been claimed yet",
          "先に事前確認をし、待機の後で請求を受けてください", "check it first, and take the claim after the waiting"};
}

Refusal nothing_left(const cases::Outcome& outcome) {
  return {"not_eligible", fmt::format("判定は支給対象外です（{}）", outcome.reason_ja),
          fmt::format("the rules give nothing ({})", outcome.reason_en), "変更ではなく取消としてください",
          "cancel the decision instead of changing it"};
}

Refusal nothing_changes(Yen amount) {
  return {"nothing_changes", fmt::format("判定は決定済みの{}と同じです", yen_text(amount)),
          fmt::format("the rules give the {} that are decided", yen_text_en(amount)),
          "先に事実を訂正するか、変更しないでください", "correct the facts first, or leave the decision as it is"};
}

Refusal cancelled_already() {
  return {"cancelled_already", "支給決定はすでに取り消されています", "the decision has been cancelled already",
          "返還の状況を確かめてください", "look at what is still owed back"};
}

Refusal old_year_may_not_grow(FiscalYear year) {
  return {"year_over", fmt::format("{}の支出負担行為は3月31日の後に増やせません", year.wareki()),
          fmt::format("a commitment of fiscal {} may not grow after 31 March", year.year()),
          "決定済みの額を支払ってから、差額を新年度で変更してください",
          "pay what is decided first, then change it: the difference belongs to the new year"};
}

Refusal all_assessed() {
  return {"all_assessed", "調定していない返還額はありません", "nothing that is owed back is without an assessment",
          "先に変更又は取消を決定してください", "change or cancel the decision first"};
}

Refusal no_receivable() {
  return {"no_receivable", "債権の番号がありません", "the receivable's number is missing",
          "債権を調定してから記録してください", "assess the receivable and give its number"};
}

Refusal no_sample() {
  return {"no_sample", "抽出の番号がありません", "the sample's number is missing", "抽出を行ってください",
          "draw the sample"};
}

Refusal no_check_result() {
  std::string ids;
  for (const cases::CheckResult& one : cases::check_results())
    ids += fmt::format("{}{}", ids.empty() ? "" : ", ", one.id);
  return {"no_check_result", "現地確認の結果が要ります", "a check needs its result",
          fmt::format("次から選んでください：{}", ids), fmt::format("give one of: {}", ids)};
}

Refusal no_hit() {
  return {"no_hit", "確認した相手の案件がありません", "the other cases are missing",
          "同じ支給単位の案件の番号を入れてください", "give the numbers of the cases with the same key"};
}

}  // namespace hashira::instruments::money
