// Sheets as offices send them: rows of cells that know where they stand, whatever file they came from.
//
// Guarantees: numbers are exact decimal text, dates are ISO text; row and column numbers are those a spreadsheet shows.
// Written in RFC 4180 (CSV) and ECMA-376 part 1, clauses 18.3 to 18.8 (XLSX); docs/intake.md says what is read of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "portfolio/programme.h"

namespace hashira::intake {

enum class CellKind : std::uint8_t { empty, text, number, date, boolean, error };

struct Cell {
  std::string text;
  CellKind kind = CellKind::empty;
  bool scaled = false;  // shown in thousands by its number format (#,##0,): what is seen is not what is stored
};

struct Row {
  int number = 0;  // from 1
  std::vector<Cell> cells;
};

// Cells that were merged; the value stands in the first of them.
struct Merge {
  int first_row = 0, first_column = 0, last_row = 0, last_column = 0;  // from 1
};

struct Sheet {
  std::string name;       // empty for a CSV
  std::vector<Row> rows;  // ascending; empty ones may be left out
  std::vector<Merge> merges;
};

struct Book {
  std::vector<Sheet> sheets;
};

// What is wrong in one cell, or in a row (column 0) or a sheet (row 0).
struct CellError {
  std::string sheet;
  int row = 0, column = 0;
  std::string code;
  portfolio::Text what, mend;
};

std::string column_name(int column);         // 1 → A, 27 → AA
std::string cell_name(int row, int column);  // B17; "17" for a row, "" for a sheet
// "B17" → (17, 2); (0, 0) when it names no cell.
std::pair<int, int> cell_place(std::string_view name);

// By what the bytes are, not by the file's name. "intake.<what>" with place and mend: not a sheet at all, too large,
// damaged, or made to harm.
Result<Book> read_book(std::string_view bytes, const std::string& file_name);

// An Error whose texts read "日本語 / English".
tl::unexpected<Error> refuse(std::string code, portfolio::Text what, portfolio::Text mend, Place place = {});

}  // namespace hashira::intake
