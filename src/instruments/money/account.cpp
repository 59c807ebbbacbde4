// The account of a payment that is still to be made, changed (口座変更): with what proved it and how the old contact was
// told. The case is held until another person releases it, so that nobody redirects a payment alone.
#include "instruments/money/families.h"

namespace hashira::instruments::money {
namespace {

using journal::Body;
using journal::BodyWriter;

Result<Body> decide_change_account(const Request& request) {
  const Body& given = request.command.body;
  std::string_view proof = given.text("proof").value_or(""), notice = given.text("notice").value_or("");
  if (proof.empty() || notice.empty()) return refuse(request, no_reason());
  BytesView sealed = given.bytes("sealed").value_or(BytesView());
  if (sealed.size() != digest_size) return refuse(request, bad_digest("sealed"));
  return BodyWriter().bytes("sealed", sealed).text("proof", proof).text("notice", notice).body();
}

bool fold_account_changed(cases::Case& value, const journal::Entry& entry) {
  BytesView sealed = entry.body.bytes("sealed").value_or(BytesView());
  if (sealed.size() != digest_size) return false;
  value.sealed_digest = sealed;
  keep_text(value, "held_from", value.state);
  keep_text(value, "held_class", "account_change");
  keep_text(value, "held_note", entry.body.text("proof").value_or(""));
  keep_text(value, "held_by", entry.actor);
  value.reach("held", entry.happened_on);
  return true;
}

}  // namespace

std::span<const Handler> account_handlers() {
  static constexpr Handler handlers[] = {{"account_changed", single<decide_change_account>, alike<fold_account_changed>}};
  return handlers;
}

}  // namespace hashira::instruments::money
