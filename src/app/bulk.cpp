#include "app/bulk.h"

#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "app/combined_caps.h"
#include "app/draft_cases.h"
#include "app/exclusions.h"
#include "app/queue.h"
#include "app/rights.h"
#include "cases/fields.h"

namespace hashira::app {
namespace {

using cases::Draft;
using Numbers = std::span<const std::uint64_t>;

constexpr std::size_t queue_page = 5000;

journal::BodyWriter part_of_draft(const Draft& draft, std::size_t count) {
  return journal::BodyWriter()
      .integer("draft", static_cast<std::int64_t>(draft.number))
      .integer("count", static_cast<std::int64_t>(count));
}

std::size_t part_size(const BulkPart& part) { return std::clamp<std::size_t>(part.size, 1, draft_part_max); }

void tell(const BulkPart& part, std::size_t done, std::size_t total) {
  if (part.progress) part.progress(done, total);
}

Result<std::vector<std::uint64_t>> all_screened(Engine& engine, const std::string& programme) {
  std::vector<std::uint64_t> out;
  for (;;) {
    std::uint64_t after = out.empty() ? 0 : out.back();
    std::vector<std::uint64_t> page = TRY(queue_numbers(engine, programme, "screened", after, queue_page));
    out.insert(out.end(), page.begin(), page.end());
    if (page.size() < queue_page) return out;
  }
}

std::vector<std::uint64_t> each_once(std::vector<std::uint64_t> numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

Done preview_part(Work& work, const std::string& programme, Numbers numbers, DraftPreview& out) {
  DraftChecks asked = TRY(draft_checks(work, programme, work.today()));
  for (std::uint64_t number : numbers) {
    cases::Case value = TRY(work.case_of(programme, number));
    std::string why = TRY(not_ready(work, asked, value));
    if (!why.empty()) {
      out.left_out.emplace_back(number, std::move(why));
      continue;
    }
    out.numbers.push_back(number);
    out.total += cases::outcome_of(value)->amount;
  }
  return {};
}

// ---- listing

Result<std::uint64_t> list_first(Work& work, const std::string& programme, Numbers numbers, bool more, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  CHECK_OK(works_on(work, actor, programme));
  cases::DraftPart listed = TRY(part_of(work, programme, numbers, actor));
  listed.office = TRY(office_of(work, actor));
  listed.more = more;
  std::uint64_t draft = TRY(work.next_number(programme, "draft"));
  CHECK_OK(append_entry(work, programme, "draft.opened", cases::part_body(draft, listed), actor));
  return draft;
}

Done list_further(Work& work, const std::string& programme, std::uint64_t draft, Numbers numbers, bool more, const Actor& actor) {
  TRY(draft_in(work, programme, draft, {"listing"}));
  cases::DraftPart listed = TRY(part_of(work, programme, numbers, actor));
  listed.more = more;
  return append_entry(work, programme, "draft.listed", cases::part_body(draft, listed), actor);
}

// ---- deciding

// One id for all that the batch writes: the draft and the entry that began it, so that it is the same at each replay.
Bytes batch_id(const Draft& draft, std::uint64_t seq) {
  Bytes of(draft.stream);
  append_u64(of, draft.number);
  append_u64(of, seq);
  return Bytes(view(sha256("hashira batch", of))).substr(0, 16);
}

// The name under which a batch that runs reserves what is not decided yet under combined caps.
std::string batch_in_words(const Draft& draft) { return draft_in_words(draft) + "/batch"; }

Done begin_batch(Work& work, const std::string& programme, std::uint64_t number, const Actor& actor) {
  CHECK_OK(require_role(actor, {"approver"}));
  CHECK_OK(works_on(work, actor, programme));
  Draft draft = TRY(draft_in(work, programme, number, {"open", "approved", "deciding"}));
  CHECK_OK(uninvolved(draft, actor));
  if (draft.state == "deciding") return {};  // goes on where it stopped
  CHECK_OK(check_approved(work, draft));
  std::shared_ptr<const audit::Version> version = TRY(version_of(work, programme));
  std::uint64_t seq = TRY(work.head(programme)).seq + 1;
  journal::BodyWriter body;
  body.integer("draft", static_cast<std::int64_t>(number)).bytes("batch", batch_id(draft, seq)).yen("amount", draft.total);
  body.text("line", version->programme.money ? version->programme.money->budget_line : std::string());
  CHECK_OK(reserve_under_caps(work, version->programme, batch_in_words(draft), draft.total, actor));
  return append_entry(work, programme, "draft.deciding", body.body(), actor);
}

// What was screened of these cases: what the part takes from the reservation before its cases are committed one by one.
Result<Yen> screened_sum(Work& work, const std::string& programme, Numbers numbers) {
  Yen sum;
  for (std::uint64_t number : numbers) sum += cases::outcome_of(TRY(work.case_of(programme, number))).value_or(cases::Outcome{}).amount;
  return sum;
}

Done same_year(const Draft& draft, Date day) {
  if (FiscalYear::of(day) == draft.batch.year) return {};
  return fail("app.batch_year",
              fmt::format("起案{0}の一括決定は{1}の予算で始まりました / the bulk decision of draft {0} began in fiscal {2}", draft.number,
                          draft.batch.year.wareki(), draft.batch.year.year()),
              "取り消して、新年度の予算で決定してください / undo it and decide in the new year's budget");
}

// The next cases of the batch; how many of the draft's are decided then.
Result<std::size_t> decide_next(Work& work, const std::string& programme, std::uint64_t number, std::size_t size, const Actor& actor) {
  Draft draft = TRY(draft_in(work, programme, number, {"deciding"}));
  CHECK_OK(same_year(draft, day_of(work, actor)));
  Numbers left = Numbers(draft.case_numbers).subspan(draft.batch.decided);
  Numbers part = left.first(std::min(size, left.size()));
  if (part.empty()) return draft.batch.decided;
  Yen amount = TRY(screened_sum(work, programme, part));
  // Screened anew at more than was circulated: the part would take what other cases were promised.
  if (amount > draft.batch.reserved) return draft_changed(draft, "金額の合計", "its total");
  CHECK_OK(append_entry(work, programme, "draft.part_decided", part_of_draft(draft, part.size()).yen("amount", amount).body(), actor));
  std::shared_ptr<const audit::Version> version = TRY(version_of(work, programme));
  CHECK_OK(release_under_caps(work, version->programme, batch_in_words(draft), actor));
  Yen decided = TRY(decide_cases(work, draft, part, draft.batch.id, actor));
  Yen left_over = draft.batch.reserved - decided;
  if (left_over > Yen(0)) CHECK_OK(reserve_under_caps(work, version->programme, batch_in_words(draft), left_over, actor));
  if (decided != amount) return draft_changed(draft, "金額の合計", "its total");
  std::size_t done = draft.batch.decided + part.size();
  if (done == draft.case_numbers.size() && draft.batch.reserved != amount) return draft_changed(draft, "金額の合計", "its total");
  return done;
}

Done begin_undo(Work& work, const std::string& programme, std::uint64_t number, const std::string& reason, const Actor& actor) {
  CHECK_OK(require_role(actor, {"approver"}));
  CHECK_OK(works_on(work, actor, programme));
  if (reason.empty()) return fail("app.no_reason", "理由がありません / a reason is missing", "理由を書いてください / give the reason", {"reason", 0, 0});
  Draft draft = TRY(draft_in(work, programme, number, {"deciding", "undoing"}));
  if (draft.state == "undoing") return {};
  if (draft.batch.reserved > Yen(0)) {
    CHECK_OK(release_under_caps(work, TRY(version_of(work, programme))->programme, batch_in_words(draft), actor));
  }
  journal::BodyWriter body;
  body.integer("draft", static_cast<std::int64_t>(number)).text("reason", reason);
  return append_entry(work, programme, "draft.undoing", body.body(), actor);
}

// The cases decided last are undone first; how many are still decided then.
Result<std::size_t> undo_next(Work& work, const std::string& programme, std::uint64_t number, std::size_t size, const Actor& actor) {
  Draft draft = TRY(work.draft_of(programme, number));
  if (draft.state != "undoing") return 0;
  Numbers decided = Numbers(draft.case_numbers).first(draft.batch.decided);
  Numbers part = decided.last(std::min(size, decided.size()));
  std::vector<std::string> excluded = TRY(excluded_programmes(work, programme));
  Yen under_caps;
  for (std::uint64_t one : part) {
    cases::Case value = TRY(work.case_of(programme, one));
    under_caps += cap_use(value);
    CHECK_OK(reserve(work, value, excluded, actor));  // as it was when it was drafted
    CaseCommand undo{programme, one, {"undo_decision", cases::draft_body(number), day_of(work, actor)}, actor, draft.batch.id, {}};
    undo.capped_by_list = true;
    TRY(carry_out(work, undo));
  }
  CHECK_OK(use_under_caps(work, TRY(version_of(work, programme))->programme, draft_in_words(draft), -under_caps, actor));
  CHECK_OK(append_entry(work, programme, "draft.part_undone", part_of_draft(draft, part.size()).body(), actor));
  return decided.size() - part.size();
}

// Until `next` leaves `until` or it is refused.
template <class Next>
Done in_parts(Engine& engine, std::size_t until, std::size_t total, const BulkPart& part, Next next) {
  for (;;) {
    std::size_t now = TRY(act(engine, next));
    tell(part, now, total);
    if (now == until) return {};
  }
}

Result<Draft> draft_now(Engine& engine, const std::string& programme, std::uint64_t number) {
  return act(engine, [&](Work& work) { return work.draft_of(programme, number); });
}

}  // namespace

Result<DraftPreview> preview_draft(Engine& engine, const std::string& programme, std::vector<std::uint64_t> numbers) {
  if (numbers.empty()) numbers = TRY(all_screened(engine, programme));
  numbers = each_once(std::move(numbers));
  DraftPreview out;
  for (Numbers left = numbers; !left.empty();) {
    Numbers part = left.first(std::min(draft_part_max, left.size()));
    CHECK_OK(engine.run([&](Work& work) { return preview_part(work, programme, part, out); }));
    left = left.subspan(part.size());
  }
  return out;
}

Result<std::uint64_t> open_long_draft(Engine& engine, const std::string& programme, std::vector<std::uint64_t> numbers, const Actor& actor,
                                      const BulkPart& part) {
  numbers = each_once(std::move(numbers));
  CHECK_OK(check_list_size(numbers.size()));
  Numbers left = numbers;
  std::uint64_t draft = 0;
  while (!left.empty()) {
    Numbers now = left.first(std::min(part_size(part), left.size()));
    left = left.subspan(now.size());
    Done done = engine.run([&](Work& work) -> Done {
      if (draft != 0) return list_further(work, programme, draft, now, !left.empty(), actor);
      draft = TRY(list_first(work, programme, now, !left.empty(), actor));
      return {};
    });
    if (!done && draft != 0) CHECK_OK(withdraw_draft(engine, programme, draft, actor));
    CHECK_OK(done);
    tell(part, numbers.size() - left.size(), numbers.size());
  }
  return draft;
}

Done decide_draft(Engine& engine, const std::string& programme, std::uint64_t number, const Actor& actor, const BulkPart& part) {
  CHECK_OK(engine.run([&](Work& work) { return begin_batch(work, programme, number, actor); }));
  std::size_t total = TRY(draft_now(engine, programme, number)).case_numbers.size();
  Done done = in_parts(engine, total, total, part,
                       [&](Work& work) { return decide_next(work, programme, number, part_size(part), actor); });
  if (!done) CHECK_OK(undo_decision(engine, programme, number, done.error().what, actor, part));
  return done;
}

Done undo_decision(Engine& engine, const std::string& programme, std::uint64_t number, const std::string& reason, const Actor& actor,
                   const BulkPart& part) {
  CHECK_OK(engine.run([&](Work& work) { return begin_undo(work, programme, number, reason, actor); }));
  std::size_t total = TRY(draft_now(engine, programme, number)).batch.decided;
  if (total == 0) return {};
  return in_parts(engine, 0, total, part, [&](Work& work) { return undo_next(work, programme, number, part_size(part), actor); });
}

Done release_long_draft(Engine& engine, const std::string& programme, std::uint64_t number, const Actor& actor, const BulkPart& part) {
  std::vector<std::uint64_t> numbers = TRY(draft_now(engine, programme, number)).case_numbers;
  if (numbers.size() <= part_size(part)) return act(engine, [&](Work& work) { return release_draft(work, programme, number, actor); });
  std::vector<std::uint64_t> skipped;
  for (Numbers left = numbers; !left.empty();) {
    Numbers now = left.first(std::min(part_size(part), left.size()));
    std::vector<std::uint64_t> passed_over =
        TRY(act(engine, [&](Work& work) { return order_cases(work, programme, number, now, actor); }));
    skipped.insert(skipped.end(), passed_over.begin(), passed_over.end());
    left = left.subspan(now.size());
    tell(part, numbers.size() - left.size(), numbers.size());
  }
  return act(engine, [&](Work& work) { return end_release(work, programme, number, skipped, actor); });
}

}  // namespace hashira::app
