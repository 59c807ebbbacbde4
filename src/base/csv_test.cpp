#include "base/csv.h"

#include <gtest/gtest.h>

namespace hashira::csv {
namespace {

TEST(Csv, CellsKnowTheirPlace) {
  auto rows = parse("\xEF\xBB\xBF" "case,what\r\n12,\"a \"\"b\"\"\n次\"\r\n\r\n13,北海道,x", "f.csv");
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 3u);
  EXPECT_EQ((*rows)[1][1].text, "a \"b\"\n次");
  EXPECT_EQ((*rows)[2][0].line, 5);
  EXPECT_EQ((*rows)[2][2].column, 8);
}

TEST(Csv, SaysWhatIsWrongWhere) {
  auto open = parse("a,b\n1,\"x\n", "f.csv");
  ASSERT_FALSE(open);
  EXPECT_EQ(open.error().place, (Place{"f.csv", 2, 3}));
  EXPECT_FALSE(parse("a\n\"x\"y\n", "f.csv"));
  EXPECT_FALSE(parse("\x93\xfa\x96\x7b", "sjis.csv"));
  EXPECT_FALSE(parse("a\nb\nc\n", "f.csv", {.bytes_max = 100, .rows_max = 2}));
}

TEST(Csv, WritingDefusesFormulas) {
  EXPECT_EQ(quoted("=1+1"), "'=1+1");
  EXPECT_EQ(quoted("-5"), "-5");
  EXPECT_EQ(quoted("a,\"b\""), "\"a,\"\"b\"\"\"");
}

}  // namespace
}  // namespace hashira::csv
