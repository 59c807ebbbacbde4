#include "payments/result_csv.h"

#include <charconv>

#include <fmt/core.h>

#include "base/cp932.h"
#include "base/csv.h"
#include "base/japanese.h"
#include "payments/account.h"
#include "payments/internal/settings.h"
#include "payments/zengin.h"

namespace hashira::payments {
namespace {

constexpr std::size_t order_number_digits = 20, customer_code_digits = 10, csv_yen_digits_max = 12;

using Errors = std::vector<Error>;

std::string normal_cell(const csv::Cell& cell) {
  return japanese::normalised(without_blanks(cell.text));
}

// Where each column of the layout stands in this file.
struct Columns {
  std::vector<std::size_t> order;
  std::size_t date = 0, amount = 0, result = 0;
  std::optional<std::size_t> fee;
};

Result<std::size_t> column_named(const csv::Row& header, const std::string& name, const std::string& file) {
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (normal_cell(header[i]) == name) return i;
  }
  return fail("payments.bad_result_row", fmt::format("the first row has no column '{}'", name),
              "correct the layout, or ask the bank for the usual file", {file, 1, 1});
}

Result<Columns> find_columns(const csv::Row& header, const ResultLayout& layout, const std::string& file) {
  Columns out;
  for (const std::string& name : layout.order) out.order.push_back(TRY(column_named(header, name, file)));
  out.date = TRY(column_named(header, layout.date, file));
  out.amount = TRY(column_named(header, layout.amount, file));
  out.result = TRY(column_named(header, layout.result, file));
  if (!layout.fee.empty()) out.fee = TRY(column_named(header, layout.fee, file));
  return out;
}

class ResultRow {
 public:
  ResultRow(const csv::Row& row, const std::string& file, const ResultLayout& layout, const Columns& columns)
      : row_(row), file_(file), layout_(layout), columns_(columns) {}

  Result<BankAnswer> read() {
    BankAnswer out;
    out.line = row_.front().line;
    out.id = TRY(order_id());
    out.date = TRY(date());
    out.amount = TRY(yen(columns_.amount));
    if (columns_.fee && !text(*columns_.fee).empty()) out.fee = TRY(yen(*columns_.fee));
    CHECK_OK(take_result(out));
    return out;
  }

 private:
  std::string text(std::size_t column) const {
    return column < row_.size() ? normal_cell(row_[column]) : std::string();
  }

  tl::unexpected<Error> wrong(std::size_t column, std::string what, std::string mend) const {
    const csv::Cell& cell = row_[std::min(column, row_.size() - 1)];
    return fail("payments.bad_result_row", std::move(what), std::move(mend), {file_, cell.line, cell.column});
  }

  // Spreadsheets drop leading zeros: each column is filled up to its digits again.
  Result<std::string> order_id() const {
    std::size_t digits = columns_.order.size() == 1 ? order_number_digits : customer_code_digits;
    std::string id;
    for (std::size_t column : columns_.order) {
      std::string part = text(column);
      if (part.empty() || part.size() > digits || !all_digits(part)) {
        return wrong(column, fmt::format("'{}' is not the digits of an order number", part.substr(0, 30)),
                     "give the bank's file as it was downloaded");
      }
      id += std::string(digits - part.size(), '0') + part;
    }
    if (zengin::read_order_number(id)) return id;
    return wrong(columns_.order.front(), fmt::format("'{}' is not the 20 digits of an order number", id.substr(0, 40)),
                 "correct `order` in the layout");
  }

  Result<Date> date() const {
    std::string value = text(columns_.date);
    if (layout_.date_form == CsvDate::compact && value.size() == 8) value.insert(4, "-").insert(7, "-");
    if (layout_.date_form == CsvDate::slashes) std::replace(value.begin(), value.end(), '/', '-');
    Result<Date> day = Date::parse(value);
    if (day) return day;
    return wrong(columns_.date, fmt::format("'{}' is no date", text(columns_.date).substr(0, 30)),
                 "correct `date_form` in the layout");
  }

  Result<Yen> yen(std::size_t column) const {
    std::string digits = text(column);
    std::erase(digits, ',');
    std::int64_t value = 0;
    if (digits.empty() || digits.size() > csv_yen_digits_max || !all_digits(digits)) {
      return wrong(column, fmt::format("'{}' is no amount of yen", text(column).substr(0, 30)),
                   "give the bank's file as it was downloaded");
    }
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return Yen(value);
  }

  Done take_result(BankAnswer& out) const {
    out.status = text(columns_.result);
    if (std::find(layout_.paid.begin(), layout_.paid.end(), out.status) != layout_.paid.end()) {
      out.outcome = Outcome::accepted;
      return {};
    }
    for (const auto& [words, reason] : layout_.reasons) {
      if (words != out.status) continue;
      out.outcome = Outcome::returned;
      out.reason = reason;
      out.reason_code = iso_code(reason);
      out.text = out.status;
      return {};
    }
    return wrong(columns_.result, fmt::format("result '{}' is not in the layout", out.status.substr(0, 60)),
                 "add it as `paid` or `reason`");
  }

  const csv::Row& row_;
  const std::string& file_;
  const ResultLayout& layout_;
  const Columns& columns_;
};

}  // namespace

tl::expected<std::vector<BankAnswer>, Errors> read_result_csv(BytesView bytes, const std::string& file_name,
                                                              const ResultLayout& layout) {
  auto one_error = [](Error error) { return tl::unexpected<Errors>(Errors{std::move(error)}); };
  std::string text(bytes);
  if (layout.encoding == CsvEncoding::cp932) {
    Result<std::string> converted = utf8_of_cp932(bytes, file_name);
    if (!converted) return one_error(converted.error());
    text = std::move(*converted);
  }
  Result<std::vector<csv::Row>> rows = csv::parse(text, file_name);
  if (!rows) return one_error(rows.error());
  if (rows->empty())
    return one_error({"payments.bad_result_row",
                      "the file has no header",
                      "give the bank's file as it was downloaded",
                      {file_name, 1, 1}});
  Result<Columns> columns = find_columns(rows->front(), layout, file_name);
  if (!columns) return one_error(columns.error());
  std::vector<BankAnswer> answers;
  Errors errors;
  for (std::size_t i = 1; i < rows->size(); ++i) {
    Result<BankAnswer> answer = ResultRow((*rows)[i], file_name, layout, *columns).read();
    if (answer) {
      answers.push_back(std::move(*answer));
    } else {
      errors.push_back(answer.error());
    }
  }
  if (!errors.empty()) return tl::unexpected<Errors>(std::move(errors));
  return answers;
}

}  // namespace hashira::payments
