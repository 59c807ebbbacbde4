#include "ledger/print.h"

#include <fmt/core.h>

namespace hashira::ledger {
namespace {

std::string with_commas(std::string digits) {
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

// From the digits and not from −amount, which the smallest number does not have.
std::string grouped_digits(Yen amount) {
  std::string digits = fmt::format("{}", amount.count());
  bool negative = digits.front() == '-';
  if (negative) digits.erase(0, 1);
  return (negative ? "-" : "") + with_commas(std::move(digits));
}

std::string table_row(const std::string& line, FiscalYear year, const Balances& balances) {
  std::string out = fmt::format("{} {}\n", line.empty() ? "(no line)" : line, year.wareki());
  for (int n = 0; n < account_count; ++n) {
    auto found = balances.find({line, year, static_cast<Account>(n)});
    if (found == balances.end()) continue;
    out += fmt::format("  {:<13}{:>22}\n", name(static_cast<Account>(n)), yen_text(found->second));
  }
  return out;
}

}  // namespace

std::string yen_text(Yen amount) { return grouped_digits(amount) + "円"; }
std::string yen_text_en(Yen amount) { return grouped_digits(amount) + " yen"; }

std::string text(const Posting& posting) {
  std::string of_case = posting.case_number == 0 ? std::string() : fmt::format(" (case {})", posting.case_number);
  return fmt::format("{} {}: {} → {} {}{}", posting.line, posting.year.wareki(), name(posting.from), name(posting.to),
                     yen_text(posting.amount), of_case);
}

std::string table(const Balances& balances) {
  std::string out;
  const BalanceKey* last = nullptr;
  for (const auto& [key, balance] : balances) {
    const auto& [line, year, account] = key;
    if (last == nullptr || std::get<0>(*last) != line || std::get<1>(*last) != year) out += table_row(line, year, balances);
    last = &key;
  }
  return out;
}

}  // namespace hashira::ledger
