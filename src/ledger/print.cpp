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

// "07-01-02-18 令和2年度 繰越明許 渡島": what is usual is left out.
std::string budget_name(const std::string& line, FiscalYear year, BudgetKind kind, const std::string& office) {
  std::string out = fmt::format("{} {}", line.empty() ? "(no line)" : line, year.wareki());
  if (kind != BudgetKind::current) out += fmt::format(" {}", japanese_name(kind));
  if (!office.empty()) out += " " + office;
  return out;
}

}  // namespace

std::string yen_text(Yen amount) { return grouped_digits(amount) + "円"; }
std::string yen_text_en(Yen amount) { return grouped_digits(amount) + " yen"; }

std::string text(const Posting& posting) {
  std::string of_case = posting.case_number == 0 ? std::string() : fmt::format(" (case {})", posting.case_number);
  return fmt::format("{}: {} → {} {}{}", budget_name(posting.line, posting.year, posting.kind, posting.office), name(posting.from),
                     name(posting.to), yen_text(posting.amount), of_case);
}

std::string table(const Balances& balances) {
  std::map<std::tuple<std::string, FiscalYear, BudgetKind, std::string>, std::string> blocks;
  for (const auto& [key, balance] : balances) {
    blocks[{key.line, key.year, key.kind, key.office}] += fmt::format("  {:<13}{:>22}\n", name(key.account), yen_text(balance));
  }
  std::string out;
  for (const auto& [block, rows] : blocks) {
    const auto& [line, year, kind, office] = block;
    out += budget_name(line, year, kind, office) + "\n" + rows;
  }
  return out;
}

}  // namespace hashira::ledger
