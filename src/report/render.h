// The live report as HTML (A4, one file, prints without scripts), JSON and CSV.
//
// Same results, same bytes. Every number carries its basis, evidence grade, as-of date and count of entries; records
// that are synthetic are marked wherever they count.
#pragma once

#include "report/results.h"
#include "report/words.h"

namespace hashira::report {

std::string html(const Results& results, Language language);
// {"programmes": [{"id", "figures": [{"id", "value", "unit", "printed", "basis", "evidence", "entries", "synthetic"}]}]}.
// Without records `value` and `printed` are null. `synthetic` counts the entries that are.
std::string json(const Results& results);
// One row a figure, UTF-8 with BOM and CRLF as the government's own open data, so that spreadsheets read it as it is.
std::string csv(const Results& results, Language language);

}  // namespace hashira::report
