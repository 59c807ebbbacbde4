// Changes and cancellations after a decision was issued, the order of a difference, and the reclaim.
#include <fmt/core.h>

#include "app/benefit_desk.h"
#include "app/case_command.h"
#include "app/reclaims.h"
#include "app/binding.h"
#include "app/exclusions.h"
#include "app/run_entries.h"
#include "base/working_day.h"
#include "ledger/print.h"

namespace hashira::app {
namespace {

Done decides_anew(Work& work, const std::string& programme, std::uint64_t number, const Actor& actor) {
  CHECK_OK(require_role(actor, {"approver"}));
  cases::Case value = TRY(work.case_of(programme, number));
  CHECK_OK(not_on_its_way(work, value));
  return other_person(actor, kept_text(value, "screened_by"), "審査した", "screened");
}

// Each transfer that is still out, as the instrument keeps it.
std::vector<ledger::Dated> received(const cases::Case& value) {
  std::vector<ledger::Dated> out;
  const feel::Value* kept = value.datum("receipts");
  for (std::size_t i = 0; kept != nullptr && i < kept->size(); ++i) {
    const feel::Value *on = kept->at(i).find("on"), *amount = kept->at(i).find("amount");
    if (on == nullptr || amount == nullptr) continue;
    out.push_back({on->as_date().value_or(Date()), Yen(amount->as_integer().value_or(0))});
  }
  return out;
}

// 加算金 only after a cancellation (適正化法 19条1項); what a change took away is like an excess over the settled
// amount [k].
ledger::ReturnGround ground_of(const cases::Case& value) {
  return kept_text(value, "reclaim_ground") == "cancelled" ? ledger::ReturnGround::cancelled
                                                           : ledger::ReturnGround::over_settlement;
}

ledger::Assess assessment(const cases::Case& value, std::uint64_t number, const Reclaim& reclaim) {
  ledger::Assess out;
  out.number = number;
  out.line = reclaim.line;
  out.source = cases::case_name(value.stream, value.number);
  std::string cancelled = kept_text(value, "cancel_reason");
  out.reason = cancelled.empty() ? kept_text(value, "change_reason") : cancelled;
  out.order.ground = ground_of(value);
  out.order.amount = value.money.owed() - Yen(kept_number(value, "assessed"));
  out.order.received = received(value);
  out.order.terms = {{Date(), {{working_day_from(reclaim.due), out.order.amount}}}};
  return out;
}

// The receivables that the case's reclaims became, in order.
Result<std::vector<ledger::Receivable>> reclaims_of(Work& work, const cases::Case& value) {
  std::vector<ledger::Receivable> out;
  const feel::Value* kept = value.datum("receivables");
  for (std::size_t i = 0; kept != nullptr && i < kept->size(); ++i) {
    auto number = static_cast<std::uint64_t>(kept->at(i).as_integer().value_or(0));
    std::optional<Bytes> row = TRY(work.get({journal::Table::state, ledger::receivable_key(value.stream, number)}));
    if (row) out.push_back(TRY(ledger::decode_receivable(*row)));
  }
  return out;
}

// The oldest that is open; one without a state: none.
Result<ledger::Receivable> reclaim_of(Work& work, const cases::Case& value) {
  for (ledger::Receivable& one : TRY(reclaims_of(work, value))) {
    if (!one.ended()) return std::move(one);
  }
  return ledger::Receivable{};
}

}  // namespace

Result<std::vector<ledger::Event>> lessening(Work& work, const cases::Case& value, Yen owed, const std::string& reason, Date on) {
  std::vector<ledger::Receivable> reclaims = TRY(reclaims_of(work, value));
  Yen too_much = -owed;
  for (const ledger::Receivable& one : reclaims) too_much += one.open().principal;
  std::vector<ledger::Event> out;
  for (auto one = reclaims.rbegin(); one != reclaims.rend() && too_much > Yen(0); ++one) {
    Yen part = std::min(too_much, one->open().principal);
    if (part == Yen(0)) continue;
    std::vector<ledger::Event> events = TRY(ledger::decide(*one, ledger::Reduce{part, reason}, on));
    std::move(events.begin(), events.end(), std::back_inserter(out));
    too_much -= part;
  }
  return out;
}

Done write_events(Work& work, const std::string& programme, std::vector<ledger::Event> events, const Actor& actor) {
  for (ledger::Event& event : events) CHECK_OK(append_entry(work, programme, event.type, std::move(event.body), actor, event.year));
  return {};
}

Done change_case(Work& work, const std::string& programme, std::uint64_t number, std::string_view reason,
                 const Actor& actor) {
  CHECK_OK(decides_anew(work, programme, number, actor));
  cases::Case value = TRY(work.case_of(programme, number));
  Date day = day_of(work, actor);
  RulesHistory rules = TRY(rules_history(work, programme));
  cases::Outcome outcome = bound_outcome(rules, value, day);
  cases::Command command{"change", journal::BodyWriter().text("reason", reason).body(), day};
  TRY(carry_out(work, {programme, number, std::move(command), actor, {}, {}}, &outcome));
  cases::Case after = TRY(work.case_of(programme, number));
  std::vector<ledger::Event> less = TRY(lessening(work, after, after.money.owed(), std::string(reason), day));
  return write_events(work, programme, std::move(less), actor);
}

Done cancel_case(Work& work, const std::string& programme, std::uint64_t number, std::string_view reason,
                 const Actor& actor) {
  CHECK_OK(decides_anew(work, programme, number, actor));
  CHECK_OK(release_reservations(work, TRY(work.case_of(programme, number)), "cancelled", actor));
  return run_command(work, programme, number, "cancel", journal::BodyWriter().text("reason", reason).body(), actor);
}

// A decision's payment is ordered by the release of its draft; what is ready later by itself, once the draft is issued. Why the
// instrument would not order it at all goes first.
static Done check_orderable(Work& work, const cases::Draft& draft, const cases::Case& value, const Actor& actor) {
  std::shared_ptr<const audit::Version> version = TRY(version_of(work, draft.stream));
  bool later = value.state != "decided" && version->instrument != nullptr && version->instrument->ready_to_order(value);
  if (version->instrument == nullptr || draft.state == "released" || (later && draft.state == "issued")) return {};
  cases::Command order{"order", cases::draft_body(draft.number), day_of(work, actor)};
  TRY(version->instrument->decide(value, order, nullptr, version->programme));
  return fail("app.draft_not_released",
              "この案件の起案はまだ支払に回っていません / the draft of this case has not been released yet",
              "起案の支払を指示してください / release the draft");
}

Done order_case(Work& work, const std::string& programme, std::uint64_t number, const Actor& actor) {
  CHECK_OK(require_role(actor, {"payer"}));
  cases::Case value = TRY(work.case_of(programme, number));
  CHECK_OK(other_person(actor, kept_text(value, "decided_by"), "決定した", "decided"));
  auto draft_number = static_cast<std::uint64_t>(kept_number(value, "draft"));
  cases::Draft draft = TRY(work.draft_of(programme, draft_number));
  CHECK_OK(check_orderable(work, draft, value, actor));
  CHECK_OK(other_person(actor, draft.drafted_by, "起案した", "drafted"));
  // Who approved the draft decided it, whoever issued it then.
  CHECK_OK(other_person(actor, draft.decided_by, "決定した", "decided"));
  return run_command(work, programme, number, "order", cases::draft_body(draft_number), actor);
}

Result<std::uint64_t> assess_reclaim(Work& work, const std::string& programme, std::uint64_t number,
                                     const Reclaim& reclaim, const Actor& actor) {
  CHECK_OK(require_role(actor, {"approver"}));
  cases::Case value = TRY(work.case_of(programme, number));
  std::shared_ptr<const audit::Version> version = TRY(version_of(work, programme));
  std::uint64_t receivable = TRY(work.next_number(programme, "receivable"));
  journal::BodyWriter body;
  body.integer("receivable", static_cast<std::int64_t>(receivable));
  CHECK_OK(run_command(work, programme, number, "assess_reclaim", body.body(), actor));
  Reclaim with_line = reclaim;
  if (with_line.line.empty() && version->programme.money) with_line.line = version->programme.money->budget_line;
  return assess_receivable(work, programme, assessment(value, receivable, with_line), actor);
}

Done take_return(Work& work, const std::string& programme, const PaymentMark& mark, const Actor& actor) {
  cases::Case value = TRY(work.case_of(programme, mark.case_number));
  Yen principal = mark.amount;
  ledger::Receivable reclaimed = TRY(reclaim_of(work, value));
  if (!reclaimed.state.empty() && !reclaimed.ended()) {
    principal = std::min(mark.amount, reclaimed.open().principal);
    CHECK_OK(collect_reclaim(work, programme, reclaimed.number, {mark.amount, mark.note}, actor));
    if (principal == Yen(0)) return {};  // surcharges alone: the case's money is back already
  }
  journal::BodyWriter body;
  body.yen("amount", principal);
  if (!mark.note.empty()) body.text("note", mark.note);
  if (!mark.reason.empty()) body.text("reason", mark.reason);
  return run_command(work, programme, mark.case_number, "repay", body.body(), actor);
}

}  // namespace hashira::app
