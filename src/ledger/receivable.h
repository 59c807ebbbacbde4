// Receivable (債権): what somebody owes the prefecture, from its assessment (調定) until it is collected, written off or waived.
//
// Guarantees: decide is pure; fold is total; assessed + overpaid = collected + written off + waived + open, part by part, none below
// zero.
// Written in 地方自治法 231条, 231条の3, 240条, 同施行令 164条, 171条 and practice.md; surcharges: surcharge.h.
//
//   assessed → notified → reminded → instalments, deferred → enforcing → collected | written_off | waived | annulled
//
// Bodies carry `receivable` (number) and `year` (account year), and:
//   receivable.assessed      ground, amount, due, received [[day, yen] …], line, source, reason, surcharge_bp, late_bp, their sources
//   .notified  document      .reminded  deadline, document     .instalments_agreed  dues [[day, yen] …], reason
//   .deferred  due, reason   .enforced  reason                 .carried_over  from (year)
//   .reduced   principal, surcharge, late (so much less), reason             .refunded  principal, surcharge, late, document
//   .surcharges_fixed, .collected, .waived, .written_off       principal, surcharge, late (yen); note or reason
#pragma once

#include <optional>
#include <variant>

#include "journal/entry.h"
#include "ledger/event.h"
#include "ledger/posting.h"
#include "ledger/surcharge.h"

namespace hashira::ledger {

struct Split {
  Yen principal, surcharge, late;  // 元本, 加算金, 延滞金

  Yen total() const { return principal + surcharge + late; }
  bool operator==(const Split&) const = default;
  friend Split operator+(Split a, Split b) { return {a.principal + b.principal, a.surcharge + b.surcharge, a.late + b.late}; }
  friend Split operator-(Split a, Split b) { return {a.principal - b.principal, a.surcharge - b.surcharge, a.late - b.late}; }
  bool within(Split most) const;  // no part below zero or above `most`'s
};

struct Receivable {
  std::uint64_t number = 0;
  std::string state;                // empty: not assessed yet
  std::string line;                 // revenue line 歳入科目
  std::string source;               // what it arose from: "closure-cooperation-benefit/12"
  FiscalYear year;                  // whose books it stands in
  ReturnOrder order;                // ground, receipts, due dates, rates
  std::vector<Dated> to_principal;  // what lessened the principal
  Split assessed, collected, written_off, waived;
  Split overpaid, refunded;         // 過誤納: collected beyond what is assessed since a reduction; of it, what was given back
  bool surcharges_fixed = false;    // the principal is gone, so what was due beside it is known
  std::optional<Date> assessed_on, notified_on, reminded_on, enforced_on;

  Split open() const { return assessed + overpaid - collected - written_off - waived; }
  Split to_refund() const { return overpaid - refunded; }
  bool ended() const { return state == "collected" || state == "written_off" || state == "waived" || state == "annulled"; }
};

struct Assess {
  std::uint64_t number = 0;
  std::string line, source, reason;
  ReturnOrder order;                // one `terms` with one due: the whole amount
};
struct Notify { std::string document; };                           // 納入通知
struct Remind { Date deadline; std::string document; };            // 督促
struct AgreeInstalments { std::vector<Dated> dues; std::string reason; };
struct Defer { Date due; std::string reason; };                    // 履行期限の延長
struct Enforce { std::string reason; };                            // 強制執行等
struct Collect { Yen amount; std::string note; };
struct Waive { Split amount; std::string reason; };                // 免除
struct WriteOff { std::string reason; };                           // 不納欠損
struct Reduce { Yen amount; std::string reason; };                 // 減額調定: so much of the principal was never owed
struct Refund { std::string document; };                           // 過誤納金の還付: all that is to be refunded
using ReceivableCommand = std::variant<Assess, Notify, Remind, AgreeInstalments, Defer, Enforce, Collect, Waive, WriteOff, Reduce, Refund>;

// The events that a command of the day `on` causes, or why not ("ledger.receivable_…"). A payment goes to the principal first
// (令 10条2項), then to 加算金, then to 延滞金; the payment that ends the principal fixes both surcharges. What is collected after the
// books closed carries the receivable into that year (滞納繰越) first. A reduction holds from the beginning: 加算金 and 延滞金 are
// those of the lesser amount, and what was collected beyond it is to be refunded.
Result<std::vector<Event>> decide(const Receivable& before, const ReceivableCommand& command, Date on);
// Total: an entry that does not follow from the receivable's state leaves it as it is.
void fold(Receivable& value, const journal::Entry& entry);
// What the entry moves; `before` is the receivable without it. Empty for an entry that fold would leave.
std::vector<Posting> postings(const Receivable& before, const journal::Entry& entry);
// What would be open if the principal were paid on that day: fixed surcharges, or those that ran until then.
Split owed(const Receivable& value, Date on);

// Deterministic bytes; decode refuses what encode would not write ("ledger.bad_receivable").
Bytes encode(const Receivable& value);
Result<Receivable> decode_receivable(BytesView bytes);
// Store key in Table::state.
Bytes receivable_prefix(const journal::StreamId& stream);
Bytes receivable_key(const journal::StreamId& stream, std::uint64_t number);

}  // namespace hashira::ledger
