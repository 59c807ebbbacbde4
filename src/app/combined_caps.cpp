#include "app/combined_caps.h"

#include <algorithm>

#include <fmt/core.h>

#include "app/budget_part.h"

namespace hashira::app {
namespace {

Result<ledger::Budget> budget_with_cap(Work& work, const ledger::SetCap& wanted) {
  ledger::Budget budget;
  for (const Bytes& key : ledger::row_keys(ledger::BudgetCommand(wanted))) {
    if (auto row = TRY(work.get({journal::Table::state, key}))) CHECK_OK(ledger::load_row(budget, key, *row));
  }
  return budget;
}

bool stands(const ledger::Budget& budget, const ledger::SetCap& wanted) {
  auto found = budget.caps.find(wanted.id);
  return found != budget.caps.end() && found->second.limit == wanted.limit && found->second.programmes == wanted.programmes;
}

ledger::SetCap command_of(const portfolio::CombinedCap& cap) {
  ledger::SetCap out{cap.id, cap.programmes, cap.limit, cap.source.text()};
  std::sort(out.programmes.begin(), out.programmes.end());
  return out;
}

}  // namespace

Yen cap_use(const cases::Case& value) {
  if (!value.layer.empty()) return Yen(0);
  return std::max(value.money.approved - value.money.given_back, value.money.remaining());
}

Done reserve_under_caps(Work& work, const portfolio::Programme& programme, const std::string& reservation, Yen amount, const Actor& actor) {
  for (const std::string& cap : programme.combined_caps) {
    CHECK_OK(carry_out_budget(work, ledger::ReserveCap{cap, reservation, programme.id, amount}, actor));
  }
  return {};
}

Done release_under_caps(Work& work, const portfolio::Programme& programme, const std::string& reservation, const Actor& actor) {
  for (const std::string& cap : programme.combined_caps) CHECK_OK(carry_out_budget(work, ledger::ReleaseCap{cap, reservation}, actor));
  return {};
}

Done use_under_caps(Work& work, const portfolio::Programme& programme, const std::string& reservation, Yen change, const Actor& actor) {
  if (change == Yen(0)) return {};
  if (change > Yen(0)) CHECK_OK(reserve_under_caps(work, programme, reservation, change, actor));
  for (const std::string& cap : programme.combined_caps) {
    ledger::BudgetCommand command = ledger::ConfirmCap{cap, reservation};
    if (change < Yen(0)) command = ledger::ReturnCap{cap, programme.id, -change};
    CHECK_OK(carry_out_budget(work, command, actor));
  }
  return {};
}

Done set_caps(Work& work, const portfolio::Portfolio& tree, const std::string& programme, const Actor& actor) {
  for (const portfolio::CombinedCap& cap : tree.combined_caps) {
    if (!cap.covers(programme)) continue;
    ledger::SetCap wanted = command_of(cap);
    ledger::Budget budget = TRY(budget_with_cap(work, wanted));
    if (!stands(budget, wanted)) CHECK_OK(carry_out_budget(work, wanted, actor));
  }
  return {};
}

Done check_other_caps(Work& work, const std::string& programme, std::span<const std::string> before, std::span<const std::string> now) {
  if (std::is_permutation(before.begin(), before.end(), now.begin(), now.end())) return {};
  if (!TRY(has_decided_money(work, programme))) return {};
  return fail("app.cap_too_late",
              fmt::format("事業「{0}」には決定済みの案件があり、合算上限の対象を変えられません / programme '{0}' has decided cases: which combined caps it is "
                          "under can no longer change",
                          programme),
              "上限の額だけを改めるか、最初の決定の前に対象を変えてください / change the cap's limit only, or its programmes before the first decision",
              {"portfolio.yaml", 0, 0});
}

}  // namespace hashira::app
