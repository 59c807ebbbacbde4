// Draft decisions (起案): opened by one person, issued by another, released for payment by a third.
#include <set>

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "app/benefit_desk.h"
#include "app/case_command.h"
#include "app/desk.h"
#include "app/rules.h"
#include "cases/fields.h"
#include "cases/flags.h"
#include "ledger/print.h"

namespace hashira::app {
namespace {

constexpr std::size_t draft_cases_max = 50'000;

Result<cases::Draft> draft_in(Work& work, const journal::StreamId& stream, std::uint64_t number,
                              std::string_view state) {
  cases::Draft draft = TRY(work.draft_of(stream, number));
  if (draft.state == state) return draft;
  return fail("app.draft_not_in_state", fmt::format("draft {} is {}, not {}", number, draft.state, state),
              "look at the list of drafts");
}

std::string state_words(const audit::Version& version, const std::string& state) {
  const cases::State* known = version.instrument->lifecycle().state(state);
  return known == nullptr ? state : fmt::format("{} / {}", known->ja, known->en);
}

// Why a case may not be drafted; empty: it may.
Result<std::string> not_ready(Work& work, const audit::Version& version, const cases::Case& value) {
  std::optional<cases::Outcome> screened = cases::outcome_of(value);
  if (value.state != "screened" || !screened) return state_words(version, value.state);
  if (!screened->eligible) return std::string("支給対象外 / not eligible");
  std::vector<std::uint64_t> hits = TRY(open_hits(work, value));
  if (hits.empty()) return std::string();
  return fmt::format("同じ支給単位の案件 {0} が未確認 / same entitlement as {0}", fmt::join(hits, ", "));
}

constexpr std::size_t named_cases_max = 30;

// Every case with its reason, so that one look mends the list.
struct CasesWithReasons {
  std::vector<std::string> lines;
  std::size_t more = 0;

  void add(std::uint64_t number, const std::string& why) {
    if (lines.size() < named_cases_max) {
      lines.push_back(fmt::format("{}（{}）", number, why));
    } else {
      ++more;
    }
  }
  bool empty() const { return lines.empty(); }
  std::string text() const {
    std::string out = fmt::format("{}", fmt::join(lines, "、"));
    return more == 0 ? out : out + fmt::format(" … +{}", more);
  }
};

// How the case differs from what was drafted; empty: it does not. `outcome` is what the rules in force say now.
std::string changed_since(const audit::Version& version, const cases::Case& value, const cases::Outcome& outcome) {
  std::optional<cases::Outcome> screened = cases::outcome_of(value);
  if (value.state != "screened" || !screened) return state_words(version, value.state);
  if (outcome.eligible == screened->eligible && outcome.amount == screened->amount) return {};
  return fmt::format("{} → {}", ledger::yen_text(screened->amount), ledger::yen_text(outcome.amount));
}

// The outcome that binds a decision: the rules in force, on the facts as they stand. A case that is no longer as it was
// drafted is added to `changed` and left.
Done decide_case(Work& work, const cases::Draft& draft, std::uint64_t number, const Actor& actor,
                 CasesWithReasons& changed, Yen& total) {
  cases::Case value = TRY(work.case_of(draft.stream, number));
  CHECK_OK(other_person(actor, kept_text(value, "screened_by"), "審査した", "screened"));
  std::shared_ptr<const audit::Version> version = TRY(version_of(work, draft.stream));
  Date day = day_of(work, actor);
  cases::Outcome outcome = apply_rules(*version, value.facts, day);
  std::string why = changed_since(*version, value, outcome);
  if (!why.empty()) {
    changed.add(number, why);
    return {};
  }
  total += outcome.amount;
  cases::Command decide{"decide", cases::draft_body(draft.number), day};
  TRY(carry_out(work, {draft.stream, number, std::move(decide), actor, {}, {}}, &outcome));
  return {};
}

tl::unexpected<Error> draft_changed(const cases::Draft& draft, std::string_view ja, std::string_view en) {
  return fail("app.draft_changed",
              fmt::format("起案{0}は回付した時と違います：{1} / draft {0} is not what was circulated: {2}",
                          draft.number, ja, en),
              "起案を取り下げ、直した一覧で起案し直してください / withdraw the draft and draft the mended list anew");
}

bool stands_decided(const cases::Case& value, const cases::Draft& draft) {
  const feel::Value* of = value.datum("draft");
  return value.state == "decided" && of != nullptr && of->as_integer() == static_cast<std::int64_t>(draft.number);
}

}  // namespace

Result<std::uint64_t> open_draft(Work& work, const std::string& programme,
                                 const std::vector<std::uint64_t>& case_numbers, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  std::set<std::uint64_t> once(case_numbers.begin(), case_numbers.end());
  if (once.empty() || once.size() > draft_cases_max) {
    return fail("app.bad_draft", fmt::format("a draft lists 1 to {} cases, this one {}", draft_cases_max, once.size()),
                "choose the cases again");
  }
  std::vector<std::uint64_t> numbers(once.begin(), once.end());
  std::shared_ptr<const audit::Version> version = TRY(version_of(work, programme));
  CasesWithReasons unready;
  Yen total;
  for (std::uint64_t number : numbers) {
    cases::Case value = TRY(work.case_of(programme, number));
    std::string why = TRY(not_ready(work, *version, value));
    if (!why.empty()) unready.add(number, why);
    total += cases::outcome_of(value).value_or(cases::Outcome{}).amount;
  }
  if (!unready.empty()) {
    return fail("app.not_ready",
                fmt::format("起案できない案件があります：{0} / cases that cannot be drafted: {0}", unready.text()),
                "一覧から外すか、先に審査・確認・保留の解除をしてください / take them off the list, or screen, clear "
                "or release them first");
  }
  std::uint64_t draft = TRY(work.next_number(programme, "draft"));
  CHECK_OK(append_entry(work, programme, "draft.opened", cases::opened_body(draft, numbers, total), actor));
  return draft;
}

Done withdraw_draft(Work& work, const std::string& programme, std::uint64_t number, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer", "approver"}));
  TRY(draft_in(work, programme, number, "open"));
  return append_entry(work, programme, "draft.withdrawn", cases::draft_body(number), actor);
}

Done issue_draft(Work& work, const std::string& programme, std::uint64_t number, const Actor& actor) {
  CHECK_OK(require_role(actor, {"approver"}));
  cases::Draft draft = TRY(draft_in(work, programme, number, "open"));
  CHECK_OK(other_person(actor, draft.drafted_by, "起案した", "drafted"));
  CasesWithReasons changed;
  Yen total;
  for (std::uint64_t case_number : draft.case_numbers)
    CHECK_OK(decide_case(work, draft, case_number, actor, changed, total));
  if (!changed.empty()) return draft_changed(draft, changed.text(), changed.text());
  if (total != draft.total) {
    return draft_changed(draft, fmt::format("合計{}が{}", ledger::yen_text(draft.total), ledger::yen_text(total)),
                         fmt::format("{} instead of {}", ledger::yen_text_en(total), ledger::yen_text_en(draft.total)));
  }
  return append_entry(work, programme, "draft.issued", cases::draft_body(number), actor);
}

Done release_draft(Work& work, const std::string& programme, std::uint64_t number, const Actor& actor) {
  CHECK_OK(require_role(actor, {"payer"}));
  cases::Draft draft = TRY(draft_in(work, programme, number, "issued"));
  CHECK_OK(other_person(actor, draft.drafted_by, "起案した", "drafted"));
  CHECK_OK(other_person(actor, draft.decided_by, "決定した", "decided"));
  std::vector<std::uint64_t> skipped;
  for (std::uint64_t case_number : draft.case_numbers) {
    if (!stands_decided(TRY(work.case_of(programme, case_number)), draft)) {
      skipped.push_back(case_number);
      continue;
    }
    cases::Command order{"order", cases::draft_body(number), day_of(work, actor)};
    TRY(carry_out(work, {programme, case_number, std::move(order), actor, {}, {}}));
  }
  return append_entry(work, programme, "draft.released", cases::released_body(number, skipped), actor);
}

Result<std::uint64_t> open_draft(Engine& engine, const std::string& programme, std::vector<std::uint64_t> case_numbers,
                                 Actor actor) {
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
