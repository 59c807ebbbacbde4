// 64 approvers over two programmes and one combined cap, in random interleavings: nothing is ever overspent.
//
// Each approver goes in the same steps as the app: reserve under the cap (one unit in the stream `budget`), commit (one
// unit in the programme's stream), confirm or release. Between two steps anybody else may act, and some approvers break
// off anywhere.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/ports.h"
#include "ledger/budget.h"

namespace hashira::ledger {
namespace {

constexpr int approver_count = 64;
const Date approval_day = Date::of(2020, 7, 1);
const std::string approval_cap = "a-and-b";

Posting commitment(Account from, Account to, Yen amount) {
  return {"07-01-02-18", FiscalYear(2020), from, to, amount, 1};
}

struct Approver {
  std::string reservation, programme;
  Yen amount;
  int done = 0;  // steps taken
  bool committed = false, refused_by_cap = false, refused_by_allotment = false, broke_off = false;
  bool ended() const { return done == 3 || broke_off; }
};

class ApprovalOffice {
 public:
  explicit ApprovalOffice(std::uint64_t seed) : random_(seeded_random(seed)) {
    run(SetCap{approval_cap, {"a", "b"}, Yen(static_cast<std::int64_t>(below(4000) + 500)), "要綱"});
    for (const char* programme : {"a", "b"}) {
      ledger::apply(books[programme], commitment(Account::in_transit, Account::allotted,
                                                 Yen(static_cast<std::int64_t>(below(3000)) + 1)));
    }
    for (int n = 0; n < approver_count; ++n) {
      approvers.push_back(
          {std::to_string(n), below(2) == 0 ? "a" : "b", Yen(static_cast<std::int64_t>(below(200)) + 1)});
    }
  }

  bool step() {
    std::vector<Approver*> going;
    for (Approver& one : approvers) {
      if (!one.ended()) going.push_back(&one);
    }
    if (going.empty()) return false;
    Approver& one = *going[below(going.size())];
    if (below(20) == 0) {
      one.broke_off = true;
    } else {
      act(one);
    }
    return true;
  }
  // After a crash: a reservation with its commitment is confirmed, one without is released.
  void recover() {
    for (Approver& one : approvers) {
      if (!one.broke_off || !budget.caps.at(approval_cap).reserved.contains(one.reservation)) continue;
      finish(one);
    }
  }
  std::string wrong() {
    const Cap& cap = budget.caps.at(approval_cap);
    Yen committed = books["a"][balance_key(commitment(Account::paid, Account::committed, Yen(1)), Account::committed)] +
                    books["b"][balance_key(commitment(Account::paid, Account::committed, Yen(1)), Account::committed)];
    if (cap.used() > cap.limit) return "the cap is exceeded";
    if (committed > cap.used()) return "more is committed than was reserved";
    for (const char* programme : {"a", "b"}) {
      if (!check(books[programme])) return "an allotment is overspent";
    }
    return "";
  }
  Yen committed_in_all() const {
    Yen out;
    for (const Approver& one : approvers) out += one.committed ? one.amount : Yen(0);
    return out;
  }
  std::uint64_t below(std::uint64_t bound) { return random_->below(bound); }

  Budget budget;
  std::map<std::string, Balances> books;
  std::vector<Approver> approvers;

 private:
  // A refused command leaves nothing.
  bool run(const BudgetCommand& command) {
    Result<std::vector<Event>> events = decide(budget, command, approval_day);
    if (!events) return false;
    for (const Event& event : *events) {
      journal::Entry entry;
      entry.type = event.type;
      entry.body = event.body;
      fold(budget, entry);
    }
    return true;
  }
  bool commit(const Approver& one) {
    Balances after = books[one.programme];
    ledger::apply(after, commitment(Account::allotted, Account::committed, one.amount));
    if (!check(after)) return false;
    books[one.programme] = std::move(after);
    return true;
  }
  void finish(Approver& one) {
    bool done =
        one.committed ? run(ConfirmCap{approval_cap, one.reservation}) : run(ReleaseCap{approval_cap, one.reservation});
    ASSERT_TRUE(done);
  }
  void act(Approver& one) {
    ++one.done;
    if (one.done == 1) {
      one.refused_by_cap = !run(ReserveCap{approval_cap, one.reservation, one.programme, one.amount});
      if (one.refused_by_cap) one.done = 3;
    } else if (one.done == 2) {
      one.committed = commit(one);
      one.refused_by_allotment = !one.committed;
    } else {
      finish(one);
    }
  }

  std::unique_ptr<Random> random_;
};

RC_GTEST_PROP(Approvers, never_overspend_whatever_the_interleaving, (std::uint64_t seed)) {
  ApprovalOffice office(seed);
  while (office.step()) RC_ASSERT(office.wrong() == "");
  office.recover();
  RC_ASSERT(office.wrong() == "");
  const Cap& cap = office.budget.caps.at(approval_cap);
  RC_ASSERT(cap.reserved.empty());
  RC_ASSERT(cap.confirmed == office.committed_in_all());
}

// Both ceilings are met, and money is left for nobody that would still fit: the property above is not true for want of
// trying.
TEST(Approvers, are_refused_by_the_cap_and_by_the_allotment) {
  int by_cap = 0, by_allotment = 0, broke_off = 0;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    ApprovalOffice office(seed);
    while (office.step()) {
    }
    for (const Approver& one : office.approvers) {
      by_cap += one.refused_by_cap ? 1 : 0;
      by_allotment += one.refused_by_allotment ? 1 : 0;
      broke_off += one.broke_off ? 1 : 0;
    }
  }
  EXPECT_GT(by_cap, 0);
  EXPECT_GT(by_allotment, 0);
  EXPECT_GT(broke_off, 0);
}

// What the reservation is for: approvers who look at the cap first and commit later exceed it.
TEST(Approvers, who_only_look_before_they_commit_would_overspend) {
  int exceeded = 0;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    ApprovalOffice office(seed);
    Yen limit = office.budget.caps.at(approval_cap).limit, committed;
    std::vector<bool> looked(approver_count, false);
    for (int n = 0; n < 4 * approver_count; ++n) {
      std::size_t at = office.below(approver_count);
      Approver& one = office.approvers[at];
      if (!looked[at]) {
        looked[at] = committed + one.amount <= limit;
      } else if (!one.committed) {
        one.committed = true;
        committed += one.amount;
      }
    }
    exceeded += committed > limit ? 1 : 0;
  }
  EXPECT_GT(exceeded, 0);
}

}  // namespace
}  // namespace hashira::ledger
