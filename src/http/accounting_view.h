// What the pages and the JSON of the accounting system have in common.
// Guarantees: names come from outside and are checked here; the rules stand in `app`.
// Routes: routes.cpp.
#pragma once

#include "app/accounting.h"
#include "http/site.h"

namespace hashira::http {

Result<ledger::AccountingExport> make_accounting_export(Call& call, std::string_view kind_name, std::string_view encoding_name);
// The file of the export that the call's second place names.
Response send_accounting_file(Call& call, const std::function<Response(const Error&)>& refuse);

}  // namespace hashira::http
