// The budget's rules by hand: votes, transfers, allotments, the turn of the year, caps, limits of promises.
#include "ledger/budget.h"

#include <gtest/gtest.h>

#include "ledger/testing/books.h"

namespace hashira::ledger {
namespace {

using testing::Books;
using testing::spending;
using testing::wrong_with;

constexpr FiscalYear budget_year{2020}, year_after{2021};
const Date in_july = Date::of(2020, 7, 1), in_may = Date::of(2021, 5, 20), in_june = Date::of(2021, 6, 1);
const LineId benefits{"07-01-02-18", budget_year}, fees{"07-01-02-12", budget_year},
    tourism{"07-03-01-18", budget_year}, roads{"08-01-01-14", budget_year}, reserve_line{"14-01-01-00", budget_year};
const AllotmentId to_closure{benefits, "closure", ""}, to_oshima{benefits, "closure", "渡島総合振興局"};

Books voted_books() {
  Books books;
  EXPECT_EQ(books.command(Vote{benefits, "補助金", VoteKind::original, Funding::national, Yen(5'000'000)}, in_july),
            "");
  EXPECT_EQ(books.command(Vote{benefits, "", VoteKind::supplementary, Funding::prefectural, Yen(3'000'000)}, in_july),
            "");
  EXPECT_EQ(books.command(Vote{fees, "委託料", VoteKind::original, Funding::prefectural, Yen(1'000'000)}, in_july), "");
  EXPECT_EQ(books.command(Vote{reserve_line, "予備費", VoteKind::original, Funding::prefectural, Yen(500'000), true},
                          in_july),
            "");
  return books;
}

TEST(BudgetLines, add_up_by_vote_and_funding) {
  Books books = voted_books();
  const Line& line = books.budget.lines.at(benefits);
  EXPECT_EQ(line.current(), Yen(8'000'000));
  EXPECT_EQ(line.original[0], Yen(5'000'000));
  EXPECT_EQ(line.supplementary[1], Yen(3'000'000));
  EXPECT_EQ(line.name, "補助金");
  EXPECT_EQ(books.command(Vote{benefits, "", VoteKind::supplementary, Funding::prefectural, Yen(-3'000'001)}, in_july),
            "ledger.overspent");
  EXPECT_EQ(books.command(Vote{benefits, "", VoteKind::supplementary, Funding::prefectural, Yen(-1'000'000)}, in_july),
            "");
  EXPECT_EQ(books.command(Vote{benefits, "", VoteKind::original, Funding::prefectural, Yen(-1)}, in_july),
            "ledger.bad_amount");
  EXPECT_EQ(books.command(Vote{benefits, "", VoteKind::supplementary, Funding::national, Yen(1)}, Date::of(2021, 4, 1)),
            "ledger.year_over");
  EXPECT_EQ(books.budget.lines.at(benefits).current(), Yen(7'000'000));
  EXPECT_EQ(wrong_with(books), "");
}

TEST(BudgetTransfers, stay_in_their_chapter_and_year) {
  Books books = voted_books();
  EXPECT_EQ(books.command(Transfer{fees, benefits, Yen(400'000), "不足", ""}, in_july), "");
  EXPECT_EQ(books.command(Transfer{fees, benefits, Yen(600'001), "不足", ""}, in_july), "ledger.overspent");
  EXPECT_EQ(books.command(Transfer{fees, roads, Yen(1), "不足", "予算5条"}, in_july), "ledger.not_transferable");
  EXPECT_EQ(books.command(Transfer{fees, tourism, Yen(1), "不足", ""}, in_july), "ledger.not_transferable");
  EXPECT_EQ(books.command(Transfer{fees, tourism, Yen(1), "", "予算5条"}, in_july), "ledger.no_reason");
  EXPECT_EQ(books.command(Transfer{fees, tourism, Yen(1), "不足", "予算5条"}, in_july), "");
  EXPECT_EQ(books.command(Transfer{fees, {fees.code, budget_year, BudgetKind::past_year}, Yen(1000), "過年度分", ""},
                          in_july),
            "");
  EXPECT_EQ(books.command(Transfer{reserve_line, roads, Yen(1), "不足", ""}, in_july), "ledger.not_transferable");
  EXPECT_EQ(books.command(ApplyReserve{reserve_line, roads, Yen(100'000), "災害"}, in_july), "");
  EXPECT_EQ(books.command(ApplyReserve{fees, roads, Yen(1), "災害"}, in_july), "ledger.reserve_line");
  EXPECT_EQ(books.command(Allot{{reserve_line, "closure", ""}, Yen(1)}, in_july), "ledger.reserve_line");
  EXPECT_EQ(books.budget.lines.at(roads).from_reserve, Yen(100'000));
  EXPECT_EQ(wrong_with(books), "");
}

TEST(BudgetAllotments, go_to_programmes_and_offices_and_come_back) {
  Books books = voted_books();
  EXPECT_EQ(books.command(Allot{to_closure, Yen(6'000'000)}, in_july), "");
  EXPECT_EQ(books.command(Allot{to_oshima, Yen(2'000'001)}, in_july), "ledger.overspent");
  EXPECT_EQ(books.command(Allot{to_oshima, Yen(2'000'000)}, in_july), "");
  // What the office was given does not help the division, nor the reverse.
  EXPECT_EQ(
      books.post("closure", {spending(to_oshima, Account::allotted, Account::committed, Yen(2'000'001))}, in_july),
      "ledger.overspent");
  EXPECT_EQ(
      books.post("closure", {spending(to_oshima, Account::allotted, Account::committed, Yen(1'500'000))}, in_july), "");
  EXPECT_EQ(books.command(Withdraw{to_oshima, Yen(500'001), "執行残"}, in_july), "ledger.overspent");
  EXPECT_EQ(books.command(Withdraw{to_oshima, Yen(500'000), "執行残"}, in_may), "");
  EXPECT_EQ(books.budget.lines.at(benefits).available(), Yen(500'000));
  EXPECT_EQ(books.balance("closure", benefits, Account::committed, "渡島総合振興局"), Yen(1'500'000));
  EXPECT_EQ(wrong_with(books), "");
}

TEST(BudgetYears, commit_until_31_March_and_pay_until_31_May) {
  Books books = voted_books();
  EXPECT_EQ(books.command(Allot{to_closure, Yen(8'000'000)}, in_july), "");
  Posting commit = spending(to_closure, Account::allotted, Account::committed, Yen(300'000));
  EXPECT_EQ(books.post("closure", {commit}, Date::of(2021, 4, 1)), "ledger.year_over");
  EXPECT_EQ(books.post("closure", {commit}, Date::of(2021, 3, 31)), "");
  EXPECT_EQ(books.post("closure", {spending(to_closure, Account::committed, Account::ordered, Yen(300'000))}, in_may),
            "");
  Posting pay = spending(to_closure, Account::ordered, Account::paid, Yen(300'000));
  EXPECT_EQ(books.post("closure", {pay}, in_june), "ledger.books_closed");
  EXPECT_EQ(books.post("closure", {pay}, Date::of(2021, 5, 31)), "");
  // The two faces of a return: back into the line until 31 May, revenue of the new year after.
  EXPECT_EQ(books.post("closure", {return_posting(benefits.code, budget_year, Date::of(2021, 5, 31), Yen(1000), 1)},
                       Date::of(2021, 5, 31)),
            "");
  EXPECT_EQ(books.post("closure", {return_posting(benefits.code, budget_year, in_june, Yen(2000), 1)}, in_june), "");
  EXPECT_EQ(books.balance("closure", benefits, Account::paid), Yen(299'000));
  EXPECT_EQ(books.balance("closure", {benefits.code, year_after}, Account::returned), Yen(2000));
}

TEST(BudgetCarryOver, is_by_vote_or_by_accident_once) {
  Books books = voted_books();
  EXPECT_EQ(books.command(Allot{to_closure, Yen(6'000'000)}, in_july), "");
  EXPECT_EQ(books.post("closure", {spending(to_closure, Account::allotted, Account::committed, Yen(700'000))}, in_july),
            "");
  EXPECT_EQ(books.command(CarryOver{benefits, Yen(1'000'000), "工期"}, in_may), "ledger.not_carried");
  EXPECT_EQ(books.command(PermitCarry{benefits, Yen(1'500'000)}, Date::of(2021, 3, 20)), "");
  EXPECT_EQ(books.command(CarryOver{benefits, Yen(1'000'000), "工期"}, in_may), "");
  EXPECT_EQ(
      books.command(CarryHeld{to_closure, BudgetKind::carried_by_vote, Account::committed, Yen(500'001), 1, "工期"},
                    in_may),
      "ledger.not_carried");
  EXPECT_EQ(
      books.command(CarryHeld{to_closure, BudgetKind::carried_by_vote, Account::committed, Yen(500'000), 1, "工期"},
                    in_may),
      "");
  EXPECT_EQ(books.command(CarryHeld{to_closure, BudgetKind::carried_by_accident, Account::allotted, Yen(1), 0, "災害"},
                          in_may),
            "ledger.not_carried");
  EXPECT_EQ(
      books.command(CarryHeld{to_closure, BudgetKind::carried_by_accident, Account::committed, Yen(200'001), 1, "災害"},
                    in_may),
      "ledger.overspent");
  EXPECT_EQ(
      books.command(CarryHeld{to_closure, BudgetKind::carried_by_accident, Account::committed, Yen(200'000), 1, "災害"},
                    in_may),
      "");
  LineId by_vote{benefits.code, year_after, BudgetKind::carried_by_vote},
      by_accident{benefits.code, year_after, BudgetKind::carried_by_accident};
  EXPECT_EQ(books.balance("closure", by_vote, Account::committed), Yen(500'000));
  EXPECT_EQ(books.balance("closure", by_accident, Account::committed), Yen(200'000));
  EXPECT_EQ(books.budget.lines.at(by_vote).available(), Yen(1'000'000));
  // Carried once more by accident, and then no further.
  Date next_may = Date::of(2022, 5, 10);
  EXPECT_EQ(books.command(
                CarryHeld{{by_vote, "closure", ""}, BudgetKind::carried_by_vote, Account::committed, Yen(1), 1, "災害"},
                next_may),
            "ledger.not_carried");
  EXPECT_EQ(
      books.command(
          CarryHeld{{by_vote, "closure", ""}, BudgetKind::carried_by_accident, Account::committed, Yen(1), 1, "災害"},
          next_may),
      "");
  EXPECT_EQ(
      books.command(
          CarryHeld{
              {by_accident, "closure", ""}, BudgetKind::carried_by_accident, Account::committed, Yen(1), 1, "災害"},
          next_may),
      "ledger.not_carried");
  EXPECT_EQ(wrong_with(books), "");
}

TEST(BudgetClosing, lapses_what_is_left_and_ends_the_year) {
  Books books = voted_books();
  EXPECT_EQ(books.command(Allot{to_closure, Yen(6'000'000)}, in_july), "");
  EXPECT_EQ(books.command(CloseYear{budget_year}, Date::of(2021, 5, 31)), "ledger.books_open");
  EXPECT_EQ(close_programme(books.balances["closure"], "closure", budget_year, in_may).error().code,
            "ledger.books_open");
  Balances deciding = books.balances["closure"];
  deciding[{benefits.code, budget_year, Account::reserved, benefits.kind, ""}] = Yen(1);
  EXPECT_EQ(close_programme(deciding, "closure", budget_year, in_june).error().code, "ledger.still_reserved")
      << "a bulk decision under way would give it back to a closed year";
  EXPECT_EQ(books.take(*close_programme(books.balances["closure"], "closure", budget_year, in_june), in_june), "");
  EXPECT_EQ(books.command(CloseYear{budget_year}, in_june), "");
  EXPECT_EQ(books.budget.lines.at(benefits).available(), Yen(0));
  EXPECT_EQ(books.budget.lines.at(benefits).lapsed + books.balance("closure", benefits, Account::lapsed),
            Yen(8'000'000));
  EXPECT_EQ(books.command(CloseYear{budget_year}, in_june), "ledger.year_closed");
  EXPECT_EQ(books.command(Vote{benefits, "", VoteKind::supplementary, Funding::national, Yen(1)}, in_july),
            "ledger.year_closed");
  EXPECT_EQ(books.entries.back().type, "budget.year_closed");
  EXPECT_EQ(wrong_with(books), "");
}

TEST(BudgetCaps, cover_several_programmes) {
  Books books;
  EXPECT_EQ(books.command(SetCap{"a-and-b", {"a", "b"}, Yen(1000), "要綱3条"}, in_july), "");
  EXPECT_EQ(books.command(ReserveCap{"a-and-b", "a/1", "a", Yen(600)}, in_july), "");
  EXPECT_EQ(books.command(ReserveCap{"a-and-b", "b/1", "b", Yen(401)}, in_july), "ledger.cap_exceeded");
  EXPECT_EQ(books.command(ReserveCap{"a-and-b", "a/1", "a", Yen(1)}, in_july), "ledger.same_reservation");
  EXPECT_EQ(books.command(ReserveCap{"a-and-b", "c/1", "c", Yen(1)}, in_july), "ledger.not_under_cap");
  EXPECT_EQ(books.command(ConfirmCap{"a-and-b", "a/1"}, in_july), "");
  EXPECT_EQ(books.command(ReleaseCap{"a-and-b", "a/1"}, in_july), "ledger.unknown_reservation");
  EXPECT_EQ(books.command(ReserveCap{"a-and-b", "b/1", "b", Yen(400)}, in_july), "");
  EXPECT_EQ(books.command(SetCap{"a-and-b", {"a", "b"}, Yen(999), "改正"}, in_july), "ledger.bad_cap");
  EXPECT_EQ(books.command(ReleaseCap{"a-and-b", "b/1"}, in_july), "");
  EXPECT_EQ(books.command(ReturnCap{"a-and-b", "a", Yen(601)}, in_july), "ledger.bad_amount");
  EXPECT_EQ(books.command(ReturnCap{"a-and-b", "a", Yen(100)}, in_july), "");
  EXPECT_EQ(books.budget.caps.at("a-and-b").used(), Yen(500));
}

TEST(BudgetPromises, have_limits_apart_from_the_years_appropriation) {
  Books books;
  EXPECT_EQ(books.command(LimitPromises{"interest", "利子補給", budget_year, FiscalYear(2029), Yen(1000)}, in_july),
            "");
  EXPECT_EQ(books.command(Promise{"interest", "A銀行", Yen(700)}, in_july), "");
  EXPECT_EQ(books.command(Promise{"interest", "B銀行", Yen(301)}, in_july), "ledger.promise_exceeded");
  EXPECT_EQ(books.command(Promise{"interest", "B銀行", Yen(1)}, Date::of(2030, 4, 1)), "ledger.promise_out_of_years");
  EXPECT_EQ(books.command(ReleasePromise{"interest", "A銀行", Yen(100)}, in_july), "");
  EXPECT_EQ(books.command(LimitPromises{"interest", "利子補給", budget_year, FiscalYear(2029), Yen(599)}, in_july),
            "ledger.bad_promise");
  EXPECT_TRUE(books.balances[std::string(budget_stream)].empty());  // no posting: it is no appropriation
}

TEST(BudgetRefusals, speak_both_languages_and_name_the_line) {
  Result<std::vector<Event>> refused = decide(voted_books().budget, Allot{to_closure, Yen(9'000'000)}, in_july);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what,
            "予算科目07-01-02-18（令和2年度）の残りは8,000,000円で、9,000,000円には1,000,000円足りません / "
            "line 07-01-02-18 of fiscal 2020 has 8,000,000 yen left, 9,000,000 yen are asked for");
  EXPECT_EQ(refused.error().place.source, "budget line 07-01-02-18 of 2020");
  EXPECT_NE(refused.error().mend.find(" / "), std::string::npos);
}

}  // namespace
}  // namespace hashira::ledger
