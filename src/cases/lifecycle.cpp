#include <fmt/core.h>

#include "cases/fields.h"

namespace hashira::cases {
namespace {

template <class Items, class Is>
auto find_where(const Items& items, Is is) -> const typename Items::value_type* {
  auto at = std::find_if(items.begin(), items.end(), is);
  return at == items.end() ? nullptr : &*at;
}

}  // namespace

bool EventKind::may_from(std::string_view state) const {
  return std::find(from.begin(), from.end(), state) != from.end();
}

const State* Lifecycle::state(std::string_view id) const {
  return find_where(states, [&](const State& one) { return one.id == id; });
}

const EventKind* Lifecycle::event(std::string_view type) const {
  return find_where(events, [&](const EventKind& one) { return one.type == type; });
}

const EventKind* Lifecycle::event_of(std::string_view command) const {
  return find_where(events, [&](const EventKind& one) { return one.command == command; });
}

bool Lifecycle::may(std::string_view command, std::string_view from_state) const {
  return std::any_of(events.begin(), events.end(), [&](const EventKind& one) {
    return one.command == command && one.may_from(from_state);
  });
}

std::vector<std::string_view> Lifecycle::commands(std::string_view from_state) const {
  std::vector<std::string_view> out;
  for (const EventKind& one : events) {
    if (one.may_from(from_state)) out.push_back(one.command);
  }
  return out;
}

const EventKind* Lifecycle::allowed(const Case& value, const journal::Entry& entry) const {
  const EventKind* kind = event(entry.type);
  if (kind == nullptr || !kind->may_from(value.state) || !is_civil(entry.happened_on)) return nullptr;
  bool its_own = entry.case_number != 0 && entry.case_number == value.number && entry.stream == value.stream;
  return its_own ? kind : nullptr;
}

Result<const EventKind*> event_for(const Lifecycle& lifecycle, const Case& before, const std::string& command, const KindWords& words) {
  const EventKind* kind = lifecycle.event_of(command);
  if (kind == nullptr) {
    return fail("instruments.unknown_command",
                fmt::format("「{0}」という操作は{1}にありません / {2} knows no command '{0}'", command, words.ja, words.en),
                "操作の名を確かめてください / look the command's name up");
  }
  if (kind->may_from(before.state)) return kind;
  const State* state = lifecycle.state(before.state);
  return fail(fmt::format("instruments.{}.not_in_state", words.instrument),
              fmt::format("今は「{}」なので、「{}」にはできません / it is {} now, so \"{}\" cannot follow", state == nullptr ? words.none_ja : state->ja,
                          kind->ja, state == nullptr ? words.none_en : state->en, kind->en),
              "状態を確かめてください / look at its state");
}

const Instrument* Instruments::find(std::string_view name) const {
  for (const auto& one : all_) {
    if (one->name() == name) return one.get();
  }
  return nullptr;
}

const Instrument* Instruments::of_type(std::string_view entry_type) const {
  for (const auto& one : all_) {
    if (one->lifecycle().event(entry_type) != nullptr) return one.get();
  }
  return nullptr;
}

}  // namespace hashira::cases
