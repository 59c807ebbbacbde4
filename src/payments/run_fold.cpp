// From entries to the run as it stands. Total: an entry that the run's state does not allow leaves it as it is.
#include <fmt/core.h>

#include "payments/internal/run_orders.h"

namespace hashira::payments {
namespace {

using journal::Entry;

std::string text_or_empty(const journal::Body& body, std::string_view key) {
  return std::string(body.text(key).value_or(""));
}

void fold_made(PaymentRun& run, const Entry& entry) {
  std::optional<BytesView> raw = entry.body.raw("orders");
  if (run.state != RunState::none || !raw) return;
  Result<std::vector<RunOrder>> orders = decode_orders(*raw);
  std::optional<FileFormat> format = file_format(text_or_empty(entry.body, "format"));
  std::optional<Date> value_date = entry.body.date("value_date");
  std::optional<Yen> total = entry.body.yen("total");
  if (!orders || !format || !value_date || !total) return;
  run.stream = entry.stream;
  run.state = RunState::made;
  run.orders = std::move(*orders);
  run.total = *total;
  run.value_date = *value_date;
  run.format = *format;
  run.client = text_or_empty(entry.body, "client");
  run.bank_master = text_or_empty(entry.body, "bank_master");
  run.made_by = entry.actor;
  run.made_on = entry.happened_on;
}

void fold_released(PaymentRun& run, const Entry& entry) {
  if (run.state != RunState::made || entry.actor == run.made_by) return;
  run.state = RunState::released;
  run.released_by = entry.actor;
  run.released_on = entry.happened_on;
}

void fold_exported(PaymentRun& run, const Entry& entry) {
  std::optional<BytesView> digest = entry.body.bytes("digest");
  std::optional<std::int64_t> bytes = entry.body.integer("bytes");
  if (run.state != RunState::released || !digest || digest->size() != run.digest.size() || !bytes || *bytes <= 0)
    return;
  run.state = RunState::exported;
  run.digest = hash_from(*digest);
  run.bytes = static_cast<std::uint64_t>(*bytes);
  run.exported_on = entry.happened_on;
}

void fold_voided(PaymentRun& run, const Entry& entry) {
  if (run.state != RunState::made && run.state != RunState::released && run.state != RunState::exported) return;
  run.state = RunState::voided;
  run.voided_by = entry.actor;
  run.voided_on = entry.happened_on;
  run.bank_word = text_or_empty(entry.body, "bank_word");
}

bool has_left(const PaymentRun& run) {
  return run.state == RunState::exported || run.state == RunState::answered;
}

void fold_answered(PaymentRun& run, const Entry& entry) {
  std::optional<BytesView> raw = entry.body.raw("paid");
  std::string message = text_or_empty(entry.body, "message");
  if (!has_left(run) || !raw || message.empty()) return;
  Result<std::vector<OrderKey>> keys = decode_keys(*raw);
  if (!keys) return;
  // A payment that came back stays so: banks' messages are not read in the order in which they were written.
  for (const OrderKey& key : *keys) {
    RunOrder* order = find_order(run, key);
    if (order != nullptr && order->state == OrderState::open) order->state = OrderState::paid;
  }
  auto at = std::lower_bound(run.answers.begin(), run.answers.end(), message);
  if (at == run.answers.end() || *at != message) run.answers.insert(at, message);
  run.state = RunState::answered;
}

// A part of a split amount that came back does not let the order go: its other parts may have been paid.
void fold_returned(PaymentRun& run, const Entry& entry) {
  std::optional<PaymentReturn> one = read_return(entry.body);
  if (!has_left(run) || !one) return;
  RunOrder* order = find_order(run, {one->order.case_number, one->order.decision, one->order.instalment});
  if (order == nullptr || order->attempt != one->order.attempt || order->state == OrderState::returned) return;
  if (one->amount <= Yen(0) || one->amount > order->amount - order->came_back) return;
  order->came_back += one->amount;
  if (one->order.part == 0) order->state = OrderState::returned;
  run.state = RunState::answered;
}

}  // namespace

std::string_view name(RunState state) {
  switch (state) {
    case RunState::none:
      return "";
    case RunState::made:
      return "made";
    case RunState::released:
      return "released";
    case RunState::exported:
      return "exported";
    case RunState::answered:
      return "answered";
    case RunState::voided:
      return "voided";
  }
  return "";
}

std::string_view japanese_name(RunState state) {
  switch (state) {
    case RunState::none:
      return "";
    case RunState::made:
      return "作成済";
    case RunState::released:
      return "承認済";
    case RunState::exported:
      return "送信済";
    case RunState::answered:
      return "結果受領";
    case RunState::voided:
      return "取消済";
  }
  return "";
}

bool holds(const PaymentRun& run, const RunOrder& order) {
  return run.state != RunState::none && run.state != RunState::voided && order.state != OrderState::returned;
}

std::map<OrderKey, std::uint32_t> attempts_used(std::span<const PaymentRun> runs) {
  std::map<OrderKey, std::uint32_t> out;
  for (const PaymentRun& run : runs) {
    for (const RunOrder& order : run.orders) {
      std::uint32_t& used = out[order.key];
      used = std::max(used, order.attempt);
    }
  }
  return out;
}

void fold(PaymentRun& run, const Entry& entry) {
  if (static_cast<std::uint64_t>(entry.body.integer("run").value_or(0)) != run.number) return;
  if (entry.type == "run.made") fold_made(run, entry);
  if (entry.type == "run.released") fold_released(run, entry);
  if (entry.type == "run.exported") fold_exported(run, entry);
  if (entry.type == "run.voided") fold_voided(run, entry);
  if (entry.type == "run.answered") fold_answered(run, entry);
  if (entry.type == "payment.returned") fold_returned(run, entry);
}

std::vector<LiveChange> live_changes(const PaymentRun& before, const PaymentRun& after) {
  std::vector<LiveChange> out;
  for (std::size_t i = 0; i < after.orders.size(); ++i) {
    bool was = i < before.orders.size() && holds(before, before.orders[i]);
    bool is = holds(after, after.orders[i]);
    if (was != is) out.push_back({after.orders[i].key, is});
  }
  return out;
}

}  // namespace hashira::payments
