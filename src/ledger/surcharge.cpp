#include "ledger/surcharge.h"

#include <algorithm>
#include <cassert>
#include <set>

#include "ledger/print.h"

namespace hashira::ledger {
namespace {

__extension__ using WideInteger = __int128;

constexpr std::int64_t days_of_a_year = 365;
constexpr std::int64_t basis_points_of_one = 10'000;
constexpr std::int64_t basis_points_max = 100'000;  // ten times the debt a year: nothing lawful comes near

tl::unexpected<Error> bad_order(std::string ja, std::string en, std::string mend_ja, std::string mend_en) {
  return fail("ledger.bad_order", std::move(ja) + " / " + std::move(en), std::move(mend_ja) + " / " + std::move(mend_en));
}

tl::unexpected<Error> bad_repayment(std::string ja, std::string en, std::string mend_ja, std::string mend_en) {
  return fail("ledger.bad_repayment", std::move(ja) + " / " + std::move(en), std::move(mend_ja) + " / " + std::move(mend_en));
}

bool lawful_amount(Yen amount) { return amount > Yen(0) && amount <= receivable_max; }
bool lawful_date(Date date) { return date >= Date::of(1, 1, 1) && date <= Date::of(9999, 12, 31); }
bool lawful(const Dated& dated) { return lawful_amount(dated.amount) && lawful_date(dated.on); }
bool all_lawful(const std::vector<Dated>& dated) { return std::all_of(dated.begin(), dated.end(), lawful); }

Yen surcharge_sum(const std::vector<Dated>& dated) {
  Yen out;
  for (const Dated& one : dated) out += one.amount;
  return out;
}

void sort_by_day(std::vector<Dated>& dated) {
  std::stable_sort(dated.begin(), dated.end(), [](const Dated& a, const Dated& b) { return a.on < b.on; });
}

// 令 10条1項: as received on the last day; beyond what came that day, on the days before, back until the amount is reached.
std::vector<Dated> last_received_first(std::vector<Dated> received, Yen amount) {
  sort_by_day(received);
  std::vector<Dated> out;
  for (auto at = received.rbegin(); at != received.rend() && amount > Yen(0); ++at) {
    Yen part = std::min(at->amount, amount);
    out.push_back({at->on, part});
    amount -= part;
  }
  std::reverse(out.begin(), out.end());
  return out;
}

Done check_terms(const ReturnOrder& order) {
  if (order.terms.empty()) return bad_order("納期限がありません", "there is no due date", "納期限を入れてください", "give the due date");
  for (std::size_t n = 0; n < order.terms.size(); ++n) {
    const DueTerms& terms = order.terms[n];
    bool in_order = n == 0 || order.terms[n - 1].since <= terms.since;
    if (lawful_date(terms.since) && all_lawful(terms.dues) && in_order) continue;
    return bad_order("納期限の金額、日付又は順序が正しくありません", "an amount, a date or the order of the due dates is wrong",
                     "0円を超える額と実在する日を、決めた順に入れてください", "give amounts above zero and real days, in the order they were agreed");
  }
  return {};
}

Done check_order(const ReturnOrder& order) {
  for (const AnnualRate* rate : {&order.rates.surcharge, &order.rates.late}) {
    if (rate->basis_points >= 0 && rate->basis_points <= basis_points_max) continue;
    return bad_order("割合が正しくありません", "a rate is out of bounds", "年率を0.01%の単位で入れてください", "give the yearly rate in hundredths of a percent");
  }
  if (!lawful_amount(order.amount) || order.received.empty() || order.received.size() > 1000 || !all_lawful(order.received)) {
    return bad_order("返還を命じる額又は受領の額・日が正しくありません", "the amount to return, or an amount or day of receipt, is wrong",
                     "0円を超える額と実在する日を入れてください", "give amounts above zero and real days");
  }
  if (Yen received = surcharge_sum(order.received); order.amount > received) {
    return bad_order("返還を命じる額" + yen_text(order.amount) + "が、受領した額" + yen_text(received) + "を超えています",
                     yen_text_en(order.amount) + " are to be returned, but only " + yen_text_en(received) + " were received",
                     "受領した額までにしてください", "order at most what was received");
  }
  return check_terms(order);
}

Done check_repaid(const ReturnOrder& order, const std::vector<Dated>& repaid, Date last_receipt) {
  if (repaid.size() > 100'000 || !all_lawful(repaid)) {
    return bad_repayment("納付の額又は日が正しくありません", "an amount or day of repayment is wrong", "0円を超える額と実在する日を入れてください",
                         "give amounts above zero and real days");
  }
  for (const Dated& one : repaid) {
    if (one.on >= last_receipt) continue;
    return bad_repayment(one.on.wareki() + "の納付は、受領の日" + last_receipt.wareki() + "より前です",
                         "the repayment of " + one.on.iso() + " is before the receipt of " + last_receipt.iso(),
                         "納付の日を確かめてください", "look at the day of the repayment");
  }
  if (Yen all = surcharge_sum(repaid); all > order.amount) {
    return bad_repayment("元本への納付" + yen_text(all) + "が、返還を命じた額" + yen_text(order.amount) + "を超えています",
                         yen_text_en(all) + " were put to a principal of " + yen_text_en(order.amount), "元本を超える分は加算金・延滞金に充ててください",
                         "put what goes beyond it to the surcharges");
  }
  return {};
}

// What bears a charge on a day, from the order's history.
struct History {
  const ReturnOrder& order;
  const std::vector<Dated>& attributed;
  const std::vector<Dated>& repaid;

  // What is still owed in the course of `day`: a repayment counts from the day after (19条1項, 令 11条).
  Yen principal(Date day) const {
    Yen out;
    for (const Dated& one : attributed) out += one.on <= day ? one.amount : Yen(0);
    for (const Dated& one : repaid) out -= one.on < day ? one.amount : Yen(0);
    return out;
  }
  // What is open beyond what is not due yet under the terms in force.
  Yen overdue(Date day) const {
    const DueTerms* in_force = &order.terms.front();
    for (const DueTerms& terms : order.terms) in_force = terms.since <= day ? &terms : in_force;
    if (in_force->since > day) return Yen(0);
    Yen out = principal(day);
    for (const Dated& due : in_force->dues) out -= day <= due.on ? due.amount : Yen(0);
    return std::max(out, Yen(0));
  }
  // The days on which what `principal` and `overdue` say may change.
  std::set<Date> changes() const {
    std::set<Date> out;
    for (const Dated& one : attributed) out.insert(one.on);
    for (const Dated& one : repaid) out.insert(one.on.plus_days(1));
    for (const DueTerms& terms : order.terms) {
      out.insert(terms.since);
      for (const Dated& due : terms.dues) out.insert(due.on.plus_days(1));
    }
    return out;
  }
};

void add_period(std::vector<ChargedPeriod>& periods, ChargedPeriod period) {
  if (period.base == Yen(0)) return;
  bool goes_on = !periods.empty() && periods.back().base == period.base && periods.back().to.plus_days(1) == period.from;
  if (goes_on) {
    periods.back().to = period.to;
  } else {
    periods.push_back(period);
  }
}

// 端数計算法 2条: the fixed amount drops what is below a yen, once.
Yen charged(const std::vector<ChargedPeriod>& periods, const AnnualRate& rate) {
  WideInteger yen_days = 0;
  for (const ChargedPeriod& period : periods) yen_days += WideInteger{period.base.count()} * period.days();
  return Yen(static_cast<std::int64_t>(yen_days * rate.basis_points / (basis_points_of_one * days_of_a_year)));
}

template <class BaseOf>
Charge charge_until(const std::set<Date>& changes, Date until, const AnnualRate& rate, BaseOf base_of) {
  Charge out;
  for (auto at = changes.begin(); at != changes.end() && *at <= until; ++at) {
    auto next = std::next(at);
    Date to = next == changes.end() ? until : std::min(until, next->plus_days(-1));
    add_period(out.periods, {*at, to, base_of(*at)});
  }
  out.amount = charged(out.periods, rate);
  return out;
}

}  // namespace

SurchargeRates statutory_rates() { return {{1095, "補助金等適正化法 19条1項"}, {1095, "補助金等適正化法 19条2項"}}; }

Result<Surcharges> surcharges(const ReturnOrder& order, const std::vector<Dated>& repaid, Date until) {
  CHECK_OK(check_order(order));
  if (!lawful_date(until)) return bad_order("計算する日が正しくありません", "the day to calculate for is wrong", "実在する日を入れてください", "give a real day");
  Surcharges out;
  out.attributed = last_received_first(order.received, order.amount);
  CHECK_OK(check_repaid(order, repaid, out.attributed.back().on));
  History history{order, out.attributed, repaid};
  std::set<Date> changes = history.changes();
  if (order.ground == ReturnGround::cancelled) {
    out.surcharge = charge_until(changes, until, order.rates.surcharge, [&](Date day) { return history.principal(day); });
  }
  out.late = charge_until(changes, until, order.rates.late, [&](Date day) { return history.overdue(day); });
  out.principal_open = order.amount;
  for (const Dated& one : repaid) out.principal_open -= one.on <= until ? one.amount : Yen(0);
  return out;
}

std::vector<Yen> split_evenly(Yen total, int count) {
  assert(count > 0 && total >= Yen(0));
  Yen each(total.count() / count);
  std::vector<Yen> out(static_cast<std::size_t>(count), each);
  out.front() += Yen(total.count() % count);
  return out;
}

}  // namespace hashira::ledger
