// How large a file may be. A month's applications of a large programme fit in; what is larger is no sheet of
// applications. Guarantees: memory stays under some hundred megabytes whatever the file says of itself. The figures are
// ours; docs/intake.md names them.
#pragma once

#include <fmt/core.h>

#include "intake/sheet.h"

namespace hashira::intake {

inline constexpr std::size_t csv_bytes_max = 32 << 20, csv_text_max = 64 << 20;
inline constexpr std::size_t xlsx_bytes_max = 32 << 20;
inline constexpr std::size_t part_bytes_max = 96 << 20;  // one file inside, unpacked
inline constexpr std::size_t unpacked_max = 256 << 20,
                             text_bytes_max = 128 << 20;  // of all that is read of one workbook
inline constexpr std::uint64_t parts_max = 2'000;         // files inside
inline constexpr std::size_t tags_max = 6'000'000;        // of one file inside: a cell takes four
inline constexpr std::size_t cells_max = 1'000'000, rows_max = 200'000;
inline constexpr int columns_read_max = 1'000;             // a form has fewer questions
inline constexpr std::size_t cell_bytes_max = 32'767 * 3;  // what a spreadsheet lets a cell hold

inline tl::unexpected<Error> too_many_cells(const std::string& file_name) {
  return refuse("intake.too_large",
                {fmt::format("セルが{}個、または行が{}行を超えています", cells_max, rows_max),
                 fmt::format("There are more than {} cells or {} rows", cells_max, rows_max)},
                {"ファイルを分けるか、使っていない範囲の書式を消してください",
                 "Split it, or clear the formats of ranges that hold nothing"},
                {file_name, 0, 0});
}

// What a workbook has used up: many sheets may lie in one part, many cells may share one long string.
struct Used {
  std::size_t cells = 0, bytes = 0;
  bool too_much() const { return cells > cells_max || bytes > text_bytes_max; }
};

}  // namespace hashira::intake
