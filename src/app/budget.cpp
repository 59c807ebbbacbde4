// Budget: what a planner does with lines, allotments, caps and limits (ledger/budget.h decides). What moves a
// programme's books too is entries of both streams in one unit.
#include <fmt/core.h>

#include "app/case_command.h"
#include "app/desk.h"

namespace hashira::app {
namespace {

constexpr std::size_t budget_page = 1000;

Done load_named_rows(Work& work, const ledger::BudgetCommand& command, ledger::Budget& budget) {
  for (const Bytes& key : ledger::row_keys(command)) {
    if (auto row = TRY(work.get({journal::Table::state, key}))) CHECK_OK(ledger::load_row(budget, key, *row));
  }
  return {};
}

Done load_all_lines(Work& work, ledger::Budget& budget) {
  Bytes after;
  for (;;) {
    std::vector<journal::Row> page =
        TRY(work.scan(journal::Table::state, ledger::budget_line_prefix(), after, budget_page));
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
  ledger::Budget budget;
  CHECK_OK(load_named_rows(work, command, budget));
  if (std::holds_alternative<ledger::CloseYear>(command)) CHECK_OK(load_all_lines(work, budget));
  Date on = day_of(work, actor);
  std::vector<ledger::Event> events = TRY(ledger::decide(budget, command, on));
  return append_events(work, std::move(events), actor);
}

Done close_programme_books(Work& work, const std::string& programme, FiscalYear year, const Actor& actor) {
  CHECK_OK(require_role(actor, {"planner"}));
  ledger::Balances balances = TRY(balances_of(work, programme));
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
