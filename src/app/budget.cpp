// Budget: appropriations of a line, and allotments to programmes. An allotment is two entries in one unit: it leaves the
// line in the stream `budget` and arrives in the programme's.
#include <fmt/core.h>

#include "app/case_command.h"
#include "app/desk.h"

namespace hashira::app {
namespace {

struct BudgetMove {
  std::string line;
  FiscalYear year;
  Yen amount;
  std::string to;  // programme; empty: none
};

Done budget_entry(Work& work, const journal::StreamId& stream, std::string_view type, const BudgetMove& move, const Actor& actor) {
  journal::Entry entry;
  entry.stream = stream;
  entry.type = type;
  entry.actor = actor.user;
  entry.account_year = move.year;
  entry.synthetic = actor.synthetic;
  journal::BodyWriter body;
  body.text("line", move.line).integer("year", move.year.year()).yen("amount", move.amount);
  if (!move.to.empty()) body.text("to", move.to);
  entry.body = body.body();
  TRY(work.append(std::move(entry)));
  return {};
}

Done check_move(const BudgetMove& move, const Actor& actor) {
  CHECK_OK(require_role(actor, {"planner"}));
  if (move.amount <= Yen(0)) return fail("app.bad_amount", "an amount of the budget is above zero", "give it in yen");
  if (move.line.empty()) return fail("app.bad_line", "the budget line is missing", "give it as 款項目節, as 07-01-02-18");
  return {};
}

// What the line still has in the budget's own stream.
Result<Yen> left_of(Work& work, const BudgetMove& move) {
  ledger::BalanceKey key{move.line, move.year, ledger::Account::appropriated};
  return Yen(audit::number_of(TRY(work.get({journal::Table::balance, audit::balance_row_key("budget", key)}))));
}

}  // namespace

Done appropriate(Engine& engine, const std::string& line, FiscalYear year, Yen amount, Actor actor) {
  BudgetMove move{line, year, amount, {}};
  CHECK_OK(check_move(move, actor));
  return engine.run([&](Work& work) { return budget_entry(work, "budget", audit::budget_appropriated, move, actor); });
}

Done allot(Engine& engine, const std::string& programme, const std::string& line, FiscalYear year, Yen amount, Actor actor) {
  BudgetMove move{line, year, amount, programme};
  CHECK_OK(check_move(move, actor));
  return engine.run([&](Work& work) -> Done {
    TRY(version_of(work, programme));
    Yen left = TRY(left_of(work, move));
    if (left < amount) {
      return fail("ledger.overspent", fmt::format("line {} of {} has {} yen left, {} are asked for", line, year.wareki(), left.count(), amount.count()),
                  "appropriate more, or allot less");
    }
    CHECK_OK(budget_entry(work, "budget", audit::budget_allotted, move, actor));
    return budget_entry(work, programme, audit::ledger_allotted, {line, year, amount, {}}, actor);
  });
}

}  // namespace hashira::app
