// The budget and receivables over the whole path: commands, entries of several streams in one unit, rows, audit.
#include "office.h"

namespace hashira::tests {
namespace {

using namespace ledger;

const LineId benefit_line{"07-01-02-18", FiscalYear(2020)}, fee_line{"07-01-02-12", FiscalYear(2020)};

std::string planned(Office& office, const BudgetCommand& command) { return code(app::budget_command(office.engine, command, office.planner)); }

Yen balance(Office& office, const std::string& stream, const BalanceKey& key) {
  journal::Key row{journal::Table::balance, audit::balance_row_key(stream, key)};
  return Yen(audit::number_of(office.store->get(std::span(&row, 1))->front()));
}

TEST(BudgetDesk, MovesMoneyToAnOfficeAndBack) {
  Office office(Yen(1'000'000));
  EXPECT_EQ(planned(office, Vote{fee_line, "委託料", VoteKind::original, Funding::national, Yen(3'000'000)}), "done");
  EXPECT_EQ(planned(office, Transfer{fee_line, benefit_line, Yen(1'000'000), "申請の増", ""}), "done");
  AllotmentId oshima{benefit_line, benefit, "渡島総合振興局"};
  EXPECT_EQ(planned(office, Allot{oshima, Yen(10'000'001)}), "ledger.overspent");
  EXPECT_EQ(planned(office, Allot{oshima, Yen(10'000'000)}), "done");
  EXPECT_EQ(planned(office, Withdraw{oshima, Yen(400'000), "執行残"}), "done");
  EXPECT_EQ(balance(office, benefit, {"07-01-02-18", FiscalYear(2020), Account::allotted, BudgetKind::current, "渡島総合振興局"}), Yen(9'600'000));
  EXPECT_EQ(balance(office, "budget", {"07-01-02-18", FiscalYear(2020), Account::appropriated}), Yen(400'000));
  EXPECT_EQ(planned(office, Allot{{benefit_line, "no-such-programme", ""}, Yen(1)}), "app.no_such_programme");
  EXPECT_EQ(code(app::budget_command(office.engine, Allot{oshima, Yen(1)}, office.officer)), "app.not_allowed");
  office.audit();
}

TEST(BudgetDesk, ClosesTheYearFromTheFirstOfJune) {
  Office office(Yen(1'000'000));
  office.apply(1);
  office.order({1});
  Office::must(office.mark(1, app::Payment::paid, 200'000));
  Office::must(office.engine.set_today(Date::of(2021, 5, 31), office.admin));
  EXPECT_EQ(planned(office, CloseYear{FiscalYear(2020)}), "ledger.books_open");
  EXPECT_EQ(code(app::close_programme_books(office.engine, benefit, FiscalYear(2020), office.planner)), "ledger.books_open");
  Office::must(office.engine.set_today(Date::of(2021, 6, 1), office.admin));
  EXPECT_EQ(planned(office, CloseYear{FiscalYear(2020)}), "app.programmes_open");
  EXPECT_EQ(code(app::close_programme_books(office.engine, benefit, FiscalYear(2020), office.planner)), "done");
  EXPECT_EQ(planned(office, CloseYear{FiscalYear(2020)}), "done");
  EXPECT_EQ(balance(office, benefit, {"07-01-02-18", FiscalYear(2020), Account::lapsed}), Yen(800'000));
  EXPECT_EQ(balance(office, "budget", {"07-01-02-18", FiscalYear(2020), Account::lapsed}), Yen(9'000'000));
  EXPECT_EQ(planned(office, Allot{{benefit_line, benefit, ""}, Yen(1)}), "ledger.year_closed");
  office.audit();
}

TEST(BudgetDesk, HoldsCapsAndPromises) {
  Office office;
  EXPECT_EQ(planned(office, SetCap{"closure", {benefit, "other"}, Yen(500), "要綱"}), "done");
  EXPECT_EQ(planned(office, ReserveCap{"closure", "1", benefit, Yen(300)}), "done");
  EXPECT_EQ(planned(office, ReserveCap{"closure", "2", "other", Yen(201)}), "ledger.cap_exceeded");
  EXPECT_EQ(planned(office, ConfirmCap{"closure", "1"}), "done");
  EXPECT_EQ(planned(office, LimitPromises{"interest", "利子補給", FiscalYear(2020), FiscalYear(2029), Yen(1000)}), "done");
  EXPECT_EQ(planned(office, Promise{"interest", "A銀行", Yen(1001)}), "ledger.promise_exceeded");
  EXPECT_EQ(planned(office, Promise{"interest", "A銀行", Yen(1000)}), "done");
  office.audit();
}

TEST(ReceivableDesk, AssessesAndCollects) {
  Office office;
  Assess assess;
  assess.line = "諸収入-返還金";
  assess.source = "売払い 1";
  assess.reason = "虚偽の申請";
  assess.order = {ReturnGround::cancelled, Yen(200'000), {{Date::of(2020, 5, 1), Yen(200'000)}}, {{Date(), {{Date::of(2020, 6, 30), Yen(200'000)}}}}};
  Result<std::uint64_t> number = app::act(office.engine, [&](app::Work& work) { return app::assess_receivable(work, benefit, assess, office.payer); });
  Office::must(number);
  auto step = [&](const ReceivableCommand& command) {
    return code(app::act(office.engine, [&](app::Work& work) { return app::receivable_command(work, benefit, *number, command, office.payer); }));
  };
  EXPECT_EQ(step(Notify{"納入通知書1号"}), "done");
  EXPECT_EQ(step(Collect{Yen(201'201), ""}), "ledger.receivable_overpaid");
  EXPECT_EQ(step(Collect{Yen(201'200), ""}), "done");  // 20 days of 200,000 yen at 0.03%
  EXPECT_EQ(balance(office, benefit, {"諸収入-返還金", FiscalYear(2020), Account::collected}), Yen(201'200));
  EXPECT_EQ(step(Notify{"納入通知書2号"}), "ledger.receivable_not_in_state");
  EXPECT_EQ(code(app::act(office.engine, [&](app::Work& work) { return app::receivable_command(work, benefit, 7, Notify{}, office.payer); })),
            "app.no_such_receivable");
  office.audit();
}

}  // namespace
}  // namespace hashira::tests
