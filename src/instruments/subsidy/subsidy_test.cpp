// Golden lives of a subsidy, by hand. 3/4 of the cost, at most 500,000 yen; 800,000 of planned cost would give 600,000.
// Rests on [k]: a report's deadline on a closed day moves to the next working day (自治法 4条の2).
#include "instruments/subsidy/subsidy.h"

#include "instruments/testing/benefit_life.h"
#include "instruments/testing/shop_subsidy.h"

namespace hashira::instruments {
namespace {

using cases::Facts;
using feel::Value;
using journal::BodyWriter;
using ledger::Account;
using testing::gives;
using testing::may_1;
using SubsidyLife = testing::LifeOf<Subsidy>;

const Date june_1 = Date::of(2020, 6, 1);

BodyWriter facts_of(const Facts& facts) { return BodyWriter().raw("facts", cases::encode_facts(facts)); }

BodyWriter reported_cost(std::int64_t cost, Date completed) {
  Facts facts;
  cases::set(facts, "cost", Value::integer(cost));
  cases::set(facts, "completed_on", Value::date(completed));
  return facts_of(facts);
}

BodyWriter for_reason(std::string_view reason) { return BodyWriter().text("reason", reason); }

ledger::Posting moved(Account from, Account to, std::int64_t yen, int year = 2020) {
  return {std::string("07-01-02-18"), FiscalYear(year), from, to, Yen(yen), 7};
}

// Granted 500,000 on 1 June by draft 4.
SubsidyLife granted_life(portfolio::Programme programme = testing::shop_subsidy()) {
  SubsidyLife life(std::move(programme));
  life.must("submit", facts_of({{"cost", Value::integer(800'000)}, {"starts_on", Value::date(Date::of(2020, 6, 15))}}), may_1, &gives(500'000));
  life.must("screen", {}, may_1.plus_days(7), &gives(500'000));
  life.must("decide", BodyWriter().integer("draft", 4), june_1, &gives(500'000));
  return life;
}

SubsidyLife inspected_life(std::int64_t cost, SubsidyLife life = granted_life()) {
  life.must("report", reported_cost(cost, Date::of(2020, 9, 30)), Date::of(2020, 10, 20));
  life.must("inspect", BodyWriter().text("place", "documents").text("note", "領収書を確認"), Date::of(2020, 10, 26));
  return life;
}

TEST(Subsidy, goes_from_the_grant_to_the_payment_of_what_is_settled) {
  SubsidyLife life = granted_life();
  EXPECT_EQ(life.postings, std::vector{moved(Account::allotted, Account::committed, 500'000)}) << "the grant commits";
  EXPECT_EQ(life.refusal("order", BodyWriter().integer("draft", 4), june_1), "instruments.subsidy.not_claimed");
  life = inspected_life(600'000, life);
  life.must("settle", {}, Date::of(2020, 11, 2), &gives(450'000));
  EXPECT_EQ(life.value.state, "settled");
  EXPECT_EQ(life.postings, std::vector{moved(Account::committed, Account::allotted, 50'000)}) << "the difference is free again";
  EXPECT_EQ(life.value.fact("cost")->as_integer(), 600'000) << "the facts are those reported";
  life.must("claim", {}, Date::of(2020, 11, 9));
  EXPECT_EQ(life.last.body.yen("amount"), Yen(450'000));
  life.must("order", BodyWriter().integer("draft", 4), Date::of(2020, 11, 12));
  life.must("pay", {}, Date::of(2020, 11, 20));
  EXPECT_EQ(life.value.state, "paid");
  EXPECT_EQ(life.value.money.remaining(), Yen(450'000));
  EXPECT_EQ(payment_key(life.value), "shop-benefit/7/2/1") << "the settlement is the second decision";
}

TEST(Subsidy, settles_never_more_than_was_granted) {
  SubsidyLife life = inspected_life(2'000'000);
  life.must("settle", {}, Date::of(2020, 11, 2), &gives(900'000));
  EXPECT_EQ(life.value.money.approved, Yen(500'000));
  EXPECT_EQ(life.value.datum("granted")->as_integer(), 500'000);
  EXPECT_TRUE(life.postings.empty());
}

TEST(Subsidy, is_decided_and_settled_in_one_step) {
  SubsidyLife life = granted_life(testing::one_step_subsidy());
  EXPECT_EQ(life.value.state, "decided");
  EXPECT_EQ(life.value.reached_on("settled"), june_1);
  EXPECT_EQ(life.refusal("report", reported_cost(1, june_1), june_1), "instruments.subsidy.settled_already");
  life.must("order", BodyWriter().integer("draft", 4), june_1.plus_days(1));
  life.must("pay", {}, june_1.plus_days(4));
  EXPECT_EQ(life.value.state, "paid");
  EXPECT_EQ(life.value.money.remaining(), Yen(500'000));
}

// 80% of 500,000 may be advanced; 300,000 settled leaves 100,000 to return, without 加算金.
TEST(Subsidy, settles_an_advance_and_asks_back_what_is_over) {
  SubsidyLife life = granted_life();
  auto advance = [](std::int64_t yen) { return BodyWriter().yen("amount", Yen(yen)).text("reason", "資金繰り"); };
  EXPECT_EQ(life.refusal("advance", advance(400'001), june_1), "instruments.subsidy.wrong_amount");
  life.must("advance", advance(400'000), june_1.plus_days(1));
  life.must("order", BodyWriter().integer("draft", 4), june_1.plus_days(2));
  EXPECT_EQ(life.postings, std::vector{moved(Account::committed, Account::ordered, 400'000)});
  life.must("pay", {}, june_1.plus_days(5));
  EXPECT_EQ(life.value.state, "advanced");
  EXPECT_EQ(life.value.money.due(), Yen(100'000));
  life = inspected_life(400'000, life);
  life.must("settle", {}, Date::of(2020, 11, 2), &gives(300'000));
  EXPECT_EQ(life.value.state, "reclaiming");
  EXPECT_EQ(life.value.money.owed(), Yen(100'000));
  EXPECT_EQ(life.value.datum("reclaim_ground")->as_string(), "over_settlement");
  EXPECT_EQ(life.postings, std::vector{moved(Account::committed, Account::allotted, 100'000)}) << "the rest of the grant";
  life.must("repay", BodyWriter().yen("amount", Yen(100'000)), Date::of(2020, 12, 1));
  EXPECT_EQ(life.postings, std::vector{moved(Account::paid, Account::allotted, 100'000)}) << "戻入";
  EXPECT_EQ(life.value.state, "paid");
  EXPECT_EQ(life.value.money.remaining(), Yen(300'000));
}

TEST(Subsidy, pays_the_rest_after_an_advance) {
  SubsidyLife life = granted_life();
  life.must("advance", BodyWriter().yen("amount", Yen(200'000)).text("reason", "資金繰り"), june_1);
  life.must("order", BodyWriter().integer("draft", 4), june_1);
  life.must("pay", {}, june_1.plus_days(5));
  life = inspected_life(800'000, life);
  life.must("settle", {}, Date::of(2020, 11, 2), &gives(500'000));
  life.must("claim", {}, Date::of(2020, 11, 3));
  EXPECT_EQ(life.last.body.yen("amount"), Yen(300'000));
  life.must("order", BodyWriter().integer("draft", 4), Date::of(2020, 11, 4));
  life.must("pay", {}, Date::of(2020, 11, 10));
  EXPECT_EQ(life.value.money.remaining(), Yen(500'000));
}

// Completed on 30 September, so reported by 30 October. From 11 March on, 10 April comes first: 2021-04-10 is a Saturday.
TEST(Subsidy, is_reported_in_time_or_with_a_reason) {
  SubsidyLife life = granted_life();
  EXPECT_EQ(life.refusal("report", reported_cost(1'000, Date::of(2020, 9, 30)), Date::of(2020, 11, 2)), "instruments.subsidy.late_report");
  EXPECT_EQ(life.refusal("report", reported_cost(1'000, Date::of(2020, 9, 30)), Date::of(2020, 9, 29)), "instruments.subsidy.completed_later");
  EXPECT_EQ(life.refusal("report", facts_of({{"cost", Value::integer(1)}}), Date::of(2020, 10, 1)), "instruments.subsidy.no_completion");
  SubsidyLife in_time = life, late = life;
  in_time.must("report", reported_cost(1'000, Date::of(2021, 3, 31)), Date::of(2021, 4, 12));
  EXPECT_EQ(in_time.last.body.date("deadline"), Date::of(2021, 4, 12));
  EXPECT_EQ(late.refusal("report", reported_cost(1'000, Date::of(2021, 3, 31)), Date::of(2021, 4, 13)), "instruments.subsidy.late_report");
  late.must("report", reported_cost(1'000, Date::of(2021, 3, 31)).text("reason", "災害"), Date::of(2021, 4, 13));
  EXPECT_EQ(late.value.state, "reported");
  late.must("return_report", for_reason("領収書が不足"), Date::of(2021, 4, 14));
  EXPECT_EQ(late.value.state, "decided");
}

TEST(Subsidy, refuses_a_start_before_the_decision_unless_it_was_allowed) {
  SubsidyLife life(testing::shop_subsidy());
  life.must("submit", facts_of({{"cost", Value::integer(800'000)}, {"starts_on", Value::date(Date::of(2020, 5, 20))}}), may_1);
  life.must("screen", {}, may_1.plus_days(7), &gives(500'000));
  BodyWriter draft = BodyWriter().integer("draft", 4);
  EXPECT_EQ(life.refusal("decide", draft, june_1, &gives(500'000)), "instruments.subsidy.started_early");
  life.must("allow_start", for_reason("緊急").date("from", Date::of(2020, 5, 21)), may_1.plus_days(8));
  EXPECT_EQ(life.refusal("decide", draft, june_1, &gives(500'000)), "instruments.subsidy.started_early") << "a day too late";
  life.must("allow_start", for_reason("緊急").date("from", Date::of(2020, 5, 20)), may_1.plus_days(8));
  life.must("decide", draft, june_1, &gives(500'000));
}

TEST(Subsidy, notes_a_minor_change_and_decides_anew_for_more) {
  SubsidyLife life = granted_life();
  auto cost = [](std::int64_t yen) { return facts_of({{"cost", Value::integer(yen)}}).text("note", "内訳の変更"); };
  EXPECT_EQ(life.refusal("note_change", cost(960'001), june_1), "instruments.subsidy.not_minor");
  life.must("note_change", cost(960'000), june_1);
  EXPECT_EQ(life.value.money.approved, Yen(500'000)) << "the grant stays";
  EXPECT_TRUE(life.postings.empty());
  life.must("change", for_reason("計画の縮小"), june_1.plus_days(9), &gives(300'000));
  EXPECT_EQ(life.value.state, "decided");
  EXPECT_EQ(life.postings, std::vector{moved(Account::committed, Account::allotted, 200'000)});
}

TEST(Subsidy, frees_the_commitment_of_a_grant_given_up) {
  SubsidyLife life = granted_life();
  life.must("withdraw", {}, june_1.plus_days(3));
  EXPECT_EQ(life.value.state, "withdrawn");
  EXPECT_EQ(life.postings, std::vector{moved(Account::committed, Account::allotted, 500'000)});
}

// Cancelled after payment: all of it is owed, and bears 加算金.
TEST(Subsidy, reclaims_with_the_ground_of_a_cancellation) {
  SubsidyLife life = inspected_life(800'000);
  life.must("settle", {}, Date::of(2020, 11, 2), &gives(500'000));
  life.must("claim", {}, Date::of(2020, 11, 3));
  life.must("order", BodyWriter().integer("draft", 4), Date::of(2020, 11, 4));
  life.must("pay", {}, Date::of(2020, 11, 10));
  life.must("cancel", for_reason("目的外使用"), Date::of(2021, 6, 1));
  EXPECT_EQ(life.value.state, "reclaiming");
  EXPECT_EQ(life.value.datum("reclaim_ground")->as_string(), "cancelled");
  life.must("assess_reclaim", BodyWriter().integer("receivable", 3), Date::of(2021, 6, 2));
  life.must("repay", BodyWriter().yen("amount", Yen(500'000)), Date::of(2021, 6, 20));
  EXPECT_EQ(life.postings, std::vector{moved(Account::outside, Account::returned, 500'000, 2021)}) << "revenue of the new year (令 160条)";
  EXPECT_EQ(life.value.state, "repaid");
}

TEST(Subsidy, settles_again_when_more_is_due_after_the_payment) {
  SubsidyLife life = inspected_life(600'000);
  life.must("settle", {}, Date::of(2020, 11, 2), &gives(450'000));
  life.must("claim", {}, Date::of(2020, 11, 3));
  life.must("order", BodyWriter().integer("draft", 4), Date::of(2020, 11, 4));
  life.must("pay", {}, Date::of(2020, 11, 10));
  life.must("change", for_reason("実績額の訂正"), Date::of(2020, 12, 1), &gives(480'000));
  EXPECT_EQ(life.value.state, "settled");
  life.must("claim", {}, Date::of(2020, 12, 2));
  EXPECT_EQ(life.last.body.yen("amount"), Yen(30'000)) << "the difference alone";
}

}  // namespace
}  // namespace hashira::instruments
