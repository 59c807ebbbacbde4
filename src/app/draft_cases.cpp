#include "app/draft_cases.h"

#include <set>

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "app/benefit_desk.h"
#include "app/binding.h"
#include "app/combined_caps.h"
#include "app/exclusions.h"
#include "cases/fields.h"
#include "ledger/print.h"

namespace hashira::app {
namespace {

constexpr std::size_t named_cases_max = 30;

std::string state_words(const audit::Version& version, const std::string& state) {
  const cases::State* known = version.instrument->lifecycle().state(state);
  return known == nullptr ? state : fmt::format("{} / {}", known->ja, known->en);
}

// How the case differs from what was drafted; empty: it does not. `outcome` is what the rules that bind say now.
std::string changed_since(const audit::Version& version, const cases::Case& value, const cases::Outcome& outcome) {
  std::optional<cases::Outcome> screened = cases::outcome_of(value);
  if (value.state != "screened" || !screened) return state_words(version, value.state);
  if (outcome.eligible == screened->eligible && outcome.amount == screened->amount) return {};
  return fmt::format("{} → {}", ledger::yen_text(screened->amount), ledger::yen_text(outcome.amount));
}

// The outcome that binds a decision: of the rules that bind the case, on the facts as they stand. A case that is no longer as it was
// drafted is added to `changed` and left.
struct Deciding {
  const cases::Draft& draft;
  RulesHistory rules;
  std::vector<std::string> excluded;
  const Bytes& batch;
  const Actor& actor;
  CasesWithReasons changed;
  Yen total, under_caps;
};

Done decide_case(Work& work, Deciding& deciding, std::uint64_t number) {
  const Actor& actor = deciding.actor;
  cases::Case value = TRY(work.case_of(deciding.draft.stream, number));
  CHECK_OK(other_person(actor, kept_text(value, "screened_by"), "審査した", "screened"));
  Date day = day_of(work, actor);
  cases::Outcome outcome = bound_outcome(deciding.rules, value, day);
  std::string why = changed_since(*deciding.rules.in_force, value, outcome);
  // Screened anew since it was listed, by who approved the draft: two people would be one.
  bool by_approver = !deciding.draft.approved_by.empty() && kept_text(value, "screened_by") == deciding.draft.approved_by;
  if (why.empty() && by_approver) why = "決裁した人が審査し直しました / screened anew by who approved the draft";
  if (!why.empty()) {
    deciding.changed.add(number, why);
    return {};
  }
  deciding.total += outcome.amount;
  journal::BodyWriter body;
  body.integer("draft", static_cast<std::int64_t>(deciding.draft.number));
  std::uint64_t reservation = TRY(confirm(work, value, deciding.excluded, actor));
  if (reservation != 0) body.integer("reservation", static_cast<std::int64_t>(reservation));
  CaseCommand decide{value.stream, number, {"decide", body.body(), day}, actor, deciding.batch, {}};
  decide.capped_by_list = true;
  TRY(carry_out(work, decide, &outcome));
  deciding.under_caps += cap_use(TRY(work.case_of(value.stream, number)));
  return {};
}

}  // namespace

void CasesWithReasons::add(std::uint64_t number, const std::string& why) {
  if (lines.size() < named_cases_max) {
    lines.push_back(fmt::format("{}（{}）", number, why));
  } else {
    ++more;
  }
}

std::string CasesWithReasons::text() const {
  std::string out = fmt::format("{}", fmt::join(lines, "、"));
  return more == 0 ? out : out + fmt::format(" … +{}", more);
}

Result<DraftChecks> draft_checks(Work& work, const std::string& programme, Date day) {
  DraftChecks out;
  out.version = TRY(version_of(work, programme));
  out.excluded = TRY(excluded_programmes(work, programme));
  out.day = day;
  return out;
}

Result<std::string> not_ready(Work& work, const DraftChecks& asked, const cases::Case& value) {
  std::optional<cases::Outcome> screened = cases::outcome_of(value);
  if (value.state != "screened" || !screened) return state_words(*asked.version, value.state);
  if (!screened->eligible) return std::string("支給対象外 / not eligible");
  std::vector<std::uint64_t> hits = TRY(open_hits(work, value));
  if (hits.empty()) return taken_elsewhere(work, value, asked.excluded, asked.day);
  return fmt::format("同じ支給単位の案件 {0} が未確認 / same entitlement as {0}", fmt::join(hits, ", "));
}

Result<cases::DraftPart> part_of(Work& work, const std::string& programme, std::span<const std::uint64_t> numbers, const Actor& actor) {
  DraftChecks asked = TRY(draft_checks(work, programme, day_of(work, actor)));
  cases::DraftPart part;
  CasesWithReasons unready;
  std::set<std::string> screeners;
  for (std::uint64_t number : numbers) {
    cases::Case value = TRY(work.case_of(programme, number));
    std::string why = TRY(not_ready(work, asked, value));
    if (!why.empty()) {
      unready.add(number, why);
      continue;
    }
    part.case_numbers.push_back(number);
    part.total += cases::outcome_of(value)->amount;
    screeners.insert(kept_text(value, "screened_by"));
    CHECK_OK(reserve(work, value, asked.excluded, actor));
  }
  part.screened_by.assign(screeners.begin(), screeners.end());
  if (unready.empty()) return part;
  return fail("app.not_ready", fmt::format("起案できない案件があります：{0} / cases that cannot be drafted: {0}", unready.text()),
              "一覧から外すか、先に審査・確認・保留の解除をしてください / take them off the list, or screen, clear or release them first");
}

Result<Yen> decide_cases(Work& work, const cases::Draft& draft, std::span<const std::uint64_t> numbers, const Bytes& batch,
                         const Actor& actor) {
  RulesHistory rules = TRY(rules_history(work, draft.stream));
  std::vector<std::string> excluded = TRY(excluded_programmes(work, draft.stream));
  std::shared_ptr<const audit::Version> version = rules.in_force;
  Deciding deciding{draft, std::move(rules), std::move(excluded), batch, actor, {}, Yen(), Yen()};
  for (std::uint64_t number : numbers) CHECK_OK(decide_case(work, deciding, number));
  if (!deciding.changed.empty()) return draft_changed(draft, deciding.changed.text(), deciding.changed.text());
  CHECK_OK(use_under_caps(work, version->programme, draft_in_words(draft), deciding.under_caps, actor));
  return deciding.total;
}

std::string draft_in_words(const cases::Draft& draft) { return fmt::format("{}/draft-{}", draft.stream, draft.number); }

tl::unexpected<Error> draft_changed(const cases::Draft& draft, std::string_view ja, std::string_view en) {
  return fail("app.draft_changed",
              fmt::format("起案{0}は回付した時と違います：{1} / draft {0} is not what was circulated: {2}", draft.number, ja, en),
              "起案を取り下げ、直した一覧で起案し直してください / withdraw the draft and draft the mended list anew");
}

Result<cases::Draft> draft_in(Work& work, const journal::StreamId& stream, std::uint64_t number,
                              std::initializer_list<std::string_view> states) {
  cases::Draft draft = TRY(work.draft_of(stream, number));
  for (std::string_view state : states) {
    if (draft.state == state) return draft;
  }
  const cases::State* now = cases::draft_lifecycle().state(draft.state);
  return fail("app.draft_not_in_state",
              fmt::format("起案{0}は「{1}」で、これはできません / draft {0} is {2}: this cannot be done", number,
                          now == nullptr ? draft.state : now->ja, now == nullptr ? draft.state : now->en),
              "起案の一覧で状態を確かめてください / look at the list of drafts");
}

Done not_in_a_batch(Work& work, const cases::Case& value) {
  auto number = static_cast<std::uint64_t>(cases::kept_number(value, "draft"));
  if (number == 0 || value.state != "decided") return {};
  cases::Draft draft = TRY(work.draft_of(value.stream, number));
  if (draft.state != "deciding" && draft.state != "undoing") return {};
  return fail("app.batch_running",
              fmt::format("案件 {0} は起案 {1} の一括決定の途中です / case {0} is being decided in bulk with draft {1}", value.number, number),
              "施行されるか取り消されてから行ってください / wait until the draft is issued or undone");
}

Done uninvolved(const cases::Draft& draft, const Actor& actor) {
  CHECK_OK(other_person(actor, draft.drafted_by, "起案した", "drafted"));
  bool screened = std::binary_search(draft.screened_by.begin(), draft.screened_by.end(), actor.user);
  return screened ? other_person(actor, actor.user, "審査した", "screened") : Done();
}

}  // namespace hashira::app
