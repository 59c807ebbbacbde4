// Letters: due once, issued with what was true then, printed as issued, sent.
#include "app/letters.h"
#include "office.h"

namespace hashira::tests {
namespace {

TEST(Letters, AreDueOnceIssuedAndPrintedAsTheyWere) {
  Office office;
  office.apply(1);
  office.apply(2);
  office.order({1, 2});
  EXPECT_THAT(*app::due_letters(office.engine, benefit, "decision", 10), testing::ElementsAre(1, 2));
  EXPECT_THAT(*app::due_letters(office.engine, benefit, "payment", 10), testing::ElementsAre());
  Result<std::uint64_t> issued = app::issue_letters(office.engine, benefit, "decision", {1, 2}, office.officer);
  Office::must(issued);
  EXPECT_EQ(*issued, 2u);
  EXPECT_THAT(*app::due_letters(office.engine, benefit, "decision", 10), testing::ElementsAre());
  std::string page = *app::print_letters(office.engine, benefit, 1, 2, office.officer);
  EXPECT_NE(page.find("支給決定通知書"), std::string::npos);
  EXPECT_NE(page.find("200,000円"), std::string::npos);
  EXPECT_NE(page.find("中小企業第2号"), std::string::npos);
  EXPECT_NE(page.find("商店 様"), std::string::npos);
  EXPECT_EQ(page.find("審査請求"), std::string::npos) << "a gift contract has no notice of appeal";
  EXPECT_EQ(page.find("{{"), std::string::npos);
  Office::must(app::mark_letters_sent(office.engine, benefit, 1, 2, Date::of(2020, 5, 20), office.officer));
  std::vector<app::Letter> all = *app::letters(office.engine, benefit, 1, 10);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[1].case_number, 2u);
  EXPECT_EQ(all[1].sent_on, Date::of(2020, 5, 20));
  office.audit();
}

TEST(Letters, OfARefusalCarryItsReason) {
  Office office;
  office.apply(1);
  Office::must(app::refuse_case(office.engine, benefit, 1, "道外の店舗です", office.approver));
  Office::must(app::issue_letters(office.engine, benefit, "refusal", {1}, office.officer));
  EXPECT_NE(app::print_letters(office.engine, benefit, 1, 1, office.officer)->find("道外の店舗です"), std::string::npos);
}

TEST(Letters, AreRefusedOutOfTurn) {
  Office office;
  office.apply(1);
  EXPECT_EQ(app::issue_letters(office.engine, benefit, "decision", {1}, office.officer).error().code, "app.letter_not_due");
  EXPECT_EQ(app::issue_letters(office.engine, benefit, "praise", {1}, office.officer).error().code, "app.no_such_letter");
  EXPECT_EQ(app::issue_letters(office.engine, benefit, "decision", {1}, office.applicant).error().code, "app.not_allowed");
  EXPECT_EQ(app::print_letters(office.engine, benefit, 1, 5, office.officer).error().code, "app.no_letters");
  EXPECT_EQ(code(app::mark_letters_sent(office.engine, benefit, 1, 1, Date::of(2020, 5, 20), office.officer)), "app.bad_letter_range");
}

TEST(Letters, OfAnErasedPersonAreGoneAndTheEntryStays) {
  Office office;
  office.apply(1);
  Office::must(app::ask_amendment(office.engine, benefit, 1, {{"phone", "電話番号が違います"}}, Date::of(2020, 6, 3), office.officer));
  Office::must(app::issue_letters(office.engine, benefit, "correction", {1}, office.officer));
  EXPECT_NE(app::print_letters(office.engine, benefit, 1, 1, office.officer)->find("電話番号が違います"), std::string::npos);
  Office::must(office.keys->destroy(app::view_case(office.engine, benefit, 1, office.officer)->value.party));
  std::string page = *app::print_letters(office.engine, benefit, 1, 1, office.officer);
  EXPECT_EQ(page.find("電話番号"), std::string::npos);
  EXPECT_NE(page.find("消去"), std::string::npos);
  office.audit();
}

}  // namespace
}  // namespace hashira::tests
