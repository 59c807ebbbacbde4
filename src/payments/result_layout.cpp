#include <fmt/core.h>

#include "base/japanese.h"
#include "payments/internal/settings.h"
#include "payments/result_csv.h"

namespace hashira::payments {
namespace {

std::vector<std::string> columns_of(std::string_view value) {
  std::vector<std::string> out;
  while (true) {
    std::size_t plus = std::min(value.find('+'), value.size());
    out.push_back(japanese::normalised(without_blanks(value.substr(0, plus))));
    if (plus == value.size()) return out;
    value.remove_prefix(plus + 1);
  }
}

// `reason = 該当口座なし: account_number`
Done take_reason(const Setting& one, ResultLayout& layout) {
  std::size_t colon = one.value.rfind(':');
  std::optional<ReasonClass> reason;
  if (colon != std::string::npos)
    reason = reason_of_name(without_blanks(std::string_view(one.value).substr(colon + 1)));
  if (!reason)
    return bad_setting(one, "write TEXT: CLASS, such as 名義相違: name_mismatch (docs/payments.md lists the classes)");
  layout.reasons.emplace_back(japanese::normalised(without_blanks(std::string_view(one.value).substr(0, colon))),
                              *reason);
  return {};
}

Done take_form(const Setting& one, ResultLayout& layout) {
  if (one.key == "encoding") {
    if (one.value != "utf8" && one.value != "cp932") return bad_setting(one, "write utf8 or cp932");
    layout.encoding = one.value == "utf8" ? CsvEncoding::utf8 : CsvEncoding::cp932;
    return {};
  }
  if (one.value == "YYYY-MM-DD") {
    layout.date_form = CsvDate::iso;
  } else if (one.value == "YYYYMMDD") {
    layout.date_form = CsvDate::compact;
  } else if (one.value == "YYYY/MM/DD") {
    layout.date_form = CsvDate::slashes;
  } else {
    return bad_setting(one, "write YYYY-MM-DD, YYYYMMDD or YYYY/MM/DD");
  }
  return {};
}

Done take_layout(const Setting& one, ResultLayout& layout) {
  if (one.key == "reason") return take_reason(one, layout);
  if (one.key == "encoding" || one.key == "date_form") return take_form(one, layout);
  std::string value = japanese::normalised(one.value);
  if (one.key == "order") layout.order = columns_of(one.value);
  if (one.key == "date") layout.date = value;
  if (one.key == "amount") layout.amount = value;
  if (one.key == "fee") layout.fee = value;
  if (one.key == "result") layout.result = value;
  if (one.key == "paid") layout.paid.push_back(value);
  return {};
}

}  // namespace

Result<ResultLayout> read_result_layout(std::string_view text, const std::string& file_name) {
  std::vector<Setting> settings = TRY(read_settings(
      text, file_name, {"encoding", "order", "date", "date_form", "amount", "fee", "result", "paid", "reason"}));
  ResultLayout layout;
  for (const Setting& one : settings) CHECK_OK(take_layout(one, layout));
  bool whole = !layout.order.empty() && !layout.date.empty() && !layout.amount.empty() && !layout.result.empty();
  if (whole && !layout.reasons.empty()) return layout;
  return fail("payments.bad_settings", "the layout names not all of order, date, amount, result and reason",
              "add the missing lines", {file_name, 0, 0});
}

}  // namespace hashira::payments
