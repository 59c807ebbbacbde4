// For tests: random streams of commands and spending over a few lines, programmes and years, from a seed.
#pragma once

#include <memory>

#include "base/ports.h"
#include "ledger/testing/books.h"

namespace hashira::ledger::testing {

class RandomBudget {
 public:
  explicit RandomBudget(std::uint64_t seed) : random_(seeded_random(seed)) {}

  void step() {
    if (below(4) == 0) today_ = today_.plus_days(static_cast<int>(below(60)));
    if (below(4) == 0) return spend();
    if (below(20) == 0) return close_all();
    BudgetCommand command = some_command();
    if (books.command(command, today_).empty()) ++accepted[command.index()];
  }
  std::uint64_t below(std::uint64_t bound) { return random_->below(bound); }

  Books books;
  std::map<std::size_t, int> accepted;

 private:
  Yen some_yen() { return Yen(static_cast<std::int64_t>(below(1000)) - 5); }
  LineId some_line() {
    static const std::string codes[] = {"07-01-02-18", "07-01-02-12", "07-03-01-18", "14-01-01-00"};
    FiscalYear year = below(8) == 0 ? FiscalYear(2020 + static_cast<int>(below(3)))
                                    : FiscalYear::of(today_.plus_days(-static_cast<int>(below(90))));
    return {codes[below(4)], year, below(3) == 0 ? static_cast<BudgetKind>(below(4)) : BudgetKind::current};
  }
  // Mostly one that is held already.
  AllotmentId some_allotment() {
    if (!books.budget.allotments.empty() && below(3) != 0) {
      return std::next(books.budget.allotments.begin(),
                       static_cast<std::ptrdiff_t>(below(books.budget.allotments.size())))
          ->first;
    }
    return {some_line(), below(2) == 0 ? "a" : "b", below(3) == 0 ? "渡島" : ""};
  }
  // Mostly one that may be carried by vote.
  LineId some_permitted_line() {
    for (const auto& [id, line] : books.budget.lines) {
      if (line.carry_permitted > Yen(0) && below(2) == 0) return id;
    }
    return some_line();
  }
  void spend() {
    AllotmentId id = some_allotment();
    static constexpr std::pair<Account, Account> moves[] = {{Account::allotted, Account::committed},
                                                            {Account::committed, Account::ordered},
                                                            {Account::ordered, Account::paid},
                                                            {Account::paid, Account::ordered},
                                                            {Account::paid, Account::allotted}};
    auto [from, to] = moves[below(std::size(moves))];
    books.post(id.programme, {spending(id, from, to, Yen(static_cast<std::int64_t>(below(300)) + 1))}, today_);
  }
  void close_all() {
    FiscalYear year(FiscalYear::of(today_).year() - 1);
    for (const char* programme : {"a", "b"}) {
      if (auto events = close_programme(books.balances[programme], programme, year, today_))
        books.take(*events, today_);
    }
    if (books.command(CloseYear{year}, today_).empty()) ++accepted[BudgetCommand(CloseYear{}).index()];
  }
  std::string reservation() { return std::to_string(below(6)); }
  std::string programme() { return below(2) == 0 ? "a" : "b"; }
  BudgetCommand some_command() {
    LineId line = some_line();
    switch (below(18)) {
      case 0:
      case 1:
        return Vote{line,
                    "科目",
                    static_cast<VoteKind>(below(2)),
                    static_cast<Funding>(below(3)),
                    Yen(static_cast<std::int64_t>(below(3000)) - 300),
                    line.code.starts_with("14")};
      case 2:
        return Transfer{line, some_line(), some_yen(), "不足", below(2) == 0 ? "予算5条" : ""};
      case 3:
        return ApplyReserve{{"14-01-01-00", line.year}, line, some_yen(), "災害"};
      case 4:
      case 5:
        return Allot{some_allotment(), some_yen()};
      case 6:
        return Withdraw{some_allotment(), some_yen(), "執行残"};
      case 7:
        return PermitCarry{line, some_yen()};
      case 8:
        return CarryOver{some_permitted_line(), Yen(static_cast<std::int64_t>(below(100))), "工期"};
      case 9:
      case 10:
        return CarryHeld{some_allotment(),
                         below(2) == 0 ? BudgetKind::carried_by_vote : BudgetKind::carried_by_accident,
                         below(3) == 0 ? Account::allotted : Account::committed,
                         some_yen(),
                         0,
                         "災害"};
      case 11:
        return SetCap{"cap", {"a", "b"}, Yen(static_cast<std::int64_t>(below(2000))), "要綱"};
      case 12:
      case 13:
        return ReserveCap{"cap", reservation(), programme(), some_yen()};
      case 14:
        return below(2) == 0 ? BudgetCommand(ConfirmCap{"cap", reservation()})
                             : BudgetCommand(ReleaseCap{"cap", reservation()});
      case 15:
        return ReturnCap{"cap", programme(), some_yen()};
      case 16:
        return LimitPromises{"promise", "利子補給", FiscalYear(2020), FiscalYear(2025),
                             Yen(static_cast<std::int64_t>(below(3000)))};
      default:
        return below(2) == 0 ? BudgetCommand(Promise{"promise", "A銀行", some_yen()})
                             : BudgetCommand(ReleasePromise{"promise", "A銀行", some_yen()});
    }
  }

  std::unique_ptr<Random> random_;
  Date today_ = Date::of(2020, 4, 1);
};

}  // namespace hashira::ledger::testing
