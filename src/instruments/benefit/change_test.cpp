// Decisions changed and cancelled: what is due, owed, paid and posted, and that a difference leaves once.
#include "cases/flags.h"
#include "instruments/testing/benefit_life.h"

namespace hashira::instruments {
namespace {

using journal::BodyWriter;
using ledger::Account;
using testing::gives;
using testing::Life;
using testing::paid_life;

const Date june_10 = Date::of(2020, 6, 10);
BodyWriter because(std::string_view reason) {
  return BodyWriter().text("reason", reason);
}

ledger::Posting posting(int year, Account from, Account to, std::int64_t yen) {
  return {std::string("07-01-02-18"), FiscalYear(year), from, to, Yen(yen), 7};
}

TEST(BenefitChange, replaces_the_amount_of_an_order_that_is_not_paid) {
  Life life = testing::decided_life();
  life.must("order", BodyWriter().integer("draft", 4), Date::of(2020, 5, 21));
  life.must("change", because("人数の誤り"), june_10, &gives(200'000));
  EXPECT_EQ(life.value.state, "ordered");
  EXPECT_EQ(life.value.money.ordered, Yen(200'000));
  EXPECT_EQ(life.postings,
            (std::vector<ledger::Posting>{posting(2020, Account::committed, Account::allotted, 100'000),
                                          posting(2020, Account::ordered, Account::committed, 100'000)}));
  EXPECT_EQ(life.refusal("pay", BodyWriter().integer("amount", 300'000), june_10), "instruments.benefit.wrong_amount");
  life.must("pay", {}, june_10);
  EXPECT_EQ(payment_key(life.value), "shop-benefit/7/2/1");
  EXPECT_EQ(life.value.money.remaining(), Yen(200'000));
}

// practice.md: corrected twice after the transfer: paid once, the difference once.
TEST(BenefitChange, corrected_twice_after_transfer_pays_the_difference_once) {
  Life life = paid_life();
  life.must("change", because("一度目"), june_10, &gives(350'000));
  EXPECT_EQ(life.value.state, "changed");
  EXPECT_EQ(life.postings, std::vector{posting(2020, Account::allotted, Account::committed, 50'000)});
  life.must("change", because("二度目"), june_10.plus_days(1), &gives(400'000));
  life.must("order", BodyWriter().integer("draft", 4), june_10.plus_days(2));
  EXPECT_EQ(life.last.body.yen("amount"), Yen(100'000));
  life.must("pay", {}, june_10.plus_days(5));
  EXPECT_EQ(life.value.money.remaining(), Yen(400'000));
  EXPECT_EQ(life.value.money.paid, Yen(400'000));
  EXPECT_EQ(life.value.state, "paid");
  EXPECT_EQ(payment_key(life.value), "shop-benefit/7/3/1");
  EXPECT_EQ(life.value.reached_on("paid"), Date::of(2020, 5, 25)) << "the first payment keeps its day";
  EXPECT_EQ(life.refusal("pay", {}, june_10.plus_days(6)), "instruments.benefit.not_in_state");
}

TEST(BenefitChange, a_bounced_difference_leaves_the_first_payment_alone) {
  Life life = paid_life();
  life.must("change", because("増額"), june_10, &gives(350'000));
  life.must("order", BodyWriter().integer("draft", 4), june_10);
  life.must("pay", {}, june_10.plus_days(5));
  life.must("bounce", {}, june_10.plus_days(7));
  EXPECT_EQ(life.value.money.remaining(), Yen(300'000));
  EXPECT_EQ(life.postings, std::vector{posting(2020, Account::paid, Account::ordered, 50'000)});
  life.must("pay", {}, june_10.plus_days(9));
  EXPECT_EQ(life.value.money.remaining(), Yen(350'000));
}

TEST(BenefitChange, a_lower_amount_after_payment_is_owed_back) {
  Life life = paid_life();
  life.must("change", because("減額"), june_10, &gives(200'000));
  EXPECT_EQ(life.value.state, "reclaiming");
  EXPECT_EQ(life.value.money.owed(), Yen(100'000));
  EXPECT_TRUE(life.postings.empty()) << "it was spent until it returns";
  life.must("assess_reclaim", BodyWriter().integer("receivable", 3), june_10.plus_days(1));
  EXPECT_EQ(life.last.body.yen("amount"), Yen(100'000));
  EXPECT_EQ(life.refusal("assess_reclaim", BodyWriter().integer("receivable", 4), june_10.plus_days(1)),
            "instruments.benefit.all_assessed");
  life.must("repay", BodyWriter().integer("amount", 100'000), june_10.plus_days(20));
  EXPECT_EQ(life.value.state, "paid");
  EXPECT_EQ(life.value.money.owed(), Yen(0));
  EXPECT_EQ(life.value.money.given_back, Yen(0));
  life.must("change", because("再び増額"), june_10.plus_days(30), &gives(250'000));
  EXPECT_EQ(life.value.money.due(), Yen(50'000));
}

TEST(BenefitChange, what_was_given_back_freely_is_not_paid_out_again) {
  Life life = paid_life();
  life.must("repay", BodyWriter().integer("amount", 100'000).text("reason", "自主返納"), june_10);
  EXPECT_EQ(life.value.money.given_back, Yen(100'000));
  life.must("change", because("増額"), june_10.plus_days(1), &gives(350'000));
  EXPECT_EQ(life.value.money.due(), Yen(50'000));
  life.must("cancel", because("虚偽の申請"), june_10.plus_days(2));
  EXPECT_EQ(life.value.money.owed(), Yen(200'000));
}

TEST(BenefitChange, cancelling_gives_the_commitment_back_or_asks_the_money_back) {
  Life unpaid = testing::decided_life();
  unpaid.must("cancel", because("虚偽の申請"), june_10);
  EXPECT_EQ(unpaid.value.state, "cancelled");
  EXPECT_EQ(unpaid.postings, std::vector{posting(2020, Account::committed, Account::allotted, 300'000)});
  Life paid = paid_life();
  EXPECT_EQ(paid.refusal("cancel", {}, june_10), "instruments.benefit.no_reason");
  EXPECT_EQ(paid.refusal("cancel", because("虚偽"), Date::of(2020, 5, 1)), "instruments.benefit.date_before");
  paid.must("cancel", because("虚偽の申請"), june_10);
  EXPECT_EQ(paid.refusal("cancel", because("もう一度"), june_10), "instruments.benefit.cancelled_already") << "found by the simulation";
  EXPECT_EQ(paid.value.state, "reclaiming");
  EXPECT_EQ(paid.value.money.owed(), Yen(300'000));
  paid.must("repay", BodyWriter().integer("amount", 300'000), june_10.plus_days(9));
  EXPECT_EQ(paid.value.state, "repaid");
}

TEST(BenefitChange, changes_nothing_without_a_difference_or_a_reason) {
  Life life = paid_life();
  EXPECT_EQ(life.refusal("change", because("同額"), june_10, &gives(300'000)), "instruments.benefit.nothing_changes");
  EXPECT_EQ(life.refusal("change", {}, june_10, &gives(200'000)), "instruments.benefit.no_reason");
  EXPECT_EQ(life.refusal("change", because("x"), june_10), "instruments.benefit.no_outcome");
  cases::Outcome nothing{false, Yen(0), "休業していません", "it did not close", {}};
  EXPECT_EQ(life.refusal("change", because("x"), june_10, &nothing), "instruments.benefit.not_eligible");
}

// No commitment of the old year after 31 March; a difference after payment belongs to the year of its decision, and a
// return of it to that year too (令 159条), while the first payment's return has become revenue (令 160条).
TEST(BenefitChange, each_year_has_its_own_money) {
  Life unpaid = testing::decided_life(Date::of(2021, 3, 20));
  EXPECT_EQ(unpaid.refusal("change", because("増額"), Date::of(2021, 4, 5), &gives(350'000)),
            "instruments.benefit.year_over");
  Life life = paid_life(Date::of(2021, 3, 1));
  life.must("change", because("増額"), Date::of(2021, 7, 1), &gives(350'000));
  EXPECT_EQ(life.postings, std::vector{posting(2021, Account::allotted, Account::committed, 50'000)});
  life.must("order", BodyWriter().integer("draft", 4), Date::of(2021, 7, 2));
  life.must("pay", {}, Date::of(2021, 7, 9));
  auto parts =
      life.instrument.decide(life.value, {"repay", BodyWriter().integer("amount", 80'000).body(), Date::of(2021, 8, 1)},
                          nullptr, life.programme);
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 2U);
  life.must("repay", BodyWriter().integer("amount", 80'000), Date::of(2021, 8, 1));
  EXPECT_EQ(life.all, (std::vector<ledger::Posting>{posting(2021, Account::paid, Account::allotted, 50'000),
                                                    posting(2021, Account::outside, Account::returned, 30'000)}));
}

TEST(BenefitHold, stops_everything_until_it_is_released_into_the_state_before) {
  Life life = testing::decided_life();
  EXPECT_EQ(life.refusal("hold", BodyWriter().text("class", "mood"), june_10), "instruments.benefit.no_hold_class");
  life.must("hold", BodyWriter().text("class", "tip_off").text("note", "匿名の電話"), june_10);
  EXPECT_EQ(life.value.state, "held");
  EXPECT_EQ(life.refusal("order", BodyWriter().integer("draft", 4), june_10), "instruments.benefit.not_in_state");
  EXPECT_EQ(life.refusal("release", {}, june_10), "instruments.benefit.no_reason");
  life.must("release", because("事実なし"), june_10.plus_days(3));
  EXPECT_EQ(life.value.state, "decided");
  EXPECT_EQ(life.value.reached_on("decided"), Date::of(2020, 5, 20));
  EXPECT_EQ(life.value.datum("held_class"), nullptr);
}

TEST(BenefitHold, takes_the_applicants_answer_all_the_same) {
  Life life = testing::submitted_life();
  Bytes defects = cases::encode_defects({{"", "署名がありません"}});
  life.must("ask_amendment", BodyWriter().raw("defects", defects).date("deadline", Date::of(2020, 5, 16)),
            Date::of(2020, 5, 2));
  EXPECT_EQ(life.value.datum("deadline")->as_date(), Date::of(2020, 5, 18)) << "16 May 2020 was a Saturday";
  life.must("remind", {}, Date::of(2020, 5, 11));
  EXPECT_EQ(life.refusal("remind", {}, Date::of(2020, 5, 19)), "instruments.benefit.deadline_passed");
  life.must("hold", BodyWriter().text("class", "tax"), Date::of(2020, 5, 12));
  life.must("resubmit", testing::application(), Date::of(2020, 5, 13));
  EXPECT_EQ(life.value.state, "held");
  life.must("release", because("完納"), Date::of(2020, 5, 20));
  EXPECT_EQ(life.value.state, "resubmitted");
}

// 民法 143条; practice.md: conditions that mature after 31 March.
TEST(BenefitWaiting, is_claimed_after_the_months_and_not_before) {
  Life life;
  life.programme = testing::waiting_shop_benefit();
  life.must("submit", testing::application({{"closed_from", feel::Value::date(Date::of(2020, 11, 30))}}),
            Date::of(2020, 12, 10));
  EXPECT_EQ(life.refusal("screen", {}, Date::of(2020, 12, 11), &gives(300'000)), "instruments.benefit.not_claimed");
  life.must("precheck", {}, Date::of(2020, 12, 11));
  EXPECT_EQ(life.value.datum("matures")->as_date(), Date::of(2021, 3, 1));
  EXPECT_EQ(life.refusal("claim", {}, Date::of(2021, 2, 28)), "instruments.benefit.not_matured");
  life.must("claim", {}, Date::of(2021, 4, 2));
  life.must("screen", {}, Date::of(2021, 4, 5), &gives(300'000));
  life.must("decide", BodyWriter().integer("draft", 1), Date::of(2021, 4, 6), &gives(300'000));
  EXPECT_EQ(life.last.body.integer("year"), 2021);
  Life plain = testing::submitted_life();
  EXPECT_EQ(plain.refusal("precheck", {}, june_10), "instruments.benefit.no_waiting");
}

// 民法 140条, 143条: the day itself does not count; the last day moves to a working day.
TEST(BenefitWaiting, asks_for_the_application_in_time) {
  auto checked = [](Date from, Date applied) {
    Life life;
    life.programme = testing::waiting_shop_benefit();
    life.programme.money->waiting->apply_within = 1;
    life.must("submit", testing::application({{"closed_from", feel::Value::date(from)}}), applied);
    return life.refusal("precheck", {}, applied.plus_days(20));
  };
  EXPECT_EQ(checked(Date::of(2020, 11, 10), Date::of(2020, 12, 11)), "instruments.benefit.applied_late");
  EXPECT_EQ(checked(Date::of(2020, 11, 30), Date::of(2021, 1, 5)), "instruments.benefit.applied_late");
  Life in_time;
  in_time.programme = testing::waiting_shop_benefit();
  in_time.programme.money->waiting->apply_within = 1;
  in_time.must("submit", testing::application({{"closed_from", feel::Value::date(Date::of(2020, 11, 30))}}), Date::of(2021, 1, 4));
  in_time.must("precheck", {}, Date::of(2021, 1, 20));  // 31 December is no working day, 4 January is
}

TEST(BenefitLayer, of_another_body_moves_nothing_of_the_prefectures_budget) {
  Life life = paid_life();
  EXPECT_FALSE(life.postings.empty());
  life.value.layer = "city";
  life.must("bounce", {}, june_10);
  EXPECT_TRUE(life.postings.empty());
  life.must("pay", {}, june_10.plus_days(1));
  life.must("cancel", because("要件に反する"), june_10.plus_days(2));
  life.must("repay", BodyWriter().yen("amount", Yen(300'000)), june_10.plus_days(3));
  EXPECT_TRUE(life.postings.empty());
  EXPECT_EQ(life.value.state, "repaid");
}

TEST(BenefitCheck, keeps_what_was_found_and_what_was_cleared) {
  Life life = paid_life();
  EXPECT_EQ(life.refusal("check", BodyWriter().text("result", "fine"), june_10), "instruments.benefit.no_check_result");
  EXPECT_EQ(life.refusal("check", BodyWriter().text("result", "defect"), june_10), "instruments.benefit.no_reason");
  life.must("sample", BodyWriter().integer("sample", 2), june_10);
  life.must("check", BodyWriter().text("result", "reclaim").text("note", "営業していた"), june_10.plus_days(3));
  EXPECT_EQ(life.value.datum("check_result")->as_string(), "reclaim");
  Life other = testing::submitted_life();
  other.must("dispose_hit", because("別の店舗").raw("others", cases::encode_case_numbers({9, 3})), june_10);
  other.must("dispose_hit", because("別の店舗").raw("others", cases::encode_case_numbers({4})), june_10);
  EXPECT_EQ(cases::disposed_hits(other.value), (std::vector<std::uint64_t>{3, 4, 9}));
  EXPECT_EQ(other.refusal("dispose_hit", because("?"), june_10), "instruments.benefit.no_hit");
}

}  // namespace
}  // namespace hashira::instruments
