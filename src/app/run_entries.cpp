#include "app/run_entries.h"

#include <fmt/core.h>

#include "app/case_command.h"

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

Done not_on_its_way(Work& work, const cases::Case& value) {
  auto number = [&](std::string_view datum) {
    const feel::Value* kept = value.datum(datum);
    return static_cast<std::uint32_t>(kept != nullptr ? kept->as_integer().value_or(0) : 0);
  };
  payments::OrderKey key{value.number, number("decision"), number("instalment")};
  std::optional<Bytes> live = TRY(work.get({journal::Table::index, payments::live_order_key(value.stream, key)}));
  if (!live) return {};
  PaymentRun run = TRY(run_in(work, value.stream, static_cast<std::uint64_t>(audit::number_of(live))));
  auto is_out = [&](const payments::RunOrder& order) { return order.key == key && order.state == payments::OrderState::open; };
  if (std::none_of(run.orders.begin(), run.orders.end(), is_out)) return {};
  return fail("app.on_its_way",
              fmt::format("案件 {0} の支払は振込データ {1} に入っています / the payment of case {0} stands in payment run {1}", value.number, run.number),
              "結果を待つか、振込データを取り消してから行ってください / wait for the bank's result, or void the run first");
}

// An entry of the run itself. An empty type: it was done before, nothing is written.
Done append_decided(Work& work, const std::string& programme, payments::Decided decided, const Actor& actor) {
  if (decided.type.empty()) return {};
  journal::Entry entry;
  entry.stream = programme;
  entry.type = std::move(decided.type);
  entry.actor = actor.user;
  entry.synthetic = actor.synthetic;
  entry.happened_on = day_of(work, actor);
  entry.body = std::move(decided.body);
  TRY(work.append(std::move(entry)));
  return {};
}

}  // namespace hashira::app
