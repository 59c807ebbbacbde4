#include "instruments/subsidy/refusals.h"

#include <fmt/core.h>

namespace hashira::instruments::subsidy {

Refusal started_early(Date starts, Date decided) {
  return {"started_early", fmt::format("着手日（{}）が交付決定の日（{}）より前です", starts.wareki(), decided.wareki()),
          fmt::format("the project starts on {}, before the decision of {}", starts.english(), decided.english()),
          "事前着手を承認するか、着手日を確かめてください", "allow the early start, or look at the day on which it starts"};
}

Refusal no_start_day() {
  return {"no_start_day", "承認する着手日がありません", "the day from which it may start is missing", "着手を認める日を入れてください",
          "give the day from which the project may start"};
}

Refusal no_report_facts(std::string_view completed) {
  return {"no_completion", fmt::format("実績報告に完了日「{}」がありません", completed),
          fmt::format("the report lacks the day of completion, '{}'", completed), "完了日と実績の額を入れてください",
          "give the day of completion and what the project really cost"};
}

Refusal late_report(Date deadline, Date reported) {
  return {"late_report", fmt::format("実績報告（{}）が期限の{}を過ぎています", reported.wareki(), deadline.wareki()),
          fmt::format("the report of {} came after its deadline, {}", reported.english(), deadline.english()),
          "遅れた理由を添えて受け付けてください", "take it in with the reason why it is late"};
}

Refusal completed_later(Date completed, Date reported) {
  return {"completed_later", fmt::format("完了日（{}）が報告の日（{}）より後です", completed.wareki(), reported.wareki()),
          fmt::format("the project is completed on {}, after the report of {}", completed.english(), reported.english()),
          "完了してから報告を受けてください", "take the report in when the project is completed"};
}

Refusal no_inspection() {
  return {"no_inspection", "検査の方法と内容が要ります", "an inspection needs where it was made and what was found",
          "documents（書面）か site（実地）と、確かめたことを書いてください", "give documents or site, and write down what was found"};
}

Refusal settled_already() {
  return {"settled_already", "額は確定しています", "the amount is settled already", "確定の後は変更又は取消としてください",
          "change or cancel the decision instead"};
}

Refusal no_advance() {
  return {"no_advance", "この事業に概算払はありません", "this programme pays nothing in advance", "額の確定を待って請求を受けてください",
          "wait for the settlement and take the claim then"};
}

Refusal advanced_already() {
  return {"advanced_already", "概算払は請求済みです", "an advance was claimed before", "残りは額の確定の後に請求を受けてください",
          "take the claim for the rest after the settlement"};
}

Refusal not_minor(std::string_view fact) {
  return {"not_minor", fmt::format("「{}」の変更は軽微な変更の範囲を超えます", fact),
          fmt::format("'{}' changes by more than a minor change may", fact), "事実を訂正し、変更を決定してください",
          "correct the fact and change the decision"};
}

Refusal no_minor_change() {
  return {"no_minor_change", "この事業に軽微な変更の定めはありません", "this programme names no minor change", "変更を決定してください",
          "change the decision"};
}

Refusal not_orderable() {
  return {"not_claimed", "請求がまだです", "it has not been claimed yet", "額の確定の後に請求を受けてください",
          "take the claim after the settlement"};
}

}  // namespace hashira::instruments::subsidy
