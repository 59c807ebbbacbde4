// Workbooks that go back to the office: a template with the programme's questions as columns, and the list of what is
// wrong.
//
// Guarantees: the same input gives the same bytes; a template that is filled in reads back by its headers. What
// somebody typed is written as text, never as a formula. Written by libxlsxwriter (ECMA-376); docs/intake.md shows
// both.
#pragma once

#include "intake/mapping.h"

namespace hashira::intake {

// Sheet 申請 to fill in (headers, lists for the choices, text cells for codes), sheet 記入のしかた with one row for
// each column.
Result<Bytes> write_template(const portfolio::Programme& programme);
// One row for each error: sheet, cell, what, mend, in both languages.
Result<Bytes> write_errors(const std::vector<CellError>& errors, const std::string& file_name);

}  // namespace hashira::intake
