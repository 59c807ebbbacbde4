// The auditor's books of what is owed to the prefecture: 加算金 and 延滞金 counted day by day.
#include <fmt/core.h>

#include "books.h"

namespace hashira::sim {
namespace {

std::vector<std::pair<int, Money>> dated(const journal::Entry& entry, const char* field) {
  std::vector<std::pair<int, Money>> out;
  cbor::Reader reader(entry.body.raw(field).value_or(BytesView("\x80", 1)));
  std::uint64_t size = reader.array().value();
  for (std::uint64_t i = 0; i < size; ++i) {
    reader.array().value();
    if (reader.peek() == cbor::Type::tag) reader.tag().value();
    auto day = static_cast<int>(reader.integer().value());
    out.emplace_back(day, reader.integer().value());
  }
  return out;
}

Money part(const journal::Entry& entry, const char* field) { return entry.body.integer(field).value_or(0); }

// Of what was received, the last counts as to be returned first (適正化法施行令 10条1項).
std::vector<std::pair<int, Money>> to_return(const DebtBook& debt) {
  std::vector<std::pair<int, Money>> out;
  Money left = debt.assessed;
  for (auto at = debt.received.rbegin(); at != debt.received.rend() && left > 0; ++at) {
    Money taken = std::min(left, at->second);
    out.emplace_back(at->first, taken);
    left -= taken;
  }
  return out;
}

}  // namespace

DayByDay day_by_day(const DebtBook& debt, int until) {
  std::vector<std::pair<int, Money>> owed = to_return(debt);
  Money surcharge_yen_days = 0, late_yen_days = 0;
  for (int day = owed.empty() ? until + 1 : owed.back().first; day <= until; ++day) {
    Money principal = 0, not_due = 0;
    for (const auto& [on, yen] : owed) principal += on <= day ? yen : 0;
    for (const auto& [on, yen] : debt.repaid) principal -= on < day ? yen : 0;
    const DebtBook::Terms* in_force = nullptr;
    for (const DebtBook::Terms& terms : debt.terms) in_force = terms.since <= day ? &terms : in_force;
    if (debt.cancelled) surcharge_yen_days += principal;
    if (in_force == nullptr) continue;
    for (const auto& [on, yen] : in_force->dues) not_due += day <= on ? yen : 0;
    late_yen_days += std::max<Money>(0, principal - not_due);
  }
  return {surcharge_yen_days * 3 / 10'000, late_yen_days * 3 / 10'000};
}

void Books::debt_assessed(const journal::Entry& entry) {
  auto number = static_cast<std::uint64_t>(part(entry, "receivable"));
  DebtBook& debt = debts_[number];
  expect(debt.number == 0, "its number was used before");
  debt = {};
  debt.number = number;
  for (auto& [of, value] : cases_) {
    if (value.debt == number) debt.case_number = of;
  }
  expect(debt.case_number != 0 && entry.body.text("source") == fmt::format("{}/{}", programme_, debt.case_number), "it has no case");
  const CaseBook& value = cases_[debt.case_number];
  debt.line = entry.body.text("line").value_or("");
  debt.year = static_cast<int>(part(entry, "year"));
  debt.assessed_on = entry.happened_on.days();
  debt.cancelled = part(entry, "ground") == 0;
  expect(debt.cancelled == (value.cancelled == "cancelled"), "its ground is not the case's");
  debt.assessed = debt.open_principal = part(entry, "amount");
  debt.received = dated(entry, "received");
  Money received = 0;
  for (const auto& [on, yen] : debt.received) received += yen;
  expect(received == value.with_payee(), "what it says was received is not what the payee has");
  int due = entry.body.date("due").value_or(Date()).days();
  debt.terms = {{debt.assessed_on, {{due, debt.assessed}}}};
  debt.state = "assessed";
  move(entry, debt.line, debt.year, "current", "claimed", "receivable", debt.assessed);
}

void Books::debt_step(const journal::Entry& entry) {
  DebtBook& debt = debts_[static_cast<std::uint64_t>(part(entry, "receivable"))];
  expect(debt.number != 0, "it was never assessed");
  debt.state = entry.type.substr(11);
  if (debt.state == "instalments_agreed") {
    debt.terms.push_back({entry.happened_on.days(), dated(entry, "dues")});
    Money sum = 0;
    for (const auto& [on, yen] : debt.terms.back().dues) sum += yen;
    expect(sum == debt.open_principal, "the instalments are not what is open");
  }
  if (debt.state == "deferred") {
    int due = entry.body.date("due").value_or(Date()).days();
    debt.terms.push_back({entry.happened_on.days(), {{due, debt.open_principal}}});
  }
}

void Books::debt_fixed(const journal::Entry& entry) {
  DebtBook& debt = debts_[static_cast<std::uint64_t>(part(entry, "receivable"))];
  DayByDay own = day_by_day(debt, entry.happened_on.days());
  expect(!debt.fixed, "its surcharges are fixed twice");
  expect(part(entry, "surcharge") == own.surcharge && part(entry, "late") == own.late,
         fmt::format("surcharges {} and {} yen; counted day by day {} and {}", part(entry, "surcharge"), part(entry, "late"),
                     own.surcharge, own.late));
  debt.fixed = true;
  debt.open_surcharge = debt.surcharge = own.surcharge;
  debt.open_late = debt.late = own.late;
  move(entry, debt.line, debt.year, "current", "claimed", "receivable", own.surcharge + own.late);
}

// A case's debt is reduced by what is open at most: what was collected beyond that is due to the payee as a payment.
void Books::debt_reduced(const journal::Entry& entry) {
  DebtBook& debt = debts_[static_cast<std::uint64_t>(part(entry, "receivable"))];
  Money less = part(entry, "principal");
  expect(debt.number != 0 && !debt.fixed && less > 0 && less <= debt.open_principal, "it is reduced by more than is open");
  expect(part(entry, "surcharge") == 0 && part(entry, "late") == 0, "its surcharges were not fixed");
  debt.assessed -= less;
  debt.open_principal -= less;
  for (DebtBook::Terms& terms : debt.terms) {
    Money left = less;
    for (auto due = terms.dues.rbegin(); due != terms.dues.rend(); ++due) {
      Money off = std::min(left, due->second);
      due->second -= off;
      left -= off;
    }
  }
  move(entry, debt.line, debt.year, "current", "receivable", "claimed", less);
  debt.fixed = debt.assessed == 0;
  if (debt.fixed) debt.state = "annulled";
}

void Books::debt_carried(const journal::Entry& entry) {
  DebtBook& debt = debts_[static_cast<std::uint64_t>(part(entry, "receivable"))];
  Money open = debt.open_principal + debt.open_surcharge + debt.open_late;
  expect(part(entry, "from") == debt.year && part(entry, "year") > debt.year, "carried from another year than its own");
  move(entry, debt.line, debt.year, "current", "receivable", "carried", open);
  debt.year = static_cast<int>(part(entry, "year"));
  move(entry, debt.line, debt.year, "current", "carried", "receivable", open);
}

// 令 10条2項: the principal first; surcharges only once it is paid.
void Books::debt_money(const journal::Entry& entry) {
  DebtBook& debt = debts_[static_cast<std::uint64_t>(part(entry, "receivable"))];
  Money principal = part(entry, "principal"), surcharge = part(entry, "surcharge"), late = part(entry, "late");
  bool within = principal >= 0 && surcharge >= 0 && late >= 0 && principal <= debt.open_principal &&
                surcharge <= debt.open_surcharge && late <= debt.open_late && principal + surcharge + late > 0;
  expect(within, "more than is open");
  debt.open_principal -= principal;
  debt.open_surcharge -= surcharge;
  debt.open_late -= late;
  expect(surcharge + late == 0 || debt.open_principal == 0, "surcharges before the principal");
  if (entry.type == "receivable.collected") debt.collected += principal;
  if (principal > 0) debt.repaid.emplace_back(entry.happened_on.days(), principal);
  std::string to = entry.type.substr(11);
  move(entry, debt.line, debt.year, "current", "receivable", to.c_str(), principal + surcharge + late);
  if (debt.fixed && debt.open_principal + debt.open_surcharge + debt.open_late == 0) debt.state = to;
}

}  // namespace hashira::sim
