// Decisions on what lines have and whom they are allotted to: what a command does, or why not.
#include "ledger/budget.h"

#include <fmt/core.h>

#include "ledger/internal/budget_deciding.h"
#include "ledger/print.h"
#include "ledger/year.h"

namespace hashira::ledger {
namespace {

using journal::BodyWriter;

std::string_view chapter(std::string_view code) {
  return code.substr(0, code.find('-'));
}  // 款
std::string_view section(std::string_view code) {  // 款項
  std::size_t first = code.find('-');
  return first == std::string_view::npos ? code : code.substr(0, code.find('-', first + 1));
}

// 自治法 220条2項: no transfer between 款; between 項 only where the budget says so.
Done check_transferable(const Transfer& command) {
  bool same_line = command.from.code == command.to.code && command.from.year == command.to.year;
  bool to_past_year = same_line && command.from.kind == BudgetKind::current && command.to.kind == BudgetKind::past_year;
  if (command.from.year != command.to.year || command.from == command.to ||
      (command.from.kind != command.to.kind && !to_past_year)) {
    return refuse_line(
        command.from, "not_transferable",
        {"流用は同じ年度・同じ区分の別の科目へに限ります", "a transfer goes to another line of the same year and kind"},
        {"繰越や補正予算を使ってください", "carry it over, or vote a supplementary budget"});
  }
  if (chapter(command.from.code) != chapter(command.to.code)) {
    return refuse_line(command.from, "not_transferable",
                       {"款の間の流用はできません", "nothing is transferred between 款"},
                       {"補正予算を計上してください", "vote a supplementary budget"});
  }
  if (section(command.from.code) != section(command.to.code) && command.allowed_by.empty()) {
    return refuse_line(command.from, "not_transferable",
                       {"項の間の流用には予算の定めが要ります", "a transfer between 項 needs the budget's word"},
                       {"根拠となる予算の条項を入れてください", "name the budget's article that allows it"});
  }
  return {};
}

Done check_reserve_of(const Budget& budget, const LineId& id, bool reserve) {
  if (budget.lines.at(id).reserve == reserve) return {};
  Words what = reserve ? Words{"予備費ではありません", "it is not the reserve"}
                       : Words{"予備費から直接は支出できません", "the reserve is not spent directly"};
  return refuse_line(id, "reserve_line", what,
                     {"予備費は必要な科目に充用してください", "apply the reserve to the line that needs it"});
}

BodyWriter move_body(const LineId& from, const LineId& to, Yen amount, const std::string& reason) {
  BodyWriter writer;
  writer.text("from", from.code)
      .text("to", to.code)
      .integer("year", from.year.year())
      .yen("amount", amount)
      .text("reason", reason);
  if (from.kind != BudgetKind::current) writer.text("from_kind", name(from.kind));
  if (to.kind != BudgetKind::current) writer.text("to_kind", name(to.kind));
  return writer;
}

}  // namespace

Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const Vote& command) {
  const LineId& id = command.line;
  CHECK_OK(check_id(id));
  CHECK_OK(check_year_open(deciding.now, id));
  CHECK_OK(check_within_year(id, deciding.on));
  bool lessens = command.amount < Yen(0) && command.vote == VoteKind::supplementary && command.amount >= -budget_max;
  if (lessens) {
    CHECK_OK(check_available(deciding.now, id, -command.amount));
    const Line& line = deciding.now.lines.at(id);
    std::size_t column = static_cast<std::size_t>(command.funding);
    if (Yen left = line.original[column] + line.supplementary[column]; left < -command.amount) {
      return refuse_line(id, "overspent",
                         {fmt::format("この財源の予算は{}です", yen_text(left)),
                          fmt::format("only {} of it are {} money", yen_text_en(left), name(command.funding))},
                         {"財源の区分と額を確かめてください", "look at the funding and the amount"});
    }
  } else {
    CHECK_OK(check_amount(command.amount, place_of(id)));
    CHECK_OK(check_room(deciding.now, id, command.amount));
  }
  BodyWriter writer = line_body(id);
  writer.yen("amount", command.amount)
      .text("vote", command.vote == VoteKind::original ? "original" : "supplementary")
      .text("funding", name(command.funding));
  if (!command.name.empty()) writer.text("name", command.name);
  if (command.reserve) writer.boolean("reserve", true);
  deciding.add(budget_appropriated, writer.body(), id.year);
  return std::move(deciding.events);
}

Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const Transfer& command) {
  CHECK_OK(check_id(command.to));
  CHECK_OK(check_amount(command.amount, place_of(command.from)));
  CHECK_OK(check_budget_reason(command.reason, place_of(command.from)));
  CHECK_OK(check_transferable(command));
  CHECK_OK(check_available(deciding.now, command.from, command.amount));
  CHECK_OK(check_within_year(command.from, deciding.on));
  CHECK_OK(check_reserve_of(deciding.now, command.from, false));
  CHECK_OK(check_room(deciding.now, command.to, command.amount));
  BodyWriter writer = move_body(command.from, command.to, command.amount, command.reason);
  if (!command.allowed_by.empty()) writer.text("allowed_by", command.allowed_by);
  deciding.add(budget_transferred, writer.body(), command.from.year);
  return std::move(deciding.events);
}

Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const ApplyReserve& command) {
  CHECK_OK(check_id(command.to));
  CHECK_OK(check_amount(command.amount, place_of(command.reserve)));
  CHECK_OK(check_budget_reason(command.reason, place_of(command.reserve)));
  CHECK_OK(check_available(deciding.now, command.reserve, command.amount));
  CHECK_OK(check_within_year(command.reserve, deciding.on));
  CHECK_OK(check_reserve_of(deciding.now, command.reserve, true));
  if (command.to.year != command.reserve.year || command.to == command.reserve) {
    return refuse_line(command.to, "not_transferable",
                       {"予備費は同じ年度の別の科目に充用します", "the reserve is applied to another line of its year"},
                       {"年度と科目を確かめてください", "look at the year and the line"});
  }
  CHECK_OK(check_room(deciding.now, command.to, command.amount));
  deciding.add(budget_reserve_applied, move_body(command.reserve, command.to, command.amount, command.reason).body(),
               command.to.year);
  return std::move(deciding.events);
}

Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const Allot& command) {
  const LineId& line = command.to.line;
  CHECK_OK(check_programme(command.to));
  CHECK_OK(check_amount(command.amount, place_of(line)));
  CHECK_OK(check_available(deciding.now, line, command.amount));
  CHECK_OK(check_reserve_of(deciding.now, line, false));
  CHECK_OK(check_within_year(line, deciding.on));
  deciding.add(budget_allotted, held_body(command.to, command.amount).text("to", command.to.programme).body(),
               line.year);
  deciding.add_to(command.to.programme, ledger_allotted, held_body(command.to, command.amount).body(), line.year);
  return std::move(deciding.events);
}

Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const Withdraw& command) {
  const LineId& line = command.from.line;
  CHECK_OK(check_programme(command.from));
  CHECK_OK(check_amount(command.amount, place_of(line)));
  CHECK_OK(check_budget_reason(command.reason, place_of(line)));
  CHECK_OK(check_known(deciding.now, line));
  CHECK_OK(check_held(deciding.now, command.from, command.amount));
  CHECK_OK(check_books_open(line, deciding.on));
  deciding.add(
      budget_withdrawn,
      held_body(command.from, command.amount).text("to", command.from.programme).text("reason", command.reason).body(),
      line.year);
  deciding.add_to(command.from.programme, ledger_withdrawn, held_body(command.from, command.amount).body(), line.year);
  return std::move(deciding.events);
}

Result<std::vector<Event>> decide(const Budget& before, const BudgetCommand& command, Date on) {
  return std::visit([&](const auto& one) { return decide_budget(BudgetDeciding{before, on, {}}, one); }, command);
}

}  // namespace hashira::ledger
