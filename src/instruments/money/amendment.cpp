// Amendment asked (補正依頼) with itemised defects and a deadline, its reminder (督促) and its lapse. Time moves nothing by
// itself: the lapse is an entry that somebody makes after the deadline. A deadline on a day when offices are closed moves to
// the next working day (地方自治法 4条の2).
#include "base/working_day.h"
#include "instruments/money/families.h"

namespace hashira::instruments::money {
namespace {

using journal::Body;
using journal::BodyWriter;

Result<std::vector<cases::Defect>> asked_defects(const Request& request) {
  std::vector<cases::Defect> defects =
      TRY(cases::decode_defects(request.command.body.raw("defects").value_or(BytesView("\x80", 1))));
  bool wordless = std::any_of(defects.begin(), defects.end(), [](const auto& defect) { return defect.what.empty(); });
  if (defects.empty() || wordless) return refuse(request, no_defects());
  for (const cases::Defect& defect : defects) {
    bool known = defect.fact.empty() || request.programme.fact(defect.fact) != nullptr;
    if (!known) return refuse(request, unknown_fact(defect.fact));
  }
  return defects;
}

Result<Body> decide_ask_amendment(const Request& request) {
  std::vector<cases::Defect> defects = TRY(asked_defects(request));
  std::optional<Date> deadline = request.command.body.date("deadline");
  if (!deadline || *deadline < request.command.on || !cases::is_civil(*deadline)) {
    return refuse(request, no_deadline(request.command.on));
  }
  return BodyWriter().raw("defects", cases::encode_defects(defects)).date("deadline", working_day_from(*deadline)).body();
}

bool fold_amendment_asked(cases::Case& value, const journal::Entry& entry) {
  Result<std::vector<cases::Defect>> defects = cases::decode_defects(entry.body.raw("defects").value_or(BytesView()));
  std::optional<Date> deadline = entry.body.date("deadline");
  if (!defects || defects->empty() || !deadline) return false;
  value.set_datum("defects", cases::defects_value(*defects));
  keep_date(value, "deadline", deadline);
  value.set_datum("reminded_on", feel::Value::null());
  value.reach("amendment_asked", entry.happened_on);
  return true;
}

std::optional<Date> deadline_of(const cases::Case& value) {
  const feel::Value* kept = value.datum("deadline");
  return kept == nullptr ? std::nullopt : kept->as_date();
}

Result<Body> decide_remind(const Request& request) {
  std::optional<Date> deadline = deadline_of(request.before);
  if (deadline && request.command.on > *deadline) return refuse(request, deadline_passed(*deadline));
  BodyWriter writer;
  if (auto note = request.command.body.text("note"); note && !note->empty()) writer.text("note", *note);
  return writer.body();
}

bool fold_reminded(cases::Case& value, const journal::Entry& entry) {
  keep_date(value, "reminded_on", entry.happened_on);
  keep_text(value, "reminded_by", entry.actor);
  return true;
}

Result<Body> decide_lapse(const Request& request) {
  std::optional<Date> deadline = deadline_of(request.before);
  if (deadline && request.command.on <= *deadline) return refuse(request, deadline_not_passed(*deadline));
  BodyWriter writer;
  for (std::string_view field : {"reason_ja", "reason_en"}) {
    if (auto reason = request.command.body.text(field)) writer.text(field, *reason);
  }
  return writer.body();
}

bool fold_lapsed(cases::Case& value, const journal::Entry& entry) {
  keep_text(value, "reason_ja", entry.body.text("reason_ja").value_or(""));
  keep_text(value, "reason_en", entry.body.text("reason_en").value_or(""));
  value.reach("lapsed", entry.happened_on);
  return true;
}

}  // namespace

std::span<const Handler> amendment_handlers() {
  static constexpr Handler handlers[] = {{"amendment_asked", single<decide_ask_amendment>, alike<fold_amendment_asked>},
                                         {"reminded", single<decide_remind>, alike<fold_reminded>},
                                         {"lapsed", single<decide_lapse>, alike<fold_lapsed>}};
  return handlers;
}

}  // namespace hashira::instruments::money
