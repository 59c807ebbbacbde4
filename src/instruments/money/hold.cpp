// Held (保留) and released: nothing moves a held case forward until somebody releases it into the state it came from.
#include "cases/flags.h"
#include "instruments/money/families.h"

namespace hashira::instruments::money {
namespace {

using journal::Body;
using journal::BodyWriter;

Result<Body> decide_hold(const Request& request) {
  std::string_view why = request.command.body.text("class").value_or("");
  if (cases::hold_class(why) == nullptr) return refuse(request, no_hold_class());
  return BodyWriter().text("class", why).text("note", request.command.body.text("note").value_or("")).body();
}

bool fold_held(cases::Case& value, const journal::Entry& entry) {
  std::string_view why = entry.body.text("class").value_or("");
  if (cases::hold_class(why) == nullptr) return false;
  keep_text(value, "held_from", value.state);
  keep_text(value, "held_class", why);
  keep_text(value, "held_note", entry.body.text("note").value_or(""));
  keep_text(value, "held_by", entry.actor);
  value.reach("held", entry.happened_on);
  return true;
}

Result<Body> decide_release(const Request& request) {
  std::string_view reason = request.command.body.text("reason").value_or("");
  if (reason.empty()) return refuse(request, no_reason());
  return BodyWriter().text("reason", reason).body();
}

// The state before comes back with its own day; what was held keeps in the entries.
bool fold_released(cases::Case& value, const journal::Entry&) {
  const feel::Value* from = value.datum("held_from");
  if (from == nullptr || !from->is(feel::Kind::string) || !value.reached_on(from->as_string())) return false;
  value.state = from->as_string();
  for (std::string_view datum : {"held_from", "held_class", "held_note", "held_by"}) {
    value.set_datum(datum, feel::Value::null());
  }
  return true;
}

}  // namespace

std::span<const Handler> hold_handlers() {
  static constexpr Handler handlers[] = {{"held", single<decide_hold>, alike<fold_held>},
                                         {"released", single<decide_release>, alike<fold_released>}};
  return handlers;
}

}  // namespace hashira::instruments::money
