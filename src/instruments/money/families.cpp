#include "instruments/money/families.h"

namespace hashira::instruments::money {

const Handler* Kind::handler(std::string_view event) const {
  for (std::span<const Handler> family : families) {
    for (const Handler& one : family) {
      if (one.event == event) return &one;
    }
  }
  return nullptr;
}

tl::unexpected<Error> refuse_out_of_turn(const Request& request) {
  const cases::Lifecycle& lifecycle = request.kind.lifecycle();
  return refuse(request, not_in_state(lifecycle.state(request.before.state), *lifecycle.event_of(request.command.name), lifecycle));
}

std::int64_t number(const cases::Case& value, std::string_view datum) {
  return cases::kept_number(value, datum);
}

void keep_number(cases::Case& value, std::string_view datum, std::int64_t number) {
  value.set_datum(datum, feel::Value::integer(number));
}

void keep_text(cases::Case& value, std::string_view datum, std::string_view text) {
  value.set_datum(datum, text.empty() ? feel::Value::null() : feel::Value::string(text));
}

void keep_date(cases::Case& value, std::string_view datum, std::optional<Date> date) {
  value.set_datum(datum, date ? feel::Value::date(*date) : feel::Value::null());
}

void keep_entitlement(cases::Case& value, std::string_view entitlement) {
  if (value.entitlement == entitlement) return;
  value.entitlement = entitlement;
  value.set_datum("disposed", feel::Value::null());
}

FiscalYear money_year(const cases::Case& value) {
  return FiscalYear(static_cast<std::int32_t>(number(value, "year")));
}

}  // namespace hashira::instruments::money
