// Balances: what postings add up to, and the rule that nobody spends what is not there.
#include <fmt/core.h>

#include "ledger/posting.h"
#include "ledger/print.h"

namespace hashira::ledger {
namespace {

// Flipping the sign bit makes byte order the order of signed years.
constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;
constexpr std::size_t key_middle_size = 1 + 8 + 1 + 1;  // NUL, year, account, kind; then the office

// "日本語 / English", so that pages can show either side.
tl::unexpected<Error> overspent(const BalanceKey& key, Yen balance) {
  const auto& [line, year, account, kind, office] = key;
  Yen missing = -balance;
  bool of_allotment = account == Account::allotted;
  std::string mend =
      of_allotment
          ? fmt::format("{}以上の追加配当を受けてください / ask for a further allotment of at least {} on this line",
                        yen_text(missing), yen_text_en(missing))
          : std::string(
                "案件の記録を確かめてください / more is taken out than was moved there: look at the case's entries");
  std::string of_office = office.empty() ? "" : fmt::format("（{}）", office);
  std::string of_kind = kind == BudgetKind::current ? "" : fmt::format("・{}", japanese_name(kind));
  std::string english = fmt::format("{}{}", kind == BudgetKind::current ? "" : fmt::format(", {}", name(kind)),
                                    office.empty() ? "" : fmt::format(", {}", office));
  return fail("ledger.overspent",
              fmt::format("予算科目{}（{}{}）{}の「{}」が{}不足します / budget line {} of fiscal {}{} lacks {} in '{}'",
                          line, year.wareki(), of_kind, of_office, japanese_name(account), yen_text(missing), line,
                          year.year(), english, yen_text_en(missing), name(account)),
              std::move(mend));
}

}  // namespace

Bytes balance_key_bytes(const BalanceKey& key) {
  Bytes out(key.line);
  out += '\0';
  append_u64(out, static_cast<std::uint64_t>(std::int64_t{key.year.year()}) ^ sign_bit);
  out += static_cast<char>(key.account);
  out += static_cast<char>(key.kind);
  out += key.office;
  return out;
}

Result<BalanceKey> decode_balance_key(BytesView bytes) {
  std::size_t line_size = bytes.find('\0');
  if (line_size == BytesView::npos || bytes.size() < line_size + key_middle_size) {
    return fail("ledger.bad_balance_key", "a stored balance's key is damaged", "run `hashira audit`");
  }
  auto year = static_cast<std::int64_t>(read_u64(bytes.substr(line_size + 1)) ^ sign_bit);
  auto account = static_cast<unsigned char>(bytes[line_size + 9]);
  auto kind = static_cast<unsigned char>(bytes[line_size + 10]);
  if (account >= account_count || kind >= budget_kind_count || year != static_cast<std::int32_t>(year)) {
    return fail("ledger.bad_balance_key", "a stored balance's key names no account, year or kind",
                "run `hashira audit`");
  }
  return BalanceKey{std::string(bytes.substr(0, line_size)), FiscalYear(static_cast<std::int32_t>(year)),
                    static_cast<Account>(account), static_cast<BudgetKind>(kind),
                    std::string(bytes.substr(line_size + key_middle_size))};
}

void apply(Balances& balances, const Posting& posting) {
  assert(posting.amount > Yen(0));
  balances[balance_key(posting, posting.from)] -= posting.amount;
  balances[balance_key(posting, posting.to)] += posting.amount;
}

Done check(const Balances& balances) {
  for (const auto& [key, balance] : balances) {
    if (balance < Yen(0) && !may_be_negative(key.account)) return overspent(key, balance);
  }
  return {};
}

}  // namespace hashira::ledger
