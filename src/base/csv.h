// CSV as offices export it (RFC 4180, UTF-8 with or without BOM, LF or CRLF): rows of cells that know their place.
//
// Own code, because an error has to name line and column of the cell, which the packaged readers do not keep.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hashira::csv {

struct Cell {
  std::string text;
  int line = 1;    // in the file, from 1
  int column = 1;  // of the cell's first character in its line, counted in characters
};
using Row = std::vector<Cell>;

struct Bounds {
  std::size_t bytes_max = 64 << 20;
  std::size_t rows_max = 1'000'000;
};
struct Form {
  char separator = ',';
  bool keep_empty_rows = false;  // then the n-th row of the answer is the n-th row that a spreadsheet shows
};

// Every row that is not empty (or every row, as the form says). "base.bad_csv" with the place: an open quote, text behind a closing quote, bytes that are
// no UTF-8, more than the bounds allow.
Result<std::vector<Row>> parse(std::string_view bytes, const std::string& file_name, Bounds bounds = {}, Form form = {});

// A cell as it must be written: quoted where it holds a comma, a quote or a line break, and defused (') where a
// spreadsheet would take it for a formula.
std::string quoted(std::string_view text);

}  // namespace hashira::csv
