#include "app/run_entries.h"

#include <fmt/core.h>

#include "app/case_command.h"
#include "app/draft_cases.h"

namespace hashira::app {

using payments::PaymentRun;

tl::unexpected<Error> no_such_run(const std::string& programme, std::uint64_t number) {
  return fail("app.no_such_run", fmt::format("{0} に振込データ {1} はありません / {0} has no payment run {1}", programme, number),
              "一覧で番号を確かめてください / look at the list of runs");
}

Result<PaymentRun> run_in(Work& work, const std::string& programme, std::uint64_t number) {
  std::optional<Bytes> stored = TRY(work.get({journal::Table::state, payments::run_key(programme, number)}));
  if (!stored) return no_such_run(programme, number);
  return payments::decode_run(*stored);
}

payments::OrderKey payment_of(const cases::Case& value) {
  auto number = [&](std::string_view datum) { return static_cast<std::uint32_t>(cases::kept_number(value, datum)); };
  return {value.number, number("decision"), number("instalment")};
}

Done not_on_its_way(Work& work, const cases::Case& value) {
  CHECK_OK(not_in_a_batch(work, value));
  payments::OrderKey key = payment_of(value);
  std::optional<Bytes> live = TRY(work.get({journal::Table::index, payments::live_order_key(value.stream, key)}));
  if (!live) return {};
  PaymentRun run = TRY(run_in(work, value.stream, static_cast<std::uint64_t>(audit::number_of(live))));
  auto is_out = [&](const payments::RunOrder& order) { return order.key == key && order.state == payments::OrderState::open; };
  if (std::none_of(run.orders.begin(), run.orders.end(), is_out)) return {};
  return fail("app.on_its_way",
              fmt::format("案件 {0} の支払は振込データ {1} に入っています / the payment of case {0} stands in payment run {1}", value.number, run.number),
              "結果を待つか、振込データを取り消してから行ってください / wait for the bank's result, or void the run first");
}

// The last transfer may have left under an earlier decision than the one that stands.
Done note_return_by_hand(Work& work, const cases::Case& value, Date on, const std::string& note, const Actor& actor) {
  Yen transfer(cases::kept_number(value, "transfer"));
  for (payments::OrderKey key = payment_of(value); key.decision > 0; --key.decision) {
    std::optional<Bytes> live = TRY(work.get({journal::Table::index, payments::live_order_key(value.stream, key)}));
    if (!live) continue;
    PaymentRun run = TRY(run_in(work, value.stream, static_cast<std::uint64_t>(audit::number_of(live))));
    for (const payments::RunOrder& order : run.orders) {
      if (order.key != key || order.state != payments::OrderState::paid || order.amount != transfer) continue;
      payments::PaymentReturn one{run.number, order.number(), on, payments::ReasonClass::other, note, order.amount, Yen(0)};
      return append_decided(work, value.stream, TRY(payments::decide_return(run, one)), actor);
    }
    return {};
  }
  return {};
}

// An entry of the run itself. An empty type: it was done before, nothing is written.
Done append_decided(Work& work, const std::string& programme, payments::Decided decided, const Actor& actor) {
  return decided.type.empty() ? Done() : append_entry(work, programme, decided.type, std::move(decided.body), actor);
}

}  // namespace hashira::app
