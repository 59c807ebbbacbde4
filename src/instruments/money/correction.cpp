// A fact was wrong (a municipality …): corrected by a further entry that names the entry it mends. The decision stands; what
// a correction means for the money is decided by a person.
#include "cases/fact_check.h"
#include "instruments/money/families.h"

namespace hashira::instruments::money {
namespace {

using cases::encode_value;
using cases::read_value;
using journal::Body;
using journal::BodyWriter;

Done check_change(const Request& request, const std::string& fact, const feel::Value& value) {
  CHECK_OK(cases::check_fact(request.programme, fact, value));
  const feel::Value* now = request.before.fact(fact);
  if (now != nullptr && feel::identical(*now, value)) return refuse(request, same_value(fact, feel::to_text(value)));
  if (request.command.body.text("reason").value_or("").empty()) return refuse(request, no_reason());
  return {};
}

Result<std::int64_t> corrected_seq(const Request& request) {
  std::int64_t mends = number(request.before, "facts_seq");
  std::int64_t corrects = request.command.body.integer("corrects").value_or(mends);
  if (corrects <= 0) return refuse(request, no_such_entry());
  return corrects;
}

Result<Body> decide_correct_fact(const Request& request) {
  const Body& given = request.command.body;
  std::string fact(given.text("fact").value_or(""));
  feel::Value value = TRY(read_value(given, "value"));
  CHECK_OK(check_change(request, fact, value));
  BodyWriter writer;
  writer.text("fact", fact)
      .raw("value", encode_value(value))
      .text("reason", given.text("reason").value_or(""))
      .integer("corrects", TRY(corrected_seq(request)));
  if (auto entitlement = given.text("entitlement")) writer.text("entitlement", *entitlement);
  return writer.body();
}

bool fold_fact_corrected(cases::Case& value, const journal::Entry& entry) {
  std::string_view fact = entry.body.text("fact").value_or("");
  Result<feel::Value> corrected = read_value(entry.body, "value");
  if (fact.empty() || !corrected || corrected->is_null()) return false;
  value.set_fact(fact, std::move(*corrected));
  if (auto entitlement = entry.body.text("entitlement")) keep_entitlement(value, *entitlement);
  return true;
}

}  // namespace

std::span<const Handler> correction_handlers() {
  static constexpr Handler handlers[] = {{"fact_corrected", single<decide_correct_fact>, alike<fold_fact_corrected>}};
  return handlers;
}

}  // namespace hashira::instruments::money
