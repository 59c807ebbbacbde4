// Fuzzes what the ledger reads back: postings, balances' keys, receivables, the budget's rows, and bodies folded as entries.
// Whatever is taken must come back as the same bytes, and whatever is folded must stay sound.
#include "ledger/budget.h"
#include "ledger/receivable.h"

using namespace hashira;

namespace {

void ledger_round_trips(BytesView bytes) {
  if (auto read = ledger::decode_posting(bytes); read && ledger::encode(*read) != bytes) __builtin_trap();
  if (auto read = ledger::decode_balance_key(bytes); read && ledger::balance_key_bytes(*read) != bytes) __builtin_trap();
  if (auto read = ledger::decode_receivable(bytes); read && ledger::encode(*read) != bytes) __builtin_trap();
}

// The first byte says where the key ends.
void ledger_rows(BytesView bytes) {
  std::size_t key_size = std::min<std::size_t>(static_cast<unsigned char>(bytes[0]), bytes.size() - 1);
  Bytes key = Bytes(ledger::budget_stream) + Bytes(1, '\0') + Bytes(bytes.substr(1, key_size));
  BytesView value = bytes.substr(1 + key_size);
  ledger::Budget budget;
  if (!ledger::load_row(budget, key, value) || budget == ledger::Budget{}) return;
  auto rows = ledger::rows(budget);
  if (rows.size() != 1 || rows.front() != std::pair(key, Bytes(value))) __builtin_trap();
}

constexpr std::string_view ledger_types[] = {
    "budget.appropriated", "budget.transferred", "budget.reserve_applied", "budget.allotted", "budget.allotment_withdrawn",
    "budget.carry_permitted", "budget.carried_over", "budget.allotment_carried", "budget.lapsed", "budget.year_closed",
    "budget.cap_set", "budget.cap_reserved", "budget.cap_confirmed", "budget.promises_limited", "budget.promised",
    "ledger.allotted", "ledger.carried_over", "ledger.lapsed", "receivable.assessed", "receivable.notified",
    "receivable.instalments_agreed", "receivable.deferred", "receivable.surcharges_fixed", "receivable.collected",
    "receivable.waived", "receivable.written_off", "receivable.reduced", "receivable.refunded"};

// Entries cut from the input: a byte for the type, two for the day, one for the body's size, the body.
void ledger_folds(BytesView bytes) {
  ledger::Budget budget;
  ledger::Receivable receivable;
  receivable.number = 1;
  while (bytes.size() > 4) {
    std::size_t size = std::min<std::size_t>(static_cast<unsigned char>(bytes[3]), bytes.size() - 4);
    journal::Entry entry;
    entry.type = ledger_types[static_cast<unsigned char>(bytes[0]) % std::size(ledger_types)];
    entry.happened_on = Date(18'000 + static_cast<unsigned char>(bytes[1]) * 8 + static_cast<unsigned char>(bytes[2]) % 8);
    BytesView body = bytes.substr(4, size);
    bytes.remove_prefix(4 + size);
    if (!journal::check_body(body)) continue;
    entry.body = journal::Body(Bytes(body));
    ledger::budget_postings(entry);
    ledger::row_keys(entry);
    ledger::fold(budget, entry);
    ledger::postings(receivable, entry);
    ledger::fold(receivable, entry);
    for (const auto& [id, line] : budget.lines) {
      if (line.available() < Yen(0)) __builtin_trap();
    }
    if (!receivable.open().within(receivable.assessed)) __builtin_trap();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  BytesView bytes(reinterpret_cast<const char*>(data), size);
  if (bytes.empty()) return 0;
  ledger_round_trips(bytes);
  ledger_rows(bytes);
  ledger_folds(bytes);
  return 0;
}
