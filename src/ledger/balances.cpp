// Balances: what postings add up to, and the rule that nobody spends what is not there.
#include <fmt/core.h>

#include "ledger/posting.h"
#include "ledger/print.h"

namespace hashira::ledger {
namespace {

// Flipping the sign bit makes byte order the order of signed years.
constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;
constexpr std::size_t key_tail_size = 1 + 8 + 1;  // NUL, year, account

// "日本語 / English", so that pages can show either side.
tl::unexpected<Error> overspent(const BalanceKey& key, Yen balance) {
  const auto& [line, year, account] = key;
  Yen missing = -balance;
  bool of_allotment = account == Account::allotted;
  std::string mend = of_allotment ? fmt::format("{}以上の追加配当を受けてください / ask for a further allotment of at least {} on this line",
                                                yen_text(missing), yen_text_en(missing))
                                  : std::string("案件の記録を確かめてください / more is taken out than was moved there: look at the case's entries");
  return fail("ledger.overspent",
              fmt::format("予算科目{}（{}）の「{}」が{}不足します / budget line {} of fiscal {} lacks {} in '{}'", line, year.wareki(),
                          japanese_name(account), yen_text(missing), line, year.year(), yen_text_en(missing), name(account)),
              std::move(mend));
}

}  // namespace

Bytes balance_key_bytes(const BalanceKey& key) {
  const auto& [line, year, account] = key;
  Bytes out(line);
  out += '\0';
  append_u64(out, static_cast<std::uint64_t>(std::int64_t{year.year()}) ^ sign_bit);
  out += static_cast<char>(account);
  return out;
}

Result<BalanceKey> decode_balance_key(BytesView bytes) {
  std::size_t line_size = bytes.find('\0');
  if (line_size == BytesView::npos || bytes.size() != line_size + key_tail_size) {
    return fail("ledger.bad_balance_key", "a stored balance's key is damaged", "run `hashira audit`");
  }
  auto year = static_cast<std::int64_t>(read_u64(bytes.substr(line_size + 1)) ^ sign_bit);
  auto account = static_cast<unsigned char>(bytes.back());
  if (account >= account_count || year != static_cast<std::int32_t>(year)) {
    return fail("ledger.bad_balance_key", "a stored balance's key names no account or year", "run `hashira audit`");
  }
  return BalanceKey{std::string(bytes.substr(0, line_size)), FiscalYear(static_cast<std::int32_t>(year)),
                    static_cast<Account>(account)};
}

void apply(Balances& balances, const Posting& posting) {
  assert(posting.amount > Yen(0));
  balances[{posting.line, posting.year, posting.from}] -= posting.amount;
  balances[{posting.line, posting.year, posting.to}] += posting.amount;
}

Done check(const Balances& balances) {
  for (const auto& [key, balance] : balances) {
    if (balance < Yen(0) && !may_be_negative(std::get<Account>(key))) return overspent(key, balance);
  }
  return {};
}

}  // namespace hashira::ledger
