// Granted (交付決定), an early start allowed (事前着手), the decision undone before it was issued, and withdrawn (取下げ).
#include "instruments/subsidy/kind.h"

namespace hashira::instruments::subsidy {
namespace {

using cases::Case;
using journal::Body;
using journal::BodyWriter;
using money::Request;

Result<Body> decide_allow_start(const Request& request) {
  std::optional<Date> from = request.command.body.date("from");
  std::string_view reason = request.command.body.text("reason").value_or("");
  if (!from || !cases::is_civil(*from)) return refuse(request, no_start_day());
  if (reason.empty()) return refuse(request, money::no_reason());
  return BodyWriter().date("from", *from).text("reason", reason).body();
}

bool fold_start_allowed(Case& value, const journal::Entry& entry) {
  std::optional<Date> from = entry.body.date("from");
  if (!from || !cases::is_civil(*from)) return false;
  money::keep_date(value, "may_start", from);
  money::keep_text(value, "start_reason", entry.body.text("reason").value_or(""));
  money::keep_text(value, "start_allowed_by", entry.actor);
  return true;
}

// What was begun before the decision is not subsidised, unless the early start was allowed.
Done check_start(const Request& request) {
  std::optional<Date> starts = date_of(request.before.facts, terms_of(request.programme).starts);
  if (!starts || *starts >= request.command.on) return {};
  const feel::Value* kept = request.before.datum("may_start");
  std::optional<Date> allowed = kept == nullptr ? std::nullopt : kept->as_date();
  if (allowed && *allowed <= *starts) return {};
  return refuse(request, started_early(*starts, request.command.on));
}

Result<Body> decide_grant(const Request& request) {
  CHECK_OK(check_start(request));
  BodyWriter writer = TRY(money::decision_body(request));
  if (terms_of(request.programme).settled_with_decision) writer.integer("one_step", 1);
  return writer.body();
}

// One step: the decision is the settlement too, on its day.
bool fold_granted(Case& value, const journal::Entry& entry) {
  if (!money::fold_decided(value, entry)) return false;
  value.set_datum("one_step", feel::Value::null());
  if (entry.body.integer("one_step").value_or(0) != 1) return true;
  money::keep_number(value, "one_step", 1);
  value.reach("settled", entry.happened_on);
  value.state = "decided";
  return true;
}

bool fold_grant_undone(Case& value, const journal::Entry& entry) {
  if (!money::fold_decision_undone(value, entry)) return false;
  value.set_datum("one_step", feel::Value::null());
  std::erase_if(value.reached, [](const auto& reached) { return reached.first == "settled"; });
  return true;
}

// After the decision it is the grantee who gives it up (適正化法 9条): nothing was paid, and what was committed is free.
Result<Body> decide_give_up(const Request& request) {
  BodyWriter writer;
  if (auto reason = request.command.body.text("reason_ja")) writer.text("reason_ja", *reason);
  if (request.before.state == "decided") writer.integer("year", money::money_year(request.before).year());
  return writer.body();
}

bool fold_given_up(Case& value, const journal::Entry& entry, const money::Kind& kind) {
  if (value.state == "decided") money::redecide(value, Yen(0), kind);
  money::keep_text(value, "withdrawal_reason", entry.body.text("reason_ja").value_or(""));
  value.reach("withdrawn", entry.happened_on);
  return true;
}

}  // namespace

std::span<const money::Handler> grant_handlers() {
  static constexpr money::Handler handlers[] = {
      {"start_allowed", money::single<decide_allow_start>, money::alike<fold_start_allowed>},
      {"decided", money::single<decide_grant>, money::alike<fold_granted>, true},
      {"decision_undone", money::single<money::decide_undo>, money::alike<fold_grant_undone>, true},
      {"withdrawn", money::single<decide_give_up>, fold_given_up, true}};
  return handlers;
}

}  // namespace hashira::instruments::subsidy
