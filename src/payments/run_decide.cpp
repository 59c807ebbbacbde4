// What may happen to a payment run, and why not.
#include <fmt/core.h>

#include "payments/internal/run_orders.h"

namespace hashira::payments {
namespace {

constexpr std::size_t bank_word_max = 500, message_id_max = 100;

journal::BodyWriter run_body(std::uint64_t number) {
  return std::move(journal::BodyWriter().integer("run", static_cast<std::int64_t>(number)));
}

std::string order_text(const OrderKey& key) {
  return fmt::format("case {} (decision {}, instalment {})", key.case_number, key.decision, key.instalment);
}

tl::unexpected<Error> wrong_state(const PaymentRun& run, std::string_view command, std::string mend) {
  return fail("payments.wrong_state",
              fmt::format("payment run {} is {} and cannot be {}", run.number, name(run.state), command),
              std::move(mend));
}

Done check_order(const RunOrder& order, const LiveRunOf& live_run_of) {
  std::string text = order_text(order.key);
  if (order.amount <= Yen(0))
    return fail("payments.bad_amount", text + " has no amount to pay", "leave it out of the run");
  bool counted = order.key.case_number > 0 && order.key.decision > 0 && order.key.instalment > 0 && order.attempt > 0;
  if (!counted)
    return fail("payments.bad_order_number", text + " counts from 1", "give case, decision, instalment and attempt");
  CHECK_OK(zengin::order_number_text(order.number()));
  std::optional<std::uint64_t> live = live_run_of(order.key);
  if (!live) return {};
  return fail("payments.order_in_live_run", fmt::format("{} already stands in payment run {}", text, *live),
              "void that run first, or wait until the bank returns the payment");
}

Result<std::vector<RunOrder>> sorted_orders(const MakeRun& command) {
  std::vector<RunOrder> orders = command.orders;
  std::sort(orders.begin(), orders.end(), [](const RunOrder& a, const RunOrder& b) { return a.key < b.key; });
  auto twice = std::adjacent_find(orders.begin(), orders.end(),
                                  [](const RunOrder& a, const RunOrder& b) { return a.key == b.key; });
  if (twice == orders.end()) return orders;
  return fail("payments.order_twice", order_text(twice->key) + " stands twice in the list", "list every order once");
}

Done check_list(const MakeRun& command, Date on) {
  if (command.orders.empty())
    return fail("payments.empty_run", "the run has no orders", "release payment orders first");
  if (command.orders.size() > run_orders_max) {
    return fail("payments.too_many_orders", fmt::format("{} orders are more than a run holds", command.orders.size()),
                fmt::format("make several runs of at most {}", run_orders_max));
  }
  if (command.value_date >= on) return {};
  return fail("payments.bad_value_date", fmt::format("the value date {} has passed", command.value_date.iso()),
              "take a day to come on which banks are open");
}

}  // namespace

Result<Decided> decide_make(const MakeRun& command, Date on, const LiveRunOf& live_run_of) {
  CHECK_OK(check_list(command, on));
  std::vector<RunOrder> orders = TRY(sorted_orders(command));
  Yen total;
  for (const RunOrder& order : orders) {
    CHECK_OK(check_order(order, live_run_of));
    if (order.amount > zengin::group_sum_max)
      return fail("payments.bad_amount", order_text(order.key) + " is above twelve digits", "split the decision");
    total += order.amount;
  }
  journal::Body body = run_body(command.number)
                           .raw("orders", encode_orders(orders))
                           .yen("total", total)
                           .date("value_date", command.value_date)
                           .text("format", name(command.format))
                           .text("client", command.client)
                           .text("bank_master", command.bank_master)
                           .body();
  return Decided{"run.made", std::move(body)};
}

Result<Decided> decide_release(const PaymentRun& run, const std::string& actor) {
  if (run.state != RunState::made)
    return wrong_state(run, "released", "only a run that was made and not yet released can be");
  if (actor.empty() || actor == run.made_by) {
    return fail("payments.same_person",
                fmt::format("payment run {} was made by {}, who cannot release it", run.number, run.made_by),
                "ask another payer to check and release it");
  }
  return Decided{"run.released", run_body(run.number).body()};
}

Result<Decided> decide_export(const PaymentRun& run, const Hash& digest, std::uint64_t bytes) {
  if (run.state == RunState::made) return wrong_state(run, "exported", "another person has to release it first");
  if (run.state == RunState::released) {
    return Decided{
        "run.exported",
        run_body(run.number).bytes("digest", view(digest)).integer("bytes", static_cast<std::int64_t>(bytes)).body()};
  }
  if (run.state != RunState::exported && run.state != RunState::answered)
    return wrong_state(run, "exported", "make a new run");
  if (digest == run.digest && bytes == run.bytes) return Decided{};
  return fail("payments.export_differs",
              fmt::format("payment run {} would now give another file than the one exported before", run.number),
              "send the first file again; if it is lost, ask the bank to stop it and void the run");
}

Result<Decided> decide_void(const PaymentRun& run, const std::string& bank_word) {
  bool may = run.state == RunState::made || run.state == RunState::released || run.state == RunState::exported;
  if (!may)
    return wrong_state(
        run, "voided",
        run.state == RunState::answered ? "the bank has acted: take returns one by one" : "it holds no order");
  if (run.state == RunState::exported && bank_word.empty()) {
    return fail("payments.no_bank_word", fmt::format("payment run {} has left and may be paid", run.number),
                "ask the bank to stop the file, and say who there confirmed it and when");
  }
  if (bank_word.size() > bank_word_max)
    return fail("payments.no_bank_word", "the bank's word is too long", "write it in 500 bytes");
  return Decided{"run.voided", run_body(run.number).text("bank_word", bank_word).body()};
}

Result<Decided> decide_answer(const PaymentRun& run, const std::string& message_id, const std::vector<OrderKey>& paid) {
  if (run.state != RunState::exported && run.state != RunState::answered) {
    return wrong_state(run, "answered", "the answer belongs to another run, or was given to the wrong programme");
  }
  if (message_id.empty() || message_id.size() > message_id_max) {
    return fail("payments.bad_answer", "the answer has no id of its own", "name the bank's file");
  }
  if (std::binary_search(run.answers.begin(), run.answers.end(), message_id)) {
    return fail("payments.answer_known", fmt::format("the bank's message {} was taken in before", message_id),
                "nothing is to be done");
  }
  std::vector<OrderKey> keys = paid;
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  for (const OrderKey& key : keys) {
    if (find_order(run, key) != nullptr) continue;
    return fail("payments.unknown_order", fmt::format("{} is not in payment run {}", order_text(key), run.number),
                "look for the run that sent it");
  }
  return Decided{"run.answered",
                 run_body(run.number).text("message", message_id).raw("paid", encode_keys(keys)).body()};
}

Result<Decided> decide_return(const PaymentRun& run, const PaymentReturn& one) {
  if (run.state != RunState::exported && run.state != RunState::answered) {
    return wrong_state(run, "answered", "what was never sent cannot come back: look for the run that sent it");
  }
  OrderKey key{one.order.case_number, one.order.decision, one.order.instalment};
  const RunOrder* order = find_order(run, key);
  if (one.run != run.number || order == nullptr || order->attempt != one.order.attempt) {
    return fail("payments.unknown_order",
                fmt::format("{}, attempt {}, is not in payment run {}", order_text(key), one.order.attempt, run.number),
                "look for the run that sent it");
  }
  if (order->state == OrderState::returned) {
    return fail("payments.already_returned", order_text(key) + " came back before", "nothing is to be done");
  }
  bool fits = one.amount > Yen(0) && one.fee >= Yen(0) && one.amount <= order->amount - order->came_back &&
              one.fee <= order->amount - one.amount;
  if (!fits) {
    return fail(
        "payments.returned_too_much",
        fmt::format("{}: {} yen cannot come back of {}", order_text(key), one.amount.count(), order->amount.count()),
        "ask the bank which payment the money belongs to");
  }
  return Decided{"payment.returned", return_body(one)};
}

}  // namespace hashira::payments
