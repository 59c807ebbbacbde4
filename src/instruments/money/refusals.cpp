#include "instruments/money/refusals.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "ledger/print.h"

namespace hashira::instruments::money {
namespace {

using ledger::yen_text;
using ledger::yen_text_en;

std::string both(std::string_view ja, std::string_view en) { return fmt::format("{} / {}", ja, en); }

std::vector<std::string_view> possible_now(const cases::State* state, const cases::Lifecycle& lifecycle) {
  return lifecycle.commands(state == nullptr ? std::string_view() : state->id);
}

}  // namespace

tl::unexpected<Error> refuse(std::string_view instrument, const cases::Case& value, Refusal refusal) {
  std::string name = cases::case_name(value.stream, value.number);
  return fail(fmt::format("instruments.{}.{}", instrument, refusal.what),
              both(fmt::format("{}：{}", name, refusal.ja), fmt::format("{}: {}", name, refusal.en)),
              both(refusal.mend_ja, refusal.mend_en));
}

Refusal not_in_state(const cases::State* state, const cases::EventKind& asked, const cases::Lifecycle& lifecycle) {
  std::string possible = fmt::format("{}", fmt::join(possible_now(state, lifecycle), ", "));
  return {"not_in_state",
          fmt::format("今は「{}」なので、「{}」にはできません", state == nullptr ? "未申請" : state->ja, asked.ja),
          fmt::format("it is {} now, so \"{}\" cannot follow", state == nullptr ? "not submitted" : state->en, asked.en),
          fmt::format("次にできること：{}", possible), fmt::format("possible now: {}", possible)};
}

Refusal not_open(const portfolio::Programme& programme, Date on) {
  bool early = programme.opens && on < *programme.opens;
  Date edge = early ? *programme.opens : programme.closes.value_or(on);
  return {"not_open",
          early ? fmt::format("受付は{}に始まります（今日は{}）", edge.wareki(), on.wareki())
                : fmt::format("受付は{}に終わりました（今日は{}）", edge.wareki(), on.wareki()),
          early ? fmt::format("applications are taken from {}, today is {}", edge.english(), on.english())
                : fmt::format("applications were taken until {}, today is {}", edge.english(), on.english()),
          early ? "受付が始まってから申請してください" : "担当課へお問い合わせください",
          early ? "apply when intake opens" : "ask the office in charge"};
}

Refusal not_an_amount(Yen amount, Yen least, Yen most) {
  return {"wrong_amount", fmt::format("{}という金額は受け付けられません", yen_text(amount)),
          fmt::format("{} cannot be taken", yen_text_en(amount)),
          fmt::format("{}から{}までの金額にしてください", yen_text(least), yen_text(most)),
          fmt::format("give {} to {}", yen_text_en(least), yen_text_en(most))};
}

Refusal not_the_whole(Yen given, Yen due) {
  return {"wrong_amount", fmt::format("{}は支払うべき全額{}と違います", yen_text(given), yen_text(due)),
          fmt::format("{} is not the whole {}", yen_text_en(given), yen_text_en(due)),
          fmt::format("{}とするか、金額を空けてください", yen_text(due)),
          fmt::format("give {} or leave the amount out", yen_text_en(due))};
}

Refusal bad_digest(std::string_view field) {
  return {"bad_digest", fmt::format("「{}」は SHA-256 の値ではありません", field), fmt::format("'{}' is no SHA-256 digest", field),
          "32バイトの値を渡してください", "give its 32 bytes"};
}

Refusal no_defects() {
  return {"no_defects", "補正依頼には直す点が要ります", "a request for correction needs defects, each in words",
          "申請者が直す点を書いてください", "write down what the applicant must mend"};
}

Refusal unknown_fact(std::string_view fact) {
  return {"unknown_fact", fmt::format("「{}」という項目はこの事業にありません", fact),
          fmt::format("'{}' is no fact of this programme", fact), "質問の項目を選ぶか、申請全体なら空けてください",
          "name a question's fact, or leave it empty for the whole application"};
}

Refusal no_deadline(Date earliest) {
  return {"no_deadline", "補正依頼には過ぎていない期限が要ります", "a request for correction needs a deadline that has not passed",
          fmt::format("{}以後の日を入れてください", earliest.wareki()), fmt::format("give {} or a later day", earliest.english())};
}

Refusal deadline_not_passed(Date deadline) {
  return {"deadline_not_passed", fmt::format("申請者は{}まで補正できます", deadline.wareki()),
          fmt::format("the applicant may still correct it until {}", deadline.english()), "翌日まで待ってください",
          "wait until the day after"};
}

Refusal no_outcome(std::string_view command) {
  return {"no_outcome", fmt::format("「{}」には要綱による判定が要ります", command), fmt::format("'{}' needs what the rules give", command),
          "先に判定してください", "evaluate the programme's rules first"};
}

Refusal rules_give_too_much(Yen amount, Yen most) {
  return {"wrong_amount", fmt::format("判定の金額が{}です", yen_text(amount)), fmt::format("the rules give {}", yen_text_en(amount)),
          fmt::format("rules.dmn を直してください（0円から{}まで）", yen_text(most)),
          fmt::format("mend rules.dmn: an amount is 0 to {}", yen_text_en(most))};
}

Refusal not_eligible(const cases::Outcome& outcome) {
  return {"not_eligible", fmt::format("判定は支給対象外です（{}）", outcome.reason_ja),
          fmt::format("the rules give nothing ({})", outcome.reason_en), "一覧から外し、不支給とするか事実を直して審査し直してください",
          "take it off the list; refuse it, or correct its facts and screen it again"};
}

Refusal no_draft() {
  return {"no_draft", "支給は起案の一覧で決定します", "a decision is made by a draft's list", "先に起案してください", "draft it first"};
}

Refusal other_draft(std::int64_t decided_by, std::int64_t given) {
  return {"other_draft", fmt::format("起案{}で決定したもので、起案{}ではありません", decided_by, given),
          fmt::format("it was decided by draft {}, not {}", decided_by, given), "決定した起案の支払を指示してください",
          "release the draft that decided it"};
}

Refusal date_before(Date since, Date given) {
  return {"date_before", fmt::format("{}は、前の手続の日（{}）より前です", given.wareki(), since.wareki()),
          fmt::format("{} is before the step that came first, on {}", given.english(), since.english()),
          "実際に行われた日を入れてください", "give the day on which it happened"};
}

Refusal books_closed(FiscalYear year) {
  return {"books_closed", fmt::format("{}の出納は{}に閉鎖しました", year.wareki(), year.cashbook_closes().wareki()),
          fmt::format("the books of fiscal {} closed on {}", year.year(), year.cashbook_closes().english()),
          "繰越の手続をするか、新年度の予算で決定してください", "carry the commitment over, or decide it in the new year"};
}

Refusal partly_repaid() {
  return {"partly_repaid", "一部が返納されているので、振込は届いています", "part of it was repaid, so the transfer did arrive",
          "返納として記録してください", "record a further repayment instead"};
}

Refusal same_value(std::string_view fact, std::string_view value) {
  return {"same_value", fmt::format("「{}」はすでに {} です", fact, value), fmt::format("'{}' is {} already", fact, value),
          "何もしなくてよいです", "nothing needs to be done"};
}

Refusal no_reason() {
  return {"no_reason", "理由が要ります", "a reason is needed", "なぜかを書いてください", "write down why"};
}

Refusal no_such_entry() {
  return {"no_such_entry", "訂正には直す記録の番号が要ります", "a correction names the entry it mends", "記録の番号を入れてください",
          "give the entry's number"};
}

}  // namespace hashira::instruments::money
