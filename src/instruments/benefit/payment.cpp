// Ordered (支出命令), paid, bounced (振込不能), repaid (返納).
//
// Guarantees: what was sent and came back is paid − bounced; only when that is nothing may money be sent, so a payment
// (case × decision × instalment) cannot be made twice. Repaid amounts never exceed what remains.
#include "instruments/benefit/families.h"

namespace hashira::instruments::benefit {
namespace {

using cases::Case;
using journal::Body;
using journal::BodyWriter;

constexpr std::int64_t only_instalment = 1;  // a benefit is paid in one sum

Yen outstanding(const Case& value) { return value.money.paid - value.money.bounced; }

Done check_not_before(const Request& request, std::string_view state) {
  std::optional<Date> since = request.before.reached_on(state);
  if (since && request.command.on < *since) return refuse(request, date_before(*since, request.command.on));
  return {};
}

// 出納整理期間: the old year's commitments may be paid until 31 May.
Done check_books_open(const Request& request) {
  FiscalYear year = money_year(request.before);
  if (!ledger::books_open(year, request.command.on)) return refuse(request, books_closed(year));
  return {};
}

// An amount may be left out; if it is given it must be the whole of `due`.
Done check_whole(const Request& request, Yen due) {
  Yen given = request.command.body.yen("amount").value_or(due);
  if (given != due) return refuse(request, not_the_whole(given, due));
  return {};
}

// What every entry of a payment carries.
BodyWriter payment(const Request& request, Yen amount, std::int64_t decision, FiscalYear year) {
  BodyWriter writer;
  writer.yen("amount", amount)
      .integer("decision", decision)
      .integer("instalment", only_instalment)
      .integer("year", year.year());
  if (auto note = request.command.body.text("note"); note && !note->empty()) writer.text("note", *note);
  return writer;
}

// A stored entry speaks of the case's present decision and instalment.
bool same_payment(const Case& value, const Body& body) {
  return body.integer("decision").value_or(0) == number(value, "decision") &&
         body.integer("instalment").value_or(0) == only_instalment;
}

Result<Body> decide_order(const Request& request) {
  const Case& before = request.before;
  CHECK_OK(check_not_before(request, "decided"));
  CHECK_OK(check_books_open(request));
  std::int64_t draft = request.command.body.integer("draft").value_or(0);
  if (draft != number(before, "draft")) return refuse(request, other_draft(number(before, "draft"), draft));
  return payment(request, before.money.approved, number(before, "decision"), money_year(before))
      .integer("draft", draft)
      .body();
}

bool fold_ordered(Case& value, const journal::Entry& entry) {
  if (!same_payment(value, entry.body) || entry.body.yen("amount") != value.money.approved) return false;
  value.money.ordered = value.money.approved;
  keep_number(value, "instalment", only_instalment);
  keep_text(value, "ordered_by", entry.actor);
  value.reach("ordered", entry.happened_on);
  return true;
}

Result<Body> decide_pay(const Request& request) {
  const Case& before = request.before;
  CHECK_OK(check_whole(request, before.money.ordered));
  CHECK_OK(check_not_before(request, before.state));
  CHECK_OK(check_books_open(request));
  return payment(request, before.money.ordered, number(before, "decision"), money_year(before))
      .integer("attempt", number(before, "attempts") + 1)
      .body();
}

bool fold_paid(Case& value, const journal::Entry& entry) {
  if (!same_payment(value, entry.body) || entry.body.yen("amount") != value.money.ordered) return false;
  if (outstanding(value) != Yen(0)) return false;
  std::int64_t attempts = number(value, "attempts") + 1;
  if (entry.body.integer("attempt").value_or(0) != attempts) return false;
  value.money.paid += value.money.ordered;
  keep_number(value, "attempts", attempts);
  keep_text(value, "bank_note", entry.body.text("note").value_or(""));
  value.reach("paid", entry.happened_on);
  return true;
}

Result<Body> decide_bounce(const Request& request) {
  const Case& before = request.before;
  if (before.money.repaid > Yen(0)) return refuse(request, partly_repaid());
  CHECK_OK(check_whole(request, outstanding(before)));
  CHECK_OK(check_not_before(request, "paid"));
  return payment(request, outstanding(before), number(before, "decision"), money_year(before)).body();
}

bool fold_bounced(Case& value, const journal::Entry& entry) {
  if (!same_payment(value, entry.body) || entry.body.yen("amount") != outstanding(value)) return false;
  if (value.money.repaid > Yen(0)) return false;
  value.money.bounced = value.money.paid;
  keep_text(value, "bank_note", entry.body.text("note").value_or(""));
  value.reach("bounced", entry.happened_on);
  return true;
}

Result<Body> decide_repay(const Request& request) {
  const Case& before = request.before;
  Yen amount = request.command.body.yen("amount").value_or(Yen(0));
  if (amount <= Yen(0) || amount > before.money.remaining()) {
    return refuse(request, not_an_amount(amount, Yen(1), before.money.remaining()));
  }
  CHECK_OK(check_not_before(request, "paid"));
  FiscalYear paid_in = money_year(before);
  bool into_line = ledger::return_face(paid_in, request.command.on) == ledger::ReturnFace::into_line;
  return payment(request, amount, number(before, "decision"), ledger::return_year(paid_in, request.command.on))
      .text("face", into_line ? "into_line" : "revenue")
      .body();
}

bool fold_repaid(Case& value, const journal::Entry& entry) {
  Yen amount = entry.body.yen("amount").value_or(Yen(0));
  if (!same_payment(value, entry.body) || amount <= Yen(0) || amount > value.money.remaining()) return false;
  value.money.repaid += amount;
  keep_date(value, "repaid_on", entry.happened_on);
  if (value.money.remaining() == Yen(0)) value.reach("repaid", entry.happened_on);
  return true;
}

}  // namespace

std::span<const Handler> payment_handlers() {
  static constexpr Handler handlers[] = {{"benefit.ordered", decide_order, fold_ordered},
                                         {"benefit.paid", decide_pay, fold_paid},
                                         {"benefit.bounced", decide_bounce, fold_bounced},
                                         {"benefit.repaid", decide_repay, fold_repaid}};
  return handlers;
}

}  // namespace hashira::instruments::benefit
