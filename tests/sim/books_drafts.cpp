// The auditor's books of drafts: who agrees, approves and decides by docs/decisions.md, and what a bulk decision holds back.
//
// Guarantees: the rules of who may approve are those of approval.yaml as `world_setting.cpp` writes it, written here once more.
#include <fmt/core.h>

#include "books.h"

namespace hashira::sim {
namespace {

constexpr Money director_max = 500'000, deputy_max = 100'000, review_from = 500'000;

std::vector<std::uint64_t> cases_in(const journal::Entry& entry) {
  std::vector<std::uint64_t> out;
  cbor::Reader reader(entry.body.raw("cases").value_or(BytesView("\x80", 1)));
  std::uint64_t size = reader.array().value_or(0);
  for (std::uint64_t i = 0; i < size; ++i) out.push_back(static_cast<std::uint64_t>(reader.integer().value_or(0)));
  return out;
}

std::string drafted_text(const journal::Entry& entry, const char* field) { return std::string(entry.body.text(field).value_or("")); }
Money drafted_amount(const journal::Entry& entry) { return entry.body.integer("amount").value_or(0); }

bool post_covers(const StaffBook& who, const DraftBook& draft) {
  if (who.post == "governor") return true;
  if (who.post == "director") return who.office == draft.office && draft.total <= director_max;
  return who.post == "deputy_director" && who.office == draft.office && draft.total <= deputy_max;
}

}  // namespace

void Books::staff(const journal::Entry& entry) {
  staff_[drafted_text(entry, "id")] = {drafted_text(entry, "office"), drafted_text(entry, "post")};
}

DraftBook& Books::draft_of(const journal::Entry& entry) {
  return drafts_[static_cast<std::uint64_t>(entry.body.integer("draft").value_or(0))];
}

bool Books::in_batch(const CaseBook& value) const {
  auto draft = drafts_.find(value.draft);
  return draft != drafts_.end() && draft->second.in_batch() && value.state == "decided";
}

std::string Books::may_not_approve(const DraftBook& draft, const std::string& user, const std::string& in_stead_of) const {
  for (const std::string& who : {user, in_stead_of}) {
    if (who == draft.drafted_by) return who + " drafted it";
    if (draft.screeners.contains(who)) return who + " screened one of its cases";
  }
  if (staff_.empty()) return {};
  auto own = staff_.find(user), absent = staff_.find(in_stead_of);
  if (own == staff_.end()) return "nobody knows the post of " + user;
  bool acts = absent != staff_.end() && own->second.post == "deputy_director" && absent->second.post == "director" &&
              own->second.office == absent->second.office;
  if (!in_stead_of.empty() && !acts) return user + " may not act for " + in_stead_of;
  if (!post_covers(acts ? absent->second : own->second, draft)) return "it is beyond the post";
  return draft.total >= review_from && !draft.agreed.contains("econ-planning") ? "econ-planning has not agreed" : "";
}

// The list, its next part, or the list with which it is circulated again.
void Books::draft_listed(const journal::Entry& entry) {
  DraftBook& draft = draft_of(entry);
  std::string step = entry.type.substr(6);
  expect(draft.state == (step == "opened" ? "" : step == "listed" ? "listing" : "sent_back"), "the draft is " + draft.state);
  if (step == "opened") {
    draft.drafted_by = entry.actor;
    draft.office = drafted_text(entry, "office");
    expect(staff_.empty() || draft.office == staff_[entry.actor].office, "the draft is of another office than the drafter's");
  }
  expect(entry.actor == draft.drafted_by, "another goes on with it than who drafted");
  if (step == "recirculated") {
    draft.cases.clear();
    draft.total = 0;
    draft.agreed.clear();
    draft.screeners.clear();
  }
  Money total = 0;
  for (std::uint64_t number : cases_in(entry)) {
    total += cases_[number].screened;
    const CaseBook& value = cases_[number];
    expect(value.state == "screened" && !value.held && value.screened > 0, fmt::format("case {} is not ready", number));
    expect(draft.cases.empty() || number > draft.cases.back(), fmt::format("case {} is listed twice or out of order", number));
    draft.cases.push_back(number);
    draft.screeners.insert(value.screened_by);
  }
  expect(entry.body.integer("total") == total, "its total is not the sum of what was screened");
  draft.total += total;
  draft.state = entry.body.boolean("more").value_or(false) ? "listing" : "open";
}

void Books::draft_circulated(const journal::Entry& entry) {
  DraftBook& draft = draft_of(entry);
  std::string step = entry.type.substr(6);
  bool fits = step == "approval_withdrawn" ? draft.state == "approved" : draft.state == "open" || (step == "sent_back" && draft.state == "approved");
  expect(fits, "the draft is " + draft.state);
  expect(step == "approval_withdrawn" || entry.actor != draft.drafted_by, "who drafted agrees, approves or sends back");
  if (step == "reviewed") {
    std::string office = drafted_text(entry, "office");
    auto user = staff_.find(entry.actor);
    expect(user != staff_.end() && (user->second.office.empty() || user->second.office == office), "agreed for another office");
    expect(draft.agreed.insert(office).second, "an office agreed twice");
    return;
  }
  if (step == "approved") {
    std::string why = may_not_approve(draft, entry.actor, drafted_text(entry, "acting_for"));
    expect(why.empty(), "approved though " + why);
  }
  draft.approved_by = step == "approved" ? entry.actor : "";
  draft.state = step == "approved" ? "approved" : step == "sent_back" ? "sent_back" : "open";
}

void Books::draft_ended(const journal::Entry& entry) {
  DraftBook& draft = draft_of(entry);
  std::string step = entry.type.substr(6);
  bool before_decision = draft.state == "listing" || draft.state == "open" || draft.state == "sent_back" || draft.state == "approved";
  expect(step == "released" ? draft.state == "issued" : before_decision, "the draft is " + draft.state);
  expect(step == "withdrawn" || (entry.actor != draft.drafted_by && entry.actor != draft.decided_by), "who drafted or decided pays");
  draft.state = step;
}

void Books::draft_issued(const journal::Entry& entry) {
  DraftBook& draft = draft_of(entry);
  auto number = static_cast<std::uint64_t>(entry.body.integer("draft").value_or(0));
  bool whole = draft.state == "deciding" && draft.decided == draft.cases.size();
  expect(draft.state == "open" || draft.state == "approved" || whole, "the draft is " + draft.state);
  expect(entry.actor != draft.drafted_by, "who drafted decides");
  expect(staff_.empty() || !draft.approved_by.empty(), "issued without approval");
  draft.decided_by = draft.approved_by.empty() ? entry.actor : draft.approved_by;
  Money total = 0;
  for (std::uint64_t number_of_case : draft.cases) {
    total += cases_[number_of_case].decided;
    expect(cases_[number_of_case].draft == number, fmt::format("case {} was not decided by it", number_of_case));
  }
  expect(total == draft.total, "its total is not the sum of its decisions");
  expect(draft.reserved == 0, "something is still reserved for it");
  draft.state = "issued";
}

// Begun: the whole total is held back. Taken back: what no part has used is free again.
void Books::batch_begun(const journal::Entry& entry) {
  DraftBook& draft = draft_of(entry);
  bool begins = entry.type == "draft.deciding";
  expect(begins ? draft.state == "open" || draft.state == "approved" : draft.state == "deciding", "the draft is " + draft.state);
  expect(draft.part_cases == 0, "a part of it is not whole");
  if (begins) {
    expect(entry.actor != draft.drafted_by, "who drafted decides");
    expect(staff_.empty() || !draft.approved_by.empty(), "decided in bulk without approval");
    expect(drafted_amount(entry) == draft.total, "another amount is held back than its total");
    draft.before = draft.state;
    draft.year = entry.account_year.year();
    draft.reserved = draft.total;
    draft.decided = 0;
    move(entry, line_, draft.year, "current", "allotted", "reserved", draft.reserved);
    expect(balance("allotted", draft.year) >= 0, "more is held back than the allotment has");
  } else {
    move(entry, line_, draft.year, "current", "reserved", "allotted", std::exchange(draft.reserved, 0));
  }
  draft.state = begins ? "deciding" : draft.decided > 0 ? "undoing" : draft.before;
}

// The decisions of the part follow in the same commit.
void Books::batch_part(const journal::Entry& entry) {
  DraftBook& draft = draft_of(entry);
  expect(draft.state == "deciding" && draft.part_cases == 0, "a part of a draft that is " + draft.state);
  draft.part_cases = static_cast<std::size_t>(entry.body.integer("count").value_or(0));
  draft.part_amount = drafted_amount(entry);
  expect(draft.part_cases > 0 && draft.decided + draft.part_cases <= draft.cases.size(), "the part has more cases than are left");
  expect(draft.part_amount <= draft.reserved, "the part takes more than was held back");
  draft.reserved -= draft.part_amount;
  move(entry, line_, draft.year, "current", "reserved", "allotted", draft.part_amount);
}

void Books::decided_in_batch(DraftBook& draft, const CaseBook& value) {
  expect(draft.part_cases > 0 && draft.cases[draft.decided] == value.number, "decided out of the order of its batch");
  if (draft.part_cases == 0) return;
  expect(value.year == draft.year, "decided in another year than its money was held back in");
  draft.part_amount -= value.decided;
  ++draft.decided;
  if (--draft.part_cases == 0) expect(draft.part_amount == 0, "the part's decisions are not what it took");
}

void Books::decision_undone(const journal::Entry& entry) {
  CaseBook& value = case_of(entry);
  DraftBook& draft = drafts_[value.draft];
  expect(draft.state == "undoing" && value.state == "decided" && !value.held, "its decision is undone though it is " + value.state);
  ++draft.part_cases;
  value.decided = 0;
  value.draft = 0;
  value.decided_by.clear();
  value.state = "screened";
  settle_accounts(value);
}

void Books::batch_undone(const journal::Entry& entry) {
  DraftBook& draft = draft_of(entry);
  expect(draft.state == "undoing", "the draft is " + draft.state);
  expect(static_cast<std::size_t>(entry.body.integer("count").value_or(0)) == draft.part_cases, "it counts other cases than were undone");
  expect(draft.part_cases <= draft.decided, "more is undone than was decided");
  draft.decided -= std::exchange(draft.part_cases, 0);
  if (draft.decided == 0) draft.state = draft.before;
}

}  // namespace hashira::sim
