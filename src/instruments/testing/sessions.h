// A test instrument without money: planned sessions, and registrations as their child cases.
//
// Guarantees: cases/contract.h. For tests only: the registry does not list it. Commands and entries:
//   plan → sessions.planned {title}; hold → sessions.held; register → sessions.registered {parent, name_kind};
//   attend → sessions.attended; cancel → sessions.cancelled {reason?}
#pragma once

#include <fmt/core.h>

#include "cases/fields.h"
#include "cases/instrument.h"

namespace hashira::instruments::testing {

inline const cases::Lifecycle& sessions_lifecycle() {
  static const cases::Lifecycle table = {
      {{"planned", "予定", "planned"},
       {"held", "開催済", "held", true},
       {"registered", "参加登録", "registered"},
       {"attended", "参加", "attended", true},
       {"cancelled", "取消", "cancelled", true}},
      {{"sessions.planned", "plan", {""}, "開催を予定した", "session planned"},
       {"sessions.held", "hold", {"planned"}, "開催した", "session held"},
       {"sessions.registered", "register", {""}, "参加を登録した", "registered"},
       {"sessions.attended", "attend", {"registered"}, "参加した", "attended"},
       {"sessions.cancelled", "cancel", {"planned", "registered"}, "取り消した", "cancelled"}}};
  return table;
}

class Sessions final : public cases::Instrument {
 public:
  std::string_view name() const override { return "sessions"; }
  const cases::Lifecycle& lifecycle() const override { return sessions_lifecycle(); }

  Result<std::vector<cases::Event>> decide(const cases::Case& before, const cases::Command& command,
                                           const cases::Outcome*, const portfolio::Programme&) const override {
    const cases::EventKind* kind = lifecycle().event_of(command.name);
    if (kind == nullptr) return fail("instruments.unknown_command", fmt::format("操作なし / no command '{}'", command.name));
    if (!kind->may_from(before.state)) {
      return fail("instruments.sessions.not_in_state", fmt::format("今はできません / '{}' cannot happen now", command.name),
                  "状態を見てください / look at its state");
    }
    if (command.name == "register" && command.body.integer("parent").value_or(0) <= 0) {
      return fail("instruments.sessions.no_parent", "開催がありません / a registration belongs to a session",
                  "開催の番号を入れてください / name the session's case");
    }
    return std::vector<cases::Event>{{std::string(kind->type), command.body}};
  }

  void fold(cases::Case& value, const journal::Entry& entry) const override {
    if (lifecycle().allowed(value, entry) == nullptr) return;
    std::int64_t parent = entry.body.integer("parent").value_or(0);
    if (entry.type == "sessions.registered") {
      if (parent <= 0) return;
      value.parent = static_cast<std::uint64_t>(parent);
    }
    if (auto title = entry.body.text("title")) value.set_fact("title", feel::Value::string(*title));
    value.instrument = name();
    value.version += 1;
    value.synthetic = value.synthetic || entry.synthetic;
    value.reach(entry.type.substr(std::string_view("sessions.").size()), entry.happened_on);
  }

  std::vector<ledger::Posting> postings(const cases::Case&, const journal::Entry&, const std::string&) const override {
    return {};
  }
};

}  // namespace hashira::instruments::testing
