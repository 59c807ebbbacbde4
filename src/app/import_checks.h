// A file of applications, read and judged: what imports.h shows and takes in.
// Guarantees: writes nothing; every row that is not wrong is prepared, in the order of the file.
// See imports.h.
#pragma once

#include "app/imports.h"

namespace hashira::app {

struct ImportReading {
  ImportPreview preview;
  std::vector<Prepared> prepared;
  std::vector<Date> days;  // on which each came in
};

Result<ImportReading> read_import(Engine& engine, const std::string& programme, const ImportFile& file,
                                  const ImportChoices& choices);

// import_money.cpp. Holds the amounts against what is known; puts what nobody confirmed into `doubts`, the rest into
// `confirmed`.
Done check_money(Engine& engine, const audit::Version& version, const ImportChoices& choices,
                 std::vector<intake::MoneyColumn> columns, const std::map<int, Bytes>& known_parties,
                 ImportPreview& preview);

}  // namespace hashira::app
