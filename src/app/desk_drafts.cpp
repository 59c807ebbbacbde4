// Draft decisions (起案): opened by one person, issued by another, released for payment by a third. How they circulate in between
// stands in circulation.cpp, what is done in parts in bulk.cpp.
#include <set>

#include <fmt/core.h>

#include "app/bulk.h"
#include "app/desk.h"
#include "app/draft_cases.h"
#include "app/exclusions.h"
#include "app/rights.h"
#include "cases/fields.h"
#include "ledger/print.h"

namespace hashira::app {
namespace {

bool is_of(const cases::Case& value, const cases::Draft& draft) {
  return cases::kept_number(value, "draft") == static_cast<std::int64_t>(draft.number);
}

bool has_order(const cases::Case& value, const cases::Draft& draft) {
  static constexpr std::string_view with_order[] = {"ordered", "paid", "bounced"};
  return is_of(value, draft) && std::find(std::begin(with_order), std::end(with_order), value.state) != std::end(with_order);
}

Done release_all(Work& work, const cases::Draft& draft, const Actor& actor) {
  std::vector<std::string> others = TRY(excluded_programmes(work, draft.stream));
  if (others.empty()) return {};
  for (std::uint64_t number : draft.case_numbers) {
    CHECK_OK(release_reservations(work, TRY(work.case_of(draft.stream, number)), others, "draft withdrawn", actor));
  }
  return {};
}

// Decides the whole list in this unit of work.
Done decide_all(Work& work, const cases::Draft& draft, const Actor& actor) {
  Yen total = TRY(decide_cases(work, draft, draft.case_numbers, {}, actor));
  if (total == draft.total) return {};
  return draft_changed(draft, fmt::format("合計{}が{}", ledger::yen_text(draft.total), ledger::yen_text(total)),
                       fmt::format("{} instead of {}", ledger::yen_text_en(total), ledger::yen_text_en(draft.total)));
}

}  // namespace

Done check_approved(Work& work, const cases::Draft& draft) {
  std::shared_ptr<const audit::Version> version = TRY(version_of(work, draft.stream));
  if (!version->programme.approval || !draft.approved_by.empty()) return {};
  return fail("app.not_approved",
              fmt::format("起案{0}はまだ決裁されていません / draft {0} has not been approved yet", draft.number),
              "決裁権者の決裁を受けてから施行してください / let who may approve it first");
}

Done check_list_size(std::size_t size) {
  if (size > 0 && size <= draft_cases_max) return {};
  return fail("app.bad_draft", fmt::format("起案の案件は1から{0}件で、これは{1}件です / a draft lists 1 to {0} cases, this one {1}", draft_cases_max, size),
              "案件を選び直してください / choose the cases again");
}

Result<std::vector<std::uint64_t>> order_cases(Work& work, const std::string& programme, std::uint64_t number,
                                               std::span<const std::uint64_t> numbers, const Actor& actor) {
  CHECK_OK(require_role(actor, {"payer"}));
  cases::Draft draft = TRY(draft_in(work, programme, number, {"issued"}));
  CHECK_OK(other_person(actor, draft.drafted_by, "起案した", "drafted"));
  CHECK_OK(other_person(actor, draft.decided_by, "決定した", "decided"));
  std::vector<std::uint64_t> skipped;
  for (std::uint64_t case_number : numbers) {
    cases::Case value = TRY(work.case_of(programme, case_number));
    if (has_order(value, draft)) continue;  // a release that stopped goes on
    const cases::Instrument* instrument = work.instruments().find(value.instrument);
    if (instrument == nullptr || !instrument->ready_to_order(value) || !is_of(value, draft)) {
      skipped.push_back(case_number);
      continue;
    }
    cases::Command order{"order", cases::draft_body(number), day_of(work, actor)};
    TRY(carry_out(work, {programme, case_number, std::move(order), actor, {}, {}}));
  }
  return skipped;
}

Result<std::uint64_t> open_draft(Work& work, const std::string& programme,
                                 const std::vector<std::uint64_t>& case_numbers, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  CHECK_OK(works_on(work, actor, programme));
  std::set<std::uint64_t> once(case_numbers.begin(), case_numbers.end());
  CHECK_OK(check_list_size(once.size()));
  std::vector<std::uint64_t> numbers(once.begin(), once.end());
  cases::DraftPart part = TRY(part_of(work, programme, numbers, actor));
  part.office = TRY(office_of(work, actor));
  std::uint64_t draft = TRY(work.next_number(programme, "draft"));
  CHECK_OK(append_entry(work, programme, "draft.opened", cases::part_body(draft, part), actor));
  return draft;
}

Done withdraw_draft(Work& work, const std::string& programme, std::uint64_t number, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer", "approver"}));
  CHECK_OK(works_on(work, actor, programme));
  cases::Draft draft = TRY(draft_in(work, programme, number, {"listing", "open", "sent_back", "approved"}));
  CHECK_OK(release_all(work, draft, actor));
  return append_entry(work, programme, "draft.withdrawn", cases::draft_body(number), actor);
}

Done issue_draft(Work& work, const std::string& programme, std::uint64_t number, const Actor& actor) {
  CHECK_OK(require_role(actor, {"approver"}));
  CHECK_OK(works_on(work, actor, programme));
  cases::Draft draft = TRY(draft_in(work, programme, number, {"open", "approved", "deciding"}));
  // Where nobody approved, who issues is who decides.
  CHECK_OK(draft.approved_by.empty() ? uninvolved(draft, actor) : other_person(actor, draft.drafted_by, "起案した", "drafted"));
  CHECK_OK(check_approved(work, draft));
  if (draft.state != "deciding") {
    CHECK_OK(decide_all(work, draft, actor));
  } else if (!draft.decided_whole()) {
    return fail("app.batch_running",
                fmt::format("起案{0}の一括決定は{1}件中{2}件までです / {2} of {1} cases of draft {0} have been decided so far", number,
                            draft.case_numbers.size(), draft.batch.decided),
                "一括決定を続けるか、取り消してください / let the bulk decision go on, or undo it");
  }
  return append_entry(work, programme, "draft.issued", cases::draft_body(number), actor);
}

Done release_draft(Work& work, const std::string& programme, std::uint64_t number, const Actor& actor) {
  cases::Draft draft = TRY(work.draft_of(programme, number));
  std::vector<std::uint64_t> skipped = TRY(order_cases(work, programme, number, draft.case_numbers, actor));
  return end_release(work, programme, number, skipped, actor);
}

Done end_release(Work& work, const std::string& programme, std::uint64_t number, const std::vector<std::uint64_t>& skipped,
                 const Actor& actor) {
  TRY(order_cases(work, programme, number, {}, actor));  // the draft's state and who may
  return append_entry(work, programme, "draft.released", cases::released_body(number, skipped), actor);
}

// Decided in parts before it is issued, so that intake goes on meanwhile.
static Result<bool> is_long(Engine& engine, const std::string& programme, std::uint64_t number) {
  cases::Draft draft = TRY(act(engine, [&](Work& work) { return work.draft_of(programme, number); }));
  bool undecided = draft.state == "open" || draft.state == "approved" || draft.state == "deciding";
  return undecided && draft.case_numbers.size() > draft_part_max;
}

Result<std::uint64_t> open_draft(Engine& engine, const std::string& programme, std::vector<std::uint64_t> case_numbers,
                                 Actor actor) {
  if (case_numbers.size() > draft_part_max) return open_long_draft(engine, programme, std::move(case_numbers), actor);
  return act(engine, [&](Work& work) { return open_draft(work, programme, case_numbers, actor); });
}
Done withdraw_draft(Engine& engine, const std::string& programme, std::uint64_t draft, Actor actor) {
  return act(engine, [&](Work& work) { return withdraw_draft(work, programme, draft, actor); });
}
Done issue_draft(Engine& engine, const std::string& programme, std::uint64_t draft, Actor actor) {
  if (TRY(is_long(engine, programme, draft))) CHECK_OK(decide_draft(engine, programme, draft, actor));
  return act(engine, [&](Work& work) { return issue_draft(work, programme, draft, actor); });
}
Done release_draft(Engine& engine, const std::string& programme, std::uint64_t draft, Actor actor) {
  return release_long_draft(engine, programme, draft, actor);
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
