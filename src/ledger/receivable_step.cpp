// The fold of a receivable, event by event. Nothing here fails: what does not follow changes nothing.
#include "ledger/internal/dated_list.h"
#include "ledger/internal/receivable_step.h"

namespace hashira::ledger {
namespace {

using journal::Body;

using Step = bool (*)(Receivable& value, const Body& body, Date on);

Yen dues_sum(const std::vector<Dated>& dues) {
  Yen out;
  for (const Dated& due : dues) out += due.amount;
  return out;
}

// Does the receivable's history still make sense to the calculation of surcharges?
bool calculable(const Receivable& value, Date on) { return surcharges(value.order, value.to_principal, on).has_value(); }

AnnualRate rate_of(const Body& body, std::string_view rate, std::string_view source) {
  return {body.integer(rate).value_or(-1), std::string(body.text(source).value_or(""))};
}

bool step_assessed(Receivable& value, const Body& body, Date on) {
  std::int64_t ground = body.integer("ground").value_or(-1);
  std::optional<std::vector<Dated>> received = dated_of(body.raw("received"));
  std::optional<Date> due = body.date("due");
  std::int64_t year = body.integer("year").value_or(0);
  if (ground < 0 || ground > static_cast<std::int64_t>(ReturnGround::other) || !received || !due) return false;
  if (year != FiscalYear::of(on).year()) return false;
  value.line = body.text("line").value_or("");
  value.source = body.text("source").value_or("");
  value.year = FiscalYear(static_cast<std::int32_t>(year));
  Yen amount = body.yen("amount").value_or(Yen(0));
  value.order = {static_cast<ReturnGround>(ground), amount, std::move(*received), {{on, {{*due, amount}}}},
                 {rate_of(body, "surcharge_bp", "surcharge_source"), rate_of(body, "late_bp", "late_source")}};
  value.assessed.principal = amount;
  value.assessed_on = on;
  value.state = "assessed";
  return !value.line.empty() && value.line.find('\0') == std::string::npos && *due >= on && calculable(value, on);
}

bool step_notified(Receivable& value, const Body&, Date on) {
  value.notified_on = on;
  value.state = "notified";
  return true;
}

bool step_reminded(Receivable& value, const Body&, Date on) {
  value.reminded_on = on;
  value.state = "reminded";
  return true;
}

bool step_terms(Receivable& value, std::vector<Dated> dues, Date on, std::string_view state) {
  bool whole = value.open().principal > Yen(0) && !dues.empty() && dues_sum(dues) == value.open().principal;
  value.order.terms.push_back({on, std::move(dues)});
  value.state = state;
  return whole && calculable(value, on);
}

// Amounts are checked one by one before they are added up, so that a spoilt entry cannot overflow.
bool bounded(const std::vector<Dated>& dues) {
  return dues.size() <= 1000 && std::all_of(dues.begin(), dues.end(), [](const Dated& due) {
           return due.amount > Yen(0) && due.amount <= receivable_max;
         });
}

bool step_instalments(Receivable& value, const Body& body, Date on) {
  std::optional<std::vector<Dated>> dues = dated_of(body.raw("dues"));
  return dues && bounded(*dues) && step_terms(value, std::move(*dues), on, "instalments");
}

bool step_deferred(Receivable& value, const Body& body, Date on) {
  std::optional<Date> due = body.date("due");
  return due && step_terms(value, {{*due, value.open().principal}}, on, "deferred");
}

bool step_enforced(Receivable& value, const Body&, Date on) {
  if (!value.reminded_on) return false;
  value.enforced_on = on;
  value.state = "enforcing";
  return true;
}

bool step_carried(Receivable& value, const Body& body, Date) {
  std::int64_t year = body.integer("year").value_or(0);
  if (body.integer("from") != value.year.year() || year <= value.year.year() || year > 9999) return false;
  value.year = FiscalYear(static_cast<std::int32_t>(year));
  return true;
}

bool step_fixed(Receivable& value, const Body& body, Date) {
  Split split = split_of(body);
  Yen most = Yen(INT64_MAX / 8);  // far above what the largest debt bears in all time, and sums of it still fit
  if (value.surcharges_fixed || split.principal != Yen(0) || !split.within({Yen(0), most, most})) return false;
  value.assessed = value.assessed + split;
  value.surcharges_fixed = true;
  if (value.open().total() == Yen(0)) value.state = "collected";  // a reduction ended its principal, and nothing is due beside it
  return true;
}

// A part of what is open goes, in one of three ways. Surcharges go only when they are fixed, and then the principal is gone too.
bool take(Receivable& value, Split Receivable::*way, const Body& body, Date on) {
  Split split = split_of(body), open = value.open();
  if (!split.within(open) || split.total() == Yen(0)) return false;
  if (value.surcharges_fixed && split.principal != open.principal) return false;
  value.*way = value.*way + split;
  if (split.principal > Yen(0)) value.to_principal.push_back({on, split.principal});
  return true;
}

bool step_collected(Receivable& value, const Body& body, Date on) {
  if (!take(value, &Receivable::collected, body, on) || !calculable(value, on)) return false;
  if (value.surcharges_fixed && value.open().total() == Yen(0)) value.state = "collected";
  return true;
}

bool step_waived(Receivable& value, const Body& body, Date on) {
  if (!take(value, &Receivable::waived, body, on) || !calculable(value, on)) return false;
  if (value.surcharges_fixed && value.open().total() == Yen(0)) value.state = "waived";
  return true;
}

bool step_written_off(Receivable& value, const Body& body, Date on) {
  bool whole = value.surcharges_fixed && split_of(body) == value.open();
  value.state = "written_off";
  return whole && take(value, &Receivable::written_off, body, on);
}

// What goes off the end of a list: its last amounts first.
void take_from_end(std::vector<Dated>& list, Yen amount) {
  while (amount > Yen(0) && !list.empty()) {
    Yen part = std::min(amount, list.back().amount);
    list.back().amount -= part;
    amount -= part;
    if (list.back().amount == Yen(0)) list.pop_back();
  }
}

Split beyond(Split collected, Split most) {
  auto over = [](Yen some, Yen bound) { return std::max(Yen(0), some - bound); };
  return {over(collected.principal, most.principal), over(collected.surcharge, most.surcharge), over(collected.late, most.late)};
}

bool step_reduced(Receivable& value, const Body& body, Date on) {
  Split less = split_of(body), kept = value.waived + value.written_off;
  bool surcharges_too = less.surcharge > Yen(0) || less.late > Yen(0);
  if (less.principal <= Yen(0) || !less.within(value.assessed - kept) || (surcharges_too && !value.surcharges_fixed)) return false;
  value.assessed = value.assessed - less;
  value.overpaid = beyond(value.collected, value.assessed - kept);
  lessen(value, less.principal);
  if (value.order.amount == Yen(0)) {
    value.state = "annulled";
    value.surcharges_fixed = true;
    return value.assessed == Split{};
  }
  if (value.surcharges_fixed && value.open().total() == Yen(0)) value.state = "collected";
  return calculable(value, on);
}

bool step_refunded(Receivable& value, const Body& body, Date) {
  Split back = split_of(body);
  if (back != value.to_refund() || back.total() == Yen(0)) return false;
  value.refunded = value.overpaid;
  return true;
}

struct StepRow {
  std::string_view type;
  std::vector<std::string_view> from;
  Step step;
};

const std::vector<StepRow>& step_rows() {
  static const std::vector<std::string_view> open_states = {"assessed", "notified", "reminded", "instalments", "deferred", "enforcing"};
  static const std::vector<std::string_view> told_states = {"notified", "reminded", "instalments", "deferred", "enforcing"};
  static const std::vector<std::string_view> reducible = {"assessed", "notified", "reminded", "instalments", "deferred", "enforcing", "collected"};
  static const std::vector<std::string_view> refundable = {"assessed",  "notified",  "reminded", "instalments",
                                                           "deferred", "enforcing", "collected", "annulled"};
  static const std::vector<std::string_view> remindable = {"notified", "reminded", "instalments", "deferred"};
  static const std::vector<StepRow> rows = {{receivable_assessed, {""}, step_assessed},
                                            {receivable_notified, {"assessed"}, step_notified},
                                            {receivable_reminded, remindable, step_reminded},
                                            {receivable_instalments, told_states, step_instalments},
                                            {receivable_deferred, told_states, step_deferred},
                                            {receivable_enforced, {"reminded", "instalments", "deferred"}, step_enforced},
                                            {receivable_carried, refundable, step_carried},
                                            {receivable_fixed, open_states, step_fixed},
                                            {receivable_collected, open_states, step_collected},
                                            {receivable_waived, open_states, step_waived},
                                            {receivable_written_off, told_states, step_written_off},
                                            {receivable_reduced, reducible, step_reduced},
                                            {receivable_refunded, refundable, step_refunded}};
  return rows;
}

const StepRow* step_row(std::string_view type) {
  for (const StepRow& row : step_rows()) {
    if (row.type == type) return &row;
  }
  return nullptr;
}

}  // namespace

// Each plan was over what was open when it was agreed, so all are lessened alike; one that has nothing left falls away.
void lessen(Receivable& value, Yen principal) {
  value.order.amount -= principal;
  Yen repaid = dues_sum(value.to_principal);
  if (repaid > value.order.amount) {
    auto earlier = [](const Dated& a, const Dated& b) { return a.on < b.on; };
    std::stable_sort(value.to_principal.begin(), value.to_principal.end(), earlier);
    take_from_end(value.to_principal, repaid - value.order.amount);
  }
  for (DueTerms& terms : value.order.terms) take_from_end(terms.dues, principal);
  std::erase_if(value.order.terms, [](const DueTerms& terms) { return terms.dues.empty(); });
}

bool Split::within(Split most) const {
  return principal >= Yen(0) && surcharge >= Yen(0) && late >= Yen(0) && principal <= most.principal && surcharge <= most.surcharge &&
         late <= most.late;
}

Split split_of(const Body& body) {
  return {body.yen("principal").value_or(Yen(0)), body.yen("surcharge").value_or(Yen(0)), body.yen("late").value_or(Yen(0))};
}

bool may_come(std::string_view type, std::string_view state) {
  const StepRow* row = step_row(type);
  return row != nullptr && std::find(row->from.begin(), row->from.end(), state) != row->from.end();
}

bool step(Receivable& value, std::string_view type, const Body& body, Date on) {
  if (!may_come(type, value.state)) return false;
  if (body.integer("receivable").value_or(0) != static_cast<std::int64_t>(value.number)) return false;
  if (on < Date::of(1, 1, 1) || on > Date::of(9999, 12, 31)) return false;
  Receivable after = value;
  if (!step_row(type)->step(after, body, on)) return false;
  value = std::move(after);
  return true;
}

void fold(Receivable& value, const journal::Entry& entry) { step(value, entry.type, entry.body, entry.happened_on); }

}  // namespace hashira::ledger
