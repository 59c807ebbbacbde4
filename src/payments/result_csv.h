// Results of transfers as a bank's own CSV gives them, read into the same answers as ISO 20022 messages.
//
// Guarantees: the layout is data, one small text a bank; every wrong row is named with line and column, and then
// nothing is read at all. A result that the layout does not know is an error, never a guess. Written in
// docs/payments.md (layout of a result file): encoding, order, date, date_form, amount, fee, result, paid, reason.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "payments/bank_answer.h"

namespace hashira::payments {

enum class CsvEncoding : std::uint8_t { utf8, cp932 };
enum class CsvDate : std::uint8_t { iso, compact, slashes };  // 2020-07-01, 20200701, 2020/07/01

struct ResultLayout {
  CsvEncoding encoding = CsvEncoding::utf8;
  std::vector<std::string> order;         // columns whose digits, put together, are the order number
  std::string date, amount, fee, result;  // columns; `fee` may be empty
  CsvDate date_form = CsvDate::iso;
  std::vector<std::string> paid;                             // results that say: paid
  std::vector<std::pair<std::string, ReasonClass>> reasons;  // results that say: returned, and why
};

// `payments.bad_settings` with the line.
Result<ResultLayout> read_result_layout(std::string_view text, const std::string& file_name);

// Texts are compared after NFKC, so that widths do not matter. One error a wrong row; empty rows are skipped.
tl::expected<std::vector<BankAnswer>, std::vector<Error>> read_result_csv(BytesView bytes, const std::string& file_name,
                                                                          const ResultLayout& layout);

}  // namespace hashira::payments
