#include "base/csv.h"

#include <fmt/core.h>
#include <unicode/utf8.h>

namespace hashira::csv {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_utf8(std::string_view bytes) {
  auto size = static_cast<int32_t>(bytes.size());
  for (int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(reinterpret_cast<const uint8_t*>(bytes.data()), i, size, c);
    if (c < 0) return false;
  }
  return true;
}

class CsvReader {
 public:
  CsvReader(std::string_view bytes, const std::string& file_name, Bounds bounds, Form form)
      : bytes_(bytes), file_name_(file_name), bounds_(bounds), form_(form) {}

  Result<std::vector<Row>> rows() {
    std::vector<Row> out;
    while (at_ < bytes_.size()) {
      Row row = TRY(read_row());
      bool empty = row.size() == 1 && row.front().text.empty();
      if (empty && !form_.keep_empty_rows) continue;
      if (out.size() == bounds_.rows_max) return bad(fmt::format("more than {} rows", bounds_.rows_max), "split the file");
      out.push_back(std::move(row));
    }
    return out;
  }

 private:
  tl::unexpected<Error> bad(std::string what, std::string mend) const {
    return fail("base.bad_csv", std::move(what), std::move(mend), {file_name_, line_, column_});
  }

  char take() {
    char c = bytes_[at_++];
    if (c == '\n') {
      ++line_;
      column_ = 1;
    } else if ((c & 0xC0) != 0x80) {
      ++column_;
    }
    return c;
  }

  bool at_row_end() const { return at_ >= bytes_.size() || bytes_[at_] == '\n' || bytes_[at_] == '\r'; }

  Result<Cell> read_cell() {
    Cell cell{{}, line_, column_};
    if (at_ < bytes_.size() && bytes_[at_] == '"') return read_quoted(std::move(cell));
    while (!at_row_end() && bytes_[at_] != form_.separator) cell.text += take();
    return cell;
  }

  Result<Cell> read_quoted(Cell cell) {
    take();
    while (at_ < bytes_.size()) {
      char c = take();
      if (c != '"') {
        cell.text += c;
      } else if (at_ < bytes_.size() && bytes_[at_] == '"') {
        cell.text += take();
      } else if (at_row_end() || bytes_[at_] == form_.separator) {
        return cell;
      } else {
        return bad("text stands behind a closing quote", "double the quotes inside a quoted cell");
      }
    }
    return fail("base.bad_csv", "a quote is opened here and never closed", "close it, or double quotes inside a cell",
                {file_name_, cell.line, cell.column});
  }

  Result<Row> read_row() {
    Row row;
    while (true) {
      row.push_back(TRY(read_cell()));
      if (at_ < bytes_.size() && bytes_[at_] == form_.separator) {
        take();
        continue;
      }
      if (at_ < bytes_.size() && bytes_[at_] == '\r') take();
      if (at_ < bytes_.size() && bytes_[at_] == '\n') take();
      return row;
    }
  }

  std::string_view bytes_;
  const std::string& file_name_;
  Bounds bounds_;
  Form form_;
  std::size_t at_ = 0;
  int line_ = 1, column_ = 1;
};

}  // namespace

Result<std::vector<Row>> parse(std::string_view bytes, const std::string& file_name, Bounds bounds, Form form) {
  if (bytes.size() > bounds.bytes_max) {
    return fail("base.bad_csv", fmt::format("the file is larger than {} MiB", bounds.bytes_max >> 20), "split it", {file_name, 0, 0});
  }
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  if (!is_utf8(bytes)) {
    return fail("base.bad_csv", "the file is not UTF-8", "save it as CSV UTF-8 (not Shift_JIS)", {file_name, 0, 0});
  }
  return CsvReader(bytes, file_name, bounds, form).rows();
}

std::string quoted(std::string_view text) {
  std::string out(text);
  if (!out.empty() && std::string_view("=+-@\t\r").find(out.front()) != std::string_view::npos) {
    bool number = out.find_first_not_of("+-0123456789.") == std::string::npos;
    if (!number) out.insert(out.begin(), '\'');
  }
  if (out.find_first_of(",\"\r\n") == std::string::npos) return out;
  std::string inside;
  for (char c : out) inside.append(c == '"' ? 2 : 1, c);
  return "\"" + inside + "\"";
}

}  // namespace hashira::csv
