// Files as offices have them: what of them is read, and what is refused. Text first: each case is a file in words.
#include "intake/sheet.h"

#include <gtest/gtest.h>

#include "intake/internal/number_format.h"
#include "intake/testing/workbook.h"

namespace hashira::intake {
namespace {

using testing::Workbook;

// "A1=x B2=(date)y …": kinds are named where they are not text.
std::string told(const Sheet& sheet) {
  static const char* kinds[] = {"(empty)", "", "(number)", "(date)", "(boolean)", "(error)"};
  std::string out;
  for (const Row& row : sheet.rows) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const Cell& cell = row.cells[i];
      if (cell.kind == CellKind::empty) continue;
      out += cell_name(row.number, static_cast<int>(i) + 1) + "=" + kinds[static_cast<int>(cell.kind)] + cell.text +
             (cell.scaled ? "(scaled)" : "") + "|";
    }
  }
  return out;
}

std::string read(std::string_view bytes) {
  Result<Book> book = read_book(bytes, "f");
  return book ? told(book->sheets.front()) : book.error().code + ":" + std::to_string(book.error().place.line);
}

TEST(Csv, IsReadAsSpreadsheetsAndFormServicesWriteIt) {
  EXPECT_EQ(read("a,b\r\n1,2\r\n"), "A1=a|B1=b|A2=1|B2=2|");
  EXPECT_EQ(read("\xEF\xBB\xBF名称;数\n\"a;b\";1\n"), "A1=名称|B1=数|A2=a;b|B2=1|");
  EXPECT_EQ(read("a\tb\n1\t2"), "A1=a|B1=b|A2=1|B2=2|");
  EXPECT_EQ(read("a,b\n\"x\ny\",2\n\n3,4\n"), "A1=a|B1=b|A2=x\ny|B2=2|A4=3|B4=4|")
      << "rows are counted as a spreadsheet shows them";
  EXPECT_EQ(read("a,b\n=\"0012\",2\n"), "A1=a|B1=b|A2=0012|B2=2|");
  EXPECT_EQ(read("\x96\xBC\x8F\xCC,\x94\xF5\x8D\x6C\n\xFB\xFC\x8B\xB4,\x87\x40\n"), "A1=名称|B1=備考|A2=髙橋|B2=①|")
      << "CP932";
  EXPECT_EQ(read(std::string_view("\xFF\xFE"
                                  "a\0,\0b\0\n\0",
                                  10)),
            "A1=a|B1=b|")
      << "UTF-16";
}

TEST(Csv, IsRefusedWithItsPlace) {
  EXPECT_EQ(read(""), "intake.empty_file:0");
  EXPECT_EQ(read("a,b\n1,\"2\n"), "intake.bad_csv:2");
  EXPECT_EQ(read("a,b\n1,\xFF\xFF\n"), "intake.bad_encoding:2");
  EXPECT_EQ(read(std::string_view("\xFF\xFE"
                                  "a\0\n\0b\0\n\0c",
                                  11)),
            "intake.bad_encoding:3")
      << "UTF-16 that is cut off: nothing of it is left out silently";
  EXPECT_EQ(read(std::string_view("a\0b", 3)), "intake.wrong_kind:0");
  EXPECT_EQ(read("%PDF-1.7"), "intake.wrong_kind:0");
  EXPECT_EQ(read("\xD0\xCF\x11\xE0 old"), "intake.wrong_kind:0");
  EXPECT_EQ(read("<html><table>"), "intake.wrong_kind:0");
  EXPECT_EQ(read("PK\x03\x04 no zip"), "intake.damaged:0");
}

TEST(Xlsx, CellsOfEveryKindAreRead) {
  Workbook book;
  book.strings =
      "<si><t>名称</t></si><si><r><t>株式</t></r><r><t>会社</t></r><rPh sb=\"0\" eb=\"2\"><t>カブシキ</t></rPh></si>";
  book.rows =
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"inlineStr\"><is><t>備考</t></is></c></row>"
      "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c><c r=\"B3\"><v>1.234567890123E12</v></c><c r=\"C3\" "
      "t=\"b\"><v>1</v></c>"
      "<c r=\"D3\" t=\"e\"><v>#N/A</v></c><c r=\"E3\" t=\"str\"><f>A1</f><v>x</v></c><c r=\"F3\"><f>1+1</f></c></row>";
  EXPECT_EQ(read(book.bytes()),
            "A1=名称|C1=備考|A3=株式会社|B3=(number)1234567890123|C3=(boolean)true|D3=(error)#N/A|E3=x|F3=(error)|");
}

TEST(Xlsx, NumbersAreWhatTheirFormatShows) {
  Workbook book;  // styles: 0 general, 1 built-in date, 2 wareki, 3 zeros, 4 thousands
  book.rows =
      "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>43971</v></c><c r=\"B1\" s=\"2\"><v>43971.5</v></c><c r=\"C1\" "
      "s=\"3\"><v>123</v></c>"
      "<c r=\"D1\" s=\"4\"><v>5000000</v></c><c r=\"E1\"><v>0.1</v></c></row>";
  EXPECT_EQ(read(book.bytes()),
            "A1=(date)2020-05-20|B1=(date)2020-05-20 12:00:00|C1=0000123|D1=(number)5000000(scaled)|E1=(number)0.1|");
  book.date_1904 = true;
  book.rows = "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>42509</v></c></row>";
  EXPECT_EQ(read(book.bytes()), "A1=(date)2020-05-20|");
}

TEST(Xlsx, PrefixedNamesAndHiddenSheets) {
  Workbook book;
  book.rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
  book.prefix = "x:";
  EXPECT_EQ(read(book.bytes()), "A1=(number)1|");
  book.prefix = "";
  book.hidden = true;
  EXPECT_EQ(read(book.bytes()), "intake.damaged:0") << "a hidden sheet is not what somebody filled in";
}

TEST(Xlsx, HostileAndWrongFilesAreRefused) {
  Workbook book;
  book.rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
  book.doctype = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
  EXPECT_EQ(read(book.bytes()), "intake.hostile:0");
  book.doctype.clear();
  book.content_type = "application/vnd.ms-excel.sheet.macroEnabled.main+xml";
  EXPECT_EQ(read(book.bytes()), "intake.hostile:0");
  book.content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
  EXPECT_EQ(read(book.bytes()), "intake.wrong_kind:0");
  book.content_type = Workbook().content_type;
  book.rows = "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"/>";
  EXPECT_EQ(read(book.bytes()), "intake.damaged:0");
  book.rows = "<row";
  EXPECT_EQ(read(book.bytes()), "intake.damaged:0");
}

// A bomb is seen by its size before it is unpacked; so is one string that a million cells share.
TEST(Xlsx, BombsAreRefusedBeforeTheyGrow) {
  Workbook book;
  book.rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>" + std::string(100 << 20, ' ');
  EXPECT_EQ(read(book.bytes()), "intake.too_large:0");
  book.strings = "<si><t>" + std::string(90'000, 'x') + "</t></si>";
  book.rows.clear();
  for (int row = 1; row <= 2'000; ++row) book.rows += "<row><c t=\"s\"><v>0</v></c></row>";
  EXPECT_EQ(read(book.bytes()), "intake.too_large:0");
  book.strings.clear();
  book.rows = "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c><c r=\"ZZZZ1\"><v>1</v></c></row>";
  EXPECT_EQ(read(book.bytes()), "") << "cells far outside are nothing that somebody filled in";
}

TEST(NumberFormat, TellsDatesFromNumbers) {
  for (const char* date :
       {"yyyy/m/d", "[$-411]ggge\"年\"m\"月\"d\"日\"", "[$-ja-JP-x-gannen]ge.m.d", "m/d", "yyyy\\-mm\\-dd hh:mm"})
    EXPECT_TRUE(read_number_format(date).date) << date;
  for (const char* none : {"General", "0.00", "#,##0\"円\"", "[Red]#,##0", "h:mm", "0.00E+00", "@", "General\"件\""})
    EXPECT_FALSE(read_number_format(none).date) << none;
  EXPECT_TRUE(read_number_format("#,##0,").scaled);
  EXPECT_TRUE(read_number_format("#,##0,\"千円\"").scaled);
  EXPECT_FALSE(read_number_format("#,##0").scaled);
}

TEST(NumberFormat, WritesNumbersOutExactly) {
  const std::pair<const char*, const char*> numbers[] = {
      {"1.5E3", "1500"}, {"0.10", "0.1"}, {"-0", "0"},   {"1E-3", "0.001"}, {"12E2", "1200"}, {"007", "7"},
      {"1e99", ""},      {"", ""},        {"1.2.3", ""}, {"x", ""},         {"-2.50", "-2.5"}};
  for (auto [written, expected] : numbers) EXPECT_EQ(plain_decimal(written), expected) << written;
  EXPECT_EQ(serial_date("59", false), "1900-02-28");
  EXPECT_EQ(serial_date("60", false), "") << "29 February 1900 never was";
  EXPECT_EQ(serial_date("61", false), "1900-03-01");
  EXPECT_EQ(serial_date("43971.999999", false), "2020-05-21");
  EXPECT_EQ(serial_date("1e400", false), "");
}

TEST(CellNames, ReadAsTheyAreWritten) {
  for (int column : {1, 26, 27, 702, 703, 16'384}) EXPECT_EQ(cell_place(cell_name(17, column)), std::pair(17, column));
  for (const char* none : {"", "B", "17", "B-1", "B0", "b17", "B17x", "XFE1", "A9999999"})
    EXPECT_EQ(cell_place(none), std::pair(0, 0)) << none;
}

}  // namespace
}  // namespace hashira::intake
