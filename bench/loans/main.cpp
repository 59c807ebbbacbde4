// loans_bench [LOANS]: schedules of 60,685 loans of 120 months with deferral, by both methods, then a half-year of interest subsidy
// for each. Prints time a loan; bench/loans/by_numpy.py does the level payments in floating point, as spreadsheets do.
#include <chrono>
#include <cstdlib>

#include <fmt/core.h>

#include "ledger/loan_support.h"

namespace hashira::bench {
namespace {

using namespace ledger;

LoanTerms loan_of(std::int64_t n, RepaymentMethod method) {
  LoanTerms out;
  out.principal = Yen(1'000'000 + n * 7'919 % 40'000 * 1'000);
  out.rate = {10'000 + n % 4 * 1'000};
  out.months = 120;
  out.deferred_months = static_cast<int>(n % 13);
  out.method = method;
  out.lent_on = Date::of(2020, 4, 1).plus_days(static_cast<int>(n % 365));
  return out;
}

struct Sums {
  std::int64_t interest = 0, subsidy = 0, rows = 0;
};

Sums run(std::int64_t loans, RepaymentMethod method) {
  Sums out;
  HalfYear half{FiscalYear(2021), false};
  for (std::int64_t n = 0; n < loans; ++n) {
    LoanTerms terms = loan_of(n, method);
    auto rows = loan_schedule(terms);
    if (!rows) std::exit(1);
    for (const LoanInstalment& row : *rows) out.interest += row.interest.count();
    out.rows += static_cast<std::int64_t>(rows->size());
    out.subsidy += interest_subsidy(loan_balances(terms, *rows), {10'000}, half.from(), half.to()).amount.count();
  }
  return out;
}

void measure(const char* name, std::int64_t loans, RepaymentMethod method) {
  auto start = std::chrono::steady_clock::now();
  Sums sums = run(loans, method);
  double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  fmt::print("{:<16} {} loans, {} rows: {:.2f} s, {:.1f} µs a loan; interest {}, subsidy of a half-year {}\n", name, loans, sums.rows, seconds,
             seconds * 1e6 / static_cast<double>(loans), sums.interest, sums.subsidy);
}

}  // namespace
}  // namespace hashira::bench

int main(int count, char** words) {
  std::int64_t loans = count > 1 ? std::atoll(words[1]) : 60'685;
  hashira::bench::measure("level principal", loans, hashira::ledger::RepaymentMethod::level_principal);
  hashira::bench::measure("level payment", loans, hashira::ledger::RepaymentMethod::level_payment);
}
