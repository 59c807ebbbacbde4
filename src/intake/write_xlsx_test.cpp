// What goes back to the office reads again as what it says.
#include "intake/write_xlsx.h"

#include <gtest/gtest.h>

#include "intake/records.h"
#include "intake/testing/form.h"

// libxlsxwriter 1.1.4 itself leaves the copy of a long list's formula behind; only its own copies are passed over.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:lxw_strdup\n"; }

namespace hashira::intake {
namespace {

TEST(Template, ReadsBackByItsHeaders) {
  portfolio::Programme form = testing::small_form();
  Result<Bytes> bytes = write_template(form);
  ASSERT_TRUE(bytes) << bytes.error().text();
  EXPECT_EQ(*bytes, *write_template(form)) << "the same form, the same bytes";
  Result<Book> book = read_book(*bytes, "template.xlsx");
  ASSERT_TRUE(book) << book.error().text();
  ASSERT_EQ(book->sheets.front().name, "申請");
  std::vector<std::string> headers = headers_of(book->sheets.front(), find_header(book->sheets.front(), form));
  EXPECT_EQ(headers.size(), form.questions.size() + 1);
  Mapping mapping = suggest(form, headers);
  EXPECT_TRUE(check(mapping, form, "申請", 1).empty());
  EXPECT_EQ(mapping.columns[0].target, received_on);
  EXPECT_EQ(mapping.columns[2].unit, MoneyUnit::yen) << "the template says its unit itself";
}

TEST(Template, HoldsLongListsToo) {
  portfolio::Programme form = testing::small_form();
  for (int i = 0; i < 300; ++i)
    form.facts[0].choices.push_back({std::to_string(i), {"町" + std::to_string(i), ""}, ""});
  Result<Bytes> bytes = write_template(form);
  ASSERT_TRUE(bytes);
  EXPECT_EQ(read_book(*bytes, "t")->sheets.size(), 2u) << "the sheet with the list is hidden";
}

TEST(Errors, AreListedByCellAndNeverAsFormulas) {
  std::vector<CellError> errors{{"申請", 17, 2, "intake.bad_cell", {"=SUM(A1)", "what"}, {"直す", "mend"}},
                                {"", 1, 0, "intake.no_column", {"列", "column"}, {"", ""}}};
  Result<Bytes> bytes = write_errors(errors, "f.csv");
  ASSERT_TRUE(bytes);
  Result<Book> book = read_book(*bytes, "e");
  ASSERT_TRUE(book);
  const std::vector<Row>& rows = book->sheets.front().rows;
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[1].cells[2].text, "B17");
  EXPECT_EQ(rows[1].cells[3].text, "=SUM(A1)");
  EXPECT_EQ(rows[1].cells[3].kind, CellKind::text);
  EXPECT_EQ(rows[2].cells[2].text, "1行目");
}

// Mapping and rows: what a person has to say, and what is refused at its cell.
std::string told(const std::vector<CellError>& errors) {
  std::string out;
  for (const CellError& one : errors) out += cell_name(one.row, one.column) + " " + one.code + "; ";
  return out;
}

TEST(Mapping, WantsAUnitForEveryMoneyColumn) {
  portfolio::Programme form = testing::small_form();
  Mapping mapping = suggest(form, {"市町村", "申請額", "従業員数", "休業※必須", "休業 開始日", "フリガナ"});
  EXPECT_EQ(told(check(mapping, form, "", 1)), "B1 intake.no_unit; ");
  mapping.columns[1].unit = MoneyUnit::thousand;
  EXPECT_EQ(told(check(mapping, form, "", 1)), "");
  EXPECT_EQ(*decode_mapping(encode(mapping)), mapping);
  mapping.columns[0].target = "amount";
  EXPECT_EQ(told(check(mapping, form, "", 1)), "A1 intake.no_unit; B1 intake.column_twice; 1 intake.no_column; ");
  mapping.columns[0].target = "nonsense";
  EXPECT_EQ(told(check(mapping, form, "", 1)), "A1 intake.unknown_target; 1 intake.no_column; ");
}

TEST(Records, RefuseMergedCellsAndNameEachWrongCell) {
  portfolio::Programme form = testing::small_form();
  Result<Book> book = read_book(
      "題名\n\n市町村,申請額（千円）,従業員数,休業,休業開始日,フリガナ\n札幌市,\"1,200\",５,はい,R2.5.20,はしら\n小樽,"
      "x,5.5,,2020/2/30,\n,,,,,\n",
      "f");
  ASSERT_TRUE(book);
  Sheet& sheet = book->sheets.front();
  int header = find_header(sheet, form);
  EXPECT_EQ(header, 3);
  Mapping mapping = suggest(form, headers_of(sheet, header));
  Records records = read_records(sheet, header, mapping, form);
  ASSERT_EQ(records.records.size(), 2u) << "an empty row is no record";
  EXPECT_EQ(records.records[0].answers.at("amount"), "1200000");
  EXPECT_EQ(records.records[0].answers.at("closed_from"), "2020-05-20");
  EXPECT_EQ(told(records.errors), "A5 intake.bad_cell; B5 intake.bad_cell; C5 intake.bad_cell; E5 intake.bad_cell; ");
  sheet.merges.push_back({4, 2, 5, 2});
  EXPECT_NE(told(read_records(sheet, header, mapping, form).errors).find("B4 intake.merged"), std::string::npos);
}

}  // namespace
}  // namespace hashira::intake
