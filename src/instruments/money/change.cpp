// Changed (変更決定) and cancelled (取消) after a decision was issued, and the reclaim that follows (返還請求).
//
// Guarantees: a new decision moves what is due or owed, never what was paid: before payment it replaces the order's
// amount, after it only the difference is paid or owed back. Written in practice.md (decisions, money); 適正化法 17条,
// 18条.
#include "instruments/money/families.h"

namespace hashira::instruments::money {
namespace {

using cases::Case;
using journal::Body;
using journal::BodyWriter;

// The account year of what is due under a new decision. Once nothing was due, a new commitment belongs to its own day's
// year; nullopt: an old year's commitment would grow after its 31 March.
std::optional<FiscalYear> year_of_change(const Case& before, Yen approved, Date on, const Kind& kind) {
  Case after = before;
  redecide(after, approved, kind);
  if (after.money.due() <= before.money.due()) return money_year(before);
  FiscalYear year = FiscalYear::of(on);
  if (before.money.due() > Yen(0) && year != money_year(before)) return std::nullopt;
  return year;
}

Done check_new_decision(const Request& request) {
  if (request.outcome == nullptr) return refuse(request, no_outcome(request.command.name));
  const cases::Outcome& outcome = *request.outcome;
  if (!cases::is_amount(outcome.amount)) return refuse(request, rules_give_too_much(outcome.amount, cases::amount_max));
  if (!outcome.eligible || outcome.amount <= Yen(0)) return refuse(request, nothing_left(outcome));
  if (outcome.amount == request.before.money.approved) return refuse(request, nothing_changes(outcome.amount));
  if (request.command.body.text("reason").value_or("").empty()) return refuse(request, no_reason());
  return check_since_decision(request);
}

Result<Body> decide_change(const Request& request) {
  CHECK_OK(check_new_decision(request));
  const Case& before = request.before;
  Yen amount = request.outcome->amount;
  std::optional<FiscalYear> year = year_of_change(before, amount, request.command.on, request.kind);
  if (!year) return refuse(request, old_year_may_not_grow(money_year(before)));
  BodyWriter writer;
  cases::write_outcome(writer, *request.outcome);
  writer.text("reason", request.command.body.text("reason").value_or(""))
      .yen("difference", amount - before.money.approved)
      .integer("decision", number(before, "decision") + 1)
      .integer("year", year->year());
  if (auto draft = request.command.body.integer("draft"); draft && *draft > 0) writer.integer("draft", *draft);
  return writer.body();
}

bool fold_changed(Case& value, const journal::Entry& entry, const Kind& kind) {
  std::optional<cases::Outcome> outcome = cases::read_outcome(entry.body);
  std::int64_t decision = entry.body.integer("decision").value_or(0);
  if (!outcome || !outcome->eligible || outcome->amount <= Yen(0)) return false;
  if (decision != number(value, "decision") + 1) return false;
  std::optional<FiscalYear> year = year_of_change(value, outcome->amount, entry.happened_on, kind);
  if (!year) return false;
  redecide(value, outcome->amount, kind);
  cases::keep_outcome(value, &*outcome);
  keep_number(value, "decision", decision);
  keep_number(value, "year", year->year());
  if (std::int64_t draft = entry.body.integer("draft").value_or(0); draft > 0) keep_number(value, "draft", draft);
  keep_text(value, "change_reason", entry.body.text("reason").value_or(""));
  keep_text(value, "decided_by", entry.actor);
  keep_date(value, "changed_on", entry.happened_on);
  note_ground(value, "lowered");
  value.definition = entry.definition;
  kind.follow(value, entry.happened_on);
  return true;
}

Result<Body> decide_cancel(const Request& request) {
  std::string_view reason = request.command.body.text("reason").value_or("");
  if (reason.empty()) return refuse(request, no_reason());
  CHECK_OK(check_since_decision(request));
  if (request.before.money.approved == Yen(0)) return refuse(request, cancelled_already());
  return BodyWriter()
      .text("reason", reason)
      .yen("difference", -request.before.money.approved)
      .integer("decision", number(request.before, "decision") + 1)
      .integer("year", money_year(request.before).year())
      .body();
}

bool fold_cancelled(Case& value, const journal::Entry& entry, const Kind& kind) {
  std::int64_t decision = entry.body.integer("decision").value_or(0);
  if (decision != number(value, "decision") + 1) return false;
  redecide(value, Yen(0), kind);
  cases::keep_outcome(value, nullptr);
  keep_number(value, "decision", decision);
  keep_text(value, "cancel_reason", entry.body.text("reason").value_or(""));
  keep_text(value, "decided_by", entry.actor);
  keep_date(value, "changed_on", entry.happened_on);
  note_ground(value, "cancelled");
  kind.follow(value, entry.happened_on);
  return true;
}

// All that the case's reclaims became, in order: what comes back goes to the oldest that is open.
void add_receivable(Case& value, std::int64_t receivable) {
  std::vector<feel::Value> items;
  const feel::Value* kept = value.datum("receivables");
  for (std::size_t i = 0; kept != nullptr && i < kept->size(); ++i) items.push_back(kept->at(i));
  items.push_back(feel::Value::integer(receivable));
  value.set_datum("receivables", feel::Value::list(std::move(items)));
}

// 調定: what is owed becomes a receivable of the ledger, which has its number; each yen is assessed once.
Result<Body> decide_assess_reclaim(const Request& request) {
  const Case& before = request.before;
  Yen open = before.money.owed() - Yen(number(before, "assessed"));
  std::int64_t receivable = request.command.body.integer("receivable").value_or(0);
  if (open <= Yen(0)) return refuse(request, all_assessed());
  if (receivable <= 0) return refuse(request, no_receivable());
  CHECK_OK(check_since_decision(request));
  return BodyWriter().integer("receivable", receivable).yen("amount", open).body();
}

bool fold_reclaim_assessed(Case& value, const journal::Entry& entry) {
  Yen amount = entry.body.yen("amount").value_or(Yen(0));
  std::int64_t receivable = entry.body.integer("receivable").value_or(0);
  Yen open = value.money.owed() - Yen(number(value, "assessed"));
  if (receivable <= 0 || amount <= Yen(0) || amount != open) return false;
  keep_number(value, "assessed", number(value, "assessed") + amount.count());
  keep_number(value, "receivable", receivable);
  add_receivable(value, receivable);
  return true;
}

}  // namespace

Done check_since_decision(const Request& request) {
  const feel::Value* changed = request.before.datum("changed_on");
  std::optional<Date> since = changed != nullptr ? changed->as_date() : request.before.reached_on("decided");
  if (since && request.command.on < *since) return refuse(request, date_before(*since, request.command.on));
  return {};
}

void redecide(Case& value, Yen approved, const Kind& kind) {
  cases::Money& money = value.money;
  bool order_stands = value.state == "ordered" || value.state == "bounced";
  money.approved = approved;
  money.given_back = std::min(money.given_back, std::max(Yen(0), approved - money.remaining()));
  money.ordered = money.sent() + (order_stands ? kind.to_order(value) : Yen(0));
}

void note_ground(Case& value, std::string_view ground) {
  keep_text(value, "reclaim_ground", value.money.owed() > Yen(0) ? ground : "");
}

void keep_assessed_within(Case& value) {
  if (number(value, "assessed") > value.money.owed().count()) keep_number(value, "assessed", value.money.owed().count());
}

std::span<const Handler> change_handlers() {
  static constexpr Handler handlers[] = {
      {"changed", single<decide_change>, fold_changed, true},
      {"cancelled", single<decide_cancel>, fold_cancelled, true},
      {"reclaim_assessed", single<decide_assess_reclaim>, alike<fold_reclaim_assessed>}};
  return handlers;
}

}  // namespace hashira::instruments::money
