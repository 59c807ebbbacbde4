// What was sent for a case and is still out: one receipt for each transfer, less what was returned of it.
//
// Guarantees: returns take the last receipt first, so a later return is of an earlier year's money only when the later
// years' is back. Written in 適正化法施行令 10条1項 (the last received is returned first); kept as data "receipts".
#pragma once

#include "cases/case.h"

namespace hashira::instruments::money {

struct Receipt {
  Date on;
  FiscalYear year;  // account year that paid it
  Yen amount;       // > 0
};

std::vector<Receipt> receipts_of(const cases::Case& value);
void keep_receipts(cases::Case& value, const std::vector<Receipt>& receipts);

// How a return of `amount` falls on the receipts, the last first, put together by year. Requires: amount ≤ their sum.
struct ReturnedPart {
  FiscalYear paid_in;
  Yen amount;
};
std::vector<ReturnedPart> returned_parts(std::vector<Receipt> receipts, Yen amount);
// What stays of them.
std::vector<Receipt> less(std::vector<Receipt> receipts, Yen amount);

}  // namespace hashira::instruments::money
