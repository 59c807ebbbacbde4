// One worksheet: rows, cells and merges.
#include <fmt/core.h>

#include "intake/internal/bounds.h"
#include "intake/internal/read_xlsx.h"

namespace hashira::intake {
namespace {

Cell text_cell(std::string text) {
  CellKind kind = text.empty() ? CellKind::empty : CellKind::text;
  return {std::move(text), kind};
}

Cell number_cell(std::string_view raw, const WorkbookParts& workbook, int style) {
  bool known = style >= 0 && static_cast<std::size_t>(style) < workbook.formats.size();
  NumberFormat format = known ? workbook.formats[static_cast<std::size_t>(style)] : NumberFormat();
  std::string text = plain_decimal(raw);
  if (text.empty()) return {std::string(raw.substr(0, 40)), CellKind::error};
  if (format.date) {
    std::string day = serial_date(text, workbook.since_1904);
    return day.empty() ? Cell{std::move(text), CellKind::number} : Cell{std::move(day), CellKind::date};
  }
  bool whole = text.find_first_of(".-") == std::string::npos;
  std::size_t zeros = static_cast<std::size_t>(format.zeros);
  if (whole && text.size() < zeros) return text_cell(std::string(zeros - text.size(), '0') + text);
  return {std::move(text), CellKind::number, format.scaled};
}

Cell string_cell(std::string_view index, const WorkbookParts& workbook) {
  int at = number_of(index, -1);
  bool known = at >= 0 && static_cast<std::size_t>(at) < workbook.strings.size();
  return known ? text_cell(workbook.strings[static_cast<std::size_t>(at)])
               : Cell{std::string(index.substr(0, 40)), CellKind::error};
}

Cell read_cell(pugi::xml_node node, const WorkbookParts& workbook) {
  std::string_view type = attribute(node, "t");
  if (type == "inlineStr") return text_cell(rich_text(child(node, "is")));
  pugi::xml_node holder = child(node, "v");
  std::string_view value = holder.child_value();
  if (type == "s") return string_cell(value, workbook);
  if (type == "str") return text_cell(std::string(value.substr(0, cell_bytes_max)));
  if (type == "b") return {value == "1" ? "true" : "false", CellKind::boolean};
  if (type == "e") return {std::string(value.substr(0, 40)), CellKind::error};
  if (type == "d") return {std::string(value.substr(0, 10)), CellKind::date};
  if (value.empty()) return child(node, "f") ? Cell{"", CellKind::error} : Cell();  // a formula that was never computed
  return number_cell(value, workbook, number_of(attribute(node, "s"), -1));
}

// The column of "B17"; cells without a place follow the one before.
int column_of(pugi::xml_node node, int before) {
  std::string_view place = attribute(node, "r");
  return place.empty() ? before + 1 : cell_place(place).second;
}

Row read_row(pugi::xml_node node, int number, const WorkbookParts& workbook) {
  Row row{number, {}};
  int before = 0;
  for (pugi::xml_node one : node.children()) {
    if (!is(one, "c")) continue;
    int column = column_of(one, before);
    if (column <= before || column > columns_read_max)
      continue;  // out of order or far outside: nothing that was shown there
    before = column;
    Cell cell = read_cell(one, workbook);
    if (cell.kind == CellKind::empty) continue;
    row.cells.resize(static_cast<std::size_t>(column));
    row.cells.back() = std::move(cell);
  }
  return row;
}

std::vector<Merge> read_merges(pugi::xml_node worksheet) {
  std::vector<Merge> out;
  for (pugi::xml_node one : child(worksheet, "mergeCells").children()) {
    std::string_view range = attribute(one, "ref");
    std::size_t colon = range.find(':');
    if (colon == std::string_view::npos) continue;
    auto [row, column] = cell_place(range.substr(0, colon));
    auto [last_row, last_column] = cell_place(range.substr(colon + 1));
    if (row > 0 && last_row >= row && last_column >= column) out.push_back({row, column, last_row, last_column});
  }
  return out;
}

}  // namespace

Result<Sheet> read_sheet(pugi::xml_node worksheet, const WorkbookParts& workbook, const std::string& name, Used& used) {
  Sheet sheet;
  sheet.name = name;
  int before = 0;
  for (pugi::xml_node node : child(worksheet, "sheetData").children()) {
    if (!is(node, "row")) continue;
    int number = number_of(attribute(node, "r"), before + 1);
    if (number <= before) return damaged(name, fmt::format("row {}", number));
    before = number;
    Row row = read_row(node, number, workbook);
    if (row.cells.empty()) continue;
    used.cells += row.cells.size();
    for (const Cell& cell : row.cells) used.bytes += cell.text.size();
    if (used.too_much() || sheet.rows.size() == rows_max) return too_many_cells(name);
    sheet.rows.push_back(std::move(row));
  }
  sheet.merges = read_merges(worksheet);
  return sheet;
}

}  // namespace hashira::intake
