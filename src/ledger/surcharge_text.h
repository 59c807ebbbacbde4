// The calculation of 加算金 and 延滞金 as plain text (計算書): every run of days with its base, the sums, what was dropped.
//
// Guarantees: the same text on every machine; each figure in it follows from those above it by hand.
#pragma once

#include "ledger/surcharge.h"

namespace hashira::ledger {

std::string text(const ReturnOrder& order, const Surcharges& calculated);

}  // namespace hashira::ledger
