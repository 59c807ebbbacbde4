// The budget: lines (款項目節) by year and kind, what is voted, moved, carried and allotted; combined caps over programmes; limits
// of 債務負担行為. An aggregate of its own, in the stream `budget`.
//
// Guarantees: decide is pure, fold total; no line gives more than it has, no cap or limit is exceeded, whatever the order of
// commands; a command of one year finds the rows it needs by `row_keys`. What a programme spends of its allotment is checked by
// the postings of its own stream (posting.h, `check`), and the days by year.h.
// Written in 地方自治法 208条–235条の5, 同施行令 143条–165条の8, practice.md; docs/ledger.md has the events, postings and what is [k].
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <variant>

#include "journal/entry.h"
#include "ledger/event.h"
#include "ledger/posting.h"

namespace hashira::ledger {

enum class Funding : std::uint8_t { national, prefectural, other };  // 国庫支出金, 一般財源, その他の特定財源
enum class VoteKind : std::uint8_t { original, supplementary };      // 当初, 補正
inline constexpr std::size_t funding_count = 3;
std::string_view name(Funding funding);
std::optional<Funding> funding(std::string_view name);

struct LineId {
  std::string code;  // 款項目節: "07-01-02-18"
  FiscalYear year;
  BudgetKind kind = BudgetKind::current;
  auto operator<=>(const LineId&) const = default;
};
struct AllotmentId {
  LineId line;
  std::string programme, office;  // office empty: the programme's own division (配当); otherwise 令達
  auto operator<=>(const AllotmentId&) const = default;
};

struct Line {
  std::string name;
  bool reserve = false;  // 予備費: given to other lines, never allotted
  std::array<Yen, funding_count> original{}, supplementary{};
  Yen transferred;       // 流用: came − went
  Yen from_reserve;      // 予備費充用: came − went
  Yen carried;           // 繰越: came − went
  Yen carry_permitted;   // 繰越明許費: how much may still be carried by vote
  Yen allotted;          // what programmes hold
  Yen lapsed;            // 不用額, of what was not allotted

  Yen voted() const;
  Yen current() const { return voted() + transferred + from_reserve + carried; }  // 予算現額
  Yen available() const { return current() - allotted - lapsed; }                 // not allotted yet
  bool operator==(const Line&) const = default;
};

// One ceiling over several programmes (a fund, a support per applicant group): approved = reserved, then confirmed or released.
struct Cap {
  Yen limit, confirmed;
  std::vector<std::string> programmes;                           // ascending
  std::map<std::string, std::pair<std::string, Yen>> reserved;   // reservation → programme, amount
  Yen used() const;
  bool operator==(const Cap&) const = default;
};
// 債務負担行為: what may be promised for years to come, apart from the year's appropriation.
struct PromiseLimit {
  std::string name;
  FiscalYear from, until;
  Yen limit, promised;
  bool operator==(const PromiseLimit&) const = default;
};

struct Budget {
  std::map<LineId, Line> lines;
  std::map<AllotmentId, Yen> allotments;
  std::map<std::string, Cap> caps;
  std::map<std::string, PromiseLimit> promises;
  std::set<FiscalYear> closed;
  bool operator==(const Budget&) const = default;
};

// ---- commands

struct Vote {
  LineId line;
  std::string name;
  VoteKind vote = VoteKind::original;
  Funding funding = Funding::prefectural;
  Yen amount;            // below zero only in a supplementary budget (減額補正)
  bool reserve = false;  // the line is the reserve (予備費)
};
struct Transfer { LineId from, to; Yen amount; std::string reason, allowed_by; };   // 流用; allowed_by: 予算の定め for other 項
struct ApplyReserve { LineId reserve, to; Yen amount; std::string reason; };        // 予備費充用
struct Allot { AllotmentId to; Yen amount; };                                       // 配当, 令達
struct Withdraw { AllotmentId from; Yen amount; std::string reason; };              // 配当の引上げ, of what is not committed
struct PermitCarry { LineId line; Yen amount; };                                    // 繰越明許費の議決
struct CarryOver { LineId line; Yen amount; std::string reason; };                  // what is not allotted, by vote
// What a programme holds: `account` allotted or committed. By accident (事故繰越) only what is committed.
struct CarryHeld {
  AllotmentId from;
  BudgetKind how = BudgetKind::carried_by_vote;
  Account account = Account::committed;
  Yen amount;
  std::uint64_t case_number = 0;
  std::string reason;
};
struct CloseYear { FiscalYear year; };                                              // Requires: all lines of the year are loaded
struct SetCap { std::string id; std::vector<std::string> programmes; Yen limit; std::string source; };
struct ReserveCap { std::string id, reservation, programme; Yen amount; };
struct ConfirmCap { std::string id, reservation; };
struct ReleaseCap { std::string id, reservation; };
struct ReturnCap { std::string id, programme; Yen amount; };                        // a cancelled or repaid grant frees it
struct LimitPromises { std::string id, name; FiscalYear from, until; Yen limit; };
struct Promise { std::string id, what; Yen amount; };
struct ReleasePromise { std::string id, what; Yen amount; };
using BudgetCommand = std::variant<Vote, Transfer, ApplyReserve, Allot, Withdraw, PermitCarry, CarryOver, CarryHeld, CloseYear, SetCap,
                                   ReserveCap, ConfirmCap, ReleaseCap, ReturnCap, LimitPromises, Promise, ReleasePromise>;

// The events of a command of the day `on`, or why not ("ledger.overspent", "ledger.year_closed", "ledger.cap_exceeded" …), with the
// line, cap or limit as its place. Those with a stream belong to that programme's books.
Result<std::vector<Event>> decide(const Budget& before, const BudgetCommand& command, Date on);
// Total: an entry that does not follow leaves the budget as it is.
void fold(Budget& budget, const journal::Entry& entry);
// What an entry of the budget or of a programme's allotment (`budget.*`, `ledger.*`) moves, from its body alone.
std::vector<Posting> budget_postings(const journal::Entry& entry);

// ---- closing a programme's books: what is left of the year lapses (不用額). Refused before the books are closed.
Result<std::vector<Event>> close_programme(const Balances& balances, const std::string& programme, FiscalYear year, Date on);

// ---- rows in Table::state, under the stream `budget`
inline constexpr std::string_view budget_stream = "budget";
std::vector<Bytes> row_keys(const BudgetCommand& command);   // CloseYear: also every row under budget_line_prefix()
std::vector<Bytes> row_keys(const journal::Entry& entry);
Bytes budget_line_prefix();
// "ledger.bad_budget_row" when it is damaged; a key of another kind is passed over.
Done load_row(Budget& budget, BytesView key, BytesView value);
std::vector<std::pair<Bytes, Bytes>> rows(const Budget& budget);

}  // namespace hashira::ledger
