// The desk's commands on a subsidy's case. Guarantees: who inspected does not settle; facts are parsed as the form's answers are.
#include "app/subsidy_desk.h"

#include "app/answers.h"
#include "app/binding.h"
#include "app/case_command.h"
#include "app/run_entries.h"

namespace hashira::app {
namespace {

// The answers that the form has, as facts.
Result<cases::Facts> facts_from(const portfolio::Programme& programme, const FactFields& fields) {
  cases::Facts facts;
  for (const portfolio::Fact& fact : programme.facts) {
    std::string typed = fact.openness == portfolio::Openness::sealed ? std::string() : fields(fact.id);
    if (typed.empty()) continue;
    tl::expected<feel::Value, AnswerError> parsed = parse_answer(fact, typed);
    if (!parsed) {
      const AnswerError& wrong = parsed.error();
      return fail("app.wrong_answer", wrong.what.ja + " / " + wrong.what.en, wrong.mend.ja + " / " + wrong.mend.en, {fact.id, 0, 0});
    }
    cases::set(facts, fact.id, std::move(*parsed));
  }
  return facts;
}

Result<journal::BodyWriter> with_facts(Work& work, const std::string& programme, const FactFields& fields) {
  std::shared_ptr<const audit::Version> version = TRY(version_of(work, programme));
  cases::Facts facts = TRY(facts_from(version->programme, fields));
  return journal::BodyWriter().raw("facts", cases::encode_facts(facts));
}

}  // namespace

Done allow_start(Work& work, const std::string& programme, std::uint64_t number, Date from, std::string_view reason, const Actor& actor) {
  CHECK_OK(require_role(actor, {"approver"}));
  return run_command(work, programme, number, "allow_start", journal::BodyWriter().date("from", from).text("reason", reason).body(), actor);
}

Done note_minor_change(Work& work, const std::string& programme, std::uint64_t number, const FactFields& facts, std::string_view note,
                       const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  journal::BodyWriter body = TRY(with_facts(work, programme, facts));
  return run_command(work, programme, number, "note_change", body.text("note", note).body(), actor);
}

Done claim_advance(Work& work, const std::string& programme, std::uint64_t number, Yen amount, std::string_view reason, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  return run_command(work, programme, number, "advance", journal::BodyWriter().yen("amount", amount).text("reason", reason).body(), actor);
}

Done report_performance(Work& work, const std::string& programme, std::uint64_t number, const FactFields& facts, std::string_view reason,
                        const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  journal::BodyWriter body = TRY(with_facts(work, programme, facts));
  return run_command(work, programme, number, "report", body.text("reason", reason).body(), actor);
}

Done return_report(Work& work, const std::string& programme, std::uint64_t number, std::string_view reason, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer", "approver"}));
  return run_command(work, programme, number, "return_report", journal::BodyWriter().text("reason", reason).body(), actor);
}

Done inspect_project(Work& work, const std::string& programme, std::uint64_t number, std::string_view place, std::string_view note,
                     const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  return run_command(work, programme, number, "inspect", journal::BodyWriter().text("place", place).text("note", note).body(), actor);
}

Done settle_grant(Work& work, const std::string& programme, std::uint64_t number, const Actor& actor) {
  CHECK_OK(require_role(actor, {"approver"}));
  cases::Case value = TRY(work.case_of(programme, number));
  CHECK_OK(other_person(actor, kept_text(value, "inspected_by"), "検査した", "inspected"));
  Date day = day_of(work, actor);
  RulesHistory rules = TRY(rules_history(work, programme));
  cases::Outcome outcome = bound_outcome(rules, value, day);
  TRY(carry_out(work, {programme, number, {"settle", {}, day}, actor, {}, {}}, &outcome));
  return {};
}

}  // namespace hashira::app
