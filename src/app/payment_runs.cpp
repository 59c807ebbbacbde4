#include "app/payment_runs.h"

#include <fmt/core.h>

#include "app/case_command.h"
#include "app/desk.h"
#include "app/applications.h"
#include "app/payee_pages.h"
#include "app/queue.h"
#include "app/run_entries.h"

namespace hashira::app {
namespace {

using journal::Key;
using journal::Table;
using payments::PaymentRun;
using payments::RunOrder;

Result<std::vector<RunOrder>> chosen(const WaitingOrders& waiting, const std::vector<std::uint64_t>& cases) {
  // More than a run holds wait for the next one.
  if (cases.empty()) {
    auto end = waiting.orders.begin() + static_cast<std::ptrdiff_t>(std::min(waiting.orders.size(), payments::run_orders_max));
    return std::vector<RunOrder>(waiting.orders.begin(), end);
  }
  std::vector<RunOrder> out;
  for (std::uint64_t number : cases) {
    auto is_it = [number](const RunOrder& order) { return order.key.case_number == number; };
    auto found = std::find_if(waiting.orders.begin(), waiting.orders.end(), is_it);
    if (found == waiting.orders.end()) {
      for (const Error& error : waiting.left_out) {
        if (error.place.source.ends_with("/" + std::to_string(number))) return fail(error);
      }
      return fail("app.not_ordered", fmt::format("案件 {0} に支払待ちの命令はありません / case {0} has no order that waits", number),
                  "支出命令が済んでいるか確かめてください / check that its payment was ordered and is in no other run");
    }
    out.push_back(*found);
  }
  return out;
}

// No bank carries a file out on a day that has passed, and around 31 May the day decides whose year's money it is.
Done not_too_late(const PaymentRun& run, Date today) {
  if (run.exported_on || today <= run.value_date) return {};
  return fail("app.value_date_passed",
              fmt::format("振込データ {0} の振込指定日 {1} は過ぎています / the value date {2} of payment run {0} has passed", run.number,
                          run.value_date.wareki(), run.value_date.iso()),
              "取り消して、新しい指定日で作り直してください / void it and make a new one with a day to come");
}

payments::LiveRunOf live_runs(Work& work, const std::string& programme) {
  return [&work, programme](const payments::OrderKey& order) -> std::optional<std::uint64_t> {
    auto stored = work.get({Table::index, payments::live_order_key(programme, order)});
    if (!stored || !*stored) return std::nullopt;
    return static_cast<std::uint64_t>(audit::number_of(*stored));
  };
}

}  // namespace

static Result<Bytes> run_row(Engine& engine, const std::string& programme, std::uint64_t number) {
  Key at{Table::state, payments::run_key(programme, number)};
  std::vector<std::optional<Bytes>> rows = TRY(engine.store().get(std::span(&at, 1)));
  if (!rows.front()) return no_such_run(programme, number);
  return std::move(*rows.front());
}

Result<PaymentRun> run_of(Engine& engine, const std::string& programme, std::uint64_t number) {
  Bytes row = TRY(run_row(engine, programme, number));
  return payments::decode_run(row);
}

Result<std::vector<PaymentRun>> runs_of(Engine& engine, const std::string& programme) {
  std::vector<PaymentRun> out;
  Bytes after;
  while (true) {
    std::vector<journal::Row> rows = TRY(engine.store().scan(Table::state, payments::run_prefix(programme), after, 100));
    if (rows.empty()) break;
    for (const journal::Row& row : rows) out.push_back(TRY(payments::decode_run(row.value)));
    after = rows.back().key;
  }
  std::reverse(out.begin(), out.end());
  return out;
}

Result<std::uint64_t> make_run(Engine& engine, const std::string& programme, const NewRun& wanted, const payments::Client& client,
                               const Actor& actor) {
  CHECK_OK(require_role(actor, {"payer"}));
  WaitingOrders waiting = TRY(waiting_orders(engine, programme, client, wanted.value_date));
  payments::MakeRun command;
  command.orders = TRY(chosen(waiting, wanted.cases));
  if (command.orders.empty()) {
    std::string left = waiting.left_out.empty() ? "" : fmt::format("（{}件は口座に問題）", waiting.left_out.size());
    return fail("app.no_orders", fmt::format("支払を待つ命令がありません{} / no payment order waits ({} left out)", left, waiting.left_out.size()),
                waiting.left_out.empty() ? "先に支出命令をしてください / release a draft for payment first"
                                         : waiting.left_out.front().what + ": " + waiting.left_out.front().mend);
  }
  command.value_date = wanted.value_date;
  command.format = wanted.format.value_or(client.format);
  command.client = client.code;
  command.bank_master = payments::BankMaster::bundled().source();
  return act(engine, [&](Work& work) -> Result<std::uint64_t> {
    command.number = TRY(work.next_number(programme, "run"));
    CHECK_OK(append_decided(work, programme, TRY(payments::decide_make(command, day_of(work, actor), live_runs(work, programme))), actor));
    return command.number;
  });
}

Done release_run(Engine& engine, const std::string& programme, std::uint64_t number, const Actor& actor) {
  CHECK_OK(require_role(actor, {"payer"}));
  return act(engine, [&](Work& work) -> Done {
    PaymentRun run = TRY(run_in(work, programme, number));
    return append_decided(work, programme, TRY(payments::decide_release(run, actor.user)), actor);
  });
}

Done void_run(Engine& engine, const std::string& programme, std::uint64_t number, const std::string& bank_word, const Actor& actor) {
  CHECK_OK(require_role(actor, {"payer"}));
  return act(engine, [&](Work& work) -> Done {
    PaymentRun run = TRY(run_in(work, programme, number));
    return append_decided(work, programme, TRY(payments::decide_void(run, bank_word)), actor);
  });
}

Result<payments::Exported> export_run(Engine& engine, const std::string& programme, std::uint64_t number, const payments::Client& client,
                                      const payments::zengin::Sink& sink, const Actor& actor) {
  CHECK_OK(require_role(actor, {"payer"}));
  Bytes row = TRY(run_row(engine, programme, number));
  PaymentRun run = TRY(payments::decode_run(row));
  CHECK_OK(not_too_late(run, engine.today()));
  PayeePages payees(engine, programme, run, client.wo);
  auto payee_of = [&](const RunOrder&) { return payees.next(); };
  payments::Exported exported = TRY(payments::export_run(run, client, payments::BankMaster::bundled(), payee_of, sink));
  CHECK_OK(act(engine, [&](Work& work) -> Done {
    // FAST PATH: the run as it was read; to decode a hundred thousand orders again takes as long as to write ten thousand.
    bool as_read = TRY(work.get({Table::state, payments::run_key(programme, number)})) == row;
    if (!as_read) run = TRY(run_in(work, programme, number));
    return append_decided(work, programme, TRY(payments::decide_export(run, exported.digest, exported.bytes)), actor);
  }));
  return exported;
}

}  // namespace hashira::app
