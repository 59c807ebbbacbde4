#include "intake/records.h"

#include <fmt/core.h>

namespace hashira::intake {
namespace {

struct ReadColumn {
  int column;
  const portfolio::Fact* fact;  // nullptr: received_on
  std::optional<ColumnReader> reader;
  MoneyColumn* money;  // of a yen fact
};

class RecordReader {
 public:
  RecordReader(const Sheet& sheet, int header_row, const Mapping& mapping, const portfolio::Programme& programme)
      : sheet_(sheet), header_row_(header_row) {
    out_.money.reserve(mapping.columns.size());
    for (std::size_t i = 0; i < mapping.columns.size(); ++i)
      add_column(mapping.columns[i], static_cast<int>(i) + 1, programme);
  }

  Records run() && {
    check_merges();
    for (const Row& row : sheet_.rows) {
      if (row.number > header_row_) read_row(row);
    }
    return std::move(out_);
  }

 private:
  void add_column(const Column& column, int at, const portfolio::Programme& programme) {
    const portfolio::Fact* fact = programme.fact(column.target);
    if (fact == nullptr && column.target != received_on) return;
    ReadColumn read{at, fact, std::nullopt, nullptr};
    if (fact != nullptr) read.reader.emplace(*fact, ValueRule{column.unit, column.values});
    if (fact != nullptr && fact->type == portfolio::FactType::yen) {
      out_.money.push_back({at, fact->id, {}});
      read.money = &out_.money.back();
    }
    columns_.push_back(std::move(read));
  }

  void wrong(int row, int column, const char* code, Problem problem) {
    out_.errors.push_back({sheet_.name, row, column, code, std::move(problem.what), std::move(problem.mend)});
  }

  // An amount in a merged cell may stand for one row or for each: nobody can tell.
  void check_merges() {
    for (const Merge& merge : sheet_.merges) {
      if (merge.last_row <= header_row_) continue;
      std::string range =
          cell_name(merge.first_row, merge.first_column) + ":" + cell_name(merge.last_row, merge.last_column);
      wrong(merge.first_row, merge.first_column, "intake.merged",
            {{fmt::format("セルが結合されています（{}）", range), fmt::format("Cells are merged ({})", range)},
             {"結合を解いて、各行に値を入れてください", "Unmerge them and give each row its value"}});
    }
  }

  void read_row(const Row& row) {
    bool anything = std::any_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) {
      return cell.text.find_first_not_of(" \t\r\n") != std::string::npos || cell.kind == CellKind::error;
    });
    if (!anything) return;
    Record record{row.number, {}, {}};
    for (const ReadColumn& column : columns_) {
      auto at = static_cast<std::size_t>(column.column - 1);
      if (at < row.cells.size() && row.cells[at].kind != CellKind::empty) read_cell(record, column, row.cells[at]);
    }
    out_.records.push_back(std::move(record));
  }

  void read_cell(Record& record, const ReadColumn& column, const Cell& cell) {
    if (column.fact == nullptr) return read_received(record, column.column, cell);
    auto answer = column.reader->read(cell);
    if (!answer) return wrong(record.row, column.column, "intake.bad_cell", std::move(answer.error()));
    if (answer->typed.empty()) return;
    if (answer->zeros_added) ++out_.zeros_added[column.column];
    if (column.money != nullptr) add_amount(*column.money, record.row, answer->typed);
    record.answers[column.fact->id] = std::move(answer->typed);
  }

  static void add_amount(MoneyColumn& money, int row, const std::string& typed) {
    std::int64_t yen = 0;
    std::from_chars(typed.data(), typed.data() + typed.size(), yen);
    money.amounts.push_back({row, Yen(yen), {}});
  }

  void read_received(Record& record, int column, const Cell& cell) {
    if (cell.text.find_first_not_of(' ') == std::string::npos) return;
    auto day = day_of_text(cell.text);
    if (!day) return wrong(record.row, column, "intake.bad_cell", std::move(day.error()));
    record.received_on = *day;
  }

  const Sheet& sheet_;
  int header_row_;
  std::vector<ReadColumn> columns_;
  Records out_;
};

}  // namespace

int column_of(const Mapping& mapping, std::string_view target) {
  for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
    if (mapping.columns[i].target == target) return static_cast<int>(i) + 1;
  }
  return 0;
}

Records read_records(const Sheet& sheet, int header_row, const Mapping& mapping,
                     const portfolio::Programme& programme) {
  return RecordReader(sheet, header_row, mapping, programme).run();
}

}  // namespace hashira::intake
