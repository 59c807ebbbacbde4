#include "ledger/accounting_csv.h"

#include <fmt/core.h>

#include "base/cp932.h"
#include "base/csv.h"

namespace hashira::ledger {
namespace {

constexpr std::string_view header_line =
    "種別,整理番号,会計年度,予算区分,歳出科目,所属,事業,事業名,案件番号,起案番号,日付,金額,架空\r\n";

Result<Bytes> encoded(std::string text, TextEncoding encoding) {
  if (encoding == TextEncoding::cp932) return cp932_of_utf8(text);
  return text;
}

}  // namespace

Result<Bytes> accounting_header(TextEncoding encoding) {
  std::string mark = encoding == TextEncoding::utf8 ? "\xEF\xBB\xBF" : "";
  return encoded(mark.append(header_line), encoding);
}

Result<Bytes> accounting_line(const AccountingRow& row, const journal::StreamId& stream, TextEncoding encoding) {
  const Posting& posting = row.posting;
  std::string line = fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n", japanese_name(row.kind), record_text(stream, row.id), posting.year.year(),
                                 japanese_name(posting.kind), csv::quoted(posting.line), csv::quoted(posting.office), stream, csv::quoted(row.programme),
                                 posting.case_number, row.draft == 0 ? "" : std::to_string(row.draft), row.on.iso(), row.amount.count(),
                                 row.synthetic ? "架空" : "");
  return encoded(std::move(line), encoding);
}

}  // namespace hashira::ledger
