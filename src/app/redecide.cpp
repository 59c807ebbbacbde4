#include "app/redecide.h"

#include <algorithm>

#include "app/benefit_desk.h"
#include "app/binding.h"
#include "app/case_command.h"
#include "app/queue.h"

namespace hashira::app {
namespace {

constexpr std::size_t redecide_page = 1000;

// Numbers of the cases whose decision can be changed, ascending.
Result<std::vector<std::uint64_t>> decided_cases(Engine& engine, const std::string& programme, const audit::Version& version) {
  std::vector<std::uint64_t> out;
  if (version.instrument == nullptr) return out;
  const cases::EventKind* change = version.instrument->lifecycle().event_of("change");
  if (change == nullptr) return out;
  for (std::string_view state : change->from) {
    for (std::uint64_t after = 0;;) {
      std::vector<std::uint64_t> page = TRY(queue_numbers(engine, programme, state, after, redecide_page));
      out.insert(out.end(), page.begin(), page.end());
      if (page.size() < redecide_page) break;
      after = page.back();
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

void add_redecision(const RulesHistory& history, const cases::Case& value, Date day, RedecisionPreview& out) {
  cases::Outcome outcome = bound_outcome(history, value, day);
  Redecision one{value.number, value.money.approved, outcome.amount, {}};
  ++out.looked_at;
  if (!outcome.eligible) {
    one.why = outcome.reason_ja + " / " + outcome.reason_en;
    out.not_eligible.push_back(std::move(one));
  } else if (one.now != one.then) {
    (one.difference() > Yen(0) ? out.more : out.less) += one.difference() > Yen(0) ? one.difference() : -one.difference();
    out.changed.push_back(std::move(one));
  }
}

void count_change(const Redecision& one, RedecisionDone& out) {
  ++out.changed;
  (one.difference() > Yen(0) ? out.more : out.less) += one.difference() > Yen(0) ? one.difference() : -one.difference();
}

Done change_all(Engine& engine, const std::string& programme, std::span<const Redecision> part, const std::string& reason,
                const Actor& actor) {
  return engine.run([&](Work& work) -> Done {
    for (const Redecision& one : part) CHECK_OK(change_case(work, programme, one.number, reason, actor));
    return {};
  });
}

// A part that is refused is gone through case by case: who refuses is left out, the others are changed.
void change_each(Engine& engine, const std::string& programme, std::span<const Redecision> part, const std::string& reason,
                 const Actor& actor, RedecisionDone& out) {
  for (const Redecision& one : part) {
    Done done = change_all(engine, programme, std::span(&one, 1), reason, actor);
    if (done) {
      count_change(one, out);
    } else {
      out.left_out.push_back({one.number, one.now, one.then, done.error().what});
    }
  }
}

}  // namespace

Result<RedecisionPreview> preview_redecision(Engine& engine, const std::string& programme) {
  RulesHistory history = TRY(rules_history(engine, programme));
  std::vector<std::uint64_t> numbers = TRY(decided_cases(engine, programme, *history.in_force));
  Date day = engine.today();
  RedecisionPreview out;
  for (std::size_t from = 0; from < numbers.size(); from += redecide_page) {
    auto first = numbers.begin() + static_cast<std::ptrdiff_t>(from);
    auto last = numbers.begin() + static_cast<std::ptrdiff_t>(std::min(from + redecide_page, numbers.size()));
    for (const cases::Case& value : TRY(cases_of(engine, programme, {first, last}))) add_redecision(history, value, day, out);
  }
  return out;
}

Result<RedecisionDone> redecide(Engine& engine, const std::string& programme, const std::string& reason, const Actor& actor,
                                const BulkPart& part) {
  CHECK_OK(require_role(actor, {"approver"}));
  RedecisionPreview preview = TRY(preview_redecision(engine, programme));
  RedecisionDone out;
  std::size_t size = std::clamp<std::size_t>(part.size, 1, 500);
  for (std::span<const Redecision> left = preview.changed; !left.empty();) {
    std::span<const Redecision> now = left.first(std::min(size, left.size()));
    left = left.subspan(now.size());
    if (change_all(engine, programme, now, reason, actor)) {
      for (const Redecision& one : now) count_change(one, out);
    } else {
      change_each(engine, programme, now, reason, actor, out);
    }
    if (part.progress) part.progress(preview.changed.size() - left.size(), preview.changed.size());
  }
  return out;
}

}  // namespace hashira::app
