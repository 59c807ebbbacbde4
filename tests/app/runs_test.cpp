// Payment runs: money leaves once, as one file, and what comes back moves only *paid*.
#include "app/letters.h"
#include "app/own_account.h"
#include "app/benefit_desk.h"
#include "app/payment_runs.h"
#include "app/money_views.h"
#include "office.h"

namespace hashira::tests {
namespace {

using payments::BankAnswer;

struct Payers : Office {
  app::Actor other{"watanabe", "payer", false, {}};
  payments::Client client = *payments::read_client(
      "code = 1234567890\nname = ホツカイドウ\nbank = 0116\nbranch = 001\naccount_kind = 1\naccount_number = 0000001\n", "client.txt");
  Date value_date = Date::of(2020, 5, 22);

  Payers() {
    for (int n = 1; n <= 3; ++n) apply(n);
    order({1, 2, 3});
  }
  Result<std::uint64_t> make(std::vector<std::uint64_t> cases = {}) {
    return app::make_run(engine, benefit, {value_date, {}, std::move(cases)}, client, payer);
  }
  Result<Bytes> file(std::uint64_t run) {
    Bytes out;
    auto exported = app::export_run(engine, benefit, run, client, [&](BytesView bytes) -> Done {
      out += bytes;
      return {};
    }, payer);
    if (!exported) return fail(exported.error());
    return out;
  }
  std::uint64_t sent() {
    std::uint64_t run = *make();
    must(app::release_run(engine, benefit, run, other));
    must(file(run));
    must(engine.set_today(Date::of(2020, 5, 25), admin));
    return run;
  }
  Result<app::TakenAnswers> answer(const std::string& id, payments::Outcome outcome, const std::string& status, const std::string& message) {
    BankAnswer one;
    one.id = id;
    one.outcome = outcome;
    one.status = status;
    one.reason = payments::ReasonClass::account_closed;
    one.text = "解約済";
    payments::BankAnswers answers{"camt.054.001.02", message, {one}, 0};
    return app::take_answers(engine, benefit, answers, Date::of(2020, 5, 25), payer);
  }
};

// Found by the simulation: the bank's payment could not be noted, because what it was ordered from had lapsed.
TEST(Runs, KeepTheBooksOfTheirYearOpenUntilTheBankHasAnswered) {
  Payers office;
  std::uint64_t run = office.sent();
  Office::must(office.engine.set_today(Date::of(2021, 6, 1), office.admin));
  auto close = [&] { return code(app::close_programme_books(office.engine, benefit, FiscalYear(2020), office.planner)); };
  EXPECT_EQ(close(), "app.payments_out");
  Office::must(app::execute_run(office.engine, benefit, run, office.value_date, office.payer));
  EXPECT_EQ(close(), "done");
  office.audit();
}

TEST(Runs, LeaveOnceReleasedByAnotherWithTheSameBytes) {
  Payers office;
  std::uint64_t run = *office.make();
  EXPECT_EQ(code(app::release_run(office.engine, benefit, run, office.payer)), "payments.same_person");
  EXPECT_EQ(code(app::release_run(office.engine, benefit, run, office.officer)), "app.not_allowed");
  EXPECT_EQ(office.file(run).error().code, "payments.wrong_state");
  Office::must(app::release_run(office.engine, benefit, run, office.other));
  Result<Bytes> first = office.file(run), again = office.file(run);
  Office::must(first);
  Office::must(again);
  EXPECT_EQ(*first, *again);
  EXPECT_EQ(first->size(), 120u * 6);
  EXPECT_EQ(office.make().error().code, "app.no_orders") << "they are on their way";
  EXPECT_EQ(code(app::void_run(office.engine, benefit, run, "", office.payer)), "payments.no_bank_word");
  EXPECT_EQ(office.figure("payments"), 0) << "a file is no payment";
  office.audit();
}

TEST(Runs, AreVoidedOnTheBanksWordAndMadeAnew) {
  Payers office;
  std::uint64_t run = office.sent();
  Office::must(app::void_run(office.engine, benefit, run, "北洋銀行 山田 電話", office.payer));
  EXPECT_EQ(office.make().error().code, "payments.bad_value_date");
  office.value_date = Date::of(2020, 5, 26);
  EXPECT_EQ(*office.make(), run + 1);
  EXPECT_EQ(app::run_of(office.engine, benefit, run + 1)->orders.front().attempt, 2u) << "an order number is never used again";
  std::string of_the_first = *payments::zengin::order_number_text({1, 1, 1, 1, 0});
  EXPECT_EQ(office.answer(of_the_first, payments::Outcome::returned, "BOOK", "late")->unplaced.size(), 1u);
  EXPECT_EQ(code(Done(app::execute_run(office.engine, benefit, run, Date::of(2020, 5, 25), office.payer).map([](auto) {}))), "payments.wrong_state");
  office.audit();
}

TEST(Runs, ExecutedOrdersArePaidOnce) {
  Payers office;
  std::uint64_t run = office.sent();
  EXPECT_EQ(app::execute_run(office.engine, benefit, run, Date::of(2020, 5, 21), office.payer).error().code, "app.before_value_date");
  EXPECT_EQ(app::execute_run(office.engine, benefit, run, Date::of(2020, 5, 26), office.payer).error().code, "app.day_to_come");
  EXPECT_EQ(*app::execute_run(office.engine, benefit, run, office.value_date, office.payer), 3u);
  EXPECT_EQ(*app::execute_run(office.engine, benefit, run, office.value_date, office.payer), 0u);
  EXPECT_EQ(office.figure("payments"), 3);
  EXPECT_EQ(office.figure("paid_total"), 600'000);
  office.audit();
}

TEST(Runs, WhatCameBackLowersPaidAndIsNotSentToTheSameAccount) {
  Payers office;
  std::uint64_t run = office.sent();
  Office::must(app::execute_run(office.engine, benefit, run, office.value_date, office.payer));
  std::string second = *payments::zengin::order_number_text({2, 1, 1, 1, 0});
  Result<app::TakenAnswers> taken = office.answer(second, payments::Outcome::returned, "BOOK", "m1");
  Office::must(taken);
  EXPECT_EQ(taken->returned, 1u);
  EXPECT_EQ(office.figure("payments"), 2);
  EXPECT_EQ(office.figure("paid_total"), 400'000);
  EXPECT_EQ(office.answer(second, payments::Outcome::returned, "BOOK", "m1")->known, 1u) << "the same message twice";
  EXPECT_EQ(office.figure("payments"), 2);
  app::WaitingOrders waiting = *app::waiting_orders(office.engine, benefit, office.client);
  EXPECT_TRUE(waiting.orders.empty());
  ASSERT_EQ(waiting.left_out.size(), 1u);
  EXPECT_NE(waiting.left_out.front().what.find("came back"), std::string::npos);
  office.audit();
}

TEST(Runs, ARejectedPaymentWasNeverPaid) {
  Payers office;
  std::uint64_t run = office.sent();
  std::string first = *payments::zengin::order_number_text({1, 1, 1, 1, 0});
  EXPECT_EQ(office.answer(first, payments::Outcome::rejected, "RJCT", "m1")->returned, 1u);
  EXPECT_EQ(*app::execute_run(office.engine, benefit, run, office.value_date, office.payer), 2u);
  EXPECT_EQ(office.figure("payments"), 2);
  office.audit();
}

TEST(Runs, AcceptedIsNotPaid) {
  Payers office;
  office.sent();
  std::string first = *payments::zengin::order_number_text({1, 1, 1, 1, 0});
  EXPECT_EQ(office.answer(first, payments::Outcome::accepted, "ACCP", "m1")->paid, 0u);
  EXPECT_EQ(office.figure("payments"), 0);
  EXPECT_EQ(office.answer(first, payments::Outcome::accepted, "BOOK", "m2")->paid, 1u);
  EXPECT_EQ(office.figure("payments"), 1);
  Result<app::TakenAnswers> strange = office.answer("00000000990010010100", payments::Outcome::returned, "BOOK", "m3");
  Office::must(strange);
  EXPECT_EQ(strange->unplaced.size(), 1u);
  office.audit();
}

TEST(Runs, AFileThatTheBankRefusedWholeIsVoidedOnItsWord) {
  Payers office;
  std::uint64_t run = office.sent();
  BankAnswer all;
  all.scope = payments::AnswerScope::message;
  all.id = payments::message_id(*app::run_of(office.engine, benefit, run));
  all.outcome = payments::Outcome::rejected;
  all.status = "RJCT";
  auto taken = app::take_answers(office.engine, benefit, {"pain.002.001.03", "m1", {all}, 0}, Date::of(2020, 5, 25), office.payer);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, "app.run_rejected");
  EXPECT_EQ(office.figure("payments"), 0);
}

TEST(Runs, NothingIsDecidedAboutACaseWhosePaymentIsOut) {
  Payers office;
  std::uint64_t run = office.sent();
  auto change = [&](std::uint64_t number) {
    return code(app::act(office.engine, [&](app::Work& work) { return app::cancel_case(work, benefit, number, "誤り", office.approver); }));
  };
  auto hold = [&](std::uint64_t number) {
    return code(app::act(office.engine, [&](app::Work& work) { return app::hold_case(work, benefit, number, "tip_off", "", office.officer); }));
  };
  EXPECT_EQ(change(1), "app.on_its_way");
  EXPECT_EQ(hold(1), "app.on_its_way");
  Office::must(app::execute_run(office.engine, benefit, run, office.value_date, office.payer));
  EXPECT_EQ(change(1), "done");
  office.audit();
}

// 振込不能 → 口座変更 (held, released by another) → paid again, once.
TEST(Runs, ABouncedPaymentGoesToTheNewAccountOnce) {
  Payers office;
  std::uint64_t run = office.sent();
  Office::must(app::execute_run(office.engine, benefit, run, office.value_date, office.payer));
  std::string second = *payments::zengin::order_number_text({2, 1, 1, 1, 0});
  Office::must(office.answer(second, payments::Outcome::returned, "BOOK", "m1"));
  std::map<std::string, std::string> account{{"bank_code", "0116"}, {"branch_code", "102"}, {"account_type", "ordinary"},
                                             {"account_number", "76543"}, {"account_holder_kana", "ショウテン"}};
  auto change = [&] { return code(app::change_account(office.engine, benefit, 2, account, "通帳の写し", "電話で連絡", office.officer)); };
  EXPECT_EQ(change(), "app.wrong_answer") << "seven digits";
  account["account_number"] = "0076543";
  EXPECT_EQ(change(), "done");
  office.value_date = Date::of(2020, 5, 27);
  EXPECT_EQ(office.make().error().code, "app.no_orders") << "held";
  auto release = [&](const app::Actor& actor) {
    return code(app::act(office.engine, [&](app::Work& work) { return app::release_case(work, benefit, 2, "確認済み", actor); }));
  };
  EXPECT_EQ(release(office.officer), "app.not_allowed");
  EXPECT_EQ(release(office.approver), "done");
  std::uint64_t again = *office.make();
  payments::PaymentRun made = *app::run_of(office.engine, benefit, again);
  ASSERT_EQ(made.orders.size(), 1u);
  EXPECT_EQ(made.orders.front().attempt, 2u);
  Office::must(app::release_run(office.engine, benefit, again, office.other));
  Bytes file = *office.file(again);
  EXPECT_NE(file.find("0076543"), Bytes::npos);
  Office::must(office.engine.set_today(Date::of(2020, 5, 28), office.admin));
  EXPECT_EQ(*app::execute_run(office.engine, benefit, again, office.value_date, office.payer), 1u);
  EXPECT_EQ(office.figure("payments"), 3);
  EXPECT_EQ(office.figure("paid_total"), 600'000);
  EXPECT_EQ(app::view_case(office.engine, benefit, 2, office.officer)->value.state, "paid");
  office.audit();
}

// Found by the simulation: whatever was decided since, money that did not arrive is not asked back.
TEST(Runs, AReturnAfterACancellationLeavesNothingOwed) {
  Payers office;
  std::uint64_t run = office.sent();
  Office::must(app::execute_run(office.engine, benefit, run, office.value_date, office.payer));
  Office::must(app::act(office.engine, [&](app::Work& work) { return app::cancel_case(work, benefit, 2, "虚偽", office.approver); }));
  EXPECT_EQ(app::view_case(office.engine, benefit, 2, office.officer)->value.state, "reclaiming");
  std::string second = *payments::zengin::order_number_text({2, 1, 1, 1, 0});
  EXPECT_EQ(office.answer(second, payments::Outcome::returned, "BOOK", "m1")->returned, 1u);
  EXPECT_EQ(app::view_case(office.engine, benefit, 2, office.officer)->value.state, "cancelled");
  EXPECT_EQ(office.figure("payments"), 2);
  office.audit();
}

// 減額調定: the money never arrived, so nothing of it was ever to be returned.
TEST(Runs, AReturnAfterAReclaimWasAssessedAnnulsIt) {
  Payers office;
  std::uint64_t run = office.sent();
  Office::must(app::execute_run(office.engine, benefit, run, office.value_date, office.payer));
  std::uint64_t debt = 0;
  Office::must(app::act(office.engine, [&](app::Work& work) -> Done {
    CHECK_OK(app::cancel_case(work, benefit, 2, "虚偽", office.approver));
    debt = TRY(app::assess_reclaim(work, benefit, 2, {Date::of(2020, 6, 19), ""}, office.approver));
    return {};
  }));
  auto collect = [&](const ledger::ReceivableCommand& command) {
    return code(app::act(office.engine, [&](app::Work& work) { return app::receivable_command(work, benefit, debt, command, office.payer); }));
  };
  EXPECT_EQ(collect(ledger::Collect{Yen(1), ""}), "app.collect_by_case") << "the case would not know of it";
  EXPECT_EQ(collect(ledger::Reduce{Yen(1), "誤り"}), "app.reduce_by_case");
  std::string second = *payments::zengin::order_number_text({2, 1, 1, 1, 0});
  EXPECT_EQ(office.answer(second, payments::Outcome::returned, "BOOK", "m1")->returned, 1u);
  ledger::Receivable after = app::receivable_of(office.engine, benefit, debt).value();
  EXPECT_EQ(after.state, "annulled");
  EXPECT_EQ(after.assessed, ledger::Split{});
  office.audit();
}

TEST(Runs, NeitherPaysByHandWhatTheFileSendsNorForgetsWhatCameBackByHand) {
  Payers office;
  std::uint64_t run = office.sent();
  EXPECT_EQ(code(office.mark(1, app::Payment::paid, 200'000)), "app.on_its_way");
  Office::must(app::execute_run(office.engine, benefit, run, office.value_date, office.payer));
  app::PaymentMark bounced{1, app::Payment::bounced, Yen(200'000), Date::of(2020, 5, 25), "電話", ""};
  Office::must(app::mark_payment(office.engine, benefit, bounced, office.payer));
  EXPECT_EQ(app::run_of(office.engine, benefit, run)->orders.front().state, payments::OrderState::returned);
  std::string first = *payments::zengin::order_number_text({1, 1, 1, 1, 0});
  EXPECT_EQ(office.answer(first, payments::Outcome::returned, "BOOK", "m1")->known, 1u);
  office.audit();
}

TEST(Runs, LeaveNeitherAfterTheirValueDateNorAfterTheBooksClosed) {
  Payers office;
  std::uint64_t run = *office.make();
  Office::must(app::release_run(office.engine, benefit, run, office.other));
  Office::must(office.engine.set_today(Date::of(2020, 5, 25), office.admin));
  EXPECT_EQ(office.file(run).error().code, "app.value_date_passed");
  Office::must(app::void_run(office.engine, benefit, run, "", office.payer));
  Office::must(office.engine.set_today(Date::of(2021, 5, 31), office.admin));
  office.value_date = Date::of(2021, 6, 1);
  EXPECT_EQ(office.make().error().code, "app.no_orders") << "the old year's money leaves until 31 May";
  EXPECT_EQ(app::waiting_orders(office.engine, benefit, office.client, office.value_date)->left_out.size(), 3u);
  office.value_date = Date::of(2021, 5, 31);
  Office::must(office.make());
}

TEST(Runs, TakeChosenCasesOnlyAndSayWhyNot) {
  Payers office;
  EXPECT_EQ(office.make({9}).error().code, "app.not_ordered");
  std::uint64_t run = *office.make({2});
  EXPECT_EQ(app::run_of(office.engine, benefit, run)->orders.size(), 1u);
  EXPECT_EQ(office.make({2}).error().code, "app.not_ordered");
  EXPECT_EQ(app::run_of(office.engine, benefit, *office.make())->orders.size(), 2u);
  EXPECT_EQ(app::runs_of(office.engine, benefit)->front().number, run + 1) << "newest first";
}

// The run is the office's own affair: the applicant hears no more than that it cannot be done now.
TEST(Runs, KeepAnApplicantFromChangingTheAccountMeanwhile) {
  Payers office;
  Office::must(office.make({1}));
  std::map<std::string, std::string> account{{"bank_code", "0116"}, {"branch_code", "102"}, {"account_type", "ordinary"},
                                             {"account_number", "0076543"}, {"account_holder_kana", "ショウテン"}};
  Done changed = app::change_own_account(office.engine, {benefit, 1}, account, {"0000001", "0110000000"}, office.applicant);
  EXPECT_EQ(code(changed), "app.not_now");
  EXPECT_EQ(*app::last_letter(office.engine, benefit), 0u) << "nobody is told of a change that was not made";
}

}  // namespace
}  // namespace hashira::tests
