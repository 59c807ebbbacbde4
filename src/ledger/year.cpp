#include "ledger/year.h"

namespace hashira::ledger {

bool books_open(FiscalYear year, Date on) { return on <= year.cashbook_closes(); }

FiscalYear account_year(Date happened_on, Date act_date) {
  FiscalYear of_act = FiscalYear::of(act_date);
  return books_open(of_act, happened_on) ? of_act : FiscalYear::of(happened_on);
}

ReturnFace return_face(FiscalYear paid_in, Date returned_on) {
  return books_open(paid_in, returned_on) ? ReturnFace::into_line : ReturnFace::revenue;
}

FiscalYear return_year(FiscalYear paid_in, Date returned_on) {
  return return_face(paid_in, returned_on) == ReturnFace::into_line ? paid_in : FiscalYear::of(returned_on);
}

Posting return_posting(std::string line, FiscalYear paid_in, Date returned_on, Yen amount, std::uint64_t case_number) {
  bool into_line = return_face(paid_in, returned_on) == ReturnFace::into_line;
  return {std::move(line),
          return_year(paid_in, returned_on),
          into_line ? Account::paid : Account::outside,
          into_line ? Account::allotted : Account::returned,
          amount,
          case_number};
}

}  // namespace hashira::ledger
