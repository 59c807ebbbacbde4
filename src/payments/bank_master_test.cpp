#include "payments/bank_master.h"

#include <gtest/gtest.h>

#include "payments/kana.h"

namespace hashira::payments {
namespace {

TEST(BankMaster, TheBundledSnapshotIsWholeAndDated) {
  const BankMaster& master = BankMaster::bundled();
  EXPECT_EQ(master.source(), "zengin-code 1.0.0-p20260824");
  EXPECT_EQ(master.snapshot(), Date::of(2026, 8, 24));
  std::size_t branches = 0;
  for (const BankMaster::Bank& bank : master.banks()) branches += master.branches(bank).size();
  EXPECT_EQ(master.banks().size(), 1'146U);
  EXPECT_EQ(branches, 28'944U);
  ASSERT_NE(master.bank("0501"), nullptr);
  EXPECT_EQ(master.branches(*master.bank("0501")).size(), 165U);
}

TEST(BankMaster, EveryNameFitsItsFieldUncut) {
  const BankMaster& master = BankMaster::bundled();
  auto fits = [](std::string_view kana) {
    Result<Bytes> bytes = to_jis(kana, FieldClass::bank);
    EXPECT_TRUE(bytes.has_value()) << kana;
    EXPECT_LE(bytes->size(), 15U) << kana;
    EXPECT_EQ(zengin_name(kana), *bytes);
  };
  for (const BankMaster::Bank& bank : master.banks()) {
    fits(bank.kana);
    for (const Branch& branch : master.branches(bank)) fits(branch.kana);
  }
}

TEST(BankMaster, FindsByCodeAndSaysWhatToDoOtherwise) {
  const BankMaster& master = BankMaster::bundled();
  Result<BankMaster::Found> found = master.find("0116", "102");
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->bank->name, "北海道");
  EXPECT_EQ(found->branch->name, "豊平");
  EXPECT_EQ(to_utf8(zengin_name(found->branch->kana), KanaWidth::half), "ﾄﾖﾋﾗ");
  EXPECT_EQ(master.find("0000", "102").error().code, "payments.unknown_bank");
  EXPECT_EQ(master.find("0116", "000").error().code, "payments.unknown_branch");
  EXPECT_FALSE(master.find("0116", "000").error().mend.empty());
  EXPECT_EQ(master.branch("0116", ""), nullptr);
}

TEST(BankMaster, RefusesADamagedFileWithItsLine) {
  std::string head = "# zengin-code 1\n# snapshot 2026-08-24\n";
  EXPECT_TRUE(BankMaster::parse(head + "0001\tあ\tア\n\t001\tい\tイ\n", "f").has_value());
  for (const char* body :
       {"", "\t001\tい\tイ\n", "1\tあ\tア\n", "0001\tあ\tア\n0001\tあ\tア\n", "0001\tあ\tア\n\t01\tい\tイ\n",
        "0001\tあ\tア\n\t002\tい\tイ\n\t001\tい\tイ\n", "x\n", "# snapshot 2026\n", "\xFF\n"}) {
    Result<BankMaster> parsed = BankMaster::parse(head + body, "f");
    ASSERT_FALSE(parsed) << body;
  }
  EXPECT_EQ(BankMaster::parse(head + "0001\tあ\tア\nx\n", "f").error().place, (Place{"f", 4, 1}));
  EXPECT_FALSE(BankMaster::parse("0001\tあ\tア\n", "f"));
}

}  // namespace
}  // namespace hashira::payments
