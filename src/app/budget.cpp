// Budget: what a planner does with lines, allotments, caps and limits (ledger/budget.h decides). What moves a
// programme's books too is entries of both streams in one unit.
#include <algorithm>
#include <set>

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "app/budget_part.h"
#include "app/case_command.h"
#include "app/desk.h"
#include "app/run_entries.h"
#include "cases/fields.h"

namespace hashira::app {
namespace {

constexpr std::size_t budget_page = 1000;

Done load_named_rows(Work& work, const ledger::BudgetCommand& command, ledger::Budget& budget) {
  for (const Bytes& key : ledger::row_keys(command)) {
    if (auto row = TRY(work.get({journal::Table::state, key}))) CHECK_OK(ledger::load_row(budget, key, *row));
  }
  return {};
}

Done load_whole_budget(Work& work, ledger::Budget& budget) {
  Bytes prefix = audit::stream_prefix(std::string(ledger::budget_stream)), after;
  for (;;) {
    std::vector<journal::Row> page = TRY(work.scan(journal::Table::state, prefix, after, budget_page));
    for (const journal::Row& row : page) CHECK_OK(ledger::load_row(budget, row.key, row.value));
    if (page.size() < budget_page) return {};
    after = page.back().key;
  }
}

Result<ledger::Balances> balances_of(Work& work, const journal::StreamId& stream) {
  ledger::Balances out;
  Bytes prefix = audit::stream_prefix(stream), after;
  for (;;) {
    std::vector<journal::Row> page = TRY(work.scan(journal::Table::balance, prefix, after, budget_page));
    for (const journal::Row& row : page) {
      ledger::BalanceKey key = TRY(ledger::decode_balance_key(BytesView(row.key).substr(prefix.size())));
      out[std::move(key)] = Yen(audit::number_of(row.value));
    }
    if (page.size() < budget_page) return out;
    after = page.back().key;
  }
}

bool holds_unspent(const ledger::Balances& balances, FiscalYear year) {
  return std::any_of(balances.begin(), balances.end(), [year](const auto& balance) {
    const auto& [key, yen] = balance;
    bool unspent = key.account == ledger::Account::allotted || key.account == ledger::Account::committed ||
                   key.account == ledger::Account::ordered || key.account == ledger::Account::reserved;
    return key.year == year && unspent && yen != Yen(0);
  });
}

// A year is closed last: what its programmes still hold would otherwise lapse nowhere.
Done check_programmes_closed(Work& work, const ledger::Budget& budget, FiscalYear year) {
  std::set<std::string> programmes, open;
  for (const auto& [id, amount] : budget.allotments) {
    if (id.line.year == year) programmes.insert(id.programme);
  }
  for (const std::string& programme : programmes) {
    if (holds_unspent(TRY(balances_of(work, programme)), year)) open.insert(programme);
  }
  if (open.empty()) return {};
  return fail("app.programmes_open",
              fmt::format("{0}の帳簿がまだ締まっていません：{1} / books of {2} are still open: {1}", year.wareki(), fmt::join(open, ", "), year.year()),
              "先に各事業の帳簿を締めてください（繰越と不用額） / close the books of these programmes first (carry over, lapse)");
}

bool holds_ordered(const ledger::Balances& balances, FiscalYear year) {
  return std::any_of(balances.begin(), balances.end(), [year](const auto& balance) {
    return balance.first.year == year && balance.first.account == ledger::Account::ordered && balance.second > Yen(0);
  });
}

bool pays_from(const cases::Case& value, FiscalYear year) { return kept_number(value, "year") == year.year(); }

// A payment of the year that may be with the bank: what it was ordered from must still be there when the bank says that it paid.
Result<std::optional<std::uint64_t>> run_still_out(Work& work, const std::string& programme, FiscalYear year) {
  Bytes prefix = payments::run_prefix(programme), after;
  for (;;) {
    std::vector<journal::Row> page = TRY(work.scan(journal::Table::state, prefix, after, budget_page));
    for (const journal::Row& row : page) {
      payments::PaymentRun run = TRY(payments::decode_run(row.value));
      if (run.state == payments::RunState::voided) continue;
      for (const payments::RunOrder& order : run.orders) {
        if (order.state != payments::OrderState::open) continue;
        if (pays_from(TRY(work.case_of(programme, order.key.case_number)), year)) return run.number;
      }
    }
    if (page.size() < budget_page) return std::optional<std::uint64_t>();
    after = page.back().key;
  }
}

// FAST PATH: where nothing is ordered, nothing is out.
Done check_no_run_out(Work& work, const ledger::Balances& balances, const std::string& programme, FiscalYear year) {
  if (!holds_ordered(balances, year)) return {};
  std::optional<std::uint64_t> run = TRY(run_still_out(work, programme, year));
  if (!run) return {};
  return fail("app.payments_out",
              fmt::format("振込データ{0}に{1}の支払が残っています / payment run {0} still holds payments of fiscal {2}", *run, year.wareki(), year.year()),
              "銀行の結果を取り込むか、振込データを取り消してから締めてください / take in the bank's result, or void the run, before the books are closed");
}

Done append_events(Work& work, std::vector<ledger::Event> events, const Actor& actor) {
  for (ledger::Event& event : events) {
    if (!event.stream.empty()) TRY(version_of(work, event.stream));
    std::string stream = event.stream.empty() ? std::string(ledger::budget_stream) : event.stream;
    CHECK_OK(append_entry(work, stream, event.type, std::move(event.body), actor, event.year));
  }
  return {};
}

}  // namespace

Done budget_command(Work& work, const ledger::BudgetCommand& command, const Actor& actor) {
  CHECK_OK(require_role(actor, {"planner"}));
  return carry_out_budget(work, command, actor);
}

Result<bool> has_decided_money(Work& work, const std::string& programme) {
  using ledger::Account;
  for (const auto& [key, yen] : TRY(balances_of(work, programme))) {
    bool decided = key.account == Account::reserved || key.account == Account::committed || key.account == Account::ordered ||
                   key.account == Account::paid;
    if (decided && yen != Yen(0)) return true;
  }
  return false;
}

Done carry_out_budget(Work& work, const ledger::BudgetCommand& command, const Actor& actor) {
  ledger::Budget budget;
  CHECK_OK(load_named_rows(work, command, budget));
  const auto* close = std::get_if<ledger::CloseYear>(&command);
  if (close != nullptr) CHECK_OK(load_whole_budget(work, budget));
  Date on = day_of(work, actor);
  std::vector<ledger::Event> events = TRY(ledger::decide(budget, command, on));
  if (close != nullptr) CHECK_OK(check_programmes_closed(work, budget, close->year));
  return append_events(work, std::move(events), actor);
}

Done close_programme_books(Work& work, const std::string& programme, FiscalYear year, const Actor& actor) {
  CHECK_OK(require_role(actor, {"planner"}));
  ledger::Balances balances = TRY(balances_of(work, programme));
  CHECK_OK(check_no_run_out(work, balances, programme, year));
  Date on = day_of(work, actor);
  std::vector<ledger::Event> events = TRY(ledger::close_programme(balances, programme, year, on));
  return append_events(work, std::move(events), actor);
}

Done budget_command(Engine& engine, const ledger::BudgetCommand& command, Actor actor) {
  return engine.run([&](Work& work) { return budget_command(work, command, actor); });
}

Done close_programme_books(Engine& engine, const std::string& programme, FiscalYear year, Actor actor) {
  return engine.run([&](Work& work) { return close_programme_books(work, programme, year, actor); });
}

Done appropriate(Engine& engine, const std::string& line, FiscalYear year, Yen amount, Actor actor) {
  ledger::Vote vote;
  vote.line = {line, year};
  vote.amount = amount;
  return budget_command(engine, vote, std::move(actor));
}

Done allot(Engine& engine, const std::string& programme, const std::string& line, FiscalYear year, Yen amount,
           Actor actor) {
  return budget_command(engine, ledger::Allot{{{line, year}, programme, ""}, amount}, std::move(actor));
}

}  // namespace hashira::app
