// Paper: keyed twice, compared, entered; judged by its postmark; sealed throughout.
#include "app/paper.h"

#include "cases/fields.h"
#include "office.h"

namespace hashira::tests {
namespace {

app::Actor second{"ito", "officer", false, {}};

app::PaperKeyed must(Result<app::PaperKeyed> keyed) {
  Office::must(keyed);
  EXPECT_TRUE(keyed->errors.empty()) << keyed->errors.front().fact << ": " << keyed->errors.front().what.en;
  return std::move(*keyed);
}

TEST(Paper, KeyedTwiceAlikeBecomesAnApplication) {
  Office office;
  app::PaperArrival arrival{Date::of(2020, 5, 18), std::nullopt, "a scan"};
  app::PaperKeyed first = must(app::key_paper(office.engine, benefit, arrival, office.answers(1), office.officer));
  EXPECT_EQ(first.number, 1u);
  EXPECT_TRUE(app::queue_counts(office.engine, benefit)->empty()) << "one keying is no application";
  EXPECT_EQ(*app::paper_scan(office.engine, benefit, 1, office.officer), "a scan");
  office.audit();
  EXPECT_EQ(app::key_paper_again(office.engine, benefit, 1, office.answers(1), office.officer).error().code,
            "app.same_person");

  app::Answers written_otherwise = office.answers(1);
  written_otherwise["name_kana"] = "ｼｮｳﾃﾝ 1";
  written_otherwise["requested_facility"] = "はい";
  app::PaperKeyed again = must(app::key_paper_again(office.engine, benefit, 1, written_otherwise, second));
  EXPECT_TRUE(again.differences.empty()) << "the same answers in other widths and words";
  ASSERT_TRUE(again.receipt);
  Result<app::CaseView> view = app::view_case(office.engine, benefit, again.receipt->case_number, office.officer);
  Office::must(view);
  EXPECT_EQ(cases::kept_text(view->value, "channel"), "paper");
  EXPECT_EQ(cases::kept_number(view->value, "paper"), 1);
  EXPECT_EQ(view->value.datum("postmark")->as_date(), Date::of(2020, 5, 18));
  EXPECT_EQ(view->sealed["name"], "商店");
  intake::Paper paper = *app::paper_of(office.engine, benefit, 1);
  EXPECT_EQ(paper.state, "entered");
  EXPECT_FALSE(office.keys->get(paper.holder)->has_value()) << "the paper's own key is destroyed";
  EXPECT_EQ(*app::paper_scan(office.engine, benefit, 1, office.officer), "a scan") << "under the party's key now";
  Office::must(office.keys->destroy(view->value.party));
  EXPECT_EQ(app::paper_scan(office.engine, benefit, 1, office.officer).error().code, "app.no_scan")
      << "erased with the person";
  office.audit();
}

TEST(Paper, DifferencesAreShownAndResolved) {
  Office office;
  must(app::key_paper(office.engine, benefit, {}, office.answers(1), office.officer));
  app::Answers other = office.answers(1);
  other["account_number"] = "0000007";
  other["municipality"] = "";
  app::PaperKeyed again = must(app::key_paper_again(office.engine, benefit, 1, other, second));
  ASSERT_EQ(again.differences.size(), 2u);
  EXPECT_EQ(again.differences[0].fact, "account_number");
  EXPECT_EQ(again.differences[0].first, "0000001");
  EXPECT_EQ(again.differences[0].second, "0000007");
  EXPECT_EQ(again.differences[1].second, "");
  EXPECT_FALSE(again.receipt);
  office.audit();

  Result<app::PaperKeyed> half = app::resolve_paper(office.engine, benefit, 1, {{"account_number", "0000007"}}, second);
  Office::must(half);
  ASSERT_EQ(half->errors.size(), 1u);
  EXPECT_EQ(half->errors[0].fact, "municipality");
  app::PaperKeyed done = must(app::resolve_paper(office.engine, benefit, 1,
                                                 {{"account_number", "0000007"}, {"municipality", "札幌市"}}, second));
  ASSERT_TRUE(done.receipt);
  EXPECT_EQ(app::view_case(office.engine, benefit, 1, office.officer)->sealed["account_number"], "0000007");
  EXPECT_THAT(app::paper_of(office.engine, benefit, 1)->differences,
              testing::ElementsAre("account_number", "municipality"));
  EXPECT_EQ(app::resolve_paper(office.engine, benefit, 1, {}, second).error().code, "app.paper_not_open");
  office.audit();
}

// 消印有効: what was posted on the last day counts, however late it came; what was posted later does not.
TEST(Paper, IsJudgedByItsPostmark) {
  Office office;
  Office::must(office.engine.set_today(Date::of(2020, 8, 5), office.admin));
  app::PaperArrival last_day{Date::of(2020, 7, 31), Date::of(2020, 8, 4), ""},
      too_late{Date::of(2020, 8, 1), Date::of(2020, 8, 4), ""};
  must(app::key_paper(office.engine, benefit, last_day, office.answers(1), office.officer));
  EXPECT_TRUE(must(app::key_paper_again(office.engine, benefit, 1, office.answers(1), second)).receipt);
  EXPECT_EQ(app::view_case(office.engine, benefit, 1, office.officer)->value.reached_on("submitted"),
            Date::of(2020, 8, 4))
      << "received later";
  must(app::key_paper(office.engine, benefit, too_late, office.answers(2), office.officer));
  EXPECT_EQ(app::key_paper_again(office.engine, benefit, 2, office.answers(2), second).error().code,
            "instruments.benefit.not_open");
  Office::must(app::drop_paper(office.engine, benefit, 2, "消印が期限後", second));
  EXPECT_EQ(app::paper_of(office.engine, benefit, 2)->state, "dropped");
  office.audit();
}

TEST(Paper, KeepsNothingOfAWrongKeyingAndWantsDaysInOrder) {
  Office office;
  app::Answers wrong = office.answers(1);
  wrong["postal_code"] = "06";
  wrong["corporate_number"] = "123";
  Result<app::PaperKeyed> keyed = app::key_paper(office.engine, benefit, {}, wrong, office.officer);
  Office::must(keyed);
  ASSERT_EQ(keyed->errors.size(), 2u);
  EXPECT_EQ(keyed->errors[0].fact, "corporate_number");
  EXPECT_EQ(keyed->errors[1].fact, "postal_code");
  EXPECT_TRUE(app::papers(office.engine, benefit)->empty());
  app::PaperArrival later{Date::of(2020, 5, 21), Date::of(2020, 5, 20), ""};
  EXPECT_EQ(app::key_paper(office.engine, benefit, later, office.answers(1), office.officer).error().code,
            "app.bad_paper_days");
  EXPECT_EQ(app::key_paper(office.engine, benefit, {}, office.answers(1), office.payer).error().code,
            "app.not_allowed");
  EXPECT_EQ(app::key_paper_again(office.engine, benefit, 5, office.answers(1), second).error().code,
            "app.no_such_paper");
}

}  // namespace
}  // namespace hashira::tests
