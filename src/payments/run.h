// Payment run (振込データ): the list of orders that leave as one file. Immutable once made; released by another person
// than its maker; exported as the same bytes however often; voided only on the bank's word once it has left.
//
//   made ─▶ released ─▶ exported ─▶ answered
//     └────────┴───────────┴──▶ voided
//
// Guarantees: `decide_*` are pure and total, `fold` never fails on what is stored. No order stands in two live runs; an
// order leaves again only when its run was voided or its own payment came back. Accounts and names are not in here: an
// order names the digest of the sealed facts it was made from (payee.h).
// Entries: run.made, run.released, run.exported, run.voided, run.answered, payment.returned (returns.h). Number in the
// stream.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/date.h"
#include "base/result.h"
#include "base/yen.h"
#include "journal/entry.h"
#include "payments/client.h"
#include "payments/returns.h"
#include "payments/zengin.h"

namespace hashira::payments {

// What is paid once: case × decision version × instalment.
struct OrderKey {
  std::uint64_t case_number = 0;
  std::uint32_t decision = 0;
  std::uint32_t instalment = 0;
  auto operator<=>(const OrderKey&) const = default;
};

enum class OrderState : std::uint8_t { open, paid, returned };

struct RunOrder {
  OrderKey key;
  std::uint32_t attempt = 1;  // 2 and more: after a return
  Yen amount;
  Hash payee{};  // SHA-256 of the sealed facts that hold account and name
  OrderState state = OrderState::open;
  Yen came_back;  // of a returned payment; the fee may be missing from it

  zengin::OrderNumber number() const { return {key.case_number, key.decision, key.instalment, attempt, 0}; }
  bool operator==(const RunOrder&) const = default;
};

inline constexpr std::size_t run_orders_max = 100'000;

enum class RunState : std::uint8_t { none, made, released, exported, answered, voided };
std::string_view name(RunState state);
std::string_view japanese_name(RunState state);

struct PaymentRun {
  journal::StreamId stream;
  std::uint64_t number = 0;
  RunState state = RunState::none;
  std::vector<RunOrder> orders;  // ascending by key
  Yen total;
  Date value_date;
  FileFormat format = FileFormat::zengin;
  std::string client;       // 委託者コード
  std::string bank_master;  // the snapshot that the accounts were checked against
  std::string made_by, released_by, voided_by;
  std::optional<Date> made_on, released_on, exported_on, voided_on;
  Hash digest{};                     // SHA-256 of the exported file
  std::uint64_t bytes = 0;           // its size; 0: not exported
  std::string bank_word;             // what the bank said when the run was voided
  std::vector<std::string> answers;  // ids of the bank's messages that were taken in, sorted

  bool operator==(const PaymentRun&) const = default;
};

// Does the run still hold this order? Voided runs hold none; a returned payment is let go.
bool holds(const PaymentRun& run, const RunOrder& order);

// The highest attempt with which each order stands in these runs, whatever became of them. The next run takes one more:
// were a number used twice, a bank's answer to the first file, read late or again, would be taken for the second
// payment's.
std::map<OrderKey, std::uint32_t> attempts_used(std::span<const PaymentRun> runs);

// An entry to be written. An empty type: nothing is to be written, the command was done before.
struct Decided {
  std::string type;
  journal::Body body;
};

struct MakeRun {
  std::uint64_t number = 0;  // the stream's next
  std::vector<RunOrder> orders;
  Date value_date;
  FileFormat format = FileFormat::zengin;
  std::string client, bank_master;
};
// In which live run does an order stand? The caller looks it up (live_order_key) in the same unit of work.
using LiveRunOf = std::function<std::optional<std::uint64_t>(const OrderKey&)>;

// payments.empty_run, too_many_orders, order_twice, order_in_live_run, bad_amount, bad_order_number, bad_value_date
Result<Decided> decide_make(const MakeRun& command, Date on, const LiveRunOf& live_run_of);
// payments.same_person: who made a run does not release it.
Result<Decided> decide_release(const PaymentRun& run, const std::string& actor);
// payments.export_differs when the bytes are not those of the first export.
Result<Decided> decide_export(const PaymentRun& run, const Hash& digest, std::uint64_t bytes);
// Once exported, `bank_word` says who at the bank stopped the file, and when: payments.no_bank_word without it.
Result<Decided> decide_void(const PaymentRun& run, const std::string& bank_word);
// The payments that the bank's message says are made. `payments.answer_known` when the message was taken in before.
Result<Decided> decide_answer(const PaymentRun& run, const std::string& message_id, const std::vector<OrderKey>& paid);
// One payment that did not arrive, or came back: payments.unknown_order, already_returned, returned_too_much.
Result<Decided> decide_return(const PaymentRun& run, const PaymentReturn& one);

void fold(PaymentRun& run, const journal::Entry& entry);

Bytes encode(const PaymentRun& run);
Result<PaymentRun> decode_run(BytesView bytes);
Bytes run_key(const journal::StreamId& stream, std::uint64_t number);  // Table::state
Bytes run_prefix(const journal::StreamId& stream);
// Table::index: order → number of the live run that holds it (8 bytes big-endian). What changed from one state to the
// next.
Bytes live_order_key(const journal::StreamId& stream, const OrderKey& order);
struct LiveChange {
  OrderKey order;
  bool live;
};
std::vector<LiveChange> live_changes(const PaymentRun& before, const PaymentRun& after);

}  // namespace hashira::payments
