// The ledger for people: amounts, postings and a table of balances as plain text.
//
// Guarantees: the same text on every machine (no locale). For reading only: nothing parses it back.
#pragma once

#include "ledger/posting.h"

namespace hashira::ledger {

std::string yen_text(Yen amount);               // 4,465,977円, -300円
std::string yen_text_en(Yen amount);            // 4,465,977 yen
std::string text(const Posting& posting);       // "07-01-02-18 令和2年度: allotted → committed 300,000円 (case 12)"
// A block per line, year, kind and office with a row per account, in the order of the keys; "" without balances.
std::string table(const Balances& balances);

}  // namespace hashira::ledger
