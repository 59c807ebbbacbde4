// Double-entry postings of one stream's allotment: every posting moves an amount from one account to another.
//
//   budget line ─▶ in_transit ─▶ allotted ─▶ committed ─▶ ordered ─▶ paid
//
// 支出負担行為 = committed, 支出命令 = ordered. A bounce moves paid → ordered, a return into the line (戻入) paid → allotted.
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

enum class Account : std::uint8_t { appropriated, in_transit, allotted, committed, ordered, paid };
std::string_view name(Account account);

struct Posting {
  std::string line;         // budget line 款項目節
  FiscalYear year;          // account year
  Account from;             // credited
  Account to;               // debited
  Yen amount;               // > 0
  std::uint64_t case_number = 0;

  bool operator==(const Posting&) const = default;
};

// The balances of one stream: Σ debits − Σ credits per line, year and account.
using BalanceKey = std::tuple<std::string, FiscalYear, Account>;
using Balances = std::map<BalanceKey, Yen>;

Bytes encode(const Posting& posting);
Result<Posting> decode_posting(BytesView bytes);
Bytes balance_key_bytes(const BalanceKey& key);

// Adds one posting to the balances it touches.
void apply(Balances& balances, const Posting& posting);
// The ledger's invariants after a change: no account but `appropriated` and `in_transit` below zero ("ledger.overspent"
// names line, year, what is missing), debits = credits by construction.
Done check(const Balances& balances);

}  // namespace hashira::ledger
