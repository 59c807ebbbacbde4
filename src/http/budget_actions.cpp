// Reads the forms of the budget page.
// Guarantees: see budget_actions.h.
// 地方自治法 210条–220条, 同施行令 143条–152条: ledger/budget.h decides.
#include "http/budget_actions.h"

#include <fmt/core.h>

#include "http/form_values.h"
#include "http/public_cases.h"

namespace hashira::http {
namespace {

using ledger::BudgetCommand;
using BudgetRead = Result<BudgetCommand>;

tl::unexpected<Error> not_chosen(const char* name) {
  return fail("http.bad_form", "一覧から選ばれていません。 / Nothing of the list was chosen.",
              "一覧から選んでください。 / Choose one of the list.", Place{name, 0, 0});
}

// Up to the next '/', which is taken off too.
std::string_view take_part(std::string_view& rest) {
  std::string_view part = rest.substr(0, rest.find('/'));
  rest.remove_prefix(std::min(part.size() + 1, rest.size()));
  return part;
}

// Year and kind of a choice; `rest` is left with what follows.
Result<ledger::LineId> start_of_choice(std::string_view& rest, const char* name) {
  auto year = whole_number(take_part(rest), name);
  auto kind = ledger::budget_kind(take_part(rest));
  if (!year || !kind || *year < 1 || *year > 9998) return not_chosen(name);
  return ledger::LineId{"", FiscalYear(static_cast<std::int32_t>(*year)), *kind};
}

Result<ledger::LineId> voted_line(const Form& form, FiscalYear year) {
  std::string code = form_text(form, "code");
  if (form.get("line").empty() && !code.empty()) return ledger::LineId{code, year};
  return chosen_line(form, "line");
}

BudgetRead read_vote(const Form& form, FiscalYear year) {
  ledger::Vote vote;
  vote.line = TRY(voted_line(form, year));
  vote.name = form.get("line").empty() ? form_text(form, "name") : std::string();
  vote.reserve = form.get("line").empty() && form.has("reserve");
  vote.vote = form.get("vote") == "supplementary" ? ledger::VoteKind::supplementary : ledger::VoteKind::original;
  auto funding = ledger::funding(form.get("funding"));
  if (!funding) return not_chosen("funding");
  vote.funding = *funding;
  vote.amount = TRY(form_signed_yen(form, "amount"));
  return vote;
}

BudgetRead read_transfer(const Form& form, FiscalYear) {
  ledger::Transfer transfer;
  transfer.from = TRY(chosen_line(form, "from"));
  transfer.to = TRY(chosen_line(form, "to"));
  transfer.amount = TRY(form_yen(form, "amount"));
  transfer.reason = form_text(form, "reason");
  transfer.allowed_by = form_text(form, "allowed_by");
  return transfer;
}

BudgetRead read_reserve(const Form& form, FiscalYear) {
  ledger::ApplyReserve apply;
  apply.reserve = TRY(chosen_line(form, "from"));
  apply.to = TRY(chosen_line(form, "to"));
  apply.amount = TRY(form_yen(form, "amount"));
  apply.reason = form_text(form, "reason");
  return apply;
}

BudgetRead read_allot(const Form& form, FiscalYear) {
  ledger::LineId line = TRY(chosen_line(form, "line"));
  if (form.get("programme").empty()) return not_chosen("programme");
  Yen amount = TRY(form_yen(form, "amount"));
  return ledger::Allot{{line, form_text(form, "programme"), form_text(form, "office")}, amount};
}

BudgetRead read_withdraw(const Form& form, FiscalYear) {
  ledger::AllotmentId from = TRY(chosen_allotment(form, "allotment"));
  Yen amount = TRY(form_yen(form, "amount"));
  return ledger::Withdraw{std::move(from), amount, form_text(form, "reason")};
}

struct BudgetAction {
  std::string_view name;
  BudgetRead (*read)(const Form&, FiscalYear);
};
constexpr BudgetAction budget_actions[] = {
    {"vote", read_vote},   {"transfer", read_transfer}, {"reserve", read_reserve},
    {"allot", read_allot}, {"withdraw", read_withdraw},
};

}  // namespace

std::string line_choice(const ledger::LineId& id) {
  return fmt::format("{}/{}/{}", id.year.year(), ledger::name(id.kind), id.code);
}

std::string allotment_choice(const ledger::AllotmentId& id) {
  return fmt::format("{}/{}/{}/{}/{}", id.line.year.year(), ledger::name(id.line.kind), id.office, id.programme,
                     id.line.code);
}

Result<ledger::LineId> chosen_line(const Form& form, const char* name) {
  std::string_view rest = form.get(name);
  ledger::LineId out = TRY(start_of_choice(rest, name));
  out.code = std::string(rest);
  if (out.code.empty()) return not_chosen(name);
  return out;
}

Result<ledger::AllotmentId> chosen_allotment(const Form& form, const char* name) {
  std::string_view rest = form.get(name);
  ledger::AllotmentId out;
  out.line = TRY(start_of_choice(rest, name));
  out.office = std::string(take_part(rest));
  out.programme = std::string(take_part(rest));
  out.line.code = std::string(rest);
  if (out.programme.empty() || out.line.code.empty()) return not_chosen(name);
  return out;
}

std::optional<BudgetRead> budget_action(std::string_view action, const Form& form, FiscalYear year) {
  for (const BudgetAction& one : budget_actions) {
    if (one.name == action) return one.read(form, year);
  }
  return std::nullopt;
}

}  // namespace hashira::http
