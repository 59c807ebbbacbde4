// Code points: UTF-8 in and out, and bytes that are not UTF-8.
#include "feel/code_points.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace hashira::feel {
namespace {

TEST(CodePoints, CountsCharactersNotBytes) {
  EXPECT_EQ(count_code_points(""), 0);
  EXPECT_EQ(count_code_points("foo"), 3);
  EXPECT_EQ(count_code_points("🐎é東"), 3);
  EXPECT_EQ(bytes_before("🐎é東", 1), 4U);
  EXPECT_EQ(bytes_before("🐎é東", 9), 9U);
}

TEST(CodePoints, RefusesWhatIsNotUtf8) {
  for (std::string_view text :
       {"\xFF", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80", "\xE0\x80\x80"}) {
    EXPECT_EQ(to_code_points(text), std::nullopt);
    EXPECT_EQ(count_code_points(text), static_cast<std::int64_t>(text.size()));
  }
}

TEST(CodePoints, ReadsBackWhatItWrote) {
  rc::check([] {
    auto point = static_cast<char32_t>(*rc::gen::inRange(0, 0x110000));
    RC_PRE(point < 0xD800 || point > 0xDFFF);
    std::string text;
    append_code_point(text, point);
    RC_ASSERT(to_code_points(text) == std::u32string(1, point));
  });
}

}  // namespace
}  // namespace hashira::feel
