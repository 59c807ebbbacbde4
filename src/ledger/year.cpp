#include "ledger/year.h"

#include <fmt/core.h>

#include "ledger/internal/refusal.h"

namespace hashira::ledger {
namespace {

tl::unexpected<Error> refuse_day(const Posting& posting, std::string code, const Words& what, const Words& mend) {
  return refuse_in_words(std::move(code), fmt::format("budget line {} of {}", posting.line, posting.year.year()), what,
                         mend);
}

Done check_day(const Posting& posting, Date on) {
  FiscalYear year = posting.year;
  bool commits = posting.from == Account::allotted && posting.to == Account::committed;
  if (commits && on > year.last_day()) {
    return refuse_day(posting, "year_over",
                      {fmt::format("{}の支出負担行為は{}までです", year.wareki(), year.last_day().wareki()),
                       fmt::format("fiscal {} could be committed until {}", year.year(), year.last_day().iso())},
                      {"新年度の予算で決定してください", "decide it in the new year's budget"});
  }
  if (posting.from == Account::ordered && posting.to == Account::paid && !books_open(year, on)) {
    return refuse_day(
        posting, "books_closed",
        {fmt::format("{}の出納は{}に閉鎖しました", year.wareki(), year.cashbook_closes().wareki()),
         fmt::format("the books of fiscal {} closed on {}", year.year(), year.cashbook_closes().iso())},
        {"繰越の手続をするか、過年度支出としてください", "carry it over, or pay it as expenditure of a past year"});
  }
  if (posting.to == Account::lapsed && books_open(year, on)) {
    return refuse_day(
        posting, "books_open",
        {fmt::format("{}の出納は{}まで開いています", year.wareki(), year.cashbook_closes().wareki()),
         fmt::format("the books of fiscal {} are open until {}", year.year(), year.cashbook_closes().iso())},
        {"6月1日以後に締め切ってください", "close the year from 1 June"});
  }
  return {};
}

}  // namespace

Done check_days(const std::vector<Posting>& postings, Date happened_on) {
  for (const Posting& posting : postings) CHECK_OK(check_day(posting, happened_on));
  return {};
}

bool books_open(FiscalYear year, Date on) {
  return on <= year.cashbook_closes();
}

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

// Revenue of the new year is that year's own, whatever kind of budget had paid.
Posting return_posting(std::string line, FiscalYear paid_in, Date returned_on, Yen amount, std::uint64_t case_number,
                       BudgetKind kind, std::string office) {
  bool into_line = return_face(paid_in, returned_on) == ReturnFace::into_line;
  return {std::move(line),
          return_year(paid_in, returned_on),
          into_line ? Account::paid : Account::outside,
          into_line ? Account::allotted : Account::returned,
          amount,
          case_number,
          into_line ? kind : BudgetKind::current,
          into_line ? std::move(office) : std::string()};
}

}  // namespace hashira::ledger
