// Decisions on combined caps and on the limits of 債務負担行為.
#include <fmt/core.h>

#include "ledger/internal/budget_deciding.h"
#include "ledger/print.h"

namespace hashira::ledger {
namespace {

using journal::BodyWriter;

std::string cap_place(const std::string& id) {
  return fmt::format("cap {}", id);
}
std::string promise_place(const std::string& id) {
  return fmt::format("limit of promises {}", id);
}

Done check_cap(const Budget& budget, const std::string& id) {
  if (budget.caps.contains(id)) return {};
  return refuse_in_words(
      "unknown_cap", cap_place(id),
      {fmt::format("合算上限「{}」は登録されていません", id), fmt::format("there is no combined cap '{}'", id)},
      {"先に上限を登録してください", "set it first"});
}

Done check_covered(const Budget& budget, const std::string& id, const std::string& programme) {
  CHECK_OK(check_cap(budget, id));
  const std::vector<std::string>& programmes = budget.caps.at(id).programmes;
  if (std::find(programmes.begin(), programmes.end(), programme) != programmes.end()) return {};
  return refuse_in_words("not_under_cap", cap_place(id),
                         {fmt::format("事業「{}」はこの上限の対象ではありません", programme),
                          fmt::format("programme '{}' is not under this cap", programme)},
                         {"上限の対象事業を確かめてください", "look at the cap's programmes"});
}

Done check_reservation(const Budget& budget, const std::string& id, const std::string& reservation) {
  CHECK_OK(check_cap(budget, id));
  if (budget.caps.at(id).reserved.contains(reservation)) return {};
  return refuse_in_words(
      "unknown_reservation", cap_place(id),
      {fmt::format("予約「{}」はありません（確定又は解除済みかもしれません）", reservation),
       fmt::format("there is no reservation '{}'; it may be confirmed or released already", reservation)},
      {"上限の記録を確かめてください", "look at the cap's entries"});
}

BodyWriter cap_body(const std::string& id) {
  return BodyWriter().text("cap", id);
}
FiscalYear year_on(const BudgetDeciding& deciding) {
  return FiscalYear::of(deciding.on);
}

Done check_promise(const Budget& budget, const std::string& id) {
  if (budget.promises.contains(id)) return {};
  return refuse_in_words("unknown_promise", promise_place(id),
                         {fmt::format("債務負担行為「{}」は議決されていません", id),
                          fmt::format("there is no limit of promises '{}'", id)},
                         {"先に限度額を登録してください", "set its limit first"});
}

}  // namespace

Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const SetCap& command) {
  std::vector<std::string> programmes = command.programmes;
  std::sort(programmes.begin(), programmes.end());
  programmes.erase(std::unique(programmes.begin(), programmes.end()), programmes.end());
  auto body = cap_body(command.id)
                  .raw("programmes", programmes_bytes(programmes))
                  .yen("limit", command.limit)
                  .text("source", command.source)
                  .body();
  Budget after = deciding.now;
  if (!step(after, budget_cap_set, body)) {
    auto found = deciding.now.caps.find(command.id);
    Yen used = found == deciding.now.caps.end() ? Yen(0) : found->second.used();
    return refuse_in_words(
        "bad_cap", cap_place(command.id),
        {fmt::format("合算上限には対象事業と、使用済みの{}以上の額が要ります", yen_text(used)),
         fmt::format("a combined cap needs programmes and a limit of at least {}, which are used", yen_text_en(used))},
        {"事業と額を確かめてください", "look at its programmes and its limit"});
  }
  deciding.add(budget_cap_set, body, year_on(deciding));
  return std::move(deciding.events);
}

Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const ReserveCap& command) {
  CHECK_OK(check_amount(command.amount, cap_place(command.id)));
  CHECK_OK(check_covered(deciding.now, command.id, command.programme));
  const Cap& cap = deciding.now.caps.at(command.id);
  if (command.reservation.empty() || cap.reserved.contains(command.reservation)) {
    return refuse_in_words("same_reservation", cap_place(command.id),
                           {"予約の番号がないか、すでに使われています", "the reservation's name is missing or in use"},
                           {"案件ごとに別の番号にしてください", "give each case its own"});
  }
  if (Yen left = cap.limit - cap.used(); command.amount > left) {
    return refuse_in_words(
        "cap_exceeded", cap_place(command.id),
        {fmt::format("合算上限{}の残りは{}で、{}は承認できません", yen_text(cap.limit), yen_text(left),
                     yen_text(command.amount)),
         fmt::format("{} of the combined cap of {} are left, {} cannot be approved", yen_text_en(left),
                     yen_text_en(cap.limit), yen_text_en(command.amount))},
        {"ほかの予約の解除を待つか、上限を改めてください", "wait for a reservation to be released, or change the cap"});
  }
  deciding.add(budget_cap_reserved,
               cap_body(command.id)
                   .text("reservation", command.reservation)
                   .text("programme", command.programme)
                   .yen("amount", command.amount)
                   .body(),
               year_on(deciding));
  return std::move(deciding.events);
}

Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const ConfirmCap& command) {
  CHECK_OK(check_reservation(deciding.now, command.id, command.reservation));
  deciding.add(budget_cap_confirmed, cap_body(command.id).text("reservation", command.reservation).body(),
               year_on(deciding));
  return std::move(deciding.events);
}

Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const ReleaseCap& command) {
  CHECK_OK(check_reservation(deciding.now, command.id, command.reservation));
  deciding.add(budget_cap_released, cap_body(command.id).text("reservation", command.reservation).body(),
               year_on(deciding));
  return std::move(deciding.events);
}

Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const ReturnCap& command) {
  CHECK_OK(check_amount(command.amount, cap_place(command.id)));
  CHECK_OK(check_covered(deciding.now, command.id, command.programme));
  if (Yen confirmed = deciding.now.caps.at(command.id).confirmed; command.amount > confirmed) {
    return refuse_in_words("bad_amount", cap_place(command.id),
                           {fmt::format("確定した額は{}です", yen_text(confirmed)),
                            fmt::format("only {} are confirmed", yen_text_en(confirmed))},
                           {"その額までにしてください", "return at most that"});
  }
  deciding.add(budget_cap_returned,
               cap_body(command.id).text("programme", command.programme).yen("amount", command.amount).body(),
               year_on(deciding));
  return std::move(deciding.events);
}

Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const LimitPromises& command) {
  auto body = BodyWriter()
                  .text("promise", command.id)
                  .text("name", command.name)
                  .integer("from", command.from.year())
                  .integer("until", command.until.year())
                  .yen("limit", command.limit)
                  .body();
  Budget after = deciding.now;
  if (!step(after, budget_promises_limited, body)) {
    return refuse_in_words(
        "bad_promise", promise_place(command.id),
        {"債務負担行為の期間又は限度額が正しくないか、すでに約した額を下回ります",
         "its years or its limit are wrong, or below what was promised already"},
        {"初年度、終年度と限度額を確かめてください", "look at its first and last year and its limit"});
  }
  deciding.add(budget_promises_limited, body, year_on(deciding));
  return std::move(deciding.events);
}

Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const Promise& command) {
  CHECK_OK(check_amount(command.amount, promise_place(command.id)));
  CHECK_OK(check_budget_reason(command.what, promise_place(command.id)));
  CHECK_OK(check_promise(deciding.now, command.id));
  const PromiseLimit& promise = deciding.now.promises.at(command.id);
  FiscalYear year = year_on(deciding);
  if (year < promise.from || year > promise.until) {
    return refuse_in_words(
        "promise_out_of_years", promise_place(command.id),
        {fmt::format("債務負担行為の期間は{}から{}までです", promise.from.wareki(), promise.until.wareki()),
         fmt::format("it may be promised in fiscal {} to {}", promise.from.year(), promise.until.year())},
        {"期間内の日を入れるか、議決を受けてください", "give a day within it, or have it voted"});
  }
  if (Yen left = promise.limit - promise.promised; command.amount > left) {
    return refuse_in_words(
        "promise_exceeded", promise_place(command.id),
        {fmt::format("債務負担行為の限度額の残りは{}です", yen_text(left)),
         fmt::format("{} of the limit are left", yen_text_en(left))},
        {"残りまでにするか、限度額の議決を受けてください", "promise at most that, or have the limit raised"});
  }
  deciding.add(budget_promised,
               BodyWriter().text("promise", command.id).text("what", command.what).yen("amount", command.amount).body(),
               year);
  return std::move(deciding.events);
}

Result<std::vector<Event>> decide_budget(BudgetDeciding deciding, const ReleasePromise& command) {
  CHECK_OK(check_amount(command.amount, promise_place(command.id)));
  CHECK_OK(check_budget_reason(command.what, promise_place(command.id)));
  CHECK_OK(check_promise(deciding.now, command.id));
  if (Yen promised = deciding.now.promises.at(command.id).promised; command.amount > promised) {
    return refuse_in_words("bad_amount", promise_place(command.id),
                           {fmt::format("約した額は{}です", yen_text(promised)),
                            fmt::format("only {} are promised", yen_text_en(promised))},
                           {"その額までにしてください", "release at most that"});
  }
  deciding.add(budget_promise_released,
               BodyWriter().text("promise", command.id).text("what", command.what).yen("amount", command.amount).body(),
               year_on(deciding));
  return std::move(deciding.events);
}

}  // namespace hashira::ledger
