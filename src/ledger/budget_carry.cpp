// The turn of the year: carrying over, closing, and what lapses.
#include <fmt/core.h>

#include "ledger/internal/budget_deciding.h"
#include "ledger/print.h"
#include "ledger/year.h"

namespace hashira::ledger {

using journal::BodyWriter;

namespace {

Done check_carry(const Budget& budget, const LineId& id, BudgetKind how, Yen amount) {
  bool by_vote = how == BudgetKind::carried_by_vote;
  bool further = id.kind == BudgetKind::current || (id.kind == BudgetKind::carried_by_vote && !by_vote);
  if (!further || (!by_vote && how != BudgetKind::carried_by_accident)) {
    return refuse_line(id, "not_carried",
                       {fmt::format("{}の予算は、この方法では繰り越せません", japanese_name(id.kind)),
                        fmt::format("a budget that is {} is not carried in this way", name(id.kind))},
                       {"繰越明許は現年から、事故繰越は現年又は繰越明許から一度だけです",
                        "by vote from the current year, by accident from it or from what was carried by vote, once"});
  }
  Yen permitted = budget.lines.at(id).carry_permitted;
  if (by_vote && amount > permitted) {
    return refuse_line(
        id, "not_carried",
        {fmt::format("繰越明許費の残りは{}です", yen_text(permitted)),
         fmt::format("only {} may still be carried by vote", yen_text_en(permitted))},
        {"繰越明許費の議決を受けるか、事故繰越としてください", "have more permitted, or carry it by accident"});
  }
  if (!budget.closed.contains(next_year(id.year)))
    return check_room(budget, {id.code, next_year(id.year), how}, amount);
  return check_year_open(budget, {id.code, next_year(id.year), how});
}

tl::unexpected<Error> refuse_still_open(FiscalYear year) {
  return refuse_in_words(
      "books_open", fmt::format("fiscal year {}", year.year()),
      {fmt::format("{}の出納は{}まで開いています", year.wareki(), year.cashbook_closes().wareki()),
       fmt::format("the books of fiscal {} are open until {}", year.year(), year.cashbook_closes().iso())},
      {"6月1日以後に締め切ってください", "close the year from 1 June"});
}

// What a bulk decision set aside would go back into a closed year when it is undone.
tl::unexpected<Error> refuse_reserved(const std::string& programme, FiscalYear year, Yen reserved) {
  return refuse_in_words("still_reserved", fmt::format("{}, fiscal year {}", programme, year.year()),
                         {fmt::format("一括の決定のために{}が仮押さえされています", yen_text(reserved)),
                          fmt::format("{} is set aside for a bulk decision", yen_text_en(reserved))},
                         {"一括の決定を終えるか取り消してから締め切ってください", "finish or undo the bulk decision first"});
}

}  // namespace

Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const PermitCarry& command) {
  CHECK_OK(check_amount(command.amount, place_of(command.line)));
  CHECK_OK(check_known(deciding.now, command.line));
  CHECK_OK(check_within_year(command.line, deciding.on));
  const Line& line = deciding.now.lines.at(command.line);
  if (command.line.kind != BudgetKind::current || line.carry_permitted + command.amount > line.current()) {
    return refuse_line(
        command.line, "not_carried",
        {"繰越明許費は現年の予算額までです", "carrying by vote is for the current year's budget, up to its amount"},
        {"予算額までにしてください", "permit at most what the line has"});
  }
  deciding.add(budget_carry_permitted, line_body(command.line).yen("amount", command.amount).body(), command.line.year);
  return std::move(deciding.events);
}

Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const CarryOver& command) {
  CHECK_OK(check_amount(command.amount, place_of(command.line)));
  CHECK_OK(check_budget_reason(command.reason, place_of(command.line)));
  CHECK_OK(check_available(deciding.now, command.line, command.amount));
  CHECK_OK(check_books_open(command.line, deciding.on));
  CHECK_OK(check_carry(deciding.now, command.line, BudgetKind::carried_by_vote, command.amount));
  deciding.add(budget_carried,
               line_body(command.line)
                   .yen("amount", command.amount)
                   .text("how", name(BudgetKind::carried_by_vote))
                   .text("reason", command.reason)
                   .body(),
               command.line.year);
  return std::move(deciding.events);
}

Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const CarryHeld& command) {
  const LineId& line = command.from.line;
  CHECK_OK(check_programme(command.from));
  CHECK_OK(check_amount(command.amount, place_of(line)));
  CHECK_OK(check_budget_reason(command.reason, place_of(line)));
  CHECK_OK(check_known(deciding.now, line));
  CHECK_OK(check_held(deciding.now, command.from, command.amount));
  CHECK_OK(check_books_open(line, deciding.on));
  CHECK_OK(check_carry(deciding.now, line, command.how, command.amount));
  bool of_account = command.account == Account::committed ||
                    (command.account == Account::allotted && command.how == BudgetKind::carried_by_vote);
  if (!of_account || command.case_number > INT64_MAX) {
    return refuse_line(line, "not_carried",
                       {"事故繰越は支出負担行為済のものに限ります", "by accident only what is committed is carried"},
                       {"支出負担行為済の額を指定してください", "name a committed amount"});
  }
  BodyWriter own = held_body(command.from, command.amount), other = held_body(command.from, command.amount);
  for (BodyWriter* writer : {&own, &other})
    writer->text("how", name(command.how)).text("account", name(command.account));
  if (command.case_number != 0) other.integer("case", static_cast<std::int64_t>(command.case_number));
  deciding.add(budget_held_carried, own.text("to", command.from.programme).text("reason", command.reason).body(),
               line.year);
  deciding.add_to(command.from.programme, ledger_carried, other.body(), line.year);
  return std::move(deciding.events);
}

// What no programme was given lapses line by line, then the year is closed. Made without steps: each line is met once.
Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const CloseYear& command) {
  CHECK_OK(check_id({"-", command.year}));
  CHECK_OK(check_year_open(deciding.now, {"-", command.year}));
  if (books_open(command.year, deciding.on)) return refuse_still_open(command.year);
  for (const auto& [id, line] : deciding.now.lines) {
    if (id.year != command.year || line.available() == Yen(0)) continue;
    deciding.events.push_back(
        {std::string(budget_lapsed), line_body(id).yen("amount", line.available()).body(), command.year, {}});
  }
  deciding.events.push_back(
      {std::string(budget_year_closed), BodyWriter().integer("year", command.year.year()).body(), command.year, {}});
  return std::move(deciding.events);
}

Result<std::vector<Event>> close_programme(const Balances& balances, const std::string& programme, FiscalYear year,
                                           Date on) {
  if (books_open(year, on)) return refuse_still_open(year);
  std::vector<Event> out;
  for (const auto& [key, balance] : balances) {
    if (key.year == year && key.account == Account::reserved && balance != Yen(0)) return refuse_reserved(programme, year, balance);
    bool unspent =
        key.account == Account::allotted || key.account == Account::committed || key.account == Account::ordered;
    if (key.year != year || !unspent || balance <= Yen(0)) continue;
    BodyWriter writer = held_body({{key.line, key.year, key.kind}, programme, key.office}, balance);
    out.push_back({std::string(ledger_lapsed), writer.text("account", name(key.account)).body(), year, programme});
  }
  out.push_back({std::string(ledger_year_closed), BodyWriter().integer("year", year.year()).body(), year, programme});
  return out;
}

}  // namespace hashira::ledger
