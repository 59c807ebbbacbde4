#include "ledger/loan_schedule.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include <boost/multiprecision/cpp_int.hpp>

#include "ledger/print.h"

namespace hashira::ledger {
namespace {

__extension__ using WideYen = __int128;

constexpr std::int64_t rate_of_one = 1'000'000;
constexpr int months_of_a_year = 12;
constexpr int days_of_a_loan_year = 365;

tl::unexpected<Error> bad_loan(std::string ja, std::string en, std::string mend_ja, std::string mend_en) {
  return fail("ledger.bad_loan", std::move(ja) + " / " + std::move(en), std::move(mend_ja) + " / " + std::move(mend_en));
}

tl::unexpected<Error> bad_prepayment(std::string ja, std::string en, std::string mend_ja, std::string mend_en) {
  return fail("ledger.bad_prepayment", std::move(ja) + " / " + std::move(en), std::move(mend_ja) + " / " + std::move(mend_en));
}

Done check_loan(const LoanTerms& terms) {
  if (terms.principal <= Yen(0) || terms.principal > loan_max) {
    return bad_loan("貸付額が正しくありません", "the amount lent is out of bounds", "0円を超え1兆円までの額を入れてください", "give an amount above zero, at most 10^12 yen");
  }
  if (terms.rate.millionths < 0 || terms.rate.millionths > loan_rate_max) {
    return bad_loan("利率が正しくありません", "the rate is out of bounds", "年0%から100%までの率を入れてください", "give a yearly rate from 0% to 100%");
  }
  if (terms.months < 1 || terms.months > loan_months_max) {
    return bad_loan("期間が正しくありません", "the term is out of bounds", "1か月から600か月までの期間を入れてください", "give 1 to 600 months");
  }
  if (terms.deferred_months < 0 || terms.deferred_months >= terms.months) {
    return bad_loan("据置期間が正しくありません", "the deferral is out of bounds", "期間より短い据置期間を入れてください", "give a deferral shorter than the term");
  }
  if (terms.lent_on < Date::of(1900, 1, 1) || terms.lent_on > Date::of(2999, 12, 31)) {
    return bad_loan("貸付日が正しくありません", "the day of lending is out of bounds", "実在する日を入れてください", "give a real day");
  }
  return {};
}

Yen month_of_interest(Yen balance, LoanRate rate) {
  return Yen(static_cast<std::int64_t>(WideYen{balance.count()} * rate.millionths / (rate_of_one * months_of_a_year)));
}

// What the instalments of a balance are: all but the last, which takes what remains.
class Plan {
 public:
  Plan(const LoanTerms& terms, Yen open, int months) : method_(terms.method), rate_(terms.rate), months_(months) {
    if (method_ == RepaymentMethod::level_principal) each_ = Yen(open.count() / months);
    if (method_ == RepaymentMethod::level_payment) each_ = level_payment(open, rate_, months);
  }
  Yen principal(int month, Yen open, Yen interest) const {
    if (month == months_) return open;
    if (method_ == RepaymentMethod::at_end) return Yen(0);
    return std::clamp(method_ == RepaymentMethod::level_payment ? each_ - interest : each_, Yen(0), open);
  }

 private:
  RepaymentMethod method_;
  LoanRate rate_;
  int months_;
  Yen each_;
};

// Rows for the months after `past`, with `open` still to be repaid. Requires: past < terms.months.
std::vector<LoanInstalment> rows_after(const LoanTerms& terms, int past, Yen open) {
  int deferred = std::max(0, terms.deferred_months - past);
  Plan plan(terms, open, terms.months - past - deferred);
  std::vector<LoanInstalment> out;
  out.reserve(static_cast<std::size_t>(terms.months - past));
  for (int month = 1; month <= terms.months - past; ++month) {
    Yen interest = month_of_interest(open, terms.rate);
    Yen principal = month <= deferred ? Yen(0) : plan.principal(month - deferred, open, interest);
    open -= principal;
    out.push_back({terms.lent_on.plus_months(past + month), principal, interest, open});
  }
  return out;
}

// How many due days have come by `on`.
int months_past(const LoanTerms& terms, Date on) {
  int past = 0;
  while (past < terms.months && terms.lent_on.plus_months(past + 1) <= on) ++past;
  return past;
}

}  // namespace

Yen level_payment(Yen principal, LoanRate rate, int months) {
  assert(months > 0);
  if (rate.millionths == 0) return Yen(principal.count() / months);
  using Whole = boost::multiprecision::cpp_int;
  std::int64_t a = rate.millionths, b = rate_of_one * months_of_a_year;
  std::int64_t common = std::gcd(a, b);
  a /= common, b /= common;
  // P·(a/b)·((a+b)/b)^n ÷ (((a+b)/b)^n − 1), above and below times b^(n+1)
  Whole grown = boost::multiprecision::pow(Whole(a + b), static_cast<unsigned>(months));
  Whole whole = boost::multiprecision::pow(Whole(b), static_cast<unsigned>(months));
  Whole payment = Whole(principal.count()) * a * grown / (b * (grown - whole));
  return Yen(payment.convert_to<std::int64_t>());
}

Result<std::vector<LoanInstalment>> loan_schedule(const LoanTerms& terms) {
  CHECK_OK(check_loan(terms));
  return rows_after(terms, 0, terms.principal);
}

std::vector<LoanBalance> loan_balances(const LoanTerms& terms, const std::vector<LoanInstalment>& rows) {
  std::vector<LoanBalance> out = {{terms.lent_on, terms.principal}};
  for (const LoanInstalment& row : rows) {
    if (row.balance == out.back().open) continue;
    if (row.due_on == out.back().from) {
      out.back().open = row.balance;
    } else {
      out.push_back({row.due_on, row.balance});
    }
  }
  return out;
}

Result<std::vector<LoanInstalment>> prepay(const LoanTerms& terms, const std::vector<LoanInstalment>& rows, Date on, Yen amount) {
  CHECK_OK(check_loan(terms));
  if (on < terms.lent_on) {
    return bad_prepayment(on.wareki() + "は貸付日より前です", on.iso() + " is before the loan", "繰上償還の日を確かめてください", "look at the day of the repayment");
  }
  std::vector<LoanInstalment> out;
  for (const LoanInstalment& row : rows) {
    if (row.due_on <= on) out.push_back(row);
  }
  Yen open = out.empty() ? terms.principal : out.back().balance;
  if (amount <= Yen(0) || amount > open) {
    return bad_prepayment("繰上償還額" + yen_text(amount) + "が正しくありません。残高は" + yen_text(open) + "です",
                          yen_text_en(amount) + " cannot be repaid: " + yen_text_en(open) + " are open", "0円を超え残高までの額を入れてください",
                          "give an amount above zero, at most what is open");
  }
  int past = months_past(terms, on);
  std::int64_t days = std::int64_t{on.days()} - terms.lent_on.plus_months(past).days();
  WideYen accrued = WideYen{amount.count()} * days * terms.rate.millionths / (rate_of_one * days_of_a_loan_year);
  out.push_back({on, amount, Yen(static_cast<std::int64_t>(accrued)), open - amount});
  if (open == amount) return out;
  std::vector<LoanInstalment> rest = rows_after(terms, past, open - amount);
  out.insert(out.end(), rest.begin(), rest.end());
  return out;
}

}  // namespace hashira::ledger
