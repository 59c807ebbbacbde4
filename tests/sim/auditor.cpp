#include "auditor.h"

#include <fmt/core.h>

namespace hashira::sim {
namespace {

const char* const streams_read[] = {"portfolio", "budget", "accounts"};

// Commands that may be acknowledged without an entry: nothing was left to do, or they are no commands of the office.
bool may_be_silent(Kind kind) {
  return kind == Kind::submit_twice || kind == Kind::export_run || kind == Kind::bank_works || kind == Kind::execute_run ||
         kind == Kind::take_answer || kind == Kind::take_answer_again || kind >= Kind::reopen || kind == Kind::close_books || kind == Kind::import_vouchers || kind == Kind::decide_in_bulk;
}

// What is done in several commits may be refused by a later one, and is taken back then.
bool done_in_parts(Kind kind) { return kind == Kind::open_long_draft || kind == Kind::decide_in_bulk; }

bool holds_role(const Command& command) {
  const std::vector<std::string>& roles = row_of(command.kind).roles;
  return roles.empty() || std::find(roles.begin(), roles.end(), command.role) != roles.end();
}

}  // namespace

std::string Auditor::read_stream(World& world, const std::string& stream, std::uint64_t& entries) {
  auto [at, fresh] = read_.try_emplace(stream);
  if (fresh) at->second.hash = sha256(stream);
  while (true) {
    auto page = world.store().entries(stream, at->second.seq + 1, 1000).value();
    if (page.empty()) return books_.wrong().empty() ? letters_.wrong() : books_.wrong();
    for (const journal::StoredEntry& stored : page) {
      Hash expected = sha256(std::string(view(at->second.hash)) + std::string(view(sha256(stored.bytes))));
      if (stored.seq != at->second.seq + 1 || stored.hash != expected) return fmt::format("the chain of {} breaks at {}", stream, stored.seq);
      at->second = {stored.seq, stored.hash};
      Result<journal::Entry> entry = journal::decode(stored.bytes);
      if (!entry) return entry.error().text();
      books_.take(*entry);
      letters_.take(*entry, books_);
      accounting_.take(*entry);
      ++entries;
    }
  }
}

std::string Auditor::read_new(World& world, std::uint64_t& entries) {
  for (const char* stream : streams_read) {
    if (std::string wrong = read_stream(world, stream, entries); !wrong.empty()) return wrong;
  }
  return read_stream(world, programme, entries);
}

std::string Auditor::after(const Command& command, const std::string& forbidden, const Outcome& outcome, World& world) {
  std::uint64_t entries = 0;
  std::string wrong = read_new(world, entries);
  std::uint64_t commits = std::exchange(commits_, world.faulty().commits);
  if (!wrong.empty()) return wrong;
  if (outcome.in_doubt) return {};
  if (outcome.done && !forbidden.empty()) return fmt::format("'{}' was done though {}", text(command), forbidden);
  if (outcome.done && entries == 0 && !may_be_silent(command.kind)) return fmt::format("'{}' was acknowledged and left no entry", text(command));
  if (!outcome.done && entries != 0 && done_in_parts(command.kind)) return taken_back(command, outcome, world);
  if (!outcome.done && (entries != 0 || commits != commits_)) {
    return fmt::format("'{}' was refused ({}) and still wrote something", text(command), outcome.code);
  }
  return {};
}

// A list or a bulk decision that was refused on the way: nothing of it stands.
std::string Auditor::taken_back(const Command& command, const Outcome& outcome, const World& world) const {
  if (books_.drafts().empty()) return {};
  std::uint64_t newest = books_.drafts().rbegin()->first;
  const DraftBook& draft = books_.drafts().at(command.kind == Kind::open_long_draft ? newest : world.number_of(command.about));
  if (draft.state != "listing" && !draft.in_batch()) return {};
  return fmt::format("'{}' was refused ({}) and its draft stays {}", text(command), outcome.code, draft.state);
}

// The rules of practice.md that a command alone can break.
std::string Auditor::forbidden(const Command& command, const World& world) const {
  if (!holds_role(command)) return fmt::format("{} has not the right", command.role.empty() ? "nobody" : command.role);
  std::uint64_t number = world.number_of(command.about);
  auto found = books_.cases().find(number);
  if (command.kind == Kind::approve_draft && number != 0) return books_.may_not_approve(books_.drafts().at(number), command.user, command.word);
  bool about_case = !is_about_draft(command.kind) && command.kind != Kind::release_run && command.kind != Kind::export_run && command.kind != Kind::void_run &&
                    command.kind != Kind::execute_run;
  if (command.kind == Kind::take_false_answer) return "no bank returns more than was sent";
  if (!about_case || number == 0 || found == books_.cases().end()) return {};
  const CaseBook& value = found->second;
  bool bound = command.kind == Kind::hold || command.kind == Kind::change || command.kind == Kind::cancel || command.kind == Kind::order_case;
  if (bound && books_.in_batch(value)) return "its bulk decision may still be undone";
  switch (command.kind) {
    case Kind::release: return value.held_by == command.user || !value.held ? "who held it may not release it" : "";
    case Kind::change:
    case Kind::cancel:
      if (value.screened_by == command.user) return "who screened it may not decide";
      return books_.on_its_way(number) ? "its payment is out" : "";
    case Kind::order_case: return value.decided_by == command.user || value.due() == 0 ? "who decided may not order, or nothing is due" : "";
    case Kind::mark_paid:
      if (books_.on_its_way(number)) return "its payment is in a file that leaves";
      return !value.order_stands || value.held || command.amount != value.due() ? "it is not what was ordered" : "";
    case Kind::mark_repaid: {
      auto debt = books_.debts().find(value.debt);
      Money beside = debt == books_.debts().end() ? 0 : 1'000'000;  // its surcharges, which are checked when they are fixed
      return command.amount <= 0 || command.amount > value.with_payee() + beside ? "more than the payee has" : "";
    }
    case Kind::assess_reclaim: return value.owed() - value.assessed <= 0 ? "nothing is owed that was not assessed" : "";
    case Kind::collect: return value.debt != 0 ? "what comes back is noted for its case" : "";
    case Kind::screen:
    case Kind::refuse: return value.state == "decided" || value.state == "out" || value.held ? "it is decided or held" : "";
    default: return {};
  }
}

}  // namespace hashira::sim
