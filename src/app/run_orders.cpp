// Which orders wait for a run: cases whose payment was ordered, or came back and got another account.
#include <fmt/core.h>

#include <set>

#include "app/applications.h"
#include "app/payee_reader.h"
#include "app/payment_runs.h"
#include "app/queue.h"
#include "app/run_entries.h"
#include "cases/fields.h"
#include "ledger/year.h"
#include "payments/payee.h"

namespace hashira::app {
namespace {

using payments::OrderKey;
using payments::PaymentRun;
using payments::RunOrder;

constexpr std::size_t page = 1000;

// Cases whose payment came back, with the account it was sent to: a later decision does not make that account right.
using Refused = std::set<std::pair<std::uint64_t, Hash>>;

Refused refused_before(const std::vector<PaymentRun>& runs) {
  Refused out;
  for (const PaymentRun& run : runs) {
    for (const RunOrder& order : run.orders) {
      if (order.state == payments::OrderState::returned) out.insert({order.key.case_number, order.payee});
    }
  }
  return out;
}

Error left_out(const cases::Case& value, std::string what, std::string mend) {
  return {"app.order_left_out", fmt::format("{}: {}", cases::case_name(value.stream, value.number), what), std::move(mend),
          {cases::case_name(value.stream, value.number), 0, 0}};
}

// Synthetic accounts are at a bank that does not exist, so that their files can never be paid.
Done check_account(const cases::Case& value, const parties::SealedFacts& facts, const payments::Client& client) {
  payments::Payee payee = TRY(payments::payee_of(facts, client.wo));
  return value.synthetic ? Done() : payments::check(payee, payments::BankMaster::bundled());
}

struct Collector {
  const payments::Client& client;
  PayeeReader reader;
  Refused refused;
  std::map<OrderKey, std::uint32_t> used;  // attempts: a number is never used again
  Date on;
  WaitingOrders out;

  void leave_out(const cases::Case& value, std::string what, std::string mend) {
    out.left_out.push_back(left_out(value, std::move(what), std::move(mend)));
  }

  // `on_its_way`: it stands in a live run.
  Done add(const cases::Case& value, bool on_its_way) {
    if (!value.layer.empty()) return {};  // another layer pays it, and only tells us so
    if (value.sealed_digest.size() != Hash{}.size()) {
      leave_out(value, "口座がありません / it has no account", "申請者に口座を届け出てもらってください / ask the applicant for one");
      return {};
    }
    RunOrder order;
    order.key = payment_of(value);
    order.attempt = used[order.key] + 1;
    order.amount = value.money.ordered - value.money.sent();
    order.payee = hash_from(value.sealed_digest);
    if (order.amount <= Yen(0) || on_its_way) return {};
    FiscalYear year(static_cast<std::int32_t>(cases::kept_number(value, "year")));
    if (!ledger::books_open(year, on)) {
      leave_out(value, fmt::format("{}の出納は閉鎖しました / the books of fiscal {} are closed on that day", year.wareki(), year.year()),
                "取り消して、新年度の予算で決定してください / cancel it, and decide it in the new year's budget");
      return {};
    }
    if (refused.contains({order.key.case_number, order.payee})) {
      leave_out(value, "前回この口座への振込が戻っています / the transfer to this account came back",
                "新しい口座の届出を受けてください / take a new account from the applicant");
      return {};
    }
    std::optional<parties::SealedFacts> facts = TRY(reader.facts(value.number, order.payee));
    Done account = check_account(value, facts.value_or(parties::SealedFacts()), client);
    if (!account) {
      leave_out(value, account.error().what, account.error().mend);
      return {};
    }
    out.total += order.amount;
    out.orders.push_back(std::move(order));
    return {};
  }
};

// Which of these cases' payments stand in a live run, in one round trip.
Result<std::vector<bool>> on_their_way(Engine& engine, const std::vector<cases::Case>& some) {
  std::vector<journal::Key> keys;
  for (const cases::Case& value : some) keys.push_back({journal::Table::index, payments::live_order_key(value.stream, payment_of(value))});
  std::vector<bool> out;
  for (const std::optional<Bytes>& row : TRY(engine.store().get(keys))) out.push_back(row.has_value());
  return out;
}

}  // namespace

Result<WaitingOrders> waiting_orders(Engine& engine, const std::string& programme, const payments::Client& client,
                                     std::optional<Date> on) {
  std::vector<PaymentRun> runs = TRY(runs_of(engine, programme));
  Collector collector{client, PayeeReader(engine, programme), refused_before(runs), payments::attempts_used(runs), on.value_or(engine.today()), {}};
  for (std::string_view state : {"ordered", "bounced"}) {
    std::uint64_t after = 0;
    while (true) {
      std::vector<std::uint64_t> numbers = TRY(queue_numbers(engine, programme, state, after, page));
      if (numbers.empty()) break;
      std::vector<cases::Case> some = TRY(cases_of(engine, programme, numbers));
      std::vector<bool> live = TRY(on_their_way(engine, some));
      for (std::size_t i = 0; i < some.size(); ++i) CHECK_OK(collector.add(some[i], live[i]));
      after = numbers.back();
    }
  }
  auto by_key = [](const RunOrder& a, const RunOrder& b) { return a.key < b.key; };
  std::sort(collector.out.orders.begin(), collector.out.orders.end(), by_key);
  return std::move(collector.out);
}

}  // namespace hashira::app
