// Preliminary check (事前確認), waiting (待機) and claim (請求), for programmes whose money terms name a waiting time.
//
// Guarantees: nothing is claimed before its day. The months run to the corresponding day (民法 143条): a fact of 30
// November and three months give 1 March. A decision follows the claim, so what matures after 31 March belongs to the
// next year.
#include "base/working_day.h"
#include "instruments/money/families.h"

namespace hashira::instruments::money {
namespace {

using journal::Body;
using journal::BodyWriter;

// The first day after the months: the corresponding day, or the first of the next month where that month lacks it.
Date after_months(Date from, int months) {
  int month = from.year() * 12 + from.month() - 1 + months;
  Date first = Date::of(month / 12, month % 12 + 1, 1);
  Date next = Date::of((month + 1) / 12, (month + 1) % 12 + 1, 1);
  return std::min(first.plus_days(from.day() - 1), next);
}

std::optional<Date> date_fact(const cases::Case& value, const std::string& fact) {
  const feel::Value* found = value.fact(fact);
  return found == nullptr ? std::nullopt : found->as_date();
}

// The last day of `months` after a day, its own day not counted (民法 140条), moved to a working day.
Date last_day_within(Date from, int months) {
  return working_day_from(after_months(from.plus_days(1), months).plus_days(-1));
}

Done check_in_time(const Request& request, Date from) {
  int months = request.programme.money->waiting->apply_within;
  Date last = last_day_within(from, months);
  std::optional<Date> applied = request.before.reached_on("submitted");
  if (months == 0 || !applied || *applied <= last) return {};
  return refuse(request, applied_late(last, *applied));
}

Result<Body> decide_precheck(const Request& request) {
  const auto& terms = request.programme.money;
  if (!terms || !terms->waiting) return refuse(request, no_waiting());
  if (request.before.reached_on("claimed")) return refuse(request, claimed_already());
  std::optional<Date> from = date_fact(request.before, terms->waiting->from);
  if (!from || !cases::is_civil(*from)) return refuse(request, no_waiting_fact(terms->waiting->from));
  CHECK_OK(check_in_time(request, *from));
  return BodyWriter().date("matures", after_months(*from, terms->waiting->months)).body();
}

bool fold_prechecked(cases::Case& value, const journal::Entry& entry) {
  std::optional<Date> matures = entry.body.date("matures");
  if (!matures || !cases::is_civil(*matures)) return false;
  keep_date(value, "matures", matures);
  keep_text(value, "prechecked_by", entry.actor);
  value.reach("waiting", entry.happened_on);
  return true;
}

Result<Body> decide_claim(const Request& request) {
  const feel::Value* kept = request.before.datum("matures");
  std::optional<Date> matures = kept == nullptr ? std::nullopt : kept->as_date();
  if (!matures || request.command.on < *matures)
    return refuse(request, not_matured(matures.value_or(request.command.on)));
  BodyWriter writer;
  if (auto note = request.command.body.text("note"); note && !note->empty()) writer.text("note", *note);
  return writer.body();
}

bool fold_claimed(cases::Case& value, const journal::Entry& entry) {
  value.reach("claimed", entry.happened_on);
  return true;
}

}  // namespace

Done check_waited(const Request& request) {
  bool waits = request.programme.money && request.programme.money->waiting;
  if (!waits || request.before.reached_on("claimed")) return {};
  return refuse(request, not_claimed());
}

std::span<const Handler> waiting_handlers() {
  static constexpr Handler handlers[] = {{"prechecked", single<decide_precheck>, alike<fold_prechecked>},
                                         {"claimed", single<decide_claim>, alike<fold_claimed>}};
  return handlers;
}

}  // namespace hashira::instruments::money
