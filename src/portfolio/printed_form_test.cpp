#include "portfolio/printed_form.h"

#include <gtest/gtest.h>

namespace hashira::portfolio {
namespace {

Figure figure_printed(const char* published, const char* unit) {
  Figure figure;
  figure.printed = read_printed_form(published).value().form;
  figure.unit = unit;
  return figure;
}

TEST(PrintedForm, GivesTheExampleBackAndRoundsOtherValues) {
  struct Row {
    const char *published, *unit;
    std::int64_t value;
    const char* printed;
  };
  for (Row row : {Row{"51.7億円", "円", 5'174'999'999, "51.7億円"}, Row{"51.7億円", "円", 5'175'000'000, "51.8億円"},
                  Row{"1兆1,344.7億円", "円", 34'449'999, "0.3億円"}, Row{"158,847千円", "円", 1'499, "1千円"},
                  Row{"４名", "人", 1234, "１，２３４名"}, Row{"1，000部", "部", 12'345, "12，345部"},
                  Row{"17の新規開業", "件", 18, "18の新規開業"}, Row{"約300点", "点", 349, "約300点"},
                  Row{"約300点", "点", 350, "約400点"}, Row{"４万回", "回", 45'000, "５万回"},
                  Row{"約104万ルーブル", "ルーブル", 1'055'000, "約106万ルーブル"}, Row{"８つ", "件", 9, "９つ"},
                  Row{"８つ", "件", 10, "１０件"}, Row{"８つ", "件", 0, "０件"}, Row{"77t-CO2", "t-CO2", 78, "78t-CO2"}}) {
    EXPECT_EQ(print(figure_printed(row.published, row.unit), row.value), row.printed) << row.published << row.value;
  }
}

TEST(PrintedForm, PercentagesRoundOnce) {
  Figure rate = figure_printed("96.2％", "%");
  EXPECT_EQ(print_percentage(rate, 962, 1000), "96.2％");
  EXPECT_EQ(print_percentage(rate, 1, 3), "33.3％");
  EXPECT_EQ(print_percentage(rate, 9995, 10000), "100.0％");  // 99.95
  EXPECT_EQ(print_percentage(rate, 99949, 100000), "99.9％");
}

TEST(PrintedForm, English) {
  EXPECT_EQ(print_english(figure_printed("51.7億円", "円"), 5'170'000'000), "5.17 billion yen");
  EXPECT_EQ(print_english(figure_printed("1兆1,344.7億円", "円"), 1'134'470'000'000), "1,134.47 billion yen");
  EXPECT_EQ(print_english(figure_printed("2.5億円", "円"), 250'000'000), "250 million yen");
  EXPECT_EQ(print_english(figure_printed("158,847千円", "円"), 158'847'000), "158,847,000 yen");
  EXPECT_EQ(print_english(figure_printed("約300点", "点"), 312), "about 300");
  EXPECT_EQ(print_english(figure_printed("96.2％", "%"), {962, 1}), "96.2");
  EXPECT_EQ(print_english(figure_printed("96.2％", "%"), 100), "100.0");
  EXPECT_EQ(print_english(figure_printed("４名", "人"), 1234), "1,234");
  Figure cumulative = figure_printed("1,392回", "回");
  cumulative.printed.cumulative = true;
  EXPECT_EQ(print_in_sentence(cumulative, "1,392回", false), "延べ1,392回");
}

TEST(PrintedForm, RefusesWhatItCouldNotPrintBack) {
  for (const char* text : {"", "円", "約", "1392回", "12,34円", "3万5千円", "01件"}) {
    auto read = read_printed_form(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, "portfolio.bad_form");
    EXPECT_FALSE(read.error().mend.empty());
  }
}

}  // namespace
}  // namespace hashira::portfolio
