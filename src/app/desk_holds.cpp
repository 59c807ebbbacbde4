// Holds and hits of the entitlement key: what keeps a case where it is until a person disposes of it.
#include "app/benefit_desk.h"
#include "app/case_command.h"
#include "app/run_entries.h"
#include "cases/flags.h"

namespace hashira::app {
namespace {

bool goes_on(const cases::Lifecycle& lifecycle, const cases::Case& value) {
  const cases::State* state = lifecycle.state(value.state);
  return state != nullptr && !state->final;
}

// Every other case with the key, from the index.
Result<std::vector<std::uint64_t>> same_key(Work& work, const cases::Case& value) {
  std::vector<std::uint64_t> out;
  if (value.entitlement.empty()) return out;
  Bytes prefix = audit::entitlement_prefix(value.stream, value.entitlement);
  for (const journal::Row& row : TRY(work.scan(journal::Table::index, prefix, {}, 1000))) {
    std::uint64_t number = read_u64(BytesView(row.key).substr(prefix.size()));
    if (number != value.number) out.push_back(number);
  }
  return out;
}

}  // namespace

Done hold_case(Work& work, const std::string& programme, std::uint64_t number, std::string_view hold_class,
               std::string_view note, const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer", "approver", "payer"}));
  journal::BodyWriter body;
  body.text("class", hold_class).text("note", note);
  CHECK_OK(not_on_its_way(work, TRY(work.case_of(programme, number))));
  return run_command(work, programme, number, "hold", body.body(), actor);
}

Done release_case(Work& work, const std::string& programme, std::uint64_t number, std::string_view reason,
                  const Actor& actor) {
  CHECK_OK(require_role(actor, {"approver"}));
  cases::Case value = TRY(work.case_of(programme, number));
  CHECK_OK(other_person(actor, kept_text(value, "held_by"), "保留した", "held"));
  return run_command(work, programme, number, "release", journal::BodyWriter().text("reason", reason).body(), actor);
}

Result<std::vector<std::uint64_t>> open_hits(Work& work, const cases::Case& value) {
  std::vector<std::uint64_t> out, disposed = cases::disposed_hits(value);
  std::shared_ptr<const audit::Version> version = TRY(version_of(work, value.stream));
  for (std::uint64_t number : TRY(same_key(work, value))) {
    if (std::binary_search(disposed.begin(), disposed.end(), number)) continue;
    cases::Case other = TRY(work.case_of(value.stream, number));
    if (goes_on(version->instrument->lifecycle(), other)) out.push_back(number);
  }
  return out;
}

Done dispose_hits(Work& work, const std::string& programme, std::uint64_t number, std::string_view reason,
                  const Actor& actor) {
  CHECK_OK(require_role(actor, {"officer"}));
  cases::Case value = TRY(work.case_of(programme, number));
  std::vector<std::uint64_t> hits = TRY(open_hits(work, value));
  journal::BodyWriter body;
  body.raw("others", cases::encode_case_numbers(hits)).text("reason", reason);
  return run_command(work, programme, number, "dispose_hit", body.body(), actor);
}

}  // namespace hashira::app
