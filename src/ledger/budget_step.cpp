// The fold of the budget, event by event. Nothing here fails: what does not follow changes nothing.
#include "ledger/internal/budget_events.h"

namespace hashira::ledger {
namespace {

using journal::Body;

using BudgetStep = bool (*)(Budget& budget, const Body& body);

bool year_open(const Budget& budget, FiscalYear year) {
  return !budget.closed.contains(year);
}

// Lines that exist in a year that is not closed; nullptr otherwise.
Line* open_line(Budget& budget, const std::optional<LineId>& id) {
  if (!id || !year_open(budget, id->year)) return nullptr;
  auto found = budget.lines.find(*id);
  return found == budget.lines.end() ? nullptr : &found->second;
}

bool sound(const Line& line) {
  return line.available() >= Yen(0) && line.current() <= budget_max && line.allotted >= Yen(0);
}

bool step_voted(Budget& budget, const Body& body) {
  auto id = line_of(body);
  auto from = funding(body.text("funding").value_or("prefectural"));
  bool supplementary = body.text("vote") == "supplementary";
  Yen amount = amount_of(body);
  if (!id || !from || amount == Yen(0) || !year_open(budget, id->year) || (amount < Yen(0) && !supplementary))
    return false;
  Line& line = budget.lines[*id];
  if (auto called = body.text("name"); called && !called->empty()) line.name = *called;
  line.reserve = line.reserve || body.boolean("reserve").value_or(false);
  Yen& voted = (supplementary ? line.supplementary : line.original)[static_cast<std::size_t>(*from)];
  voted += amount;
  bool not_below_zero =
      line.original[static_cast<std::size_t>(*from)] + line.supplementary[static_cast<std::size_t>(*from)] >= Yen(0);
  return not_below_zero && sound(line);
}

bool move_between(Budget& budget, const Body& body, Yen Line::*column) {
  Line* from = open_line(budget, line_of(body, "from", "from_kind"));
  auto to_id = line_of(body, "to", "to_kind");
  Yen amount = amount_of(body);
  if (from == nullptr || !to_id || !year_open(budget, to_id->year) || amount <= Yen(0)) return false;
  Line* to = &budget.lines[*to_id];
  if (from == to) return false;
  from->*column -= amount;
  to->*column += amount;
  return sound(*from) && sound(*to);
}

bool step_transferred(Budget& budget, const Body& body) {
  return move_between(budget, body, &Line::transferred);
}
bool step_reserve_applied(Budget& budget, const Body& body) {
  return move_between(budget, body, &Line::from_reserve);
}

bool allot(Budget& budget, const Body& body, Yen change) {
  auto id = allotment_of(body);
  Line* line = id ? open_line(budget, id->line) : nullptr;
  if (line == nullptr || line->reserve || change == Yen(0)) return false;
  line->allotted += change;
  Yen& held = budget.allotments[*id];
  held += change;
  return sound(*line) && held >= Yen(0);
}

bool step_allotted(Budget& budget, const Body& body) {
  return amount_of(body) > Yen(0) && allot(budget, body, amount_of(body));
}
bool step_withdrawn(Budget& budget, const Body& body) {
  return amount_of(body) > Yen(0) && allot(budget, body, -amount_of(body));
}

bool step_carry_permitted(Budget& budget, const Body& body) {
  auto id = line_of(body);
  Line* line = open_line(budget, id);
  Yen amount = amount_of(body);
  if (line == nullptr || id->kind != BudgetKind::current || amount <= Yen(0)) return false;
  line->carry_permitted += amount;
  return line->carry_permitted <= budget_max;
}

// 再繰越: what was carried by vote may be carried once more, by accident; nothing further.
bool may_carry(BudgetKind kind, BudgetKind how) {
  if (how == BudgetKind::carried_by_vote) return kind == BudgetKind::current;
  return kind == BudgetKind::current || kind == BudgetKind::carried_by_vote;
}

// Takes from what may be carried by vote; by accident needs no permission beforehand.
bool use_permission(Line& line, BudgetKind how, Yen amount) {
  if (how == BudgetKind::carried_by_vote) line.carry_permitted -= amount;
  return line.carry_permitted >= Yen(0);
}

Line* line_of_next_year(Budget& budget, const LineId& id, BudgetKind how) {
  LineId next{id.code, next_year(id.year), how};
  if (!year_open(budget, next.year)) return nullptr;
  return &budget.lines[next];
}

bool step_line_carried(Budget& budget, const Body& body) {
  auto id = line_of(body);
  auto how = how_of(body);
  Line* line = open_line(budget, id);
  Yen amount = amount_of(body);
  if (line == nullptr || how != BudgetKind::carried_by_vote || !may_carry(id->kind, *how) || amount <= Yen(0))
    return false;
  Line* next = line_of_next_year(budget, *id, *how);
  if (next == nullptr || !use_permission(*line, *how, amount)) return false;
  if (next->name.empty()) next->name = line->name;
  line->carried -= amount;
  next->carried += amount;
  return sound(*line) && sound(*next);
}

bool step_held_carried(Budget& budget, const Body& body) {
  auto id = allotment_of(body);
  auto how = how_of(body);
  auto account = held_account_of(body);
  Line* line = id ? open_line(budget, id->line) : nullptr;
  Yen amount = amount_of(body);
  if (line == nullptr || !how || !account || !may_carry(id->line.kind, *how) || amount <= Yen(0)) return false;
  if (*how == BudgetKind::carried_by_accident && account != Account::committed) return false;
  Line* next = line_of_next_year(budget, id->line, *how);
  if (next == nullptr || !use_permission(*line, *how, amount)) return false;
  if (next->name.empty()) next->name = line->name;
  Yen& held = budget.allotments[*id];
  held -= amount;
  budget.allotments[{{id->line.code, next_year(id->line.year), *how}, id->programme, id->office}] += amount;
  line->carried -= amount;
  line->allotted -= amount;
  next->carried += amount;
  next->allotted += amount;
  return sound(*line) && sound(*next) && held >= Yen(0);
}

bool step_lapsed(Budget& budget, const Body& body) {
  Line* line = open_line(budget, line_of(body));
  Yen amount = amount_of(body);
  if (line == nullptr || amount <= Yen(0)) return false;
  line->lapsed += amount;
  return sound(*line);
}

bool step_year_closed(Budget& budget, const Body& body) {
  std::int64_t year = body.integer("year").value_or(0);
  return year >= 1 && year <= 9998 && budget.closed.insert(FiscalYear(static_cast<std::int32_t>(year))).second;
}

// ---- combined caps

Cap* cap_of(Budget& budget, const Body& body) {
  auto found = budget.caps.find(std::string(body.text("cap").value_or("")));
  return found == budget.caps.end() ? nullptr : &found->second;
}

bool covers(const Cap& cap, std::string_view programme) {
  return std::find(cap.programmes.begin(), cap.programmes.end(), programme) != cap.programmes.end();
}

bool step_cap_set(Budget& budget, const Body& body) {
  std::string id(body.text("cap").value_or(""));
  std::vector<std::string> programmes = programmes_of(body);
  Yen limit = body.yen("limit").value_or(Yen(-1));
  if (id.empty() || id.size() > 64 || programmes.empty() || limit < Yen(0) || limit > budget_max) return false;
  Cap& cap = budget.caps[id];
  cap.limit = limit;
  cap.programmes = std::move(programmes);
  return cap.used() <= cap.limit;
}

bool step_cap_reserved(Budget& budget, const Body& body) {
  Cap* cap = cap_of(budget, body);
  std::string reservation(body.text("reservation").value_or("")), programme(body.text("programme").value_or(""));
  Yen amount = amount_of(body);
  if (cap == nullptr || reservation.empty() || amount <= Yen(0) || !covers(*cap, programme)) return false;
  bool fresh = cap->reserved.try_emplace(reservation, programme, amount).second;
  return fresh && cap->used() <= cap->limit;
}

bool end_reservation(Budget& budget, const Body& body, bool confirm) {
  Cap* cap = cap_of(budget, body);
  if (cap == nullptr) return false;
  auto found = cap->reserved.find(std::string(body.text("reservation").value_or("")));
  if (found == cap->reserved.end()) return false;
  if (confirm) cap->confirmed += found->second.second;
  cap->reserved.erase(found);
  return true;
}

bool step_cap_confirmed(Budget& budget, const Body& body) {
  return end_reservation(budget, body, true);
}
bool step_cap_released(Budget& budget, const Body& body) {
  return end_reservation(budget, body, false);
}

bool step_cap_returned(Budget& budget, const Body& body) {
  Cap* cap = cap_of(budget, body);
  Yen amount = amount_of(body);
  if (cap == nullptr || amount <= Yen(0) || !covers(*cap, body.text("programme").value_or(""))) return false;
  cap->confirmed -= amount;
  return cap->confirmed >= Yen(0);
}

// ---- 債務負担行為

bool step_promises_limited(Budget& budget, const Body& body) {
  std::string id(body.text("promise").value_or(""));
  std::int64_t from = body.integer("from").value_or(0), until = body.integer("until").value_or(0);
  Yen limit = body.yen("limit").value_or(Yen(0));
  bool years = from >= 1 && from <= until && until <= 9998;
  if (id.empty() || id.size() > 64 || !years || limit <= Yen(0) || limit > budget_max) return false;
  PromiseLimit& promise = budget.promises[id];
  promise.name = body.text("name").value_or("");
  promise.from = FiscalYear(static_cast<std::int32_t>(from));
  promise.until = FiscalYear(static_cast<std::int32_t>(until));
  promise.limit = limit;
  return promise.promised <= limit;
}

bool change_promised(Budget& budget, const Body& body, Yen change) {
  auto found = budget.promises.find(std::string(body.text("promise").value_or("")));
  if (found == budget.promises.end() || change == Yen(0)) return false;
  found->second.promised += change;
  return found->second.promised >= Yen(0) && found->second.promised <= found->second.limit;
}

bool step_promised(Budget& budget, const Body& body) {
  return amount_of(body) > Yen(0) && change_promised(budget, body, amount_of(body));
}
bool step_promise_released(Budget& budget, const Body& body) {
  return amount_of(body) > Yen(0) && change_promised(budget, body, -amount_of(body));
}

struct BudgetStepRow {
  std::string_view type;
  BudgetStep step;
};
constexpr BudgetStepRow budget_steps[] = {{budget_appropriated, step_voted},
                                          {budget_transferred, step_transferred},
                                          {budget_reserve_applied, step_reserve_applied},
                                          {budget_allotted, step_allotted},
                                          {budget_withdrawn, step_withdrawn},
                                          {budget_carry_permitted, step_carry_permitted},
                                          {budget_carried, step_line_carried},
                                          {budget_held_carried, step_held_carried},
                                          {budget_lapsed, step_lapsed},
                                          {budget_year_closed, step_year_closed},
                                          {budget_cap_set, step_cap_set},
                                          {budget_cap_reserved, step_cap_reserved},
                                          {budget_cap_confirmed, step_cap_confirmed},
                                          {budget_cap_released, step_cap_released},
                                          {budget_cap_returned, step_cap_returned},
                                          {budget_promises_limited, step_promises_limited},
                                          {budget_promised, step_promised},
                                          {budget_promise_released, step_promise_released}};

}  // namespace

Yen Line::voted() const {
  Yen out;
  for (std::size_t n = 0; n < funding_count; ++n) out += original[n] + supplementary[n];
  return out;
}

Yen Cap::used() const {
  Yen out = confirmed;
  for (const auto& [reservation, held] : reserved) out += held.second;
  return out;
}

bool step(Budget& budget, std::string_view type, const Body& body) {
  for (const BudgetStepRow& row : budget_steps) {
    if (row.type != type) continue;
    Budget after = budget;
    if (!row.step(after, body)) return false;
    budget = std::move(after);
    return true;
  }
  return false;
}

void fold(Budget& budget, const journal::Entry& entry) {
  step(budget, entry.type, entry.body);
}

}  // namespace hashira::ledger
