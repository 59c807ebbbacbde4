// The auditor can fail: each spoilt world must be found, and by a sentence that says what is wrong.
#include <gtest/gtest.h>

#include "simulation.h"

namespace hashira::sim {
namespace {

using journal::Commit;
using journal::Table;

// What the auditor says of a world whose store changes what is written.
std::string finding_when(std::function<void(Commit&)> tamper, std::uint64_t seed = 5) {
  Plan plan;
  plan.seed = seed;
  plan.commands = 1000;
  plan.prepare = [&](World& world) { world.faulty().tamper = tamper; };
  return simulate(plan).finding;
}

// Changes every row of a table from that write on: the engine's own copies would mend a single one at the next write.
std::function<void(Commit&)> row_changed(Table table, int after, std::function<void(journal::Change&)> change) {
  return [=, seen = 0](Commit& commit) mutable {
    for (journal::Change& one : commit.changes) {
      if (one.at.table == table && one.value && ++seen >= after) change(one);
    }
  };
}

// The commit with other entries in it, chained as an honest writer would.
void rewrite(Commit& commit, std::vector<journal::Entry> entries) {
  journal::Head head = commit.expected;
  commit.entries.clear();
  for (journal::Entry& entry : entries) {
    entry.seq = head.seq + 1;
    commit.entries.push_back({entry.seq, journal::encode(entry), {}});
    commit.entries.back().hash = journal::chain(head.hash, commit.entries.back().bytes);
    head = {entry.seq, commit.entries.back().hash};
  }
}

// The first entry of a type is spoilt by `spoil`, which may also add to the entries after it.
std::function<void(Commit&)> entry_spoilt(const std::string& type, std::function<void(std::vector<journal::Entry>&, std::size_t)> spoil) {
  return [=, done = false](Commit& commit) mutable {
    std::vector<journal::Entry> entries;
    for (const journal::StoredEntry& one : commit.entries) entries.push_back(journal::decode(one.bytes).value());
    for (std::size_t i = 0; i < entries.size() && !done; ++i) {
      if (entries[i].type != type) continue;
      done = true;
      spoil(entries, i);
      rewrite(commit, entries);
    }
  };
}

std::function<void(Commit&)> entry_twice(const std::string& type) {
  return entry_spoilt(type, [](std::vector<journal::Entry>& entries, std::size_t at) {
    journal::Entry again = entries[at];
    entries.insert(entries.begin() + static_cast<std::ptrdiff_t>(at), again);
  });
}

std::function<void(Commit&)> one_yen_more(const std::string& type) {
  return entry_spoilt(type, [](std::vector<journal::Entry>& entries, std::size_t at) {
    journal::BodyWriter body;
    for (const auto& [key, value] : entries[at].body.fields()) {
      if (key != "amount") body.raw(key, value);
    }
    entries[at].body = body.integer("amount", *entries[at].body.integer("amount") + 1).body();
  });
}

void expect_found(const std::string& finding, const std::string& words) {
  EXPECT_NE(finding.find(words), std::string::npos) << "the auditor says: " << (finding.empty() ? "nothing" : finding);
}

TEST(SimMutations, AnHonestWorldIsNotFound) {
  EXPECT_EQ(finding_when([](Commit&) {}), "");
}

TEST(SimMutations, ADroppedPosting) {
  expect_found(finding_when(row_changed(Table::posting, 20, [](journal::Change& one) { one.value.reset(); })), "postings: ");
}

TEST(SimMutations, ABalanceOneYenOff) {
  auto one_more = [](journal::Change& one) {
    Bytes more;
    append_u64(more, read_u64(*one.value) + 1);
    one.value = more;
  };
  expect_found(finding_when(row_changed(Table::balance, 30, one_more)), "debits and credits differ");
}

TEST(SimMutations, ABalanceThatStandsStill) {
  expect_found(finding_when([seen = 0](Commit& commit) mutable {
    std::erase_if(commit.changes, [&](const journal::Change& one) { return one.at.table == Table::balance && ++seen > 60; });
  }), "debits and credits differ");
}

TEST(SimMutations, AFigureThatStandsStill) {
  expect_found(finding_when([seen = 0](Commit& commit) mutable {
    std::erase_if(commit.changes, [&](const journal::Change& one) { return one.at.table == Table::cell && ++seen > 4; });
  }), "the figure ");
}

TEST(SimMutations, APaymentTwice) { expect_found(finding_when(entry_twice("benefit.paid")), "paid without an order"); }
TEST(SimMutations, AnOrderTwice) { expect_found(finding_when(entry_twice("benefit.ordered")), "ordered while held, ordered already"); }

TEST(SimMutations, AnAllotmentTwice) { expect_found(finding_when(entry_twice("ledger.allotted")), " yen in the store, "); }

TEST(SimMutations, ADecisionOneYenOff) { expect_found(finding_when(one_yen_more("benefit.decided")), "decided at another amount than the rule's"); }
TEST(SimMutations, AnOrderOneYenOff) { expect_found(finding_when(one_yen_more("benefit.ordered")), " yen are ordered, "); }
TEST(SimMutations, APaymentOneYenOff) { expect_found(finding_when(one_yen_more("benefit.paid")), " yen are paid, "); }
TEST(SimMutations, AVoteOneYenOff) { expect_found(finding_when(one_yen_more("budget.appropriated")), " yen in the store, "); }

// A world in which drafts circulate (seed 6): the entry says another did it.
std::function<void(Commit&)> done_by(const std::string& type, const std::string& user) {
  return entry_spoilt(type, [=](std::vector<journal::Entry>& entries, std::size_t at) { entries[at].actor = user; });
}
TEST(SimMutations, AnHonestWorldOfCirculatingDraftsIsNotFound) { EXPECT_EQ(finding_when([](Commit&) {}, 6), ""); }
TEST(SimMutations, AnApprovalBeyondThePost) { expect_found(finding_when(done_by("draft.approved", "sato"), 6), "approved though "); }
TEST(SimMutations, AnAgreementOfAnotherOffice) { expect_found(finding_when(done_by("draft.reviewed", "suzuki"), 6), "agreed for another office"); }

TEST(SimMutations, ABulkDecisionThatHoldsBackAnotherAmount) {
  expect_found(finding_when(one_yen_more("draft.deciding")), "another amount is held back than its total");
}
TEST(SimMutations, APartOfABulkDecisionOneYenOff) {
  expect_found(finding_when(one_yen_more("draft.part_decided")), "the part");
}
TEST(SimMutations, AnUndoThatCountsOneTooMany) {
  expect_found(finding_when(entry_spoilt("draft.part_undone", [](std::vector<journal::Entry>& entries, std::size_t at) {
    std::int64_t draft = *entries[at].body.integer("draft"), count = *entries[at].body.integer("count");
    entries[at].body = journal::BodyWriter().integer("draft", draft).integer("count", count + 1).body();
  })), "it counts other cases than were undone");
}

TEST(SimMutations, ALetterTwice) { expect_found(finding_when(entry_twice("letter.issued")), "its number is not the next one"); }
TEST(SimMutations, ALetterThatIsNotDue) {
  expect_found(finding_when(entry_spoilt("letter.issued", [](std::vector<journal::Entry>& entries, std::size_t at) {
    bool refusal = entries[at].body.text("kind") == "refusal";
    journal::BodyWriter body;
    body.integer("letter", *entries[at].body.integer("letter")).text("kind", refusal ? "correction" : "refusal");
    entries[at].body = body.bytes("digest", *entries[at].body.bytes("digest")).body();
  })), "is not due a letter of the kind");
}
TEST(SimMutations, ALetterThatWasNeverIssuedIsSent) {
  expect_found(finding_when(entry_spoilt("letter.sent", [](std::vector<journal::Entry>& entries, std::size_t at) {
    entries[at].body = journal::BodyWriter().integer("from", 1).integer("to", 9999).body();
  })), "letters that were never issued are sent");
}

// Each export leaves out the first entry behind the last one.
TEST(SimMutations, AMovementThatTheAccountingSystemIsNotTold) {
  expect_found(finding_when(entry_spoilt("accounting.exported", [](std::vector<journal::Entry>& entries, std::size_t at) {
    journal::BodyWriter body;
    for (const auto& [key, value] : entries[at].body.fields()) {
      if (key != "after") body.raw(key, value);
    }
    entries[at].body = body.integer("after", *entries[at].body.integer("after") + 1).body();
  })), "it leaves something out or tells it twice");
}
// A voucher that is recorded at another amount than it came with.
TEST(SimMutations, AVoucherThatIsKeptOtherwise) {
  expect_found(finding_when([](Commit& commit) {
    std::erase_if(commit.changes, [](const journal::Change& one) {
      return one.at.table == Table::state && one.at.key.find("voucher") != std::string::npos;
    });
  }), "is listed as missing_there");
}

TEST(SimMutations, ACommandThatIsRefusedAndWritesAllTheSame) {
  Plan plan;
  plan.seed = 5;
  World world({plan.seed, {}});
  Auditor auditor;
  Outcome in_doubt{true, false, true, "", "", 0}, refused{false, false, false, "app.not_allowed", "", 0};
  Command day{1, Kind::next_day, "machine", "", 0, {}, 1, ""};
  ASSERT_EQ(auditor.after(day, "", in_doubt, world), "");
  world.run(day);
  expect_found(auditor.after(day, "", refused, world), "was refused (app.not_allowed) and still wrote something");
}

}  // namespace
}  // namespace hashira::sim
