// Any entry folds: an entry of any type, its fields any items, is folded into a fresh case and into one of every later state.
#include "cases/draft.h"
#include "instruments/benefit/benefit.h"

using namespace hashira;

namespace {

const char* const states[] = {"",         "submitted", "amendment_asked", "resubmitted", "screened", "decided", "ordered",
                              "paid",     "bounced",   "repaid",          "refused",     "withdrawn", "lapsed",  "held",
                              "waiting",  "claimed",   "changed",         "reclaiming",  "cancelled"};

const char* const fields[] = {"decision",  "instalment", "amount",  "eligible",    "rules", "reason_ja", "facts", "requested",
                              "defects",   "deadline",   "attempt", "entitlement", "fact",  "value",     "draft", "cases",
                              "total",     "sealed",     "missing", "year",        "class",  "note",     "result", "others",
                              "matures",   "sample",     "reason",  "receivable"};

// Each field takes a length and then so many bytes as its item; what is no item leaves the field out.
journal::Body body_of(BytesView bytes) {
  journal::BodyWriter writer;
  for (const char* field : fields) {
    if (bytes.empty()) break;
    std::size_t size = std::min<std::size_t>(static_cast<unsigned char>(bytes.front()) % 48, bytes.size() - 1);
    BytesView item = bytes.substr(1, size);
    bytes.remove_prefix(1 + size);
    cbor::Reader reader(item);
    if (reader.checked() && reader.at_end()) writer.raw(field, item);
  }
  return writer.body();
}

journal::Entry entry_of(BytesView bytes, const cases::Lifecycle& lifecycle) {
  journal::Entry entry;
  entry.stream = "programme";
  entry.seq = 5;
  entry.case_number = 1;
  entry.actor = "suzuki";
  auto kind = static_cast<unsigned char>(bytes[0]);
  entry.type = lifecycle.events[kind % lifecycle.events.size()].type;
  if (kind >= 240) entry.type = "draft.opened";
  entry.happened_on = Date(18'000 + static_cast<unsigned char>(bytes[1]) * 10);
  entry.body = body_of(bytes.substr(2));
  return entry;
}

cases::Case in_state(const journal::Entry& entry, const std::string& state) {
  cases::Case value;
  value.stream = entry.stream;
  value.number = entry.case_number;
  value.version = state.empty() ? 0 : 1;
  if (!state.empty()) value.reach(state, Date(18'000));
  value.money.approved = value.money.ordered = Yen(300'000);
  bool sent = state == "paid" || state == "changed" || state == "reclaiming";
  if (sent || state == "bounced") value.money.paid = Yen(300'000);
  if (sent) {
    value.set_datum("transfer", feel::Value::integer(300'000));
    value.set_datum("receipts", feel::Value::list({feel::Value::context({{"on", feel::Value::date(Date(18'000))},
                                                                         {"year", feel::Value::integer(2019)},
                                                                         {"amount", feel::Value::integer(300'000)}})}));
  }
  if (state == "changed") value.money.approved = Yen(400'000);
  if (state == "reclaiming") value.money.approved = Yen(200'000);
  if (state == "held") value.set_datum("held_from", feel::Value::string("submitted"));
  if (state == "bounced") value.money.bounced = Yen(300'000);
  for (const char* name : {"decision", "instalment", "attempts"}) value.set_datum(name, feel::Value::integer(1));
  return value;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  static const instruments::Benefit benefit;
  journal::Entry entry = entry_of(BytesView(reinterpret_cast<const char*>(data), size), benefit.lifecycle());
  for (const char* state : states) {
    cases::Case value = in_state(entry, state);
    benefit.postings(value, entry, "07");
    benefit.fold(value, entry);
    auto back = cases::decode_case(cases::encode(value));
    if (!back || cases::encode(*back) != cases::encode(value)) __builtin_trap();
    if (value.money.remaining() < Yen(0) || value.money.repaid < Yen(0)) __builtin_trap();
  }
  cases::Draft draft;
  draft.number = static_cast<std::uint64_t>(entry.body.integer("draft").value_or(0));
  cases::fold(draft, entry);
  return 0;
}
