// CSV in whatever form a spreadsheet or a form service writes it: UTF-8, CP932 or UTF-16; comma, semicolon or tab.
// Guarantees: total on any bytes; a refusal names line and column.
// Written in RFC 4180; CP932 as Microsoft defines it (windows-31j).
#pragma once

#include "intake/sheet.h"

namespace hashira::intake {

Result<Book> read_csv(std::string_view bytes, const std::string& file_name);

}  // namespace hashira::intake
