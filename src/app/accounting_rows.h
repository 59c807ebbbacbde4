// The postings of a programme with the entries that made them, page by page: what exports and matching walk over.
#pragma once

#include <functional>

#include "app/engine.h"
#include "ledger/accounting.h"

namespace hashira::app {

// Of the entries after `after` up to and with `through`, in the journal's order; memory does not grow with their number.
using OnPosting = std::function<Done(ledger::RecordId, const ledger::Posting&, const journal::Entry&)>;
Done each_posting(Engine& engine, const std::string& programme, std::uint64_t after, std::uint64_t through, const OnPosting& visit);

using OnAccountingRow = std::function<Done(const ledger::AccountingRow&)>;
Done each_accounting_row(Engine& engine, const std::string& programme, ledger::RecordKind kind, std::uint64_t after, std::uint64_t through,
                         const OnAccountingRow& visit);

}  // namespace hashira::app
