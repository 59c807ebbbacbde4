#include "intake/internal/read_csv.h"

#include <fmt/core.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include "base/csv.h"
#include "intake/internal/bounds.h"

namespace hashira::intake {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF", utf16_little = "\xFF\xFE", utf16_big = "\xFE\xFF";

struct Decoded {
  std::string text;
  std::size_t bad_at = 0;  // where the bytes stop making sense; their size: nowhere
};

// Stops at the first byte that the encoding does not have.
Decoded decoded(std::string_view bytes, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding, &status), &ucnv_close);
  assert(U_SUCCESS(status));
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  std::u16string out(bytes.size() + 1, u'\0');
  UChar* target = out.data();
  const char* source = bytes.data();
  ucnv_toUnicode(converter.get(), &target, target + out.size(), &source, source + bytes.size(), nullptr, true, &status);
  out.resize(static_cast<std::size_t>(target - out.data()));
  Decoded answer{{}, static_cast<std::size_t>(source - bytes.data())};
  // A character that is cut off at the end was taken whole by the converter.
  answer.bad_at = U_SUCCESS(status) ? bytes.size() : std::min(answer.bad_at, bytes.size() - 1);
  icu::UnicodeString(false, out.data(), static_cast<int32_t>(out.size())).toUTF8String(answer.text);
  return answer;
}

int line_of(std::string_view bytes, std::size_t at) {
  return 1 + static_cast<int>(std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

tl::unexpected<Error> bad_encoding(std::string_view encoding, int line, const std::string& file_name) {
  return refuse("intake.bad_encoding",
                {fmt::format("{}行目に{}として読めない文字があります", line, encoding),
                 fmt::format("Line {} holds a character that is no {}", line, encoding)},
                {"ExcelでCSV UTF-8として保存し直してください", "Save it again as CSV UTF-8"}, {file_name, line, 0});
}

Result<std::string> utf16_text(std::string_view bytes, const char* encoding, const std::string& file_name) {
  Decoded out = decoded(bytes, encoding);
  if (out.bad_at == bytes.size()) return std::move(out.text);
  return bad_encoding("UTF-16", line_of(out.text, out.text.size()), file_name);
}

// UTF-8 is told from CP932 by its bytes: Japanese text in one is hardly ever well formed in the other.
Result<std::string> text_of(std::string_view bytes, const std::string& file_name) {
  if (bytes.starts_with(utf16_little)) return utf16_text(bytes.substr(2), "UTF-16LE", file_name);
  if (bytes.starts_with(utf16_big)) return utf16_text(bytes.substr(2), "UTF-16BE", file_name);
  bool marked = bytes.starts_with(utf8_mark);
  if (marked) bytes.remove_prefix(utf8_mark.size());
  Decoded utf8 = decoded(bytes, "UTF-8");
  if (utf8.bad_at == bytes.size()) return std::move(utf8.text);
  Decoded cp932 = decoded(bytes, "windows-31j");
  if (!marked && cp932.bad_at == bytes.size()) return std::move(cp932.text);
  bool rather_utf8 = marked || utf8.bad_at >= cp932.bad_at;
  std::string_view encoding = rather_utf8 ? "UTF-8" : "Shift_JIS";
  int line = line_of(bytes, rather_utf8 ? utf8.bad_at : cp932.bad_at);
  return bad_encoding(encoding, line, file_name);
}

// The separator that stands most often in the first row, outside of quotes.
char separator_of(std::string_view text) {
  std::array<std::pair<char, int>, 3> counts{{{',', 0}, {'\t', 0}, {';', 0}}};
  bool quoted = false;
  for (char c : text) {
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '\n' || c == '\r') &&
        std::any_of(counts.begin(), counts.end(), [](auto& one) { return one.second > 0; }))
      break;
    for (auto& [separator, count] : counts) count += !quoted && c == separator ? 1 : 0;
  }
  return std::max_element(counts.begin(), counts.end(), [](auto& a, auto& b) { return a.second < b.second; })->first;
}

// Excel opens ="0012" as text; form services write codes so to keep their zeros.
std::string without_formula_quotes(std::string text) {
  bool quoted = text.size() >= 3 && text.starts_with("=\"") && text.ends_with('"');
  return quoted ? text.substr(2, text.size() - 3) : text;
}

Row row_of(std::vector<csv::Cell> cells, int number) {
  Row row{number, {}};
  row.cells.reserve(cells.size());
  for (csv::Cell& cell : cells) {
    CellKind kind = cell.text.empty() ? CellKind::empty : CellKind::text;
    row.cells.push_back({without_formula_quotes(std::move(cell.text)), kind});
  }
  return row;
}

}  // namespace

Result<Book> read_csv(std::string_view bytes, const std::string& file_name) {
  if (bytes.size() > csv_bytes_max) {
    return refuse("intake.too_large",
                  {fmt::format("ファイルが{}MBを超えています", csv_bytes_max >> 20),
                   fmt::format("The file is larger than {} MB", csv_bytes_max >> 20)},
                  {"ファイルを分けてください", "Split it"}, {file_name, 0, 0});
  }
  std::string text = TRY(text_of(bytes, file_name));
  if (text.find('\0') != std::string::npos) {
    return refuse(
        "intake.wrong_kind", {"CSVではありません（文字でないデータです）", "This is no CSV: it does not hold text"},
        {"Excelブック（xlsx）かCSVで保存し直してください", "Save it again as an Excel workbook (xlsx) or CSV"},
        {file_name, 0, 0});
  }
  Result<std::vector<csv::Row>> rows =
      csv::parse(text, file_name, {csv_text_max, rows_max}, {separator_of(text), true});
  if (!rows) {
    const Error& error = rows.error();
    return refuse(
        "intake.bad_csv",
        {fmt::format("CSVとして読めません（{}行{}文字目）", error.place.line, error.place.column), error.what},
        {"引用符（\"）の数を確かめるか、Excelで保存し直してください", error.mend}, error.place);
  }
  Sheet sheet;
  std::size_t cells = 0;
  for (csv::Row& row : *rows) {
    cells += row.size();
    if (cells > cells_max) return too_many_cells(file_name);
    sheet.rows.push_back(row_of(std::move(row), static_cast<int>(sheet.rows.size()) + 1));
  }
  return Book{{std::move(sheet)}};
}

}  // namespace hashira::intake
