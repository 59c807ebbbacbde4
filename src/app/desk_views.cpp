// What the desk reads: queues, and a case with everything an officer needs to see on one page.
#include <fmt/core.h>

#include "app/applications.h"
#include "app/binding.h"
#include "app/case_command.h"
#include "app/desk.h"
#include "app/queue.h"
#include "app/rules.h"
#include "cases/flags.h"

namespace hashira::app {
namespace {

using journal::Key;
using journal::Table;

bool sees_sealed(const Actor& actor) {
  for (std::string_view role : {"officer", "approver", "payer", "admin"}) {
    if (actor.role == role) return true;
  }
  return false;
}

// Numbers that stand big-endian behind a prefix, from `after` on.
Result<std::vector<std::uint64_t>> numbers_behind(Engine& engine, const Bytes& prefix, std::uint64_t after, std::size_t limit) {
  Bytes start;
  if (after != 0) append_u64(start = prefix, after);
  std::vector<std::uint64_t> out;
  for (const journal::Row& row : TRY(engine.store().scan(Table::index, prefix, start, limit))) {
    out.push_back(read_u64(BytesView(row.key).substr(prefix.size())));
  }
  return out;
}

Result<std::vector<journal::Entry>> entries_of(Engine& engine, const journal::StreamId& stream, std::uint64_t number) {
  std::vector<journal::Entry> out;
  for (std::uint64_t seq : TRY(numbers_behind(engine, audit::case_entry_prefix(stream, number), 0, 10'000))) {
    std::vector<journal::StoredEntry> stored = TRY(engine.store().entries(stream, seq, 1));
    if (!stored.empty()) out.push_back(TRY(journal::decode(stored.front().bytes)));
  }
  return out;
}

std::vector<std::string> next_commands(const audit::Version& version, const cases::Case& value) {
  std::vector<std::string> out;
  if (version.instrument == nullptr) return out;
  const cases::Lifecycle& lifecycle = version.instrument->lifecycle();
  for (const cases::EventKind& event : lifecycle.events) {
    bool of_a_draft = event.command == "undo_decision";  // by its whole draft alone
    if (!of_a_draft && lifecycle.may(event.command, value.state)) out.emplace_back(event.command);
  }
  return out;
}

// As open_hits of benefit_desk.h says, from what is stored.
Result<std::vector<std::uint64_t>> open_among(Engine& engine, const audit::Version& version, const cases::Case& value,
                                              const std::vector<std::uint64_t>& others) {
  std::vector<std::uint64_t> out, disposed = cases::disposed_hits(value);
  for (const cases::Case& other : TRY(cases_of(engine, value.stream, others))) {
    const cases::State* state = version.instrument == nullptr ? nullptr : version.instrument->lifecycle().state(other.state);
    bool open = state != nullptr && !state->final && !std::binary_search(disposed.begin(), disposed.end(), other.number);
    if (open) out.push_back(other.number);
  }
  return out;
}

}  // namespace

Result<std::vector<std::uint64_t>> queue_numbers(Engine& engine, const journal::StreamId& stream, std::string_view state,
                                                 std::uint64_t after, std::size_t limit) {
  return numbers_behind(engine, audit::queue_prefix(stream, state), after, limit);
}

Result<std::vector<cases::Case>> cases_of(Engine& engine, const journal::StreamId& stream,
                                          const std::vector<std::uint64_t>& numbers) {
  std::vector<Key> keys;
  for (std::uint64_t number : numbers) keys.push_back({Table::state, cases::case_key(stream, number)});
  std::vector<cases::Case> out;
  for (const std::optional<Bytes>& row : TRY(engine.store().get(keys))) {
    if (row) out.push_back(TRY(cases::decode_case(*row)));
  }
  return out;
}

Result<std::vector<QueueRow>> queue(Engine& engine, const std::string& programme, std::string_view state,
                                    std::uint64_t after, std::size_t limit) {
  std::vector<std::uint64_t> numbers = TRY(queue_numbers(engine, programme, state, after, limit));
  std::vector<QueueRow> out;
  for (const cases::Case& value : TRY(cases_of(engine, programme, numbers))) {
    out.push_back({value.number, value.state, value.reached_on("submitted"), value.money.requested, value.synthetic});
  }
  return out;
}

Result<std::map<std::string, std::uint64_t>> queue_counts(Engine& engine, const std::string& programme) {
  Bytes prefix = audit::queue_count_prefix(programme);
  std::map<std::string, std::uint64_t> out;
  for (const journal::Row& row : TRY(engine.store().scan(Table::index, prefix, {}, 1000))) {
    out[row.key.substr(prefix.size())] = static_cast<std::uint64_t>(audit::number_of(row.value));
  }
  return out;
}

Result<CaseView> view_case(Engine& engine, const std::string& programme, std::uint64_t case_number, const Actor& actor) {
  std::vector<cases::Case> found = TRY(cases_of(engine, programme, {case_number}));
  if (found.empty()) {
    return fail("app.no_such_case", fmt::format("there is no case {}", cases::case_name(programme, case_number)),
                "look the number up in the queue");
  }
  std::shared_ptr<const audit::Version> version = TRY(engine.versions().in_force(programme));
  CaseView view;
  view.value = std::move(found.front());
  if (sees_sealed(actor)) view.sealed = TRY(sealed_facts(engine, view.value));
  view.entries = TRY(entries_of(engine, programme, case_number));
  if (version->instrument == nullptr || version->instrument->name() != view.value.instrument) return view;  // no rules decide it
  RulesHistory rules = TRY(rules_history(engine, programme));
  view.outcome = bound_outcome(rules, view.value, engine.today());
  Reasons reasons = explain_rules(binding_version(rules, view.value, engine.today()), view.value.facts, engine.today());
  view.nearly = std::move(reasons.nearly);
  view.nearest_yes = view.outcome.eligible ? std::vector<portfolio::Text>{} : std::move(reasons.nearest_yes);
  view.commands = next_commands(*version, view.value);
  if (!view.value.entitlement.empty()) {
    Bytes prefix = audit::entitlement_prefix(programme, view.value.entitlement);
    for (std::uint64_t number : TRY(numbers_behind(engine, prefix, 0, 100))) {
      if (number != case_number) view.same_entitlement.push_back(number);
    }
    view.open_hits = TRY(open_among(engine, *version, view.value, view.same_entitlement));
  }
  return view;
}

}  // namespace hashira::app
