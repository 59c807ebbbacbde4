#include "base/japanese.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace hashira::japanese {
namespace {

TEST(Japanese, ReadsAndWritesTheFormsOfTheReport) {
  struct Row {
    const char* text;
    std::int64_t coefficient;
    int scale;
  };
  for (Row row : {Row{"1兆1,344.7億", 1'134'470'000'000, 0}, Row{"51.7億", 5'170'000'000, 0}, Row{"35億", 3'500'000'000, 0},
                  Row{"158,847千", 158'847'000, 0}, Row{"4万", 40'000, 0}, Row{"104万", 1'040'000, 0},
                  Row{"4,465,977", 4'465'977, 0}, Row{"３", 3, 0}, Row{"２５２", 252, 0}, Row{"1，000", 1000, 0},
                  Row{"１，０００", 1000, 0}, Row{"96.2", 962, 1}, Row{"0", 0, 0}, Row{"1億2,345万", 123'450'000, 0}}) {
    auto read = read_number(row.text);
    ASSERT_TRUE(read) << row.text;
    EXPECT_EQ(read->value, (Decimal{row.coefficient, row.scale})) << row.text;
    EXPECT_EQ(read->size, std::string_view(row.text).size());
    EXPECT_EQ(write(read->value, read->form), row.text);
  }
}

TEST(Japanese, StopsAtTheFirstCharacterThatIsNoNumber) {
  EXPECT_EQ(read_number("17の新規開業")->size, 2u);
  EXPECT_EQ(read_number("5.万")->value, (Decimal{5, 0}));
  EXPECT_EQ(read_number("3,人")->size, 1u);
  for (const char* text : {"", "円", "約3", ",3", "-1", "9999999999999999999", "99999999999999999兆", "1億1億"}) {
    EXPECT_FALSE(read_number(text)) << text;
  }
}

TEST(Japanese, RoundsHalfUpAtThePrintedPlace) {
  NumberForm oku{.unit = Unit::hundred_million, .decimals = 1};
  EXPECT_EQ(write({5'174'999'999, 0}, oku), "51.7億");
  EXPECT_EQ(write({5'175'000'000, 0}, oku), "51.8億");
  EXPECT_EQ(write({0, 0}, oku), "0.0億");
  EXPECT_EQ(write({999'995'000'000, 0}, oku), "1兆0.0億");
  EXPECT_EQ(write({2'000'000'000'000, 0}, {.unit = Unit::hundred_million}), "2兆");
  EXPECT_EQ(round_half_up({250, 0}, {100, 0}), (Decimal{300, 0}));
  EXPECT_EQ(round_half_up({-250, 0}, {100, 0}), (Decimal{-200, 0}));
  EXPECT_EQ(text({962, 1}), "96.2");
  EXPECT_EQ(text({-5, 3}), "-0.005");
}

TEST(Japanese, Widths) {
  EXPECT_EQ(to_half_width("ＡＢ１２％　ｚ～あ"), "AB12% z~あ");
  EXPECT_EQ(to_full_width("AB12% z~"), "ＡＢ１２％　ｚ～");
  EXPECT_EQ(normalised("ﾎｯｶｲﾄﾞｳ１"), "ホッカイドウ1");
}

RC_GTEST_PROP(Japanese, WhatIsWrittenReadsBackRounded, ()) {
  NumberForm form{.digits = *rc::gen::element(Width::half, Width::full),
                  .unit = *rc::gen::element(Unit::one, Unit::thousand, Unit::ten_thousand, Unit::hundred_million),
                  .decimals = *rc::gen::inRange(0, 4)};
  form.comma = form.digits;
  Decimal value{*rc::gen::inRange<std::int64_t>(0, 900'000'000'000'000), *rc::gen::inRange(0, 3)};
  std::string text = write(value, form);
  auto read = read_number(text);
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->size == text.size());
  RC_ASSERT(normal(read->value) == round_half_up(value, last_place(form)));
}

}  // namespace
}  // namespace hashira::japanese
