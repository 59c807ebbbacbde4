// What the applicant does by the link: the link alone redirects no payment.
#include "app/letters.h"
#include "app/own_account.h"
#include "app/benefit_desk.h"
#include "office.h"

namespace hashira::tests {
namespace {

const std::map<std::string, std::string> new_account{{"bank_code", "0116"}, {"branch_code", "102"}, {"account_type", "ordinary"},
                                                     {"account_number", "0076543"}, {"account_holder_kana", "ショウテン"}};

struct OwnOffice : Office {
  app::CaseRef ref{benefit, 1};
  OwnOffice() { apply(1); }
  std::string change(const std::string& number, const std::string& phone, std::map<std::string, std::string> account = new_account) {
    return code(app::change_own_account(engine, ref, account, {number, phone}, applicant));
  }
  app::CaseView view() { return *app::view_case(engine, benefit, 1, officer); }
};

TEST(OwnAccount, NeedsProofAndHoldsTheCase) {
  OwnOffice office;
  EXPECT_EQ(office.change("0000001", "011-000-0000"), "app.not_now") << "before a decision the application itself is corrected";
  office.order({1});
  EXPECT_EQ(office.change("0000002", "0110000000"), "app.not_proved");
  EXPECT_EQ(office.change("0000001", "0110000001"), "app.not_proved");
  EXPECT_EQ(office.change("", ""), "app.not_proved");
  std::map<std::string, std::string> nowhere = new_account;
  nowhere["branch_code"] = "999";
  EXPECT_EQ(office.change("0000001", "0110000000", nowhere), "app.wrong_answer");
  EXPECT_EQ(*app::last_letter(office.engine, benefit), 0u) << "nothing was done so far";
  EXPECT_EQ(office.change("０００００01", "011-000-0000"), "done");
  EXPECT_EQ(office.view().value.state, "held");
  EXPECT_EQ(office.view().sealed["account_number"], "0076543");
  EXPECT_EQ(office.change("0076543", "0110000000"), "app.not_now") << "held";
  office.audit();
}

TEST(OwnAccount, IsToldToTheAddressOfTheApplication) {
  OwnOffice office;
  office.order({1});
  ASSERT_EQ(office.change("0000001", "0110000000"), "done");
  std::vector<app::Letter> letters = *app::letters(office.engine, benefit, 1, 10);
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters.front().kind, "account_change");
  std::string page = *app::print_letters(office.engine, benefit, 1, 1, office.officer);
  EXPECT_NE(page.find("札幌市"), std::string::npos);
  EXPECT_EQ(page.find("0076543"), std::string::npos) << "the new account is not told to whoever lives there";
  Office::must(app::act(office.engine, [&](app::Work& work) { return app::release_case(work, benefit, 1, "電話で確認", office.approver); }));
  EXPECT_EQ(office.view().value.state, "ordered");
  office.audit();
}

TEST(OwnAccount, NothingIsClaimedWhereNothingWaits) {
  OwnOffice office;
  EXPECT_EQ(code(app::claim_own(office.engine, office.ref, {"0000001", "0110000000"}, office.applicant)), "app.not_now");
}

// Bank and branch exist, or the application is sent back at once.
TEST(Applications, NameABankAndABranchThatExist) {
  Office office;
  auto wrong = [&](const char* bank, const char* branch) -> std::string {
    app::Answers answers = Office::answers(1);
    answers["bank_code"] = bank;
    answers["branch_code"] = branch;
    auto prepared = app::prepare_application(office.engine, benefit, answers, Office::command(1), app::Missing::refuse);
    return prepared ? "" : prepared.error().front().fact;
  };
  EXPECT_EQ(wrong("0116", "101"), "");
  EXPECT_EQ(wrong("0116", "999"), "branch_code");
  EXPECT_EQ(wrong("0002", "101"), "bank_code");
  EXPECT_EQ(wrong("9999", "001"), "") << "the made-up bank of synthetic records: no run takes it";
}

}  // namespace
}  // namespace hashira::tests
