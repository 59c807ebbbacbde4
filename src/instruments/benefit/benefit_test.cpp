// A benefit step by step: what each command writes, what it refuses and in which words, what money moves.
#include "instruments/benefit/benefit.h"

#include "instruments/testing/benefit_life.h"

namespace hashira::instruments {
namespace {

using cases::Case;
using cases::Outcome;
using feel::Value;
using journal::BodyWriter;
using ledger::Account;

using testing::application;
using testing::decided_life;
using testing::gives_300k;
using testing::Life;
using testing::may_1;
using testing::paid_life;
using testing::submitted_life;

TEST(Benefit, keeps_what_was_submitted) {
  Life life = submitted_life();
  EXPECT_EQ(life.value.state, "submitted");
  EXPECT_EQ(life.value.version, 1U);
  EXPECT_EQ(life.value.fact("municipality")->as_string(), "011002");
  EXPECT_EQ(life.value.money.requested, Yen(300'000));
  EXPECT_EQ(life.value.sealed_digest, Bytes(32, 's'));
  EXPECT_EQ(life.value.reached_on("submitted"), may_1);
  EXPECT_TRUE(life.postings.empty());
}

TEST(Benefit, takes_no_application_outside_the_period) {
  Life life;
  EXPECT_EQ(life.refusal("submit", application(), Date::of(2020, 4, 29)), "instruments.benefit.not_open");
  EXPECT_EQ(life.refusal("submit", application(), Date::of(2099, 4, 1)), "instruments.benefit.not_open");
  life.must("submit", application(), Date::of(2020, 4, 30));
}

TEST(Benefit, lets_no_sealed_or_foreign_or_ill_typed_fact_in) {
  Life life;
  EXPECT_EQ(life.refusal("submit", application({{"name", Value::string("柱商店")}}), may_1), "cases.sealed_fact");
  EXPECT_EQ(life.refusal("submit", application({{"nonsense", Value::integer(1)}}), may_1), "cases.unknown_fact");
  EXPECT_EQ(life.refusal("submit", application({{"municipality", Value::string("131016")}}), may_1),
            "cases.wrong_value");
  EXPECT_EQ(life.refusal("submit", application({{"employees", Value::string("5")}}), may_1), "cases.wrong_value");
  EXPECT_EQ(life.refusal("submit", application({{"employees", Value::integer(10'001)}}), may_1), "cases.wrong_value");
  EXPECT_EQ(life.refusal("submit", BodyWriter(), may_1), "cases.bad_facts");
  EXPECT_EQ(life.refusal("submit", application().bytes("token", "short"), may_1), "instruments.benefit.bad_digest");
  EXPECT_EQ(life.refusal("submit", application().integer("requested", -1), may_1), "instruments.benefit.wrong_amount");
}

TEST(Benefit, goes_through_correction) {
  Life life = submitted_life();
  EXPECT_EQ(life.refusal("ask_amendment", BodyWriter().date("deadline", may_1), may_1),
            "instruments.benefit.no_defects");
  Bytes defects = cases::encode_defects({{"municipality", "市町村が住所と合いません"}});
  EXPECT_EQ(life.refusal("ask_amendment", BodyWriter().raw("defects", defects), may_1),
            "instruments.benefit.no_deadline");
  life.must("ask_amendment", BodyWriter().raw("defects", defects).date("deadline", may_1.plus_days(14)), may_1);
  EXPECT_EQ(life.value.state, "amendment_asked");
  EXPECT_EQ(cases::defects_of(life.value).at(0).what, "市町村が住所と合いません");
  EXPECT_EQ(life.value.datum("deadline")->as_date(), may_1.plus_days(14));
  life.must("resubmit", application({{"municipality", Value::string("012025")}}), may_1.plus_days(2));
  EXPECT_EQ(life.value.state, "resubmitted");
  EXPECT_EQ(life.value.fact("municipality")->as_string(), "012025");
  EXPECT_TRUE(cases::defects_of(life.value).empty());
  EXPECT_EQ(life.value.reached_on("submitted"), may_1);
}

TEST(Benefit, lapses_only_after_the_deadline) {
  Life life = submitted_life();
  Bytes defects = cases::encode_defects({{"", "署名がありません"}});
  life.must("ask_amendment", BodyWriter().raw("defects", defects).date("deadline", may_1.plus_days(14)), may_1);
  EXPECT_EQ(life.refusal("lapse", {}, may_1.plus_days(14)), "instruments.benefit.deadline_not_passed");
  life.must("lapse", {}, may_1.plus_days(15));
  EXPECT_EQ(life.value.state, "lapsed");
}

TEST(Benefit, refuses_only_with_a_reason) {
  Life life = submitted_life();
  EXPECT_EQ(life.refusal("refuse", {}, may_1), "instruments.benefit.no_reason");
  life.must("refuse", BodyWriter().text("reason_ja", "休業期間が足りません"), may_1);
  EXPECT_EQ(life.value.datum("reason_ja")->as_string(), "休業期間が足りません");
}

TEST(Benefit, decides_and_commits_in_the_year_of_the_decision) {
  Life life = decided_life();
  EXPECT_EQ(life.value.money.approved, Yen(300'000));
  EXPECT_EQ(life.postings, (std::vector<ledger::Posting>{{"07-01-02-18", FiscalYear(2020), Account::allotted,
                                                          Account::committed, Yen(300'000), 7}}));
  EXPECT_EQ(life.last.body.integer("decision"), 1);
  EXPECT_EQ(life.last.body.integer("year"), 2020);
  EXPECT_EQ(cases::outcome_of(life.value)->rules_fired, std::vector<std::string>{"Benefit:1"});
}

TEST(Benefit, decides_nothing_that_the_rules_do_not_give) {
  Life life = submitted_life();
  life.must("screen", {}, may_1, &gives_300k);
  Outcome nothing{false, Yen(0), "休業していません", "it did not close", {}};
  BodyWriter draft = BodyWriter().integer("draft", 1);
  EXPECT_EQ(life.refusal("decide", draft, may_1, &nothing), "instruments.benefit.not_eligible");
  EXPECT_EQ(life.refusal("decide", draft, may_1), "instruments.benefit.no_outcome");
  EXPECT_EQ(life.refusal("decide", {}, may_1, &gives_300k), "instruments.benefit.no_draft");
  Outcome absurd{true, Yen(1'000'000'000'001), "", "", {}};
  EXPECT_EQ(life.refusal("decide", draft, may_1, &absurd), "instruments.benefit.wrong_amount");
}

TEST(Benefit, pays_once) {
  Life life = paid_life();
  EXPECT_EQ(life.value.state, "paid");
  EXPECT_EQ(life.value.money.remaining(), Yen(300'000));
  EXPECT_EQ(payment_key(life.value), "shop-benefit/7/1/1");
  EXPECT_EQ(life.refusal("pay", {}, Date::of(2020, 6, 1)), "instruments.benefit.not_in_state");
  Case before = life.value;
  life.instrument.fold(life.value, life.last);  // the same entry again
  EXPECT_EQ(cases::encode(life.value), cases::encode(before));
}

TEST(Benefit, pays_the_whole_order_or_nothing) {
  Life life = decided_life();
  life.must("order", BodyWriter().integer("draft", 4), Date::of(2020, 5, 21));
  EXPECT_EQ(life.refusal("pay", BodyWriter().integer("amount", 3'000'000), Date::of(2020, 5, 25)),
            "instruments.benefit.wrong_amount");
  EXPECT_EQ(life.refusal("pay", {}, Date::of(2020, 5, 20)), "instruments.benefit.date_before");
  life.must("pay", BodyWriter().integer("amount", 300'000), Date::of(2020, 5, 25));
}

TEST(Benefit, orders_by_the_draft_that_decided) {
  Life life = decided_life();
  EXPECT_EQ(life.refusal("order", BodyWriter().integer("draft", 5), Date::of(2020, 5, 21)),
            "instruments.benefit.other_draft");
}

TEST(Benefit, pays_again_after_a_bounce_and_only_then) {
  Life life = paid_life();
  life.must("bounce", BodyWriter().text("note", "口座名義相違"), Date::of(2020, 5, 28));
  EXPECT_EQ(life.value.state, "bounced");
  EXPECT_EQ(life.value.money.remaining(), Yen(0));
  EXPECT_EQ(life.postings.at(0).from, Account::paid);
  EXPECT_EQ(life.postings.at(0).to, Account::ordered);
  EXPECT_EQ(life.refusal("bounce", {}, Date::of(2020, 5, 29)), "instruments.benefit.not_in_state");
  life.must("pay", {}, Date::of(2020, 6, 5));
  EXPECT_EQ(life.value.money.remaining(), Yen(300'000));
  EXPECT_EQ(life.last.body.integer("attempt"), 2);
  EXPECT_EQ(life.refusal("pay", {}, Date::of(2020, 6, 6)), "instruments.benefit.not_in_state");
  life.must("bounce", {}, Date::of(2020, 6, 8));
  EXPECT_EQ(life.value.money.bounced, Yen(600'000));
}

TEST(Benefit, takes_repayments_up_to_what_remains) {
  Life life = paid_life();
  EXPECT_EQ(life.refusal("repay", BodyWriter().integer("amount", 300'001), Date::of(2020, 7, 1)),
            "instruments.benefit.wrong_amount");
  EXPECT_EQ(life.refusal("repay", BodyWriter().integer("amount", 0), Date::of(2020, 7, 1)),
            "instruments.benefit.wrong_amount");
  life.must("repay", BodyWriter().integer("amount", 100'000), Date::of(2020, 7, 1));
  EXPECT_EQ(life.value.state, "paid");
  EXPECT_EQ(life.refusal("bounce", {}, Date::of(2020, 7, 2)), "instruments.benefit.partly_repaid");
  EXPECT_EQ(life.refusal("repay", BodyWriter().integer("amount", 200'001), Date::of(2020, 7, 1)),
            "instruments.benefit.wrong_amount");
  life.must("repay", BodyWriter().integer("amount", 200'000), Date::of(2020, 7, 9));
  EXPECT_EQ(life.value.state, "repaid");
  EXPECT_EQ(life.value.money.remaining(), Yen(0));
}

// 令 159条 and 160条: the same return has two faces, by its day.
TEST(Benefit, returns_into_the_line_until_the_books_close) {
  Life life = paid_life(Date::of(2021, 3, 20));
  life.must("repay", BodyWriter().integer("amount", 1'000), Date::of(2021, 5, 31));
  EXPECT_EQ(life.last.body.text("face"), "into_line");
  EXPECT_EQ(life.postings, (std::vector<ledger::Posting>{
                               {"07-01-02-18", FiscalYear(2020), Account::paid, Account::allotted, Yen(1'000), 7}}));
  life.must("repay", BodyWriter().integer("amount", 2'000), Date::of(2021, 6, 1));
  EXPECT_EQ(life.last.body.text("face"), "revenue");
  EXPECT_EQ(life.last.body.integer("year"), 2021);
  EXPECT_EQ(life.postings, (std::vector<ledger::Posting>{
                               {"07-01-02-18", FiscalYear(2021), Account::outside, Account::returned, Yen(2'000), 7}}));
}

TEST(Benefit, pays_the_old_years_commitment_until_31_May) {
  Life in_time = decided_life(Date::of(2021, 3, 31));
  in_time.must("order", BodyWriter().integer("draft", 4), Date::of(2021, 4, 10));
  in_time.must("pay", {}, Date::of(2021, 5, 31));
  EXPECT_EQ(in_time.last.body.integer("year"), 2020);
  Life late = decided_life(Date::of(2021, 3, 31));
  late.must("order", BodyWriter().integer("draft", 4), Date::of(2021, 4, 10));
  EXPECT_EQ(late.refusal("pay", {}, Date::of(2021, 6, 1)), "instruments.benefit.books_closed");
}

TEST(Benefit, corrects_a_fact_by_a_further_entry) {
  Life life = paid_life();
  BodyWriter other =
      BodyWriter().text("fact", "municipality").raw("value", testing::value_bytes(Value::string("012033")));
  EXPECT_EQ(life.refusal("correct_fact", other, may_1.plus_days(60)), "instruments.benefit.no_reason");
  life.must("correct_fact", other.text("reason", "本店ではなく店舗の所在地"), may_1.plus_days(60));
  EXPECT_EQ(life.value.fact("municipality")->as_string(), "012033");
  EXPECT_EQ(life.value.state, "paid");
  EXPECT_EQ(life.last.body.integer("corrects"), 1);
  EXPECT_TRUE(life.postings.empty());
}

TEST(Benefit, corrects_no_sealed_or_equal_or_wrong_value) {
  Life life = paid_life();
  auto correction = [](std::string_view fact, const Value& value) {
    return BodyWriter().text("fact", fact).raw("value", testing::value_bytes(value)).text("reason", "誤り");
  };
  EXPECT_EQ(life.refusal("correct_fact", correction("name", Value::string("柱")), may_1), "cases.sealed_fact");
  EXPECT_EQ(life.refusal("correct_fact", correction("municipality", Value::string("011002")), may_1),
            "instruments.benefit.same_value");
  EXPECT_EQ(life.refusal("correct_fact", correction("municipality", Value::string("札幌市")), may_1),
            "cases.wrong_value");
  EXPECT_EQ(life.refusal("correct_fact", correction("employees", Value::null()), may_1), "cases.wrong_value");
}

TEST(Benefit, withdraws_until_it_is_decided) {
  Life life = submitted_life();
  life.must("withdraw", BodyWriter().text("reason_ja", "廃業"), may_1.plus_days(1));
  EXPECT_EQ(life.value.state, "withdrawn");
  Life late = decided_life();
  EXPECT_EQ(late.refusal("withdraw", {}, Date::of(2020, 5, 21)), "instruments.benefit.not_in_state");
}

TEST(Benefit, an_account_is_changed_with_proof_and_held) {
  Life life = decided_life();
  BodyWriter change;
  change.bytes("sealed", Bytes(32, 'n')).text("proof", "通帳の写し");
  EXPECT_EQ(life.refusal("change_account", change, may_1.plus_days(5)), "instruments.benefit.no_reason") << "the old contact is told";
  life.must("change_account", change.text("notice", "旧連絡先に電話"), may_1.plus_days(5));
  EXPECT_EQ(life.value.state, "held");
  EXPECT_EQ(life.value.sealed_digest, Bytes(32, 'n'));
  life.must("release", BodyWriter().text("reason", "確認済み"), may_1.plus_days(6));
  EXPECT_EQ(life.value.state, "decided");
}

TEST(Benefit, says_what_may_happen_next) {
  Life life = decided_life();
  Done done = life.run("screen", {}, may_1, &gives_300k);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().what,
            "shop-benefit/7：今は「支給決定」なので、「審査した」にはできません / "
            "shop-benefit/7: it is decided now, so \"screened\" cannot follow");
  EXPECT_EQ(done.error().mend,
            "次にできること：hold, change_account, undo_decision, change, cancel, sample, check, correct_fact, order / possible now: hold, "
            "change_account, undo_decision, change, cancel, sample, check, correct_fact, order");
  EXPECT_EQ(life.run("fly", {}, may_1).error().code, "instruments.unknown_command");
}

}  // namespace
}  // namespace hashira::instruments
