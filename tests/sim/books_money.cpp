// The auditor's books of money: orders, payments, what came back, and the accounts that follow.
#include <fmt/core.h>

#include "books.h"

namespace hashira::sim {
namespace {

Money amount_in_money(const journal::Entry& entry) { return entry.body.integer("amount").value_or(0); }
int year_in_money(const journal::Entry& entry) { return static_cast<int>(entry.body.integer("year").value_or(0)); }
Date books_close(int year) { return Date::of(year + 1, 5, 31); }

}  // namespace

void Books::ordered(const journal::Entry& entry) {
  CaseBook& value = case_of(entry);
  expect(!value.held && !value.order_stands && value.due() > 0, "ordered while held, ordered already, or nothing is due");
  expect(amount_in_money(entry) == value.due(), fmt::format("{} yen are ordered, {} are due", amount_in_money(entry), value.due()));
  // Where somebody approved the draft, that is who decided; who issued it then is not.
  const DraftBook& draft = drafts_[value.draft];
  bool decided = entry.actor == draft.decided_by || (value.changed && entry.actor == value.decided_by);
  expect(!decided && entry.actor != value.drafted_by, "ordered by who decided or drafted");
  expect(!in_batch(value), "ordered while its bulk decision may still be undone");
  expect(entry.happened_on <= books_close(value.year), "ordered after the books closed");
  value.order_stands = true;
  value.state = "out";
  settle_accounts(value);
}

void Books::paid(const journal::Entry& entry) {
  CaseBook& value = case_of(entry);
  Money amount = amount_in_money(entry);
  expect(!value.held && value.order_stands, "paid without an order, or held");
  expect(amount > 0 && amount == value.due(), fmt::format("{} yen are paid, {} were due", amount, value.due()));
  expect(entry.body.integer("decision") == value.decision, "paid by an old decision");
  expect(value.paid_decisions.insert(value.decision).second, "paid twice by one decision");
  expect(entry.happened_on <= books_close(value.year) && year_in_money(entry) == value.year, "paid outside its year's books");
  value.sent.push_back({entry.happened_on.days(), value.year, amount});
  value.last_transfer = amount;
  value.last_decision = value.decision;
  value.sent_in_all += amount;
  value.order_stands = false;
  ++value.payments;
  settle_accounts(value);
}

// Reverses *paid* only: the commitment stays, as far as the decision that stands gives it.
void Books::bounced(const journal::Entry& entry) {
  CaseBook& value = case_of(entry);
  Money amount = amount_in_money(entry);
  expect(amount > 0 && amount == value.last_transfer, "another amount bounced than was sent last");
  if (value.sent.empty()) return;
  bool waits_for_order = value.due() > 0 && !value.order_stands;  // a difference
  value.year = value.sent.back().year;
  value.sent.pop_back();
  value.paid_decisions.erase(value.last_decision);
  value.last_transfer = 0;
  value.sent_in_all -= amount;
  value.order_stands = value.due() > 0 && !waits_for_order;
  value.assessed = std::min(value.assessed, value.owed());
  settle_accounts(value);
}

// Back into the line of the year that paid until 31 May (令 159条); revenue of the day's year after that (令 160条).
void Books::repaid(const journal::Entry& entry) {
  CaseBook& value = case_of(entry);
  Money amount = amount_in_money(entry), left = amount, owed = std::min(amount, value.owed());
  expect(amount > 0 && amount <= value.with_payee(), "more is paid back than the payee has");
  while (left > 0 && !value.sent.empty()) {
    Sent& last = value.sent.back();
    Money part = std::min(left, last.amount);
    bool into_line = entry.happened_on <= books_close(last.year);
    int year = into_line ? last.year : FiscalYear::of(entry.happened_on).year();
    expect(entry.body.text("face") == (into_line ? "into_line" : "revenue"), "the return is booked on the wrong side of 31 May");
    expect(year_in_money(entry) == year, "the return is booked in another year");
    if (!into_line) {
      value.returned_as_revenue.push_back({last.on, last.year, part});
      move(entry, line_, year, "current", "outside", "returned", part);
    }
    last.amount -= part;
    left -= part;
    if (last.amount == 0) value.sent.pop_back();
  }
  value.last_transfer = 0;
  value.repaid_in_all += amount;
  value.gave_back += amount - owed;
  value.assessed = std::max<Money>(0, value.assessed - owed);
  settle_accounts(value);
}

void Books::reclaim(const journal::Entry& entry) {
  CaseBook& value = case_of(entry);
  Money open = value.owed() - value.assessed;
  expect(open > 0 && amount_in_money(entry) == open, fmt::format("{} yen are assessed, {} are owed", amount_in_money(entry), open));
  value.assessed += amount_in_money(entry);
  value.debt = static_cast<std::uint64_t>(entry.body.integer("receivable").value_or(0));
}

void Books::note_movement(std::uint64_t case_number, const std::map<Place, Money>& before, const std::map<Place, Money>& now) {
  std::map<int, Movement> by_year;
  auto add = [&](const std::map<Place, Money>& part, Money sign) {
    for (const auto& [place, amount] : part) {
      by_year[place.year].committed += sign * amount;
      if (place.account != "committed") by_year[place.year].ordered += sign * amount;
    }
  };
  add(before, -1);
  add(now, 1);
  for (const auto& [year, moved] : by_year) {
    if (moved.committed != 0 || moved.ordered != 0) movements_.push_back({seq_, case_number, year, moved.committed, moved.ordered});
  }
}

void Books::settle_accounts(CaseBook& value) {
  std::map<Place, Money> now;
  auto at = [&](int year, const char* account) -> Money& { return now[{programme_, line_, year, "current", account}]; };
  if (value.due() > 0) at(value.year, value.order_stands ? "ordered" : "committed") += value.due();
  for (const std::vector<Sent>* all : {&value.sent, &value.returned_as_revenue}) {
    for (const Sent& one : *all) at(one.year, "paid") += one.amount;
  }
  std::map<Place, Money>& before = case_part_[value.number];
  auto add = [&](const std::map<Place, Money>& part, Money sign) {
    for (const auto& [place, amount] : part) {
      accounts_[place] += sign * amount;
      accounts_[{programme_, line_, place.year, "current", "allotted"}] -= sign * amount;
    }
  };
  add(before, -1);
  add(now, 1);
  note_movement(value.number, before, now);
  before = std::move(now);
  expect(balance("allotted", value.year) >= 0, "the allotment is overspent");
}

}  // namespace hashira::sim
