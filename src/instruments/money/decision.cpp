// Screened, refused, decided, and a decision undone before it was issued. Screening records what the rules gave; the decision
// records it anew, because it binds, and commits the money (支出負担行為) in the year of its day.
#include "instruments/money/families.h"

namespace hashira::instruments::money {
namespace {

using journal::Body;
using journal::BodyWriter;

Done check_outcome(const Request& request) {
  if (request.outcome == nullptr) return refuse(request, no_outcome(request.command.name));
  Yen amount = request.outcome->amount;
  if (!cases::is_amount(amount)) return refuse(request, rules_give_too_much(amount, cases::amount_max));
  return {};
}

Result<Body> decide_screen(const Request& request) {
  CHECK_OK(check_waited(request));
  CHECK_OK(check_outcome(request));
  BodyWriter writer;
  cases::write_outcome(writer, *request.outcome);
  return writer.body();
}

bool fold_screened(cases::Case& value, const journal::Entry& entry) {
  std::optional<cases::Outcome> outcome = cases::read_outcome(entry.body);
  if (!outcome) return false;
  cases::keep_outcome(value, &*outcome);
  keep_text(value, "screened_by", entry.actor);
  value.reach("screened", entry.happened_on);
  return true;
}

Result<Body> decide_refuse(const Request& request) {
  std::string_view reason = request.command.body.text("reason_ja").value_or("");
  if (reason.empty()) return refuse(request, no_reason());
  return BodyWriter()
      .text("reason_ja", reason)
      .text("reason_en", request.command.body.text("reason_en").value_or(""))
      .body();
}

bool fold_refused(cases::Case& value, const journal::Entry& entry) {
  keep_text(value, "reason_ja", entry.body.text("reason_ja").value_or(""));
  keep_text(value, "reason_en", entry.body.text("reason_en").value_or(""));
  keep_text(value, "decided_by", entry.actor);
  value.definition = entry.definition;
  value.reach("refused", entry.happened_on);
  return true;
}

Result<Body> decide_decide(const Request& request) { return TRY(decision_body(request)).body(); }

}  // namespace

Result<BodyWriter> decision_body(const Request& request) {
  CHECK_OK(check_outcome(request));
  if (!request.outcome->eligible || request.outcome->amount <= Yen(0)) {
    return refuse(request, not_eligible(*request.outcome));
  }
  std::int64_t draft = request.command.body.integer("draft").value_or(0);
  if (draft <= 0) return refuse(request, no_draft());
  BodyWriter writer;
  cases::write_outcome(writer, *request.outcome);
  if (auto reservation = request.command.body.integer("reservation")) writer.integer("reservation", *reservation);
  writer.integer("draft", draft)
      .integer("decision", number(request.before, "decision") + 1)
      .integer("year", FiscalYear::of(request.command.on).year());
  return writer;
}

bool fold_decided(cases::Case& value, const journal::Entry& entry) {
  std::optional<cases::Outcome> outcome = cases::read_outcome(entry.body);
  std::int64_t decision = entry.body.integer("decision").value_or(0);
  if (!outcome || !outcome->eligible || outcome->amount <= Yen(0)) return false;
  if (decision != number(value, "decision") + 1) return false;
  cases::keep_outcome(value, &*outcome);
  value.money.approved = outcome->amount;
  keep_number(value, "decision", decision);
  keep_number(value, "year", FiscalYear::of(entry.happened_on).year());
  keep_number(value, "draft", entry.body.integer("draft").value_or(0));
  keep_text(value, "decided_by", entry.actor);
  value.definition = entry.definition;
  value.reach("decided", entry.happened_on);
  return true;
}

// A bulk decision is undone before it is issued: the case is as it was screened, and the next decision has a number of its own.
Result<Body> decide_undo(const Request& request) {
  std::int64_t draft = request.command.body.integer("draft").value_or(0);
  if (draft <= 0 || draft != number(request.before, "draft")) return refuse(request, no_draft());
  return BodyWriter().integer("draft", draft).integer("year", money_year(request.before).year()).body();
}

bool fold_decision_undone(cases::Case& value, const journal::Entry& entry) {
  if (entry.body.integer("draft").value_or(0) != number(value, "draft")) return false;
  value.money.approved = Yen(0);
  value.set_datum("draft", feel::Value::null());
  keep_text(value, "decided_by", "");
  std::erase_if(value.reached, [](const auto& reached) { return reached.first == "decided"; });
  value.state = "screened";  // its day stays that of the screening
  return true;
}

std::span<const Handler> decision_handlers() {
  static constexpr Handler handlers[] = {{"screened", single<decide_screen>, alike<fold_screened>},
                                         {"refused", single<decide_refuse>, alike<fold_refused>},
                                         {"decided", single<decide_decide>, alike<fold_decided>, true},
                                         {"decision_undone", single<decide_undo>, alike<fold_decision_undone>, true}};
  return handlers;
}

}  // namespace hashira::instruments::money
