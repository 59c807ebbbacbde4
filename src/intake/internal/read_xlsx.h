// XLSX: shared and inline strings, numbers as exact text, dates by their format, merged cells; values of formulas as
// last computed. Guarantees: total on any bytes, bounded in time and memory; nothing outside of the file is ever looked
// at. Written in ECMA-376 part 1, 18.2 (workbook), 18.3 (worksheets), 18.4 (shared strings), 18.8 (styles).
#pragma once

#include "intake/internal/number_format.h"
#include "intake/internal/xlsx_xml.h"
#include "intake/sheet.h"

namespace hashira::intake {

Result<Book> read_xlsx(std::string_view bytes, const std::string& file_name);

// What every sheet of a workbook needs to be read.
struct WorkbookParts {
  std::vector<std::string> strings;
  std::vector<NumberFormat> formats;  // by the style number of a cell
  bool since_1904 = false;
};
// xlsx_styles.cpp
std::vector<NumberFormat> read_formats(pugi::xml_node style_sheet);
std::vector<std::string> read_strings(pugi::xml_node table);
std::string rich_text(pugi::xml_node item);  // of <si> and <is>: runs together, readings (ふりがな) left out
// xlsx_sheet.cpp
struct Used;
Result<Sheet> read_sheet(pugi::xml_node worksheet, const WorkbookParts& workbook, const std::string& name, Used& used);

}  // namespace hashira::intake
