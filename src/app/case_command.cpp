#include "app/case_command.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "app/combined_caps.h"
#include "app/rights.h"

namespace hashira::app {

Result<std::shared_ptr<const audit::Version>> version_of(Work& work, const journal::StreamId& stream) {
  std::optional<Bytes> digest = TRY(work.get({journal::Table::state, audit::in_force_key(stream)}));
  if (!digest) {
    return fail("app.no_such_programme", fmt::format("there is no programme '{}'", stream),
                "look at the list of programmes, or publish its folder");
  }
  return work.versions().find(*digest);
}

// What the command changed of the case's use of combined caps.
static Done count_under_caps(Work& work, const audit::Version& version, const cases::Case& before, const CaseCommand& command) {
  if (version.programme.combined_caps.empty()) return {};
  cases::Case after = TRY(work.case_of(command.stream, command.number));
  std::string name = cases::case_name(command.stream, command.number);
  return use_under_caps(work, version.programme, name, cap_use(after) - cap_use(before), command.actor);
}

Result<std::uint64_t> carry_out(Work& work, const CaseCommand& command, const cases::Outcome* outcome) {
  CHECK_OK(works_on(work, command.actor, command.stream));
  std::shared_ptr<const audit::Version> version = TRY(version_of(work, command.stream));
  const cases::Instrument* instrument = command.instrument.empty() ? version->instrument : work.instruments().find(command.instrument);
  if (instrument == nullptr) {
    return fail("app.no_intake", fmt::format("'{}' takes no applications here", command.stream), "ask its owner");
  }
  cases::Case before;
  before.stream = command.stream;
  before.number = command.number;
  bool first = command.opens || !command.party.empty();
  if (!first) before = TRY(work.case_of(command.stream, command.number));
  std::vector<cases::Event> events =
      TRY(instrument->decide(before, command.command, outcome, version->programme));
  std::uint64_t seq = 0;
  for (cases::Event& event : events) {
    journal::Entry entry;
    entry.stream = command.stream;
    entry.type = std::move(event.type);
    entry.actor = command.actor.user;
    entry.command = command.id;
    entry.case_number = command.number;
    entry.layer = first ? command.layer : before.layer;
    entry.party = first ? command.party : before.party;
    entry.happened_on = command.command.on;
    // 年度所属: money of the old year until 31 May. Without the field the year of the day (Work::append).
    entry.account_year = FiscalYear(static_cast<std::int32_t>(event.body.integer("year").value_or(0)));
    entry.corrects = static_cast<std::uint64_t>(event.body.integer("corrects").value_or(0));
    entry.synthetic = before.synthetic || command.actor.synthetic;
    entry.body = std::move(event.body);
    seq = TRY(work.append(std::move(entry)));
  }
  if (!command.capped_by_list) CHECK_OK(count_under_caps(work, *version, before, command));
  return seq;
}

Done run_command(Work& work, const std::string& programme, std::uint64_t number, std::string_view name, journal::Body body,
                 const Actor& actor) {
  cases::Command command{std::string(name), std::move(body), day_of(work, actor)};
  TRY(carry_out(work, {programme, number, std::move(command), actor, {}, {}}));
  return {};
}

Done other_person(const Actor& actor, const std::string& earlier, std::string_view did_ja, std::string_view did_en) {
  if (earlier.empty() || actor.user != earlier) return {};
  return fail("app.same_person", fmt::format("{}さんは{}ので、続けて行えません / {} {} it: a second pair of eyes is needed", actor.user, did_ja, actor.user, did_en),
              "別の担当者が行ってください / let another person do this");
}

Done append_entry(Work& work, const journal::StreamId& stream, std::string_view type, journal::Body body, const Actor& actor,
                  FiscalYear year) {
  journal::Entry entry;
  entry.stream = stream;
  entry.type = type;
  entry.actor = actor.user;
  entry.synthetic = actor.synthetic;
  entry.happened_on = day_of(work, actor);
  entry.account_year = year;
  entry.body = std::move(body);
  TRY(work.append(std::move(entry)));
  return {};
}

Done require_role(const Actor& actor, std::initializer_list<std::string_view> roles) {
  for (std::string_view role : roles) {
    if (actor.role == role || actor.role == "admin") return {};
  }
  return fail("app.not_allowed",
              fmt::format("'{}' signed in as {} may not do this", actor.user, actor.role.empty() ? "nobody" : actor.role),
              fmt::format("sign in as: {}", fmt::join(roles, ", ")));
}

}  // namespace hashira::app
