// Draft decisions (起案): opened by one person, issued by another, released for payment by a third.
#include <fmt/core.h>

#include <set>

#include "app/case_command.h"
#include "app/desk.h"
#include "app/rules.h"
#include "cases/fields.h"

namespace hashira::app {
namespace {

constexpr std::size_t draft_cases_max = 50'000;

Done draft_entry(Work& work, const journal::StreamId& stream, std::string_view type, journal::Body body, const Actor& actor) {
  journal::Entry entry;
  entry.stream = stream;
  entry.type = type;
  entry.actor = actor.user;
  entry.synthetic = actor.synthetic;
  entry.happened_on = day_of(work, actor);
  entry.body = std::move(body);
  TRY(work.append(std::move(entry)));
  return {};
}

Result<cases::Draft> draft_in(Work& work, const journal::StreamId& stream, std::uint64_t number, std::string_view state) {
  cases::Draft draft = TRY(work.draft_of(stream, number));
  if (draft.state == state) return draft;
  return fail("app.draft_not_in_state", fmt::format("draft {} is {}, not {}", number, draft.state, state),
              "look at the list of drafts");
}

Done other_person(const Actor& actor, const std::string& earlier, std::string_view what) {
  if (actor.user != earlier) return {};
  return fail("app.same_person",
              fmt::format("{} {} it: a second pair of eyes is needed / 同じ人は続けて決裁できません", actor.user, what),
              "let another person do this / 別の担当者が行ってください");
}

Result<Yen> screened_amount(Work& work, const journal::StreamId& stream, std::uint64_t number) {
  cases::Case value = TRY(work.case_of(stream, number));
  std::optional<cases::Outcome> screened = cases::outcome_of(value);
  if (value.state != "screened" || !screened || !screened->eligible) {
    return fail("app.not_ready", fmt::format("case {} is not screened and eligible (it is {})", number, value.state),
                "take it off the list, or screen it first");
  }
  return screened->amount;
}

// The outcome that binds a decision: the rules in force, on the facts as they stand.
Done decide_case(Work& work, const cases::Draft& draft, std::uint64_t number, const Actor& actor) {
  cases::Case value = TRY(work.case_of(draft.stream, number));
  const feel::Value* screener = value.datum("screened_by");
  if (screener != nullptr) CHECK_OK(other_person(actor, std::string(screener->as_string()), "screened"));
  std::shared_ptr<const audit::Version> version = TRY(version_of(work, draft.stream));
  Date day = day_of(work, actor);
  cases::Outcome outcome = apply_rules(*version, value.facts, day);
  cases::Command decide{"decide", cases::draft_body(draft.number), day};
  TRY(carry_out(work, {draft.stream, number, std::move(decide), actor, {}, {}}, &outcome));
  return {};
}

}  // namespace

Result<std::uint64_t> open_draft(Work& work, const std::string& programme, const std::vector<std::uint64_t>& case_numbers,
                                 const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  std::set<std::uint64_t> once(case_numbers.begin(), case_numbers.end());
  if (once.empty() || once.size() > draft_cases_max) {
    return fail("app.bad_draft", fmt::format("a draft lists 1 to {} cases, this one {}", draft_cases_max, once.size()),
                "choose the cases again");
  }
  std::vector<std::uint64_t> numbers(once.begin(), once.end());
  Yen total;
  for (std::uint64_t number : numbers) total += TRY(screened_amount(work, programme, number));
  std::uint64_t draft = TRY(work.next_number(programme, "draft"));
  CHECK_OK(draft_entry(work, programme, "draft.opened", cases::opened_body(draft, numbers, total), actor));
  return draft;
}

Done withdraw_draft(Work& work, const std::string& programme, std::uint64_t number, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer", "approver"}));
  TRY(draft_in(work, programme, number, "open"));
  return draft_entry(work, programme, "draft.withdrawn", cases::draft_body(number), actor);
}

Done issue_draft(Work& work, const std::string& programme, std::uint64_t number, const Actor& actor) {
  CHECK_OK(require_role(actor, {"approver"}));
  cases::Draft draft = TRY(draft_in(work, programme, number, "open"));
  CHECK_OK(other_person(actor, draft.drafted_by, "drafted"));
  for (std::uint64_t case_number : draft.case_numbers) CHECK_OK(decide_case(work, draft, case_number, actor));
  return draft_entry(work, programme, "draft.issued", cases::draft_body(number), actor);
}

Done release_draft(Work& work, const std::string& programme, std::uint64_t number, const Actor& actor) {
  CHECK_OK(require_role(actor, {"payer"}));
  cases::Draft draft = TRY(draft_in(work, programme, number, "issued"));
  CHECK_OK(other_person(actor, draft.drafted_by, "drafted"));
  CHECK_OK(other_person(actor, draft.decided_by, "decided"));
  for (std::uint64_t case_number : draft.case_numbers) {
    cases::Command order{"order", cases::draft_body(number), day_of(work, actor)};
    TRY(carry_out(work, {programme, case_number, std::move(order), actor, {}, {}}));
  }
  return draft_entry(work, programme, "draft.released", cases::draft_body(number), actor);
}

Result<std::uint64_t> open_draft(Engine& engine, const std::string& programme, std::vector<std::uint64_t> case_numbers, Actor actor) {
  return act(engine, [&](Work& work) { return open_draft(work, programme, case_numbers, actor); });
}
Done withdraw_draft(Engine& engine, const std::string& programme, std::uint64_t draft, Actor actor) {
  return act(engine, [&](Work& work) { return withdraw_draft(work, programme, draft, actor); });
}
Done issue_draft(Engine& engine, const std::string& programme, std::uint64_t draft, Actor actor) {
  return act(engine, [&](Work& work) { return issue_draft(work, programme, draft, actor); });
}
Done release_draft(Engine& engine, const std::string& programme, std::uint64_t draft, Actor actor) {
  return act(engine, [&](Work& work) { return release_draft(work, programme, draft, actor); });
}

Result<std::vector<cases::Draft>> drafts(Engine& engine, const std::string& programme) {
  std::vector<cases::Draft> out;
  Bytes after;
  while (true) {
    std::vector<journal::Row> rows =
        TRY(engine.store().scan(journal::Table::state, cases::draft_prefix(programme), after, 500));
    if (rows.empty()) return out;
    for (const journal::Row& row : rows) out.push_back(TRY(cases::decode_draft(row.value)));
    after = rows.back().key;
  }
}

}  // namespace hashira::app
