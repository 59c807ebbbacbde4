// Receivables: lives by hand, random streams of commands with books kept beside, and entries that make no sense.
#include "ledger/receivable.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/ports.h"

namespace hashira::ledger {
namespace {

const Date received_on = Date::of(2020, 7, 15), assessed_on = Date::of(2021, 6, 1);

Assess an_assessment(Yen amount, ReturnGround ground = ReturnGround::cancelled) {
  return {1, "諸収入-返還金", "closure-cooperation-benefit/12", "虚偽の申請",
          {ground, amount, {{received_on, amount}}, {{assessed_on, {{Date::of(2021, 6, 30), amount}}}}}};
}

// A receivable with its entries and the books that follow from them.
struct Life {
  Receivable value;
  std::vector<journal::Entry> entries;
  Balances balances;

  std::string command(const ReceivableCommand& command, Date on) {
    Result<std::vector<Event>> events = decide(value, command, on);
    if (!events) return events.error().code;
    for (const Event& event : *events) apply(entry_of(event, on));
    return "";
  }
  journal::Entry entry_of(const Event& event, Date on) const {
    journal::Entry entry;
    entry.stream = "programme";
    entry.seq = entries.size() + 1;
    entry.type = event.type;
    entry.happened_on = on;
    entry.account_year = event.year;
    entry.body = event.body;
    return entry;
  }
  void apply(const journal::Entry& entry) {
    if (value.number == 0) value.number = static_cast<std::uint64_t>(entry.body.integer("receivable").value_or(0));
    for (const Posting& posting : postings(value, entry)) ledger::apply(balances, posting);
    fold(value, entry);
    entries.push_back(entry);
  }
  Yen balance(Account account) const {
    Yen out;
    for (const auto& [key, yen] : balances) out += key.account == account ? yen : Yen(0);
    return out;
  }
};

// What must hold after every entry; empty: all is well.
std::string wrong_with(const Life& life) {
  const Receivable& value = life.value;
  for (const Split* split : {&value.assessed, &value.collected, &value.written_off, &value.waived}) {
    if (!split->within(value.assessed + value.overpaid)) return "a part below zero or beyond what was assessed";
  }
  if (!value.open().within(value.assessed)) return "open below zero";
  if (!value.to_refund().within(value.collected)) return "more to refund than was collected";
  if (value.ended() != (!value.state.empty() && value.surcharges_fixed && value.open().total() == Yen(0))) return "ended, but not for a reason";
  if (!value.surcharges_fixed && value.assessed.surcharge + value.assessed.late > Yen(0)) return "surcharges before they are fixed";
  if (life.balance(Account::claimed) != -value.assessed.total()) return "books: claimed";
  if (life.balance(Account::receivable) != value.open().total()) return "books: receivable";
  if (life.balance(Account::collected) + life.balance(Account::refunded) != (value.collected - value.refunded).total()) return "books: collected";
  if (life.balance(Account::overpaid) != -value.to_refund().total()) return "books: overpaid";
  if (life.balance(Account::waived) != value.waived.total()) return "books: waived";
  if (life.balance(Account::written_off) != value.written_off.total()) return "books: written off";
  if (life.balance(Account::carried) != Yen(0)) return "books: what left one year did not reach the next";
  if (!check(life.balances)) return "books: an account below zero";
  Result<Receivable> back = decode_receivable(encode(value));
  if (!back) return back.error().text();
  return encode(*back) == encode(value) ? "" : "reads back as another";
}

TEST(Receivable, is_collected_with_its_surcharges) {
  Life life;
  EXPECT_EQ(life.command(an_assessment(Yen(1'000'000)), assessed_on), "");
  EXPECT_EQ(life.command(Notify{"通知1号"}, assessed_on), "");
  EXPECT_EQ(life.command(Remind{Date::of(2021, 7, 20), "督促1号"}, Date::of(2021, 6, 30)), "ledger.receivable_not_overdue");
  EXPECT_EQ(life.command(Remind{Date::of(2021, 7, 20), "督促1号"}, Date::of(2021, 7, 1)), "");
  EXPECT_EQ(life.command(Collect{Yen(400'000), ""}, Date::of(2021, 7, 10)), "");
  EXPECT_EQ(life.value.open(), (Split{Yen(600'000), Yen(0), Yen(0)}));
  EXPECT_EQ(life.value.state, "reminded");
  // 361 days of 1,000,000 and 10 of 600,000; late 10 and 10.
  Split due = owed(life.value, Date::of(2021, 7, 20));
  EXPECT_EQ(due, (Split{Yen(600'000), Yen(108'300 + 1'800), Yen(3'000 + 1'800)}));
  EXPECT_EQ(life.command(Collect{due.total() + Yen(1), ""}, Date::of(2021, 7, 20)), "ledger.receivable_overpaid");
  EXPECT_EQ(life.command(Collect{Yen(700'000), ""}, Date::of(2021, 7, 20)), "");
  EXPECT_EQ(life.value.open(), (Split{Yen(0), Yen(10'100), Yen(4'800)}));
  EXPECT_EQ(life.command(Waive{{Yen(0), Yen(0), Yen(4'800)}, "19条3項"}, Date::of(2021, 8, 1)), "");
  EXPECT_EQ(life.command(Collect{Yen(10'100), ""}, Date::of(2021, 8, 10)), "");
  EXPECT_EQ(life.value.state, "collected");
  EXPECT_EQ(life.value.collected, (Split{Yen(1'000'000), Yen(110'100), Yen(0)}));
  EXPECT_EQ(life.command(Collect{Yen(1), ""}, Date::of(2021, 8, 11)), "ledger.receivable_not_in_state");
  EXPECT_EQ(wrong_with(life), "");
}

TEST(Receivable, is_carried_into_the_new_books_and_written_off) {
  Life life;
  EXPECT_EQ(life.command(an_assessment(Yen(500'000), ReturnGround::over_settlement), assessed_on), "");
  EXPECT_EQ(life.command(Notify{"通知2号"}, assessed_on), "");
  EXPECT_EQ(life.command(Collect{Yen(100'000), ""}, Date::of(2022, 5, 31)), "");
  EXPECT_EQ(life.value.year, FiscalYear(2021));
  EXPECT_EQ(life.command(Enforce{"差押え"}, Date::of(2022, 6, 1)), "ledger.receivable_not_reminded");
  EXPECT_EQ(life.command(Remind{Date::of(2022, 6, 20), "督促2号"}, Date::of(2022, 6, 1)), "");
  EXPECT_EQ(life.command(Enforce{"差押え"}, Date::of(2022, 7, 1)), "");
  EXPECT_EQ(life.command(WriteOff{""}, Date::of(2027, 7, 1)), "ledger.receivable_no_reason");
  EXPECT_EQ(life.command(WriteOff{"時効の完成"}, Date::of(2027, 7, 1)), "");
  EXPECT_EQ(life.value.year, FiscalYear(2027));
  EXPECT_EQ(life.value.written_off.principal, Yen(400'000));
  EXPECT_EQ(life.balances[(BalanceKey{"諸収入-返還金", FiscalYear(2021), Account::collected})], Yen(100'000));
  EXPECT_EQ(life.balances[(BalanceKey{"諸収入-返還金", FiscalYear(2021), Account::receivable})], Yen(0));
  EXPECT_EQ(wrong_with(life), "");
}

// 減額調定 before anything was paid: 加算金 and 延滞金 are those of the lesser amount, as if it had been assessed from the beginning.
TEST(Receivable, reduced_bears_surcharges_on_the_lesser_amount_only) {
  Life life, lesser;
  EXPECT_EQ(life.command(an_assessment(Yen(1'000'000)), assessed_on), "");
  EXPECT_EQ(life.command(Notify{"通知4号"}, assessed_on), "");
  EXPECT_EQ(life.command(Reduce{Yen(1'000'001), "変更決定"}, Date::of(2021, 6, 15)), "ledger.receivable_bad_reduction");
  EXPECT_EQ(life.command(Reduce{Yen(400'000), ""}, Date::of(2021, 6, 15)), "ledger.receivable_no_reason");
  EXPECT_EQ(life.command(Reduce{Yen(400'000), "変更決定"}, Date::of(2021, 6, 15)), "");
  Assess six = an_assessment(Yen(600'000));
  EXPECT_EQ(lesser.command(six, assessed_on), "");
  EXPECT_EQ(owed(life.value, Date::of(2021, 7, 20)), owed(lesser.value, Date::of(2021, 7, 20)));
  EXPECT_EQ(life.command(Refund{""}, Date::of(2021, 7, 20)), "ledger.receivable_nothing_to_refund");
  EXPECT_EQ(wrong_with(life), "");
  EXPECT_EQ(life.command(Reduce{Yen(600'000), "決定の取消しの撤回"}, Date::of(2021, 7, 20)), "");
  EXPECT_EQ(life.value.state, "annulled");
  EXPECT_EQ(life.balance(Account::claimed), Yen(0));
  EXPECT_EQ(wrong_with(life), "");
}

// 過誤納: paid in full with 加算金, then the decision is corrected: principal and 加算金 beyond the lesser amount are given back.
TEST(Receivable, reduced_after_it_was_paid_is_refunded) {
  Life life;
  EXPECT_EQ(life.command(an_assessment(Yen(1'000'000)), assessed_on), "");
  EXPECT_EQ(life.command(Notify{"通知5号"}, assessed_on), "");
  Split due = owed(life.value, Date::of(2021, 6, 30));  // 351 days from 15 July 2020: 105,300 yen
  EXPECT_EQ(due, (Split{Yen(1'000'000), Yen(105'300), Yen(0)}));
  EXPECT_EQ(life.command(Collect{due.total(), ""}, Date::of(2021, 6, 30)), "");
  EXPECT_EQ(life.command(Reduce{Yen(400'000), "変更決定"}, Date::of(2021, 9, 1)), "");
  EXPECT_EQ(life.value.to_refund(), (Split{Yen(400'000), Yen(42'120), Yen(0)}));  // 105,300 × 4 / 10
  EXPECT_EQ(life.value.assessed, (Split{Yen(600'000), Yen(63'180), Yen(0)}));
  EXPECT_EQ(life.balance(Account::overpaid), Yen(-442'120));
  EXPECT_EQ(wrong_with(life), "");
  Life late = life;
  EXPECT_EQ(life.command(Refund{"還付1号"}, Date::of(2022, 5, 31)), "");  // the books of fiscal 2021 are open: out of its revenue
  EXPECT_EQ(life.balances[(BalanceKey{"諸収入-返還金", FiscalYear(2021), Account::collected})], Yen(663'180));
  EXPECT_EQ(life.command(Refund{"還付1号"}, Date::of(2022, 5, 31)), "ledger.receivable_nothing_to_refund");
  EXPECT_EQ(late.command(Refund{"還付1号"}, Date::of(2022, 6, 1)), "");  // they are closed: expenditure of fiscal 2022
  EXPECT_EQ(late.balances[(BalanceKey{"諸収入-返還金", FiscalYear(2021), Account::collected})], Yen(1'105'300));
  EXPECT_EQ(late.balances[(BalanceKey{"諸収入-返還金", FiscalYear(2022), Account::refunded})], Yen(-442'120));
  EXPECT_EQ(late.balances[(BalanceKey{"諸収入-返還金", FiscalYear(2021), Account::overpaid})], Yen(0));
  for (const Life* one : {&life, &late}) EXPECT_EQ(wrong_with(*one), "");
}

// A plan of instalments is lessened with it; what was paid beyond the lesser amount ends the plan.
TEST(Receivable, reduced_amid_its_instalments_keeps_the_plan_that_is_left) {
  Life life;
  EXPECT_EQ(life.command(an_assessment(Yen(900'000), ReturnGround::over_settlement), assessed_on), "");
  EXPECT_EQ(life.command(Notify{"通知6号"}, assessed_on), "");
  std::vector<Dated> dues;
  for (unsigned month : {7U, 8U, 9U}) dues.push_back({Date::of(2021, month, 15), Yen(300'000)});
  EXPECT_EQ(life.command(AgreeInstalments{dues, "資力"}, Date::of(2021, 6, 20)), "");
  EXPECT_EQ(life.command(Collect{Yen(300'000), ""}, Date::of(2021, 7, 15)), "");
  EXPECT_EQ(life.command(Reduce{Yen(400'000), "変更決定"}, Date::of(2021, 7, 20)), "");
  EXPECT_EQ(life.value.order.terms.back().dues, (std::vector<Dated>{dues[0], {dues[1].on, Yen(200'000)}}));
  EXPECT_EQ(owed(life.value, Date::of(2021, 8, 15)), (Split{Yen(200'000), Yen(0), Yen(0)}));
  EXPECT_EQ(life.command(Reduce{Yen(350'000), "再変更"}, Date::of(2021, 7, 21)), "");
  EXPECT_EQ(life.value.to_refund(), (Split{Yen(150'000), Yen(0), Yen(0)}));
  EXPECT_EQ(life.value.state, "collected");
  EXPECT_EQ(wrong_with(life), "");
}

TEST(Receivable, in_instalments_is_late_only_where_a_due_date_passed) {
  Life life;
  EXPECT_EQ(life.command(an_assessment(Yen(1'000'000), ReturnGround::over_settlement), assessed_on), "");
  EXPECT_EQ(life.command(Notify{"通知3号"}, assessed_on), "");
  std::vector<Yen> parts = split_evenly(Yen(1'000'000), 3);
  std::vector<Dated> dues = {{Date::of(2021, 7, 31), parts[0]}, {Date::of(2021, 8, 31), parts[1]}, {Date::of(2021, 9, 30), parts[2]}};
  EXPECT_EQ(life.command(AgreeInstalments{{dues[0], dues[1]}, "資力"}, Date::of(2021, 6, 20)), "ledger.receivable_bad_instalments");
  EXPECT_EQ(life.command(AgreeInstalments{dues, ""}, Date::of(2021, 6, 20)), "ledger.receivable_no_reason");
  EXPECT_EQ(life.command(AgreeInstalments{dues, "資力"}, Date::of(2021, 6, 20)), "");
  EXPECT_EQ(owed(life.value, Date::of(2021, 7, 31)).late, Yen(0));
  EXPECT_EQ(life.command(Collect{parts[0], ""}, Date::of(2021, 7, 30)), "");
  EXPECT_EQ(owed(life.value, Date::of(2021, 9, 10)).late, Yen(999));  // 333,333 × 10 days
  EXPECT_EQ(life.command(Defer{Date::of(2022, 3, 31), "災害"}, Date::of(2021, 9, 11)), "");
  EXPECT_EQ(life.command(Collect{parts[1] + parts[2] + Yen(999), ""}, Date::of(2022, 3, 31)), "");
  EXPECT_EQ(life.value.state, "collected");
  EXPECT_EQ(wrong_with(life), "");
}

TEST(Receivable, refuses_in_both_languages_with_the_place) {
  Life life;
  Result<std::vector<Event>> refused = decide(life.value, Collect{Yen(1), ""}, assessed_on);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "ledger.receivable_not_in_state");
  EXPECT_NE(refused.error().what.find(" / "), std::string::npos);
  EXPECT_NE(refused.error().mend.find(" / "), std::string::npos);
  EXPECT_EQ(refused.error().place.source, "receivable 0");
}

// ---- random lives

class RandomOffice {
 public:
  explicit RandomOffice(std::uint64_t seed) : random_(seeded_random(seed)) {}

  void step() {
    if (below(2) == 0) today_ = today_.plus_days(static_cast<int>(below(90)));
    Date on = below(10) == 0 ? today_.plus_days(-static_cast<int>(below(60))) : today_;
    ReceivableCommand command = some_command();
    if (life.command(command, on).empty()) ++accepted[command.index()];
  }
  std::uint64_t below(std::uint64_t bound) { return random_->below(bound); }

  Life life;
  std::map<std::size_t, int> accepted;

 private:
  Yen some_yen(Yen most) {
    if (below(3) == 0) return most;
    return Yen(static_cast<std::int64_t>(below(static_cast<std::uint64_t>(std::max<std::int64_t>(1, most.count() + 2)))));
  }
  Assess some_assessment() {
    Assess out = an_assessment(Yen(static_cast<std::int64_t>(below(3'000'000) + 1)), static_cast<ReturnGround>(below(3)));
    out.order.terms.front().dues.front().on = today_.plus_days(static_cast<int>(below(60)));
    if (below(2) == 0) out.order.received.push_back({received_on.plus_days(static_cast<int>(below(300))), Yen(500'000)});
    if (below(8) == 0) out.order.amount += Yen(2'000'000);
    return out;
  }
  AgreeInstalments some_instalments(Yen open) {
    AgreeInstalments out{{}, "資力"};
    for (Yen part : split_evenly(open, static_cast<int>(below(5)) + 1)) {
      out.dues.push_back({today_.plus_days(static_cast<int>(30 * out.dues.size())), part});
    }
    return out;
  }
  ReceivableCommand some_command() {
    const Receivable& value = life.value;
    Split due = owed(value, today_);
    switch (value.state.empty() ? 0 : below(14)) {
      case 0: return some_assessment();
      case 1: case 2: return Notify{"通知"};
      case 3: return Remind{today_.plus_days(10), "督促"};
      case 4: return some_instalments(value.open().principal);
      case 5: return Defer{today_.plus_days(static_cast<int>(below(120))), "災害"};
      case 6: return Enforce{"差押え"};
      case 7: return Waive{{some_yen(due.principal), some_yen(due.surcharge), some_yen(due.late)}, "免除"};
      case 8: return below(3) == 0 ? ReceivableCommand(WriteOff{"時効"}) : ReceivableCommand(Collect{some_yen(due.total()), ""});
      case 10: return Reduce{some_yen(value.assessed.principal), "変更決定"};
      case 11: return Refund{"還付通知"};
      case 9: return Waive{{Yen(0), some_yen(due.surcharge), some_yen(due.late)}, "免除"};
      default: return Collect{some_yen(due.total()), ""};
    }
  }

  std::unique_ptr<Random> random_;
  Date today_ = assessed_on;
};

RC_GTEST_PROP(Receivables, keep_their_books_through_any_stream_of_commands, (std::uint64_t seed)) {
  RandomOffice office(seed);
  for (int n = 0; n < 60; ++n) {
    office.step();
    std::string wrong = wrong_with(office.life);
    RC_ASSERT(wrong.empty());
  }
  const Receivable& value = office.life.value;
  if (value.state == "collected" && value.waived == Split{}) {
    Surcharges again = *surcharges(value.order, value.to_principal, Date::of(2100, 1, 1));
    RC_ASSERT(value.collected - value.overpaid == (Split{value.order.amount, again.surcharge.amount, again.late.amount}));
  }
  Life replayed;
  for (const journal::Entry& entry : office.life.entries) replayed.apply(entry);
  RC_ASSERT(encode(replayed.value) == encode(value));
}

// Every kind of command is accepted now and then, so that the property above tries them all.
TEST(Receivables, of_random_streams_reach_every_command) {
  std::map<std::size_t, int> accepted;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    RandomOffice office(seed);
    for (int n = 0; n < 60; ++n) office.step();
    for (const auto& [command, times] : office.accepted) accepted[command] += times;
  }
  EXPECT_EQ(accepted.size(), std::variant_size_v<ReceivableCommand>);
}

// A field of an entry becomes another: whatever it says, fold takes it or leaves it, and the books stay in step.
journal::Entry spoilt_receivable(journal::Entry entry, RandomOffice& office) {
  journal::BodyWriter writer;
  auto fields = entry.body.fields();
  std::size_t victim = office.below(fields.size() + 1);  // one beyond: only the day may change
  const std::int64_t others[] = {0, -1, 1, 2021, 1'000'000, INT64_MAX, INT64_MIN, static_cast<std::int64_t>(office.below(1'000'000))};
  for (std::size_t n = 0; n < fields.size(); ++n) {
    if (n != victim) {
      writer.raw(fields[n].first, fields[n].second);
    } else if (office.below(4) != 0) {
      writer.integer(fields[n].first, others[office.below(std::size(others))]);
    }
  }
  entry.body = writer.body();
  if (office.below(4) == 0) entry.happened_on = Date(static_cast<std::int32_t>(others[office.below(std::size(others))]));
  return entry;
}

RC_GTEST_PROP(Receivables, fold_whatever_stands_in_an_entry, (std::uint64_t seed)) {
  RandomOffice office(seed);
  for (int n = 0; n < 80; ++n) {
    office.step();
    if (office.life.entries.empty()) continue;
    journal::Entry old = office.life.entries[office.below(office.life.entries.size())];
    office.life.apply(spoilt_receivable(old, office));
    std::string wrong = wrong_with(office.life);
    RC_ASSERT(wrong.empty());
  }
}

RC_GTEST_PROP(Receivables, have_one_form_in_bytes, (std::uint64_t seed)) {
  RandomOffice office(seed);
  for (int n = 0; n < 20; ++n) office.step();
  Bytes bytes = encode(office.life.value);
  bytes[office.below(bytes.size())] = static_cast<char>(office.below(256));
  if (Result<Receivable> read = decode_receivable(bytes)) RC_ASSERT(encode(*read) == bytes);
  RC_ASSERT(!decode_receivable(BytesView(bytes).substr(0, office.below(bytes.size()))));
}

}  // namespace
}  // namespace hashira::ledger
