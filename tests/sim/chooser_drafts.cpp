// What fits the drafts as they stand.
#include "chooser.h"

namespace hashira::sim {
namespace {

// Would the draft be issued as it stands?
bool still_as_drafted(const DraftBook& draft, const Books& books) {
  Money total = 0;
  for (std::uint64_t number : draft.cases) {
    const CaseBook& value = books.cases().at(number);
    if (value.state != "screened" || value.held) return false;
    total += amount_by_rule(value.facts);
  }
  return total == draft.total;
}

bool may_be_decided(const DraftBook& draft, const Books& books) {
  bool approved = draft.state == "approved" || (draft.state == "open" && books.staff().empty());
  return approved && still_as_drafted(draft, books);
}

bool draft_fits(Kind kind, const DraftBook& draft, const Books& books) {
  const std::string& state = draft.state;
  bool whole = state == "deciding" && draft.decided == draft.cases.size();
  bool circulates = !books.staff().empty();
  switch (kind) {
    case Kind::review_draft: return circulates && state == "open" && draft.total >= 500'000 && draft.agreed.empty();
    case Kind::approve_draft: return state == "open" && (circulates || draft.cases.size() % 5 == 0);
    case Kind::withdraw_approval: return state == "approved";
    case Kind::send_back_draft: return (state == "open" || state == "approved") && (circulates || draft.cases.size() % 5 == 1);
    case Kind::recirculate_draft: return state == "sent_back";
    case Kind::decide_in_bulk: return may_be_decided(draft, books) || (state == "deciding" && !whole);
    case Kind::undo_bulk: return draft.in_batch();
    case Kind::withdraw_draft: return state == "sent_back" || ((state == "open" || state == "approved") && !still_as_drafted(draft, books));
    case Kind::issue_draft: return whole || may_be_decided(draft, books);
    default: return state == "issued";
  }
}

}  // namespace

// Cases that could be drafted, and now and then one that could not.
bool Chooser::fill_list(Command& command, const World& world, const Books& books) {
  std::size_t size = 1 + below(10);
  std::set<std::uint64_t> drafted;
  for (const auto& [number, draft] : books.drafts()) {
    if (draft.state == "open" || draft.state == "approved" || draft.state == "sent_back") drafted.insert(draft.cases.begin(), draft.cases.end());
  }
  for (const auto& [number, value] : books.cases()) {
    if (command.list.size() == size) break;
    bool ready = value.state == "screened" && !value.held && amount_by_rule(value.facts) > 0 && !drafted.contains(number);
    if (world.maker_of('c', number) != 0 && (ready || once_in(3000))) command.list.push_back(world.maker_of('c', number));
  }
  if (command.kind == Kind::open_long_draft) command.amount = 1 + static_cast<Money>(below(3));
  return !command.list.empty();
}

bool Chooser::fill_draft(Command& command, const World& world, const Books& books) {
  if (command.kind == Kind::open_draft || command.kind == Kind::open_long_draft) return fill_list(command, world, books);
  std::vector<std::uint64_t> some;
  bool wild = once_in(12);
  for (const auto& [number, draft] : books.drafts()) {
    if (world.maker_of('d', number) != 0 && (wild || draft_fits(command.kind, draft, books))) some.push_back(number);
  }
  if (some.empty()) return false;
  std::uint64_t number = some[below(some.size())];
  command.about = world.maker_of('d', number);
  const DraftBook& draft = books.drafts().at(number);
  if (command.kind == Kind::recirculate_draft) {
    if (!once_in(4)) command.user = draft.drafted_by;
    for (std::uint64_t one : draft.cases) {
      const CaseBook& value = books.cases().at(one);
      if (value.state == "screened" && !value.held && !once_in(6)) command.list.push_back(world.maker_of('c', one));
    }
  }
  if (command.kind == Kind::decide_in_bulk || command.kind == Kind::undo_bulk) command.amount = 1 + static_cast<Money>(below(4));
  if (command.kind == Kind::approve_draft && command.user == "nakamura" && once_in(2)) command.word = "suzuki";
  if (command.kind == Kind::review_draft && once_in(3)) command.word = "econ-planning";
  return true;
}

}  // namespace hashira::sim
