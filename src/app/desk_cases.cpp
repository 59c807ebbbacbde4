// The desk's commands on one case: correction, screening, refusal, a wrong fact, and what the bank or payer reports.
#include <fmt/core.h>

#include "app/answers.h"
#include "app/case_command.h"
#include "app/case_keys.h"
#include "app/reclaims.h"
#include "app/desk.h"
#include "app/binding.h"
#include "app/exclusions.h"
#include "app/run_entries.h"
#include "cases/case.h"
#include "feel/codec.h"

namespace hashira::app {
namespace {

Bytes encoded_defects(const std::vector<Defect>& defects) {
  cbor::Writer writer;
  writer.array(defects.size());
  for (const Defect& defect : defects) {
    writer.map(2);
    writer.text("fact");
    writer.text(defect.fact);
    writer.text("what");
    writer.text(defect.what);
  }
  return std::move(writer).out();
}

std::string_view command_name(Payment what) { return what == Payment::paid ? "pay" : "bounce"; }

}  // namespace

Done ask_amendment(Work& work, const std::string& programme, std::uint64_t case_number, const std::vector<Defect>& defects,
                   Date deadline, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  if (defects.empty()) {
    return fail("app.no_defect", "補正の理由がありません / a request for correction needs at least one defect",
                "直してほしい項目を一つ以上書いてください / name at least one item to be corrected");
  }
  journal::BodyWriter body;
  body.raw("defects", encoded_defects(defects)).date("deadline", deadline);
  return run_command(work, programme, case_number, "ask_amendment", body.body(), actor);
}

Done screen_case(Work& work, const std::string& programme, std::uint64_t case_number, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  cases::Case value = TRY(work.case_of(programme, case_number));
  Date day = day_of(work, actor);
  RulesHistory rules = TRY(rules_history(work, programme));
  cases::Outcome outcome = bound_outcome(rules, value, day);
  TRY(carry_out(work, {programme, case_number, {"screen", {}, day}, actor, {}, {}}, &outcome));
  return {};
}

Done refuse_case(Work& work, const std::string& programme, std::uint64_t case_number, std::string_view reason, const Actor& actor) {
  CHECK_OK(require_role(actor, {"approver"}));
  CHECK_OK(release_reservations(work, TRY(work.case_of(programme, case_number)), "refused", actor));
  return run_command(work, programme, case_number, "refuse", journal::BodyWriter().text("reason_ja", reason).body(), actor);
}

Done correct_fact(Work& work, const std::string& programme, std::uint64_t case_number, const std::string& fact_id,
                  const std::string& value, std::string_view reason, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  std::shared_ptr<const audit::Version> version = TRY(version_of(work, programme));
  const portfolio::Fact* fact = version->programme.fact(fact_id);
  if (fact == nullptr || fact->openness == portfolio::Openness::sealed) {
    return fail("app.not_correctable", fmt::format("'{}' is no open fact of {}", fact_id, programme),
                "personal facts are corrected by the applicant (ask for a correction)", {fact_id, 0, 0});
  }
  tl::expected<feel::Value, AnswerError> parsed = parse_answer(*fact, value);
  if (!parsed) {
    const AnswerError& wrong = parsed.error();
    return fail("app.wrong_answer", wrong.what.ja + " / " + wrong.what.en, wrong.mend.ja + " / " + wrong.mend.en, {fact_id, 0, 0});
  }
  cases::Case before = TRY(work.case_of(programme, case_number));
  cases::Facts facts = before.facts;
  cases::set(facts, fact_id, *parsed);
  CHECK_OK(check_same_layer(*version, before, facts));
  cbor::Writer encoded;
  feel::write_cbor(encoded, *parsed);
  journal::BodyWriter body;
  body.text("fact", fact_id).raw("value", encoded.out()).text("reason", reason);
  std::string entitlement = cases::who(before) + "|" + entitlement_of(*version, facts);
  if (entitlement != before.entitlement) body.text("entitlement", entitlement);
  return run_command(work, programme, case_number, "correct_fact", body.body(), actor);
}

Done mark_payment(Work& work, const std::string& programme, const PaymentMark& mark, const Actor& actor) {
  CHECK_OK(require_role(actor, {"payer"}));
  if (mark.on > work.today()) {
    return fail("app.date_ahead", fmt::format("{}は業務日付{}より後です / {} is after the business date {}", mark.on.wareki(), work.today().wareki(),
                                              mark.on.iso(), work.today().iso()),
                "実際に入出金のあった日を入れてください / give the day on which the money moved", {"on", 0, 0});
  }
  Actor on_that_day = actor;
  on_that_day.on = mark.on;
  if (mark.what == Payment::repaid) return take_return(work, programme, mark, on_that_day);
  // By hand and by file: neither pays what the other has sent.
  cases::Case value = TRY(work.case_of(programme, mark.case_number));
  CHECK_OK(not_on_its_way(work, value));
  if (mark.what == Payment::bounced) {
    std::string why = mark.note.empty() ? "振込不能" : "振込不能: " + mark.note;
    std::vector<ledger::Event> less = TRY(lessening(work, value, owed_after_bounce(value, mark.amount), why, work.today()));
    CHECK_OK(write_events(work, programme, std::move(less), actor));
    CHECK_OK(note_return_by_hand(work, value, mark.on, mark.note, on_that_day));
  }
  journal::BodyWriter body;
  body.yen("amount", mark.amount);
  if (!mark.note.empty()) body.text("note", mark.note);
  return run_command(work, programme, mark.case_number, command_name(mark.what), body.body(), on_that_day);
}

Done ask_amendment(Engine& engine, const std::string& programme, std::uint64_t case_number, std::vector<Defect> defects,
                   Date deadline, Actor actor) {
  return act(engine, [&](Work& work) { return ask_amendment(work, programme, case_number, defects, deadline, actor); });
}
Done screen_case(Engine& engine, const std::string& programme, std::uint64_t case_number, Actor actor) {
  return act(engine, [&](Work& work) { return screen_case(work, programme, case_number, actor); });
}
Done refuse_case(Engine& engine, const std::string& programme, std::uint64_t case_number, std::string reason, Actor actor) {
  return act(engine, [&](Work& work) { return refuse_case(work, programme, case_number, reason, actor); });
}
Done correct_fact(Engine& engine, const std::string& programme, std::uint64_t case_number, const std::string& fact,
                  const std::string& value, std::string reason, Actor actor) {
  return act(engine, [&](Work& work) { return correct_fact(work, programme, case_number, fact, value, reason, actor); });
}
Done mark_payment(Engine& engine, const std::string& programme, const PaymentMark& mark, Actor actor) {
  return act(engine, [&](Work& work) { return mark_payment(work, programme, mark, actor); });
}

}  // namespace hashira::app
