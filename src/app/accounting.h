// The accounting system of record (財務会計システム): what it is told, what it answers, and what does not match.
//
// Guarantees: a commitment or order is told once; an export gives the same bytes whenever it is asked for again; a file of vouchers
// is taken in whole or not at all, and once. Entries: ledger/accounting.h; columns: docs/accounting.md.
#pragma once

#include <functional>

#include "app/engine.h"
#include "ledger/accounting_csv.h"
#include "ledger/accounting_match.h"

namespace hashira::app {

using ByteSink = std::function<Done(BytesView)>;

// What came since the last export of the kind. "app.nothing_to_export" when there is nothing. What went into the sink is of use only
// when this succeeds.
Result<ledger::AccountingExport> export_accounting(Engine& engine, const std::string& programme, ledger::RecordKind kind, ledger::TextEncoding encoding,
                                                   const ByteSink& sink, const Actor& actor);
// The same file again. "app.export_differs" when its bytes would be others.
Result<ledger::AccountingExport> export_accounting_again(Engine& engine, const std::string& programme, std::uint64_t number, const ByteSink& sink);

struct TakenVouchers {
  std::uint64_t import = 0;  // its number
  std::size_t vouchers = 0;
  bool known = false;        // the file had been taken in before: nothing was written
};
tl::expected<TakenVouchers, std::vector<Error>> import_vouchers(Engine& engine, const std::string& programme, BytesView bytes,
                                                                const std::string& file_name, const Actor& actor);

Result<ledger::Matching> accounting_mismatches(Engine& engine, const std::string& programme);

struct NumberedImport {
  std::uint64_t number = 0;
  ledger::ImportRow row;
};
Result<std::vector<ledger::AccountingExport>> accounting_exports(Engine& engine, const std::string& programme);  // oldest first
Result<std::vector<NumberedImport>> accounting_imports(Engine& engine, const std::string& programme);

}  // namespace hashira::app
