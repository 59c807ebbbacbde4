// For tests: the budget with the books of every stream beside it, and what must agree between them.
//
// Guarantees: a command is taken whole or leaves nothing, as the app takes it; books are kept from the entries alone.
#pragma once

#include <map>

#include "ledger/budget.h"
#include "ledger/year.h"

namespace hashira::ledger::testing {

// The budget's own state and the books of every stream. A command is taken whole or leaves nothing.
struct Books {
  Budget budget;
  std::map<std::string, Balances> balances;
  std::vector<journal::Entry> entries;

  std::string command(const BudgetCommand& command, Date on) {
    Result<std::vector<Event>> events = decide(budget, command, on);
    return events ? take(*events, on) : events.error().code;
  }
  std::string take(const std::vector<Event>& events, Date on) {
    Books after = *this;
    for (const Event& event : events) {
      journal::Entry entry = entry_of(event, on);
      std::string refused = after.post(entry.stream, budget_postings(entry), on);
      if (!refused.empty()) return refused;
      if (entry.stream == budget_stream) fold(after.budget, entry);
      after.entries.push_back(std::move(entry));
    }
    *this = std::move(after);
    return "";
  }
  // Postings of a programme's cases, as instruments make them.
  std::string post(const std::string& stream, const std::vector<Posting>& postings, Date on) {
    if (Done days = check_days(postings, on); !days) return days.error().code;
    Balances after = balances[stream];
    for (const Posting& posting : postings) ledger::apply(after, posting);
    if (Done done = check(after); !done) return done.error().code;
    balances[stream] = std::move(after);
    return "";
  }
  static journal::Entry entry_of(const Event& event, Date on) {
    journal::Entry entry;
    entry.stream = event.stream.empty() ? std::string(budget_stream) : event.stream;
    entry.type = event.type;
    entry.happened_on = on;
    entry.account_year = event.year;
    entry.body = event.body;
    return entry;
  }
  Yen balance(const std::string& stream, const LineId& line, Account account, const std::string& office = "") {
    return balances[stream][{line.code, line.year, account, line.kind, office}];
  }
};

inline Posting spending(const AllotmentId& id, Account from, Account to, Yen amount) {
  return {id.line.code, id.line.year, from, to, amount, 1, id.line.kind, id.office};
}

// Sums of one line over every stream: what the two sides of an allotment, and the line's own columns, must agree with.
inline std::string wrong_with_line(const Books& books, const LineId& id, const Line& line) {
  std::map<Account, Yen> all;
  Yen appropriated;
  for (const auto& [stream, balances] : books.balances) {
    for (const auto& [key, yen] : balances) {
      if (LineId{key.line, key.year, key.kind} != id) continue;
      all[key.account] += yen;
      if (stream == budget_stream && key.account == Account::appropriated) appropriated += yen;
    }
  }
  if (line.available() < Yen(0)) return "available below zero";
  if (appropriated != line.available()) return "books: appropriated";
  if (-all[Account::voted] != line.voted()) return "books: voted";
  if (all[Account::in_transit] != Yen(0)) return "books: what was allotted did not arrive";
  if (-all[Account::transferred] != line.transferred + line.from_reserve) return "books: transferred";
  if (-all[Account::carried] != line.carried) return "books: carried";
  return "";
}

inline std::string wrong_with_allotment(const Books& books, const AllotmentId& id, Yen held) {
  auto found = books.balances.find(id.programme);
  Yen sum;
  if (found != books.balances.end()) {
    for (const auto& [key, yen] : found->second) {
      bool same = LineId{key.line, key.year, key.kind} == id.line && key.office == id.office;
      sum += same && key.account != Account::in_transit && key.account != Account::carried ? yen : Yen(0);
    }
  }
  return sum == held ? "" : "books: an allotment is not what its programme holds";
}

inline std::string wrong_with(const Books& books) {
  for (const auto& [id, line] : books.budget.lines) {
    if (std::string wrong = wrong_with_line(books, id, line); !wrong.empty()) return wrong;
  }
  for (const auto& [id, held] : books.budget.allotments) {
    if (std::string wrong = wrong_with_allotment(books, id, held); !wrong.empty()) return wrong;
  }
  for (const auto& [id, cap] : books.budget.caps) {
    if (cap.used() > cap.limit || cap.confirmed < Yen(0)) return "a cap is exceeded";
  }
  for (const auto& [id, promise] : books.budget.promises) {
    if (promise.promised > promise.limit || promise.promised < Yen(0)) return "more was promised than the limit";
  }
  return "";
}

}  // namespace hashira::ledger::testing
