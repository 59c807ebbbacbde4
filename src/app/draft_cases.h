// The cases of a draft: which may be drafted and why others may not, and deciding one of them as it was circulated.
#pragma once

#include <span>

#include "app/case_command.h"

namespace hashira::app {

// So many cases are drafted, decided or undone in one unit of work; what is longer goes in parts (bulk.h).
inline constexpr std::size_t draft_part_max = 500;
inline constexpr std::size_t draft_cases_max = 50'000;

// Cases that a command cannot take, each with its reason, so that one look mends the list.
struct CasesWithReasons {
  std::vector<std::string> lines;
  std::size_t more = 0;

  void add(std::uint64_t number, const std::string& why);
  bool empty() const { return lines.empty(); }
  std::string text() const;
};

// What is asked of every case of a draft.
struct DraftChecks {
  std::shared_ptr<const audit::Version> version;
  std::vector<std::string> excluded;  // programmes of which nobody may have both
  Date day;
};
Result<DraftChecks> draft_checks(Work& work, const std::string& programme, Date day);
// Why a case may not be drafted; empty: it may.
Result<std::string> not_ready(Work& work, const DraftChecks& checks, const cases::Case& value);
// The part of a draft that these cases (ascending, each once) make, reserved against programmes that exclude this one;
// "app.not_ready" names every one that may not.
Result<cases::DraftPart> part_of(Work& work, const std::string& programme, std::span<const std::uint64_t> numbers, const Actor& actor);

// Decides cases of a draft by the rules that bind, under a batch's id or none; their sum. "app.draft_changed" names those that no
// longer are as they were drafted.
Result<Yen> decide_cases(Work& work, const cases::Draft& draft, std::span<const std::uint64_t> numbers, const Bytes& batch,
                         const Actor& actor);
// The name under which a draft uses combined caps.
std::string draft_in_words(const cases::Draft& draft);
tl::unexpected<Error> draft_changed(const cases::Draft& draft, std::string_view ja, std::string_view en);

// Where approval rules hold, nothing is decided that was not approved under them ("app.not_approved").
Done check_approved(Work& work, const cases::Draft& draft);
// A draft lists 1 to draft_cases_max cases ("app.bad_draft").
Done check_list_size(std::size_t size);
// Payment orders for those of the draft's cases that stand decided; the others that have none yet, as who is passed over. By a
// third person.
Result<std::vector<std::uint64_t>> order_cases(Work& work, const std::string& programme, std::uint64_t draft,
                                               std::span<const std::uint64_t> numbers, const Actor& actor);
// All of its cases were gone through: the draft is released, naming who was passed over.
Done end_release(Work& work, const std::string& programme, std::uint64_t draft, const std::vector<std::uint64_t>& skipped,
                 const Actor& actor);

// The draft, when it is in one of the states; "app.draft_not_in_state" otherwise.
Result<cases::Draft> draft_in(Work& work, const journal::StreamId& stream, std::uint64_t number,
                              std::initializer_list<std::string_view> states);
// Refuses while the case is decided in a batch that may still be undone as a whole: what happened to it meanwhile would stand in
// the way ("app.batch_running").
Done not_in_a_batch(Work& work, const cases::Case& value);
// Neither drafted it nor screened one of its cases ("app.same_person").
Done uninvolved(const cases::Draft& draft, const Actor& actor);

}  // namespace hashira::app
