// CP932 both ways; what it does not have is named.
#include <gtest/gtest.h>

#include "base/cp932.h"

namespace hashira {
namespace {

TEST(Cp932, GoesBothWays) {
  EXPECT_EQ(*cp932_of_utf8("支出"), "\x8e\x78\x8f\x6f");
  EXPECT_EQ(*utf8_of_cp932("\x8e\x78\x8f\x6f", "f"), "支出");
  EXPECT_EQ(*cp932_of_utf8("髙①ｱ～"), "\xfb\xfc\x87\x40\xb1\x81\x60") << "NEC and IBM extensions, half width, wave dash";
  EXPECT_EQ(*cp932_of_utf8(""), "");
}

TEST(Cp932, NamesWhatItDoesNotHave) {
  Result<std::string> out = cp932_of_utf8("札幌𠮷");
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().code, "base.not_in_cp932");
  EXPECT_NE(out.error().what.find("U+20BB7"), std::string::npos) << out.error().what;
  EXPECT_EQ(utf8_of_cp932("\x8D\n", "f").error().code, "base.bad_encoding");
}

}  // namespace
}  // namespace hashira
