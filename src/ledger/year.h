// Account years (年度所属): which year's books a payment or a return belongs to.
//
// Guarantees: pure functions of dates and postings. Written in 地方自治法 235条の5 (books close on 31 May) and 同施行令 143条, 159条,
// 160条; the year of payments after the other side's act rests on professional knowledge (practice.md marks it [k]).
#pragma once

#include "base/date.h"
#include "ledger/posting.h"

namespace hashira::ledger {

// Is the year still open for payments of its commitments (出納整理期間 until 31 May)?
bool books_open(FiscalYear year, Date on);

// The year of what happens on `happened_on` for an act of `act_date`: the act's year while its books are open, after
// that the year of the day itself (過年度支出).
FiscalYear account_year(Date happened_on, Date act_date);

// Do postings of that day keep to their year? No commitment after 31 March, no payment after 31 May, nothing lapses before the
// books are closed ("ledger.year_over", "ledger.books_closed", "ledger.books_open"). What is carried over stands in its new year.
Done check_days(const std::vector<Posting>& postings, Date happened_on);

// 戻入 (令 159条): back into the line of the year that paid. Revenue (令 160条): income of the year of the day.
enum class ReturnFace : std::uint8_t { into_line, revenue };
ReturnFace return_face(FiscalYear paid_in, Date returned_on);
// The year whose books take the return.
FiscalYear return_year(FiscalYear paid_in, Date returned_on);
// The posting of a return, of the kind and office that paid. Requires: amount > 0.
Posting return_posting(std::string line, FiscalYear paid_in, Date returned_on, Yen amount, std::uint64_t case_number,
                       BudgetKind kind = BudgetKind::current, std::string office = {});

}  // namespace hashira::ledger
