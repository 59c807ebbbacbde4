#include "payments/account.h"

#include <gtest/gtest.h>

namespace hashira::payments {
namespace {

TEST(Account, ChecksItsDigits) {
  EXPECT_TRUE(check(Account{"0501", "030", AccountKind::ordinary, "1234567"}).has_value());
  EXPECT_FALSE(check(Account{"501", "030", AccountKind::ordinary, "1234567"}));
  EXPECT_FALSE(check(Account{"0501", "3A0", AccountKind::ordinary, "1234567"}));
  EXPECT_FALSE(check(Account{"0501", "030", AccountKind(3), "1234567"}));
  EXPECT_FALSE(check(Account{"0501", "030", AccountKind::ordinary, "123456"}));
  EXPECT_EQ(*padded_account_number("89"), "0000089");
  EXPECT_FALSE(padded_account_number(""));
  EXPECT_FALSE(padded_account_number("12345678"));
  EXPECT_FALSE(padded_account_number("１２３"));
}

TEST(Account, ReadsYuchoPassbooks) {
  EXPECT_EQ(*yucho_account("10120", "12345671"), (Account{"9900", "018", AccountKind::ordinary, "1234567"}));
  EXPECT_EQ(*yucho_account("19040", "891"), (Account{"9900", "908", AccountKind::ordinary, "0000089"}));
  EXPECT_EQ(*yucho_account("02710", "12345"), (Account{"9900", "279", AccountKind::current, "0012345"}));
  for (auto [symbol, number] : {std::pair{"1012", "12345671"},
                                {"10121", "12345671"},
                                {"10120", "12345672"},
                                {"10120", ""},
                                {"10120", "1"},
                                {"30120", "12345671"},
                                {"02710", "1234567"},
                                {"10120", "123456781"},
                                {"1O120", "11"}}) {
    Result<Account> account = yucho_account(symbol, number);
    ASSERT_FALSE(account) << symbol << "-" << number;
    EXPECT_EQ(account.error().code, "payments.bad_yucho");
  }
}

}  // namespace
}  // namespace hashira::payments
