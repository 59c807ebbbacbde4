#include "intake/sheet.h"

#include "intake/internal/read_csv.h"
#include "intake/internal/read_xlsx.h"

namespace hashira::intake {
namespace {

constexpr int sheet_columns_max = 16'384, sheet_rows_max = 1'048'576;  // what a spreadsheet has

// Files that are often sent instead, by their first bytes.
struct KnownKind {
  std::string_view begins;
  portfolio::Text what;
};

const KnownKind known_files[] = {
    {"\xD0\xCF\x11\xE0",
     {"古い形式のExcel（xls）か、パスワードの付いたファイルです",
      "This is an old Excel file (xls) or one with a password"}},
    {"%PDF", {"PDFです", "This is a PDF"}},
    {"{\\rtf", {"ワープロの文書です", "This is a word processor's document"}},
    {"\x89PNG", {"画像です", "This is a picture"}},
    {"\xFF\xD8\xFF", {"画像です", "This is a picture"}},
    {"<?xml", {"XMLです", "This is XML"}},
    {"<html", {"ホームページのファイルです", "This is a web page"}},
    {"<!", {"ホームページのファイルです", "This is a web page"}},
};

}  // namespace

tl::unexpected<Error> refuse(std::string code, portfolio::Text what, portfolio::Text mend, Place place) {
  return fail(std::move(code), what.ja + " / " + what.en, mend.ja + " / " + mend.en, std::move(place));
}

std::string column_name(int column) {
  std::string out;
  for (; column > 0; column = (column - 1) / 26) out.insert(out.begin(), static_cast<char>('A' + (column - 1) % 26));
  return out;
}

std::string cell_name(int row, int column) {
  return row == 0 ? std::string() : column_name(column) + std::to_string(row);
}

std::pair<int, int> cell_place(std::string_view name) {
  int row = 0, column = 0;
  std::size_t at = 0;
  for (; at < name.size() && name[at] >= 'A' && name[at] <= 'Z'; ++at) {
    column = column * 26 + (name[at] - 'A' + 1);
    if (column > sheet_columns_max) return {0, 0};
  }
  auto [end, error] = std::from_chars(name.data() + at, name.data() + name.size(), row);
  bool whole = error == std::errc() && end == name.data() + name.size() && at > 0 && name[at] != '-';
  return whole && row >= 1 && row <= sheet_rows_max ? std::pair(row, column) : std::pair(0, 0);
}

Result<Book> read_book(std::string_view bytes, const std::string& file_name) {
  if (bytes.empty()) {
    return refuse("intake.empty_file", {"ファイルが空です", "The file is empty"},
                  {"中身のあるファイルを選んでください", "Choose a file with something in it"}, {file_name, 0, 0});
  }
  if (bytes.starts_with("PK\x03\x04")) return read_xlsx(bytes, file_name);
  for (const KnownKind& one : known_files) {
    if (!bytes.starts_with(one.begins)) continue;
    return refuse(
        "intake.wrong_kind", one.what,
        {"Excelブック（xlsx）かCSVで保存し直してください", "Save it again as an Excel workbook (xlsx) or CSV"},
        {file_name, 0, 0});
  }
  return read_csv(bytes, file_name);
}

}  // namespace hashira::intake
