// The auditor's books of cases: who did what, and what each decision gives.
#include <fmt/core.h>

#include "books.h"

namespace hashira::sim {
namespace {

int truth(cbor::Reader& reader) { return reader.boolean().value() ? 1 : 0; }

void set_fact(Facts& facts, std::string_view name, cbor::Reader& reader) {
  if (name == "applicant_kind") facts.kind = reader.text().value();
  else if (name == "municipality") facts.municipality = reader.text().value();
  else if (name == "industry") facts.industry = reader.text().value();
  else if (name == "requested_facility") facts.requested = truth(reader);
  else if (name == "closed_throughout") facts.closed = truth(reader);
  else if (name == "alcohol_restaurant") facts.alcohol = truth(reader);
  else if (name == "infection_measures") facts.measures = truth(reader);
  else (void)reader.raw();
}

Facts facts_of(const journal::Entry& entry) {
  Facts out;
  cbor::Reader reader(entry.body.raw("facts").value_or(BytesView("\xa0", 1)));
  std::uint64_t size = reader.map().value();
  for (std::uint64_t i = 0; i < size; ++i) {
    std::string_view name = reader.text().value();
    set_fact(out, name, reader);
  }
  return out;
}

Money amount_in(const journal::Entry& entry) { return entry.body.integer("amount").value_or(0); }

}  // namespace

Money amount_by_rule(const Facts& facts) {
  if (facts.measures != 1) return 0;
  if (facts.requested == 1 && facts.closed == 1) return facts.kind == "corporation" ? 300'000 : facts.kind.empty() ? 0 : 200'000;
  if (facts.requested == 1 && facts.closed != 0) return 0;
  return facts.requested != -1 && facts.alcohol == 1 ? 100'000 : 0;
}

Money CaseBook::with_payee() const {
  Money out = 0;
  for (const Sent& one : sent) out += one.amount;
  return out;
}
Money CaseBook::due() const { return std::max<Money>(0, decided - with_payee() - gave_back); }
Money CaseBook::owed() const { return std::max<Money>(0, with_payee() - decided); }

void Books::submitted(const journal::Entry& entry) {
  expect(entry.case_number == cases_.size() + 1, "its number is not the next one");
  CaseBook& value = cases_[entry.case_number];
  value.number = entry.case_number;
  value.party = entry.party;
  value.facts = facts_of(entry);
  value.state = "submitted";
}

// A late correction still counts until somebody records that the deadline passed: time moves nothing by itself.
void Books::resubmitted(const journal::Entry& entry) {
  CaseBook& value = case_of(entry);
  expect(value.state == "asked" || value.state == "submitted", "a correction of a case that is " + value.state);
  value.facts = facts_of(entry);
  value.state = "submitted";
}

void Books::asked(const journal::Entry& entry) {
  CaseBook& value = case_of(entry);
  expect(value.state == "submitted" || value.state == "screened", "a correction is asked of a case that is " + value.state);
  value.state = "asked";
  value.deadline = entry.body.date("deadline").value_or(Date()).days();
  expect(value.deadline >= entry.happened_on.days(), "the deadline has passed already");
}

void Books::ended(const journal::Entry& entry) {
  CaseBook& value = case_of(entry);
  std::string how = entry.type.substr(8);
  bool before_decision = value.state == "submitted" || value.state == "asked" || value.state == "screened";
  expect(before_decision && !value.held, how + " though it is " + (value.held ? "held" : value.state));
  expect(how != "lapsed" || (value.state == "asked" && entry.happened_on.days() > value.deadline), "lapsed before its deadline");
  value.state = how;
}

void Books::held(const journal::Entry& entry) {
  CaseBook& value = case_of(entry);
  expect(!value.held && !on_its_way(value.number), "held twice, or while its payment is out");
  expect(!in_batch(value), "held while its bulk decision may still be undone");
  value.held = true;
  value.held_by = entry.actor;
}

void Books::account(const journal::Entry& entry) {
  held(entry);
  const CaseBook& value = case_of(entry);
  expect(value.decision > 0 && value.due() > 0, "an account for a case that is due nothing");
}

void Books::released(const journal::Entry& entry) {
  CaseBook& value = case_of(entry);
  expect(value.held && value.held_by != entry.actor, "released by who held it, or not held");
  value.held = false;
}

void Books::screened(const journal::Entry& entry) {
  CaseBook& value = case_of(entry);
  expect(value.state == "submitted" && !value.held, "screened though it is " + value.state);
  expect(amount_in(entry) == amount_by_rule(value.facts),
         fmt::format("screened at {} yen, the report's rule gives {}", amount_in(entry), amount_by_rule(value.facts)));
  value.state = "screened";
  value.screened_by = entry.actor;
  value.screened = amount_in(entry);
}

void Books::corrected(const journal::Entry& entry) {
  CaseBook& value = case_of(entry);
  cbor::Reader reader(entry.body.raw("value").value_or(BytesView()));
  set_fact(value.facts, entry.body.text("fact").value_or(""), reader);
}

void Books::decided(const journal::Entry& entry) {
  CaseBook& value = case_of(entry);
  auto number = static_cast<std::uint64_t>(entry.body.integer("draft").value_or(0));
  DraftBook& draft = drafts_[number];
  bool listed = std::find(draft.cases.begin(), draft.cases.end(), value.number) != draft.cases.end();
  expect(value.state == "screened" && !value.held, "decided though it is " + (value.held ? "held" : value.state));
  expect((draft.state == "open" || draft.state == "approved" || draft.state == "deciding") && listed, "decided by a draft that does not list it");
  expect(staff_.empty() || !draft.approved_by.empty(), "decided without approval");
  expect(draft.approved_by != value.screened_by, "approved by who screened");
  expect(entry.actor != value.screened_by && entry.actor != draft.drafted_by, "decided by who screened or drafted");
  expect(amount_in(entry) > 0 && amount_in(entry) == amount_by_rule(value.facts), "decided at another amount than the rule's");
  expect(entry.body.integer("decision") == value.decision + 1, "the number of the decision");
  value.decision += 1;
  value.decided = amount_in(entry);
  value.year = static_cast<int>(entry.body.integer("year").value_or(0));
  expect(value.year == FiscalYear::of(entry.happened_on).year(), "committed in another year than that of its day");
  value.state = "decided";
  value.draft = number;
  value.drafted_by = draft.drafted_by;
  value.decided_by = entry.actor;
  value.changed = false;
  if (draft.state == "deciding") decided_in_batch(draft, value);
  settle_accounts(value);
}

void Books::changed(const journal::Entry& entry) {
  CaseBook& value = case_of(entry);
  Money amount = amount_in(entry);
  expect(value.decision > 0 && !value.held && !on_its_way(value.number), "changed while held, undecided, or its payment is out");
  expect(!in_batch(value), "changed while its bulk decision may still be undone");
  expect(entry.actor != value.screened_by, "changed by who screened");
  expect(amount > 0 && amount == amount_by_rule(value.facts) && amount != value.decided, "changed to another amount than the rule's");
  expect(entry.body.integer("difference") == amount - value.decided, "its difference is not that of both decisions");
  expect(entry.body.integer("decision") == value.decision + 1, "the number of the decision");
  value.decision += 1;
  value.decided = amount;
  value.gave_back = std::min(value.gave_back, std::max<Money>(0, amount - value.with_payee()));
  value.year = static_cast<int>(entry.body.integer("year").value_or(0));
  value.decided_by = entry.actor;
  value.changed = true;
  value.order_stands = value.order_stands && value.due() > 0;
  value.cancelled = value.owed() > 0 ? "lowered" : "";
  value.assessed = std::min(value.assessed, value.owed());
  settle_accounts(value);
}

void Books::cancelled(const journal::Entry& entry) {
  CaseBook& value = case_of(entry);
  expect(value.decision > 0 && value.decided > 0 && !value.held && !on_its_way(value.number),
         "cancelled while held, undecided, or its payment is out");
  expect(!in_batch(value), "cancelled while its bulk decision may still be undone");
  expect(entry.actor != value.screened_by, "cancelled by who screened");
  expect(entry.body.integer("difference") == -value.decided, "its difference is not what was decided");
  value.decision += 1;
  value.decided = value.gave_back = 0;
  value.decided_by = entry.actor;
  value.changed = true;
  value.order_stands = false;
  value.cancelled = value.owed() > 0 ? "cancelled" : "";
  value.assessed = std::min(value.assessed, value.owed());
  settle_accounts(value);
}

}  // namespace hashira::sim
