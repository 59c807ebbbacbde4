// The desk: three people, money that leaves once, and figures that follow every step.
#include "office.h"

namespace hashira::tests {
namespace {

TEST(Desk, FromApplicationToFigureAndBack) {
  Office office;
  std::uint64_t number = office.apply(1).case_number;
  EXPECT_EQ(office.figure("payments"), 0);
  office.order({number});
  EXPECT_EQ(office.figure("payments"), 0) << "an order is no payment";
  Office::must(office.mark(number, app::Payment::paid, 200'000));
  EXPECT_EQ(office.figure("payments"), 1);
  EXPECT_EQ(office.figure("paid_total", "municipality", "011002"), 200'000);
  Office::must(office.mark(number, app::Payment::bounced, 200'000));
  EXPECT_EQ(office.figure("payments"), 0);
  EXPECT_EQ(office.figure("paid_total", "municipality", "011002"), 0);
  Office::must(office.mark(number, app::Payment::paid, 200'000));
  Office::must(office.mark(number, app::Payment::repaid, 50'000));
  EXPECT_EQ(office.figure("payments"), 1);
  EXPECT_EQ(office.figure("paid_total"), 150'000);
  Office::must(app::correct_fact(office.engine, benefit, number, "municipality", "012025", "申出により訂正", office.officer));
  EXPECT_EQ(office.figure("paid_total", "municipality", "011002"), 0);
  EXPECT_EQ(office.figure("paid_total", "municipality", "012025"), 150'000);
  Office::must(office.mark(number, app::Payment::repaid, 150'000));
  EXPECT_EQ(office.figure("payments"), 0);
  office.audit();
}

TEST(Desk, AnOrderIsPaidOnce) {
  Office office;
  std::uint64_t number = office.apply(1).case_number;
  office.order({number});
  Office::must(office.mark(number, app::Payment::paid, 200'000));
  EXPECT_NE(code(office.mark(number, app::Payment::paid, 200'000)), "done");
  EXPECT_EQ(office.figure("paid_total"), 200'000);
}

TEST(Desk, DrafterDeciderAndPayerAreThreePeople) {
  Office office;
  std::uint64_t number = office.apply(1).case_number;
  Office::must(app::screen_case(office.engine, benefit, number, office.officer));
  Result<std::uint64_t> draft = app::open_draft(office.engine, benefit, {number}, office.officer);
  Office::must(draft);
  EXPECT_EQ(code(app::issue_draft(office.engine, benefit, *draft, office.officer)), "app.not_allowed");
  app::Actor sato_as_approver{"sato", "approver", false, {}};
  EXPECT_EQ(code(app::issue_draft(office.engine, benefit, *draft, sato_as_approver)), "app.same_person");
  Office::must(app::issue_draft(office.engine, benefit, *draft, office.approver));
  app::Actor suzuki_as_payer{"suzuki", "payer", false, {}};
  EXPECT_EQ(code(app::release_draft(office.engine, benefit, *draft, suzuki_as_payer)), "app.same_person");
  Office::must(app::release_draft(office.engine, benefit, *draft, office.payer));
  EXPECT_NE(code(app::release_draft(office.engine, benefit, *draft, office.payer)), "done");
}

TEST(Desk, NothingIsDecidedBeyondTheAllotment) {
  Office office(Yen(300'000));
  for (int i = 1; i <= 2; ++i) {
    office.apply(i);
    Office::must(app::screen_case(office.engine, benefit, static_cast<std::uint64_t>(i), office.officer));
  }
  Result<std::uint64_t> both = app::open_draft(office.engine, benefit, {1, 2}, office.officer);
  Office::must(both);
  EXPECT_EQ(code(app::issue_draft(office.engine, benefit, *both, office.approver)), "ledger.overspent");
  EXPECT_EQ(app::view_case(office.engine, benefit, 1, office.officer)->value.state, "screened") << "all or nothing";
  Office::must(app::withdraw_draft(office.engine, benefit, *both, office.officer));
  Result<std::uint64_t> one = app::open_draft(office.engine, benefit, {1}, office.officer);
  Office::must(one);
  Office::must(app::issue_draft(office.engine, benefit, *one, office.approver));
  EXPECT_EQ(code(app::allot(office.engine, benefit, "07-01-02-18", FiscalYear(2020), Yen(9'800'000), office.planner)), "ledger.overspent");
  office.audit();
}

TEST(Desk, APaymentFileIsAllOrNothing) {
  Office office;
  office.apply(1);
  office.apply(2);
  office.order({1, 2});
  auto wrong = app::mark_payments_csv(office.engine, benefit, "case,what,amount,on,note\n1,paid,200000,2020-05-20,\n2,paid,20万,2020-05-32,\n3,lost,1,2020-05-20,\n",
                                      "results.csv", office.payer);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().size(), 3u);
  EXPECT_EQ(wrong.error().front().place, (Place{"results.csv", 3, 8}));
  auto refused = app::mark_payments_csv(office.engine, benefit, "case,what,amount,on\n1,paid,200000,2020-05-20\n9,paid,1,2020-05-20\n", "r.csv", office.payer);
  ASSERT_FALSE(refused);
  EXPECT_EQ(office.figure("payments"), 0);
  auto right = app::mark_payments_csv(office.engine, benefit, "case,what,amount,on\n1,paid,200000,2020-05-20\n2,paid,200000,2020-05-20\n", "r.csv", office.payer);
  ASSERT_TRUE(right) << right.error().front().text();
  EXPECT_EQ(office.figure("payments"), 2);
}

TEST(Desk, CorrectionIsAskedForAnsweredAndScreened) {
  Office office;
  app::Receipt receipt = office.apply(1);
  Office::must(app::ask_amendment(office.engine, benefit, 1, {{"account_number", "口座番号を確かめてください"}}, Date::of(2020, 6, 3), office.officer));
  EXPECT_NE(code(app::screen_case(office.engine, benefit, 1, office.officer)), "done");
  Result<app::CaseRef> ref = app::find_by_token(office.engine, receipt.return_token);
  Office::must(ref);
  Result<app::Answers> answers = app::answers_of(office.engine, *ref);
  Office::must(answers);
  EXPECT_EQ(answers->at("name"), "商店");
  (*answers)["account_number"] = "１２３４５６７";
  Office::must(app::resubmit_application(office.engine, *ref, *answers, Office::command(50), office.applicant));
  Office::must(app::screen_case(office.engine, benefit, 1, office.officer));
  EXPECT_EQ(app::answers_of(office.engine, *ref)->at("account_number"), "1234567");
  EXPECT_FALSE(app::find_by_token(office.engine, "00"));
  office.audit();
}

TEST(Desk, WrongAnswersAreAllNamed) {
  Office office;
  app::Answers answers = Office::answers(1);
  answers["phone"] = "12";
  answers["municipality"] = "999999";
  answers.erase("name");
  answers["hostile"] = "x";
  auto prepared = app::prepare_application(office.engine, benefit, answers, Office::command(1), app::Missing::refuse);
  ASSERT_FALSE(prepared);
  std::vector<std::string> facts;
  for (const app::AnswerError& error : prepared.error()) facts.push_back(error.fact);
  EXPECT_THAT(facts, ::testing::UnorderedElementsAre("phone", "municipality", "name", "hostile"));
}

TEST(Publishing, AChangedFigureIsCountedAnew) {
  Office office;
  std::uint64_t number = office.apply(1).case_number;
  office.order({number});
  Office::must(office.mark(number, app::Payment::paid, 200'000));
  auto version = office.engine.versions().in_force(benefit);
  portfolio::Files files = (*version)->programme.files;
  std::string& figures = files.at("figures.yaml");
  figures.replace(figures.find("where: paid > 0"), std::string("where: paid > 0").size(), "where: paid > 200000");
  auto changed = portfolio::load_programme_from_files(benefit, files, **office.engine.versions().portfolio());
  Office::must(changed);
  auto done = app::publish_folder(office.engine, *changed, office.planner);
  Office::must(done);
  EXPECT_TRUE(done->changed);
  EXPECT_EQ(office.figure("payments"), 0);
  EXPECT_EQ(office.figure("paid_total"), 200'000);
  office.audit();
}

TEST(SignIn, APasswordOpensASessionThatEnds) {
  Office office;
  Office::must(app::add_user(office.engine, {"yamada", "山田", "officer", "", false}, "secret-words", office.admin));
  EXPECT_FALSE(app::sign_in(office.engine, "yamada", "wrong"));
  EXPECT_FALSE(app::sign_in(office.engine, "nobody", "secret-words"));
  Result<app::SignedIn> in = app::sign_in(office.engine, "yamada", "secret-words");
  Office::must(in);
  EXPECT_EQ(app::session(office.engine, in->token)->user.role, "officer");
  Office::must(app::sign_out(office.engine, in->token));
  EXPECT_FALSE(app::session(office.engine, in->token));
  office.audit();
}

}  // namespace
}  // namespace hashira::tests
