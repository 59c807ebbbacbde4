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

int month_index(Date day) { return day.year() * months_of_a_year + day.month() - 1; }
Date first_of(int index) { return Date::of(index / months_of_a_year, index % months_of_a_year + 1, 1); }

// The same day of each month after `lent_on`, in a shorter month its last day.
class DueDays {
 public:
  explicit DueDays(Date lent_on, int past = 0) : day_(lent_on.day()), index_(month_index(lent_on) + past) {}
  Date next() {
    Date same_day = first_of(++index_).plus_days(day_ - 1);
    return day_ <= shortest_month ? same_day : std::min(same_day, first_of(index_ + 1).plus_days(-1));
  }

 private:
  static constexpr int shortest_month = 28;
  int day_, index_;
};

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
  DueDays due(terms.lent_on, past);
  for (int month = 1; month <= terms.months - past; ++month) {
    Yen interest = month_of_interest(open, terms.rate);
    Yen principal = month <= deferred ? Yen(0) : plan.principal(month - deferred, open, interest);
    open -= principal;
    out.push_back({due.next(), principal, interest, open});
  }
  return out;
}

// How many due days have come by `on`, and the last of them (without any the day of lending).
struct Past {
  int months = 0;
  Date last_due;
};
Past past_by(const LoanTerms& terms, Date on) {
  Past out{0, terms.lent_on};
  DueDays due(terms.lent_on);
  for (Date next = due.next(); out.months < terms.months && next <= on; next = due.next()) out = {out.months + 1, next};
  return out;
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
  Past past = past_by(terms, on);
  std::int64_t days = std::int64_t{on.days()} - past.last_due.days();
  WideYen accrued = WideYen{amount.count()} * days * terms.rate.millionths / (rate_of_one * days_of_a_loan_year);
  out.push_back({on, amount, Yen(static_cast<std::int64_t>(accrued)), open - amount});
  if (open == amount) return out;
  std::vector<LoanInstalment> rest = rows_after(terms, past.months, open - amount);
  out.insert(out.end(), rest.begin(), rest.end());
  return out;
}

}  // namespace hashira::ledger
