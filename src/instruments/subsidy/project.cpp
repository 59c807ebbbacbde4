// The project between grant and settlement: a minor change noted (軽微な変更), its performance reported (実績報告) by the earlier of
// so many days after completion and 10 April, the report returned, inspected (検査).
#include "base/working_day.h"
#include "cases/fact_check.h"
#include "instruments/subsidy/kind.h"

namespace hashira::instruments::subsidy {
namespace {

using cases::Case;
using journal::Body;
using journal::BodyWriter;
using money::Request;

Result<cases::Facts> given_facts(const Request& request) {
  std::optional<BytesView> raw = request.command.body.raw("facts");
  if (!raw) return refuse(request, money::unknown_fact(""));
  cases::Facts facts = TRY(cases::decode_facts(*raw));
  CHECK_OK(cases::check_facts(request.programme, facts));
  return facts;
}

bool take_facts(Case& value, const Body& body) {
  Result<cases::Facts> facts = cases::decode_facts(body.raw("facts").value_or(BytesView()));
  if (!facts || facts->empty()) return false;
  for (auto& [name, fact] : *facts) value.set_fact(name, std::move(fact));
  return true;
}

// 10 April comes after the fiscal year of the grant. A deadline on a day when offices are closed moves (自治法 4条の2 [k]).
Date report_deadline(const Request& request, Date completed) {
  Date april = Date::of(money::money_year(request.before).year() + 1, 4, 10);
  Date after = completed.plus_days(terms_of(request.programme).report_within);
  return working_day_from(std::min(april, after));
}

Result<Body> decide_report(const Request& request) {
  const portfolio::SubsidyTerms& terms = terms_of(request.programme);
  if (is_settled(request.before)) return refuse(request, settled_already());
  CHECK_OK(money::check_since_decision(request));
  cases::Facts facts = TRY(given_facts(request));
  std::optional<Date> completed = date_of(facts, terms.completed);
  if (!completed) return refuse(request, no_report_facts(terms.completed));
  if (*completed > request.command.on) return refuse(request, completed_later(*completed, request.command.on));
  Date deadline = report_deadline(request, *completed);
  std::string_view reason = request.command.body.text("reason").value_or("");
  if (request.command.on > deadline && reason.empty()) return refuse(request, late_report(deadline, request.command.on));
  BodyWriter writer;
  writer.raw("facts", cases::encode_facts(facts)).date("deadline", deadline);
  if (!reason.empty()) writer.text("reason", reason);
  return writer.body();
}

bool fold_reported(Case& value, const journal::Entry& entry) {
  std::optional<Date> deadline = entry.body.date("deadline");
  if (!deadline || !cases::is_civil(*deadline) || !take_facts(value, entry.body)) return false;
  money::keep_date(value, "report_deadline", deadline);
  money::keep_text(value, "late_reason", entry.body.text("reason").value_or(""));
  value.reach("reported", entry.happened_on);
  return true;
}

Result<Body> decide_return_report(const Request& request) {
  std::string_view reason = request.command.body.text("reason").value_or("");
  if (reason.empty()) return refuse(request, money::no_reason());
  return BodyWriter().text("reason", reason).body();
}

// Back to where it was reported from.
bool fold_report_returned(Case& value, const journal::Entry& entry) {
  money::keep_text(value, "report_returned_because", entry.body.text("reason").value_or(""));
  value.state = value.reached_on("advanced") ? "advanced" : "decided";
  return true;
}

Result<Body> decide_inspect(const Request& request) {
  std::string_view place = request.command.body.text("place").value_or("");
  std::string_view note = request.command.body.text("note").value_or("");
  if ((place != "documents" && place != "site") || note.empty()) return refuse(request, no_inspection());
  return BodyWriter().text("place", place).text("note", note).body();
}

bool fold_inspected(Case& value, const journal::Entry& entry) {
  std::string_view place = entry.body.text("place").value_or("");
  if (place.empty()) return false;
  money::keep_text(value, "inspection_place", place);
  money::keep_text(value, "inspection_note", entry.body.text("note").value_or(""));
  money::keep_text(value, "inspected_by", entry.actor);
  value.reach("inspected", entry.happened_on);
  return true;
}

// Does an amount stay within the share of what it was? |now − before| × denominator ≤ before × numerator.
bool is_minor(const feel::Value& before, const feel::Value& now, const portfolio::Share& share) {
  std::optional<std::int64_t> was = before.as_integer(), is = now.as_integer();
  if (!was || !is || !cases::is_amount(Yen(*was)) || !cases::is_amount(Yen(*is))) return false;
  return std::abs(*is - *was) * share.denominator <= *was * share.numerator;
}

// Costs may move a little, other facts not at all; nobody's grant grows by it.
Result<Body> decide_note_change(const Request& request) {
  const portfolio::SubsidyTerms& terms = terms_of(request.programme);
  if (!terms.minor_change) return refuse(request, no_minor_change());
  if (is_settled(request.before)) return refuse(request, settled_already());
  std::string_view note = request.command.body.text("note").value_or("");
  if (note.empty()) return refuse(request, money::no_reason());
  cases::Facts facts = TRY(given_facts(request));
  if (facts.empty()) return refuse(request, money::unknown_fact(""));
  for (const auto& [name, now] : facts) {
    const feel::Value* before = request.before.fact(name);
    bool cost = request.programme.fact(name)->type == portfolio::FactType::yen;
    if (!cost || before == nullptr || !is_minor(*before, now, *terms.minor_change)) return refuse(request, not_minor(name));
  }
  return BodyWriter().raw("facts", cases::encode_facts(facts)).text("note", note).body();
}

bool fold_change_noted(Case& value, const journal::Entry& entry) {
  if (!take_facts(value, entry.body)) return false;
  money::keep_text(value, "minor_change_note", entry.body.text("note").value_or(""));
  return true;
}

}  // namespace

std::span<const money::Handler> project_handlers() {
  static constexpr money::Handler handlers[] = {
      {"change_noted", money::single<decide_note_change>, money::alike<fold_change_noted>},
      {"reported", money::single<decide_report>, money::alike<fold_reported>},
      {"report_returned", money::single<decide_return_report>, money::alike<fold_report_returned>},
      {"inspected", money::single<decide_inspect>, money::alike<fold_inspected>}};
  return handlers;
}

}  // namespace hashira::instruments::subsidy
