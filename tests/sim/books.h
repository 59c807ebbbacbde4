// The independent auditor's books: what the entries of the journal mean, counted again in plain numbers.
//
// Written from docs/entry-format.md, docs/ledger.md, docs/payments.md and practice.md. Knows nothing of the rooms ledger,
// cases, instruments and indicators: a mistake there cannot hide itself here. The first thing that is wrong is kept.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "journal/entry.h"

namespace hashira::sim {

using Money = std::int64_t;

struct Facts {
  std::string kind, municipality, industry;
  int requested = -1, closed = -1, alcohol = -1, measures = -1;  // −1: not known
  bool operator==(const Facts&) const = default;
};
Money amount_by_rule(const Facts& facts);  // report line 77

struct Sent {  // one transfer that the payee has, less what came back of it
  int on = 0, year = 0;
  Money amount = 0;
};

struct CaseBook {
  std::uint64_t number = 0;
  std::string party;
  Facts facts;
  std::string state;  // submitted, asked, screened, refused, withdrawn, lapsed, decided, out: since the first order
  bool held = false, order_stands = false;
  std::string screened_by, held_by, decided_by, drafted_by;
  std::uint64_t draft = 0, debt = 0;
  int decision = 0, year = 0, deadline = 0;
  Money screened = 0, decided = 0, gave_back = 0, assessed = 0;
  bool changed = false;                   // since the decision that its draft gave
  std::vector<Sent> sent;
  std::vector<Sent> returned_as_revenue;  // stays spent in the books of its year
  Money last_transfer = 0;                // that could still bounce; 0: none
  int last_decision = 0;                  // by which it was sent
  Money repaid_in_all = 0;
  Money sent_in_all = 0;                  // sent less bounced, whatever was paid back since
  std::set<int> paid_decisions;           // with a payment that has not come back
  int payments = 0;
  std::string cancelled;                  // "cancelled" or "lowered" while something is owed
  std::vector<std::string> story;         // its entries, for people

  Money with_payee() const;
  Money due() const;   // decided and not with the payee
  Money owed() const;  // with the payee and not decided
};

struct DraftBook {
  std::string state, drafted_by, decided_by;
  std::vector<std::uint64_t> cases;
  Money total = 0;
  std::string office = {}, approved_by = {};
  std::set<std::string> screeners = {};  // of its cases, as it was listed
  std::set<std::string> agreed = {};  // offices, since it was last circulated
  // A bulk decision: where an undo leads back to, what it has decided, what it holds, and what its current part still owes.
  std::string before = {};
  int year = 0;
  std::size_t decided = 0, part_cases = 0;
  Money reserved = 0, part_amount = 0;

  bool in_batch() const { return state == "deciding" || state == "undoing"; }
};
struct StaffBook {  // a user as recorded
  std::string office, post;
};
struct RunOrderBook {
  std::uint64_t case_number = 0;
  int decision = 0;
  std::int64_t attempt = 0;
  Money amount = 0;
  char state = 'o';  // open, paid, returned
};
struct RunBook {
  std::string state, made_by;
  int value_date = 0;
  std::vector<RunOrderBook> orders;
};

struct DebtBook {
  std::uint64_t number = 0, case_number = 0;
  int year = 0, assessed_on = 0;
  bool cancelled = false;
  std::string line, state;
  Money assessed = 0, surcharge = 0, late = 0;              // as fixed
  Money open_principal = 0, open_surcharge = 0, open_late = 0;
  Money collected = 0;  // of the principal
  bool fixed = false;
  std::vector<std::pair<int, Money>> received, repaid;
  struct Terms {
    int since = 0;
    std::vector<std::pair<int, Money>> dues;
  };
  std::vector<Terms> terms;
};

// stream, line, account year, kind of budget, account.
struct Place {
  std::string stream, line;
  int year = 0;
  std::string kind, account;
  auto operator<=>(const Place&) const = default;
};

// By how much an entry changed what is committed, and what is ordered, of a case in a year.
struct Movement {
  std::uint64_t seq = 0, case_number = 0;
  int year = 0;
  Money committed = 0, ordered = 0;
};

class Books {
 public:
  explicit Books(std::string programme, std::string line) : programme_(std::move(programme)), line_(std::move(line)) {}
  // One entry, in the order of the journal. After the first wrong one nothing more is taken.
  void take(const journal::Entry& entry);
  const std::string& wrong() const { return wrong_; }
  std::string story(std::uint64_t case_number) const;  // in brackets, a line for each entry of the case

  const std::map<std::uint64_t, CaseBook>& cases() const { return cases_; }
  const std::map<std::uint64_t, DraftBook>& drafts() const { return drafts_; }
  // Empty where everything that nobody is told of is approved by issuing it; otherwise approval.yaml of the simulation holds.
  const std::map<std::string, StaffBook>& staff() const { return staff_; }
  // Why the user may not approve the draft, in whose stead too; empty: he may.
  std::string may_not_approve(const DraftBook& draft, const std::string& user, const std::string& in_stead_of) const;
  // Is the case decided by a bulk decision that may still be undone as a whole?
  bool in_batch(const CaseBook& value) const;
  const std::map<std::uint64_t, RunBook>& runs() const { return runs_; }
  const std::map<std::uint64_t, DebtBook>& debts() const { return debts_; }
  const std::map<Place, Money>& accounts() const { return accounts_; }
  const std::vector<Movement>& movements() const { return movements_; }
  Money balance(const std::string& account, int year) const;  // of the programme
  // Is the case's payment in a file that may be with the bank, without an answer?
  bool on_its_way(std::uint64_t case_number) const;
  bool waits_for_bank(const RunBook& run) const;
  std::map<std::string, std::uint64_t> seen;  // entries by type

 private:
  using Taker = void (Books::*)(const journal::Entry&);
  static Taker taker_of(const std::string& type);
  void expect(bool right, const std::string& what);
  CaseBook& case_of(const journal::Entry& entry);
  void move(const journal::Entry& entry, const std::string& line, int year, const std::string& kind, const char* from, const char* to,
            Money amount);
  // Sets a case's part of the accounts to what it now is.
  void settle_accounts(CaseBook& value);
  void note_movement(std::uint64_t case_number, const std::map<Place, Money>& before, const std::map<Place, Money>& now);

  void submitted(const journal::Entry&), resubmitted(const journal::Entry&), asked(const journal::Entry&), screened(const journal::Entry&);
  void ended(const journal::Entry&), held(const journal::Entry&), released(const journal::Entry&), corrected(const journal::Entry&);
  void decided(const journal::Entry&), changed(const journal::Entry&), cancelled(const journal::Entry&), account(const journal::Entry&);
  void ordered(const journal::Entry&), paid(const journal::Entry&), bounced(const journal::Entry&), repaid(const journal::Entry&);
  void reclaim(const journal::Entry&), quiet(const journal::Entry&);
  void draft_listed(const journal::Entry&), draft_circulated(const journal::Entry&), draft_issued(const journal::Entry&);
  void draft_ended(const journal::Entry&), batch_begun(const journal::Entry&), batch_part(const journal::Entry&);
  void batch_undone(const journal::Entry&), decision_undone(const journal::Entry&), staff(const journal::Entry&);
  void close_order(RunOrderBook& order, char state);
  void decided_in_batch(DraftBook& draft, const CaseBook& value);
  DraftBook& draft_of(const journal::Entry& entry);
  void run_made(const journal::Entry&), run_step(const journal::Entry&), run_answered(const journal::Entry&);
  void payment_returned(const journal::Entry&);
  void debt_assessed(const journal::Entry&), debt_step(const journal::Entry&), debt_money(const journal::Entry&), debt_fixed(const journal::Entry&);
  void debt_carried(const journal::Entry&), debt_reduced(const journal::Entry&);
  void voted(const journal::Entry&), moved(const journal::Entry&), allotted(const journal::Entry&), carried(const journal::Entry&);
  void lapsed(const journal::Entry&);

  std::string programme_, line_, wrong_, now_;
  std::map<std::uint64_t, CaseBook> cases_;
  std::map<std::uint64_t, DraftBook> drafts_;
  std::map<std::string, StaffBook> staff_;
  std::map<std::uint64_t, RunBook> runs_;
  std::map<std::uint64_t, int> out_;  // orders in runs that may be with the bank, by case
  std::map<std::uint64_t, DebtBook> debts_;
  std::map<Place, Money> accounts_;
  std::map<std::uint64_t, std::map<Place, Money>> case_part_;
  std::vector<Movement> movements_;
  std::uint64_t about_ = 0, seq_ = 0;  // the case of the entry, and the entry
};

// 加算金 and 延滞金 of a debt day by day (適正化法 19条): 10.95 % a year of 365 days is three ten-thousandths a day.
struct DayByDay {
  Money surcharge = 0, late = 0;
};
DayByDay day_by_day(const DebtBook& debt, int until);

}  // namespace hashira::sim
