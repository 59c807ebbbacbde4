// Payment results from a CSV: all rows are read and checked first; one wrong row refuses the file and every wrong row is
// named. What is left is applied as one command, so that a refusal by a case's state undoes the whole file, too.
#include <fmt/core.h>

#include <charconv>

#include "app/case_command.h"
#include "app/desk.h"
#include "base/csv.h"

namespace hashira::app {
namespace {

constexpr std::array<std::string_view, 5> columns{"case", "what", "amount", "on", "note"};

struct RowReader {
  const csv::Row& row;
  const std::string& file;
  std::vector<Error>& errors;

  void wrong(std::size_t column, std::string what, std::string mend) {
    const csv::Cell& cell = row[std::min(column, row.size() - 1)];
    errors.push_back({"app.bad_payment_row", std::move(what), std::move(mend), {file, cell.line, cell.column}});
  }

  std::int64_t positive(std::size_t column, std::string_view name) {
    const std::string& text = row[column].text;
    std::int64_t number = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number <= 0) {
      wrong(column, fmt::format("{} '{}' is no whole number above zero", name, text.substr(0, 30)), "write digits only, without 円 or commas");
    }
    return number;
  }

  Payment payment() {
    const std::string& text = row[1].text;
    if (text == "paid") return Payment::paid;
    if (text == "bounced") return Payment::bounced;
    if (text != "repaid") wrong(1, fmt::format("'{}' is not known", text.substr(0, 30)), "write paid, bounced or repaid");
    return Payment::repaid;
  }

  PaymentMark mark() {
    PaymentMark out;
    out.case_number = static_cast<std::uint64_t>(positive(0, "case"));
    out.what = payment();
    out.amount = Yen(positive(2, "amount"));
    Result<Date> on = Date::parse(row[3].text);
    if (on) {
      out.on = *on;
    } else {
      wrong(3, on.error().what, on.error().mend);
    }
    if (row.size() > 4) out.note = row[4].text;
    return out;
  }
};

std::vector<PaymentMark> read_marks(const std::vector<csv::Row>& rows, const std::string& file, std::vector<Error>& errors) {
  std::vector<PaymentMark> marks;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    RowReader reader{rows[i], file, errors};
    if (rows[i].size() < 4 || rows[i].size() > columns.size()) {
      reader.wrong(rows[i].size(), fmt::format("the row has {} cells", rows[i].size()), "a row is: case,what,amount,on,note");
      continue;
    }
    marks.push_back(reader.mark());
  }
  return marks;
}

Done check_header(const std::vector<csv::Row>& rows, const std::string& file) {
  bool right = !rows.empty() && rows[0].size() >= 4;
  for (std::size_t i = 0; right && i < rows[0].size() && i < columns.size(); ++i) right = rows[0][i].text == columns[i];
  if (right) return {};
  return fail("app.bad_payment_file", "the first row is not the header", "start the file with: case,what,amount,on,note", {file, 1, 1});
}

}  // namespace

tl::expected<std::size_t, std::vector<Error>> mark_payments_csv(Engine& engine, const std::string& programme,
                                                                std::string_view bytes, std::string_view file_name,
                                                                Actor actor) {
  using Errors = std::vector<Error>;
  std::string file(file_name);
  if (Done allowed = require_role(actor, {"payer"}); !allowed) return tl::unexpected<Errors>(Errors{allowed.error()});
  Result<std::vector<csv::Row>> rows = csv::parse(bytes, file);
  if (!rows) return tl::unexpected<Errors>(Errors{rows.error()});
  if (Done header = check_header(*rows, file); !header) return tl::unexpected<Errors>(Errors{header.error()});
  Errors errors;
  std::vector<PaymentMark> marks = read_marks(*rows, file, errors);
  if (!errors.empty()) return tl::unexpected<Errors>(std::move(errors));

  // Every row is tried even after a refusal, so that the answer names them all; one refusal drops the layer as a whole.
  Done done = engine.run([&](Work& work) -> Done {
    for (std::size_t i = 0; i < marks.size(); ++i) {
      Done one = mark_payment(work, programme, marks[i], actor);
      if (one) continue;
      Error error = one.error();
      error.place = {file, (*rows)[i + 1].front().line, 1};
      errors.push_back(std::move(error));
    }
    return errors.empty() ? Done() : Done(tl::unexpected<Error>(errors.front()));
  });
  if (!errors.empty()) return tl::unexpected<Errors>(std::move(errors));
  if (!done) return tl::unexpected<Errors>(Errors{done.error()});
  return marks.size();
}

}  // namespace hashira::app
