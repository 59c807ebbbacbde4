// Reads the forms of a receivable's page.
// Guarantees: see receivable_actions.h.
// 地方自治法施行令 171条の4–171条の7, 国の債権の管理等に関する法律 (instalments), 端数計算法 3条 (remainders).
#include "http/receivable_actions.h"

#include <charconv>

#include "base/working_day.h"
#include "http/form_values.h"

namespace hashira::http {
namespace {

using ledger::ReceivableCommand;
using Read = Result<ReceivableCommand>;

constexpr int instalments_max = 120;

Read read_notify(const Form& form, const ledger::Receivable&) {
  return ledger::Notify{form_text(form, "text")};
}

Read read_remind(const Form& form, const ledger::Receivable&) {
  Date deadline = TRY(form_date(form, "deadline"));
  return ledger::Remind{deadline, form_text(form, "text")};
}

Read read_enforce(const Form& form, const ledger::Receivable&) {
  return ledger::Enforce{form_text(form, "text")};
}

Result<int> instalment_count(const Form& form) {
  std::string_view text = form.get("count");
  int count = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error == std::errc() && end == text.data() + text.size() && count >= 2 && count <= instalments_max) return count;
  return fail("http.bad_form", "分割は2回から120回までです。 / Instalments are from 2 to 120.",
              "回数を数字で書いてください。 / Write their number in digits.", Place{"count", 0, 0});
}

// One line of a plan as agreed: 2020-07-31 50,000
Result<ledger::Dated> planned_line(std::string_view line) {
  std::size_t space = std::min(line.find_first_of(" \t"), line.size());
  Date on = TRY(typed_date(line.substr(0, space), "plan"));
  Yen amount = TRY(typed_yen(line.substr(space), "plan"));
  return ledger::Dated{on, amount};
}

Result<std::vector<ledger::Dated>> planned_dues(std::string_view plan) {
  std::vector<ledger::Dated> out;
  while (!plan.empty()) {
    std::string_view line = plan.substr(0, plan.find('\n'));
    plan.remove_prefix(std::min(line.size() + 1, plan.size()));
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (!line.empty()) out.push_back(TRY(planned_line(line)));
  }
  return out;
}

Read read_instalments(const Form& form, const ledger::Receivable& value) {
  std::vector<ledger::Dated> dues = TRY(planned_dues(form.get("plan")));
  if (dues.empty()) {
    int count = TRY(instalment_count(form));
    Date first = TRY(form_date(form, "first"));
    dues = monthly_dues(value.open().principal, count, first);
  }
  return ledger::AgreeInstalments{std::move(dues), form_text(form, "reason")};
}

Read read_defer(const Form& form, const ledger::Receivable&) {
  Date due = TRY(form_date(form, "due"));
  return ledger::Defer{working_day_from(due), form_text(form, "reason")};
}

Read read_waive(const Form& form, const ledger::Receivable&) {
  ledger::Split amount;
  amount.principal = TRY(form_yen_or_zero(form, "principal"));
  amount.surcharge = TRY(form_yen_or_zero(form, "surcharge"));
  amount.late = TRY(form_yen_or_zero(form, "late"));
  return ledger::Waive{amount, form_text(form, "reason")};
}

Read read_write_off(const Form& form, const ledger::Receivable&) {
  return ledger::WriteOff{form_text(form, "reason")};
}

Read read_reduce(const Form& form, const ledger::Receivable&) {
  Yen amount = TRY(form_yen(form, "amount"));
  return ledger::Reduce{amount, form_text(form, "reason")};
}

Read read_refund(const Form& form, const ledger::Receivable&) {
  return ledger::Refund{form_text(form, "text")};
}

struct ReceivableAction {
  std::string_view name;
  Read (*read)(const Form&, const ledger::Receivable&);
};
constexpr ReceivableAction receivable_actions[] = {
    {"notify", read_notify}, {"remind", read_remind}, {"enforce", read_enforce},     {"instalments", read_instalments},
    {"defer", read_defer},   {"waive", read_waive},   {"write-off", read_write_off},
    {"reduce", read_reduce}, {"refund", read_refund},
};

}  // namespace

std::vector<ledger::Dated> monthly_dues(Yen amount, int count, Date first) {
  std::vector<ledger::Dated> out;
  std::vector<Yen> amounts = ledger::split_evenly(amount, count);
  for (int i = 0; i < count; ++i) {
    out.push_back({working_day_from(first.plus_months(i)), amounts[static_cast<std::size_t>(i)]});
  }
  return out;
}

std::optional<Read> receivable_action(std::string_view action, const Form& form, const ledger::Receivable& value) {
  for (const ReceivableAction& one : receivable_actions) {
    if (one.name == action) return one.read(form, value);
  }
  return std::nullopt;
}

}  // namespace hashira::http
