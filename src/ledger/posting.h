// Double-entry postings of one stream's allotment: every posting moves an amount from one account to another.
//
//   budget line ─▶ in_transit ─▶ allotted ─▶ committed ─▶ ordered ─▶ paid
//
// 支出負担行為 = committed, 支出命令 = ordered. A bounce moves paid → ordered, a return into the line (戻入) paid → allotted,
// a return after the books closed outside → returned, as revenue of the new year (year.h says which). What is owed to the
// prefecture goes claimed → receivable → collected, written_off or waived. docs/ledger.md has every event's postings.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/date.h"
#include "base/result.h"
#include "base/yen.h"

namespace hashira::ledger {

enum class Account : std::uint8_t {
  appropriated, in_transit, allotted, committed, ordered, paid, outside, returned,  // of expenditure
  voted, transferred, carried, lapsed,                                              // of the budget and the turn of the year
  claimed, receivable, collected, written_off, waived,                              // of revenue that is owed
  reserved,                                                                         // of an allotment, for a bulk decision
  overpaid, refunded                                                                // of revenue that was never owed
};
inline constexpr int account_count = 20;
std::string_view name(Account account);           // "in_transit"
std::string_view japanese_name(Account account);  // 令達中
// The other sides of what a stream holds: only they may be below zero.
bool may_be_negative(Account account);

// What kind of budget of its year money is: 現年, 繰越明許, 事故繰越, 過年度.
enum class BudgetKind : std::uint8_t { current, carried_by_vote, carried_by_accident, past_year };
inline constexpr int budget_kind_count = 4;
std::string_view name(BudgetKind kind);           // "carried_by_vote"
std::string_view japanese_name(BudgetKind kind);  // 繰越明許
std::optional<BudgetKind> budget_kind(std::string_view name);

struct Posting {
  std::string line;         // budget line 款項目節
  FiscalYear year;          // account year
  Account from;             // credited
  Account to;               // debited
  Yen amount;               // > 0
  std::uint64_t case_number = 0;
  BudgetKind kind = BudgetKind::current;
  std::string office;       // that the allotment was given to (令達); empty: the programme's own division

  bool operator==(const Posting&) const = default;
};

// The balances of one stream: Σ debits − Σ credits per line, year, account, kind and office.
struct BalanceKey {
  std::string line;
  FiscalYear year;
  Account account{};
  BudgetKind kind = BudgetKind::current;
  std::string office;

  auto operator<=>(const BalanceKey&) const = default;
};
BalanceKey balance_key(const Posting& posting, Account account);
using Balances = std::map<BalanceKey, Yen>;

// Deterministic; decode refuses what encode would not write (`ledger.bad_posting`).
Bytes encode(const Posting& posting);
Result<Posting> decode_posting(BytesView bytes);
// Byte order is the order of the keys. Requires: no NUL in the line.
Bytes balance_key_bytes(const BalanceKey& key);
Result<BalanceKey> decode_balance_key(BytesView bytes);

// Adds one posting to the balances it touches.
void apply(Balances& balances, const Posting& posting);
// The ledger's invariant after a change: no account below zero but those that may be ("ledger.overspent" names line, year
// and what is missing). Debits = credits by construction: `apply` takes from one account what it gives to the other.
Done check(const Balances& balances);

}  // namespace hashira::ledger
