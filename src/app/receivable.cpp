// Receivables of a programme: assessing one, and every later step (ledger/receivable.h decides).
#include <fmt/core.h>

#include "app/case_command.h"
#include "app/desk.h"
#include "app/reclaims.h"

namespace hashira::app {
namespace {

Result<ledger::Receivable> receivable_of(Work& work, const std::string& programme, std::uint64_t number) {
  std::optional<Bytes> row = TRY(work.get({journal::Table::state, ledger::receivable_key(programme, number)}));
  if (row) return ledger::decode_receivable(*row);
  return fail("app.no_such_receivable",
              fmt::format("債権{}/{}はありません / there is no receivable {}/{}", programme, number, programme, number),
              "債権の一覧を確かめてください / look at the list of receivables");
}

Done carry_out_receivable(Work& work, const std::string& programme, const ledger::Receivable& before,
                          const ledger::ReceivableCommand& command, const Actor& actor) {
  Date on = day_of(work, actor);
  return write_events(work, programme, TRY(ledger::decide(before, command, on)), actor);
}

}  // namespace

Result<std::uint64_t> assess_receivable(Work& work, const std::string& programme, ledger::Assess command,
                                        const Actor& actor) {
  CHECK_OK(require_role(actor, {"payer", "approver"}));
  TRY(version_of(work, programme));
  command.number = TRY(work.next_number(programme, "receivable"));
  CHECK_OK(carry_out_receivable(work, programme, {}, command, actor));
  return command.number;
}

Done receivable_command(Work& work, const std::string& programme, std::uint64_t number,
                        const ledger::ReceivableCommand& command, const Actor& actor) {
  CHECK_OK(require_role(actor, {"payer", "approver"}));
  ledger::Receivable before = TRY(receivable_of(work, programme, number));
  bool of_a_case = before.source.starts_with(programme + "/");
  if (std::holds_alternative<ledger::Reduce>(command) && of_a_case) {
    return fail("app.reduce_by_case",
                fmt::format("債権{0}は案件の返還金です / receivable {0} is the reclaim of a case: {1}", number, before.source),
                "案件の変更決定をすれば、債権も減額されます / change the case's decision: its receivable is reduced with it");
  }
  if (std::holds_alternative<ledger::Collect>(command) && of_a_case) {
    return fail("app.collect_by_case",
                fmt::format("債権{0}は案件（{1}）の返還金又は代金です / receivable {0} is the reclaim or the price of a case: {1}", number, before.source),
                "案件の返納又は代金の納入として記録してください / note it as money that came in for the case");
  }
  return carry_out_receivable(work, programme, before, command, actor);
}

Done collect_reclaim(Work& work, const std::string& programme, std::uint64_t receivable, const ledger::Collect& command,
                     const Actor& actor) {
  ledger::Receivable before = TRY(receivable_of(work, programme, receivable));
  return carry_out_receivable(work, programme, before, command, actor);
}

}  // namespace hashira::app
