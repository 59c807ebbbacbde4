// One command to one case: the instrument decides, the events become entries. Every command of the desk and of the
// applicant goes through here.
#pragma once

#include "app/engine.h"
#include "cases/fields.h"

namespace hashira::app {

struct CaseCommand {
  journal::StreamId stream;
  std::uint64_t number = 0;
  cases::Command command;
  Actor actor;
  Bytes id;         // 16 bytes: idempotency key; empty: none
  Bytes party;      // set on the first entry of a case
  std::string_view instrument;  // empty: the one that takes the programme's applications
  bool opens = false;           // the first entry of a case without a party
  std::string layer;            // who holds the case; empty: the prefecture
  bool capped_by_list = false;  // what it uses under combined caps is counted with its list (combined_caps.h)
};

// The day on which the actor acts.
inline Date day_of(Work& work, const Actor& actor) { return actor.on == Date() ? work.today() : actor.on; }

// The version a case's commands are judged by: the one in force for its programme.
Result<std::shared_ptr<const audit::Version>> version_of(Work& work, const journal::StreamId& stream);

// Appends the entries; returns the seq of the last one. `outcome` for commands that record what the rules say.
Result<std::uint64_t> carry_out(Work& work, const CaseCommand& command, const cases::Outcome* outcome = nullptr);

// One command that needs no outcome, on the actor's day.
Done run_command(Work& work, const std::string& programme, std::uint64_t number, std::string_view name, journal::Body body,
                 const Actor& actor);
// "app.same_person" when the actor is who did the earlier step.
Done other_person(const Actor& actor, const std::string& earlier, std::string_view did_ja, std::string_view did_en);

// An entry that is no command to a case, on the actor's day: of a draft, a run, letters, a sample. `year`: unset, of the day.
Done append_entry(Work& work, const journal::StreamId& stream, std::string_view type, journal::Body body, const Actor& actor,
                  FiscalYear year = {});

// Roles (architecture: role × office × amount × programme; in this version role alone).
// "app.not_allowed" names what is needed.
Done require_role(const Actor& actor, std::initializer_list<std::string_view> roles);

}  // namespace hashira::app
