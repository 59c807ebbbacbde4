// Any entry folds: bytes that decode as an entry are folded into a fresh case and into a case of every later state.
#include "cases/draft.h"
#include "instruments/benefit/benefit.h"

using namespace hashira;

namespace {

const char* const states[] = {"",         "submitted", "amendment_asked", "resubmitted", "screened", "decided", "ordered",
                              "paid",     "bounced",   "repaid",          "refused",     "withdrawn", "lapsed"};

cases::Case in_state(const journal::Entry& entry, const std::string& state) {
  cases::Case value;
  value.stream = entry.stream;
  value.number = entry.case_number;
  value.version = state.empty() ? 0 : 1;
  if (!state.empty()) value.reach(state, Date(18'000));
  value.money.approved = value.money.ordered = Yen(300'000);
  if (state == "paid" || state == "bounced") value.money.paid = Yen(300'000);
  if (state == "bounced") value.money.bounced = Yen(300'000);
  for (const char* name : {"decision", "instalment", "attempts"}) value.set_datum(name, feel::Value::integer(1));
  return value;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto entry = journal::decode(BytesView(reinterpret_cast<const char*>(data), size));
  if (!entry) return 0;
  static const instruments::Benefit benefit;
  for (const char* state : states) {
    cases::Case value = in_state(*entry, state);
    benefit.postings(value, *entry, "07");
    benefit.fold(value, *entry);
    auto back = cases::decode_case(cases::encode(value));
    if (!back || cases::encode(*back) != cases::encode(value)) __builtin_trap();
    if (value.money.remaining() < Yen(0) || value.money.repaid < Yen(0)) __builtin_trap();
  }
  cases::Draft draft;
  draft.number = static_cast<std::uint64_t>(entry->body.integer("draft").value_or(0));
  cases::fold(draft, *entry);
  return 0;
}
