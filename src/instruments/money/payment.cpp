// Ordered (支出命令), paid, bounced (振込不能), repaid (返納).
//
// Guarantees: an order is for what is due and not for what was sent before, and only what is ordered and not out can be
// paid: a payment (case × decision × instalment) cannot be made twice, and a new decision pays the difference alone.
#include "instruments/money/families.h"
#include "instruments/money/receipts.h"

namespace hashira::instruments::money {
namespace {

using cases::Case;
using journal::Body;
using journal::BodyWriter;

constexpr std::int64_t only_instalment = 1;  // what a decision gives is paid in one sum

Yen outstanding(const Case& value) {
  return value.money.ordered - value.money.sent();
}

Done check_since(const Request& request, std::optional<Date> since) {
  if (since && request.command.on < *since) return refuse(request, date_before(*since, request.command.on));
  return {};
}

std::optional<Date> transferred_on(const Case& value) {
  const feel::Value* kept = value.datum("transferred_on");
  return kept == nullptr ? std::nullopt : kept->as_date();
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
BodyWriter payment(const Request& request, Yen amount, FiscalYear year) {
  BodyWriter writer;
  writer.yen("amount", amount)
      .integer("decision", number(request.before, "decision"))
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

Result<Body> decide_pay(const Request& request) {
  const Case& before = request.before;
  CHECK_OK(check_whole(request, outstanding(before)));
  CHECK_OK(check_not_before_state(request));
  CHECK_OK(check_books_open(request));
  return payment(request, outstanding(before), money_year(before))
      .integer("attempt", number(before, "attempts") + 1)
      .body();
}

// The day of the first payment stays the case's; a difference that follows has its own in `transferred_on`.
void reach_sent(Case& value, std::string_view state, Date on, bool first) {
  if (first || !value.reached_on(state)) {
    value.reach(state, on);
  } else {
    value.state = state;
  }
}

bool fold_paid(Case& value, const journal::Entry& entry, const Kind& kind) {
  Yen amount = outstanding(value);
  if (!same_payment(value, entry.body) || amount <= Yen(0) || entry.body.yen("amount") != amount) return false;
  std::int64_t attempts = number(value, "attempts") + 1;
  if (entry.body.integer("attempt").value_or(0) != attempts) return false;
  bool first = value.money.sent() == Yen(0);
  value.money.paid += amount;
  std::vector<Receipt> receipts = receipts_of(value);
  receipts.push_back({entry.happened_on, money_year(value), amount});
  keep_receipts(value, receipts);
  keep_number(value, "attempts", attempts);
  keep_number(value, "transfer", amount.count());
  keep_date(value, "transferred_on", entry.happened_on);
  keep_text(value, "bank_note", entry.body.text("note").value_or(""));
  reach_sent(value, kind.sent_state(value), entry.happened_on, first);
  return true;
}

// The last transfer, as long as nothing was returned since it arrived; 0: none that could come back.
Yen transfer_of(const Case& value) {
  return Yen(number(value, "transfer"));
}

Result<Body> decide_bounce(const Request& request) {
  const Case& before = request.before;
  Yen transfer = transfer_of(before);
  if (transfer <= Yen(0)) return refuse(request, partly_repaid());
  CHECK_OK(check_whole(request, transfer));
  CHECK_OK(check_since(request, transferred_on(before)));
  return payment(request, transfer, receipts_of(before).back().year).body();
}

// What is due again goes out by the order that stands; what a later decision took away does not.
bool fold_bounced(Case& value, const journal::Entry& entry, const Kind& kind) {
  Yen transfer = transfer_of(value);
  std::vector<Receipt> receipts = receipts_of(value);
  if (!same_payment(value, entry.body) || transfer <= Yen(0) || entry.body.yen("amount") != transfer) return false;
  if (receipts.empty() || receipts.back().amount != transfer) return false;
  keep_number(value, "year", receipts.back().year.year());
  receipts.pop_back();
  keep_receipts(value, receipts);
  value.set_datum("transfer", feel::Value::null());
  value.money.bounced += transfer;
  value.money.ordered = value.money.sent() + kind.to_order(value);
  keep_text(value, "bank_note", entry.body.text("note").value_or(""));
  value.state = "bounced";
  kind.follow(value, entry.happened_on);
  if (value.state == "bounced") value.reach("bounced", entry.happened_on);
  return true;
}

// One entry for each account year that paid what comes back: each year has its own face of the return (令 159条,
// 160条).
Result<std::vector<Body>> decide_repay(const Request& request) {
  const Case& before = request.before;
  Yen amount = request.command.body.yen("amount").value_or(Yen(0));
  if (amount <= Yen(0) || amount > before.money.remaining()) {
    return refuse(request, not_an_amount(amount, Yen(1), before.money.remaining()));
  }
  CHECK_OK(check_since(request, transferred_on(before)));
  std::vector<Body> out;
  for (const ReturnedPart& part : returned_parts(receipts_of(before), amount)) {
    bool into_line = ledger::return_face(part.paid_in, request.command.on) == ledger::ReturnFace::into_line;
    BodyWriter writer = payment(request, part.amount, ledger::return_year(part.paid_in, request.command.on));
    writer.text("face", into_line ? "into_line" : "revenue");
    if (auto reason = request.command.body.text("reason"); reason && !reason->empty()) writer.text("reason", *reason);
    out.push_back(writer.body());
  }
  return out;
}

// What nobody asked back (自主返納) stays apart, so that it is not paid out again as due.
bool fold_repaid(Case& value, const journal::Entry& entry, const Kind& kind) {
  Yen amount = entry.body.yen("amount").value_or(Yen(0));
  std::vector<Receipt> receipts = receipts_of(value);
  if (!same_payment(value, entry.body) || amount <= Yen(0) || receipts.empty()) return false;
  std::vector<ReturnedPart> parts = returned_parts(receipts, std::min(amount, value.money.remaining()));
  if (parts.size() != 1 || parts.front().amount != amount) return false;
  Yen owed = std::min(amount, value.money.owed());
  value.money.repaid += amount;
  value.money.given_back += amount - owed;
  keep_receipts(value, less(std::move(receipts), amount));
  value.set_datum("transfer", feel::Value::null());
  if (number(value, "assessed") > 0) {
    keep_number(value, "assessed", std::max<std::int64_t>(0, number(value, "assessed") - owed.count()));
  }
  keep_date(value, "repaid_on", entry.happened_on);
  kind.follow(value, entry.happened_on);
  return true;
}

}  // namespace

Result<std::vector<Body>> decide_order(const Request& request) {
  const Case& before = request.before;
  CHECK_OK(check_not_before_state(request));
  CHECK_OK(check_books_open(request));
  std::int64_t draft = request.command.body.integer("draft").value_or(0);
  if (draft != number(before, "draft")) return refuse(request, other_draft(number(before, "draft"), draft));
  return std::vector<Body>{payment(request, request.kind.to_order(before), money_year(before)).integer("draft", draft).body()};
}

bool fold_ordered(Case& value, const journal::Entry& entry, const Kind& kind) {
  Yen amount = kind.to_order(value);
  if (!same_payment(value, entry.body) || amount <= Yen(0) || entry.body.yen("amount") != amount) return false;
  value.money.ordered = value.money.sent() + amount;
  keep_number(value, "instalment", only_instalment);
  keep_text(value, "ordered_by", entry.actor);
  value.reach("ordered", entry.happened_on);
  return true;
}

Done check_not_before_state(const Request& request) { return check_since(request, request.before.reached_on(request.before.state)); }

std::span<const Handler> payment_handlers() {
  static constexpr Handler handlers[] = {{"ordered", decide_order, fold_ordered, true},
                                         {"paid", single<decide_pay>, fold_paid, true},
                                         {"bounced", single<decide_bounce>, fold_bounced, true},
                                         {"repaid", decide_repay, fold_repaid, true}};
  return handlers;
}

}  // namespace hashira::instruments::money
