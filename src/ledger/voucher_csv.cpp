// Reading what the accounting system gives back.
#include <charconv>
#include <map>
#include <set>

#include <fmt/core.h>

#include "base/cp932.h"
#include "base/csv.h"
#include "base/japanese.h"
#include "ledger/accounting_csv.h"

namespace hashira::ledger {
namespace {

using VoucherErrors = std::vector<Error>;

enum Column : std::size_t { kind_column, id_column, voucher_column, amount_column, paid_column, column_count };
constexpr std::string_view column_names[column_count][2] = {
    {"種別", "kind"}, {"整理番号", "id"}, {"伝票番号", "voucher"}, {"金額", "amount"}, {"支払日", "paid_on"}};

constexpr Yen voucher_yen_max{1'000'000'000'000};

std::optional<std::int64_t> integer_of(std::string_view text) {
  std::string digits;
  for (char c : text) {
    if (c != ',') digits += c;
  }
  std::int64_t out = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return out;
}

// 2020-06-10, 2020/6/10, 20200610
Result<Date> day_of_cell(std::string_view text) {
  std::string out;
  if (text.size() == 8 && text.find_first_not_of("0123456789") == std::string_view::npos) {
    return Date::parse(fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6)));
  }
  std::size_t start = 0;
  while (start <= text.size()) {
    std::size_t end = std::min(text.find('/', start), text.size());
    std::string_view part = text.substr(start, end - start);
    if (!out.empty()) out += '-';
    if (part.size() == 1) out += '0';
    out += part;
    start = end + 1;
  }
  return Date::parse(out);
}

class VoucherReader {
 public:
  VoucherReader(const VoucherFile& file, const std::vector<csv::Row>& rows) : file_(file), rows_(rows) {}

  tl::expected<std::vector<Voucher>, VoucherErrors> read() {
    find_columns();
    for (std::size_t i = 1; errors_.empty() && i < rows_.size() && rows_.size() <= vouchers_max + 1; ++i) lines_.push_back(&rows_[i]);
    std::vector<Voucher> out;
    for (const csv::Row* row : lines_) {
      if (std::optional<Voucher> one = voucher(*row)) out.push_back(std::move(*one));
    }
    if (rows_.size() > vouchers_max + 1) {
      wrong(rows_.front().front(), {"行が多すぎます", "the file has too many rows"}, {"10万行以下に分けてください", "split it into at most 100,000 rows"});
    }
    if (!errors_.empty()) return tl::unexpected<VoucherErrors>(std::move(errors_));
    return out;
  }

 private:
  struct Said {
    std::string_view ja, en;
  };

  void wrong(const csv::Cell& cell, const Said& what, const Said& mend) {
    std::string shown = cell.text.empty() ? "" : fmt::format("「{}」: ", cell.text.substr(0, 60));
    errors_.push_back({"ledger.bad_voucher", fmt::format("{}{} / {}", shown, what.ja, what.en), fmt::format("{} / {}", mend.ja, mend.en),
                       {file_.file_name, cell.line, cell.column}});
  }

  void find_columns() {
    const csv::Row& header = rows_.front();
    for (std::size_t column = 0; column < column_count; ++column) {
      for (std::size_t i = 0; i < header.size(); ++i) {
        std::string name = japanese::normalised(header[i].text);
        if (name == column_names[column][0] || name == column_names[column][1]) at_[column] = i;
      }
      if (at_[column] || column == paid_column) continue;
      errors_.push_back({"ledger.bad_voucher_file",
                         fmt::format("1行目に「{}」の列がありません / the first row has no column '{}'", column_names[column][0], column_names[column][1]),
                         "列の名を付けてください（docs/accounting.md） / name the columns as docs/accounting.md lists them",
                         {file_.file_name, header.front().line, 1}});
    }
  }

  const csv::Cell& cell(const csv::Row& row, Column column) const {
    static const csv::Cell none;
    std::optional<std::size_t> at = at_[column];
    return at && *at < row.size() ? row[*at] : none;
  }

  // The cell to point at: where a row is too short, its last.
  const csv::Cell& place(const csv::Row& row, Column column) const {
    std::optional<std::size_t> at = at_[column];
    return row[at && *at < row.size() ? *at : row.size() - 1];
  }

  std::optional<Voucher> voucher(const csv::Row& row) {
    std::size_t before = errors_.size();
    Voucher out;
    read_kind_cell(row, out);
    read_id(row, out);
    read_number(row, out);
    read_amount(row, out);
    read_paid(row, out);
    if (errors_.size() == before) check_twice(row, out);
    return errors_.size() == before ? std::optional(std::move(out)) : std::nullopt;
  }

  void read_kind_cell(const csv::Row& row, Voucher& out) {
    std::optional<RecordKind> kind = record_kind(japanese::normalised(cell(row, kind_column).text));
    if (kind) {
      out.kind = *kind;
    } else {
      wrong(place(row, kind_column), {"種別ではありません", "this is no kind"}, {"支出負担行為 か 支出命令 と書いてください", "write commitment or order"});
    }
  }

  // Empty: the system has a voucher that names no row of ours.
  void read_id(const csv::Row& row, Voucher& out) {
    std::string text = japanese::normalised(cell(row, id_column).text);
    if (text.empty()) return;
    std::size_t second = text.rfind('/'), first = second == 0 ? std::string::npos : text.rfind('/', second - 1);
    if (second == std::string::npos || first == std::string::npos) return wrong_id(row);
    std::optional<std::int64_t> seq = integer_of(std::string_view(text).substr(first + 1, second - first - 1));
    std::optional<std::int64_t> posting = integer_of(std::string_view(text).substr(second + 1));
    if (!seq || !posting || *seq <= 0 || *posting <= 0) return wrong_id(row);
    out.id = {static_cast<std::uint64_t>(*seq), static_cast<std::uint64_t>(*posting)};
    if (text.substr(0, first) == file_.stream) return;
    wrong(place(row, id_column), {"ほかの事業の行です", "the row is of another programme"},
          {"事業ごとに分けて取り込んでください", "take it in for the programme it names"});
  }

  void wrong_id(const csv::Row& row) {
    wrong(place(row, id_column), {"整理番号ではありません", "this is no id of a row"},
          {"出力したファイルの整理番号をそのまま書いてください", "write the id as it stood in the export"});
  }

  void read_number(const csv::Row& row, Voucher& out) {
    out.number = japanese::normalised(cell(row, voucher_column).text);
    bool control = std::any_of(out.number.begin(), out.number.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    if (!out.number.empty() && out.number.size() <= voucher_bytes_max && !control) return;
    wrong(place(row, voucher_column), {"伝票番号がないか、長すぎます", "there is no voucher number, or it is too long"},
          {"40文字までの番号を書いてください", "write a number of at most 40 characters"});
  }

  void read_amount(const csv::Row& row, Voucher& out) {
    std::optional<std::int64_t> amount = integer_of(japanese::normalised(cell(row, amount_column).text));
    bool in_bounds = amount && *amount <= voucher_yen_max.count() && *amount >= -voucher_yen_max.count();
    if (in_bounds) {
      out.amount = Yen(*amount);
    } else {
      wrong(place(row, amount_column), {"円の整数ではありません", "this is no whole number of yen"}, {"数字だけを書いてください", "write digits only"});
    }
  }

  void read_paid(const csv::Row& row, Voucher& out) {
    std::string text = japanese::normalised(cell(row, paid_column).text);
    if (text.empty()) return;
    Result<Date> day = day_of_cell(text);
    if (!day) {
      wrong(place(row, paid_column), {"日付ではありません", "this is no date"}, {"2020-06-10 のように書いてください", "write it as 2020-06-10"});
    } else if (*day > file_.today) {
      wrong(place(row, paid_column), {"まだ来ていない日です", "this day is still to come"}, {"支払った日を書いてください", "write the day of the payment"});
    } else if (out.kind == RecordKind::commitment) {
      wrong(place(row, paid_column), {"支出負担行為に支払日はありません", "a commitment has no day of payment"},
            {"支払日は支出命令の行に書いてください", "write it in the row of the order"});
    } else {
      out.paid_on = *day;
    }
  }

  void check_twice(const csv::Row& row, const Voucher& voucher) {
    int line = row.front().line;
    auto [seen, first] = seen_.try_emplace({voucher.kind, voucher.id, voucher.number}, line);
    if (first) return;
    errors_.push_back({"ledger.voucher_twice", fmt::format("{0}行目と同じ伝票です / the same voucher stands in line {0}", seen->second),
                       "どちらかを消してください / remove one of them", {file_.file_name, line, 1}});
  }

  const VoucherFile& file_;
  const std::vector<csv::Row>& rows_;
  std::array<std::optional<std::size_t>, column_count> at_{};
  std::vector<const csv::Row*> lines_;
  std::map<std::tuple<RecordKind, RecordId, std::string>, int> seen_;
  VoucherErrors errors_;
};

}  // namespace

tl::expected<std::vector<Voucher>, std::vector<Error>> read_vouchers(BytesView bytes, const VoucherFile& file) {
  auto one = [](Error error) { return tl::unexpected<VoucherErrors>(VoucherErrors{std::move(error)}); };
  Result<std::vector<csv::Row>> rows = csv::parse(bytes, file.file_name);
  std::string converted;
  if (!rows && rows.error().place.line == 0) {  // no UTF-8
    Result<std::string> text = utf8_of_cp932(bytes, file.file_name);
    if (!text) return one(text.error());
    converted = std::move(*text);
    rows = csv::parse(converted, file.file_name);
  }
  if (!rows) return one(rows.error());
  if (rows->size() < 2) {
    return one({"ledger.bad_voucher_file", "伝票の行がありません / the file has no vouchers",
                "見出しと、一行以上の伝票が要ります / it needs a header and at least one row", {file.file_name, 1, 1}});
  }
  return VoucherReader(file, *rows).read();
}

}  // namespace hashira::ledger
