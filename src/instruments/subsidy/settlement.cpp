// Advance claimed (概算払), settled (額の確定), claimed (請求) and ordered.
//
// Guarantees: the settled amount is what the rules give on the facts reported, and never more than was granted. What was
// advanced beyond it is owed back without 加算金 (適正化法 18条2項); what is left is paid after the claim.
#include "instruments/subsidy/kind.h"

namespace hashira::instruments::subsidy {
namespace {

using cases::Case;
using journal::Body;
using journal::BodyWriter;
using money::Request;

// 一円未満切捨て: a share of the grant in whole yen.
Yen share_of_grant(Yen grant, const portfolio::Share& share) {
  return Yen(grant.count() * share.numerator / share.denominator);
}

Result<Body> decide_advance(const Request& request) {
  const portfolio::SubsidyTerms& terms = terms_of(request.programme);
  if (!terms.advance || is_settled(request.before)) return refuse(request, no_advance());
  if (money::number(request.before, "advance") > 0) return refuse(request, advanced_already());
  Yen amount = request.command.body.yen("amount").value_or(Yen(0)), most = share_of_grant(request.before.money.approved, *terms.advance);
  if (amount <= Yen(0) || amount > most) return refuse(request, money::not_an_amount(amount, Yen(1), most));
  std::string_view reason = request.command.body.text("reason").value_or("");
  if (reason.empty()) return refuse(request, money::no_reason());
  CHECK_OK(money::check_since_decision(request));
  return BodyWriter().yen("amount", amount).text("reason", reason).body();
}

bool fold_advance_claimed(Case& value, const journal::Entry& entry) {
  Yen amount = entry.body.yen("amount").value_or(Yen(0));
  if (amount <= Yen(0) || amount > value.money.approved || is_settled(value)) return false;
  if (money::number(value, "advance") > 0) return false;
  money::keep_number(value, "advance", amount.count());
  money::keep_text(value, "advance_reason", entry.body.text("reason").value_or(""));
  value.reach("advance_claimed", entry.happened_on);
  return true;
}

Result<Body> decide_settle(const Request& request) {
  if (request.outcome == nullptr) return refuse(request, money::no_outcome(request.command.name));
  const cases::Outcome& outcome = *request.outcome;
  if (!cases::is_amount(outcome.amount)) return refuse(request, money::rules_give_too_much(outcome.amount, cases::amount_max));
  if (!outcome.eligible || outcome.amount <= Yen(0)) return refuse(request, money::nothing_left(outcome));
  CHECK_OK(money::check_not_before_state(request));
  BodyWriter writer;
  cases::write_outcome(writer, outcome);
  return writer.yen("settled", std::min(outcome.amount, request.before.money.approved))
      .integer("decision", money::number(request.before, "decision") + 1)
      .integer("year", money::money_year(request.before).year())
      .body();
}

bool fold_settled(Case& value, const journal::Entry& entry, const money::Kind& kind) {
  std::optional<cases::Outcome> outcome = cases::read_outcome(entry.body);
  std::int64_t decision = entry.body.integer("decision").value_or(0);
  Yen settled = entry.body.yen("settled").value_or(Yen(0));
  if (!outcome || !outcome->eligible || outcome->amount <= Yen(0)) return false;
  if (settled != std::min(outcome->amount, value.money.approved) || decision != money::number(value, "decision") + 1) return false;
  money::keep_number(value, "granted", value.money.approved.count());
  money::redecide(value, settled, kind);
  cases::keep_outcome(value, &*outcome);
  money::keep_number(value, "decision", decision);
  money::keep_text(value, "decided_by", entry.actor);
  money::keep_date(value, "changed_on", entry.happened_on);
  money::note_ground(value, "over_settlement");
  value.definition = entry.definition;
  value.reach("settled", entry.happened_on);
  kind.follow(value, entry.happened_on);
  return true;
}

Result<Body> decide_claim_grant(const Request& request) {
  CHECK_OK(money::check_not_before_state(request));
  BodyWriter writer;
  writer.yen("amount", request.before.money.due());
  if (auto note = request.command.body.text("note"); note && !note->empty()) writer.text("note", *note);
  return writer.body();
}

bool fold_claimed_grant(Case& value, const journal::Entry& entry) {
  if (entry.body.yen("amount") != value.money.due()) return false;
  value.reach("claimed", entry.happened_on);
  return true;
}

// The state allows more than the case does: what is decided is ordered at once only where the decision settles.
Result<std::vector<Body>> decide_order_grant(const Request& request) {
  if (!ready_to_order(request.before)) return refuse(request, not_orderable());
  return money::decide_order(request);
}

bool fold_ordered_grant(Case& value, const journal::Entry& entry, const money::Kind& kind) {
  return ready_to_order(value) && money::fold_ordered(value, entry, kind);
}

}  // namespace

std::span<const money::Handler> settlement_handlers() {
  static constexpr money::Handler handlers[] = {
      {"advance_claimed", money::single<decide_advance>, money::alike<fold_advance_claimed>},
      {"settled", money::single<decide_settle>, fold_settled, true},
      {"claimed", money::single<decide_claim_grant>, money::alike<fold_claimed_grant>},
      {"ordered", decide_order_grant, fold_ordered_grant, true}};
  return handlers;
}

}  // namespace hashira::instruments::subsidy
