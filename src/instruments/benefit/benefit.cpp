#include "instruments/benefit/benefit.h"

#include <fmt/core.h>

#include "instruments/benefit/families.h"
#include "instruments/benefit/receipts.h"

namespace hashira::instruments {
namespace {

using cases::Case;
using cases::EventKind;
using ledger::Account;

tl::unexpected<Error> unknown_benefit_command(const std::string& command) {
  return fail("instruments.unknown_command",
              fmt::format("「{0}」という操作は支援金にありません / a benefit knows no command '{0}'", command),
              "操作の名を確かめてください / look the command's name up");
}

// An entry of this case that its state allows; nullptr otherwise.
const EventKind* allowed(const Case& value, const journal::Entry& entry) {
  const EventKind* kind = benefit::lifecycle().event(entry.type);
  if (kind == nullptr || !kind->may_from(value.state)) return nullptr;
  if (entry.case_number == 0 || entry.case_number != value.number || entry.stream != value.stream) return nullptr;
  if (!cases::is_civil(entry.happened_on)) return nullptr;
  return kind;
}

bool moves_money(std::string_view type) {
  static constexpr std::string_view types[] = {"benefit.decided", "benefit.ordered", "benefit.paid",     "benefit.bounced",
                                               "benefit.repaid",  "benefit.changed", "benefit.cancelled",
                                               "benefit.decision_undone"};
  return std::find(std::begin(types), std::end(types), type) != std::end(types);
}

}  // namespace

const cases::Lifecycle& Benefit::lifecycle() const { return benefit::lifecycle(); }

Result<std::vector<cases::Event>> Benefit::decide(const Case& before, const cases::Command& command,
                                                  const cases::Outcome* outcome,
                                                  const portfolio::Programme& programme) const {
  const EventKind* kind = lifecycle().event_of(command.name);
  if (kind == nullptr) return unknown_benefit_command(command.name);
  benefit::Request request{before, command, outcome, programme};
  if (!kind->may_from(before.state)) {
    return benefit::refuse(request, benefit::not_in_state(lifecycle().state(before.state), *kind, lifecycle()));
  }
  std::vector<cases::Event> events;
  for (journal::Body& body : TRY(benefit::handler(kind->type)->decide(request))) {
    events.push_back({std::string(kind->type), std::move(body)});
  }
  return events;
}

void Benefit::fold(Case& value, const journal::Entry& entry) const {
  const EventKind* kind = allowed(value, entry);
  if (kind == nullptr || !benefit::handler(kind->type)->fold(value, entry)) return;
  value.instrument = name();
  value.version += 1;
  value.synthetic = value.synthetic || entry.synthetic;
}

// What moved is the difference of the case's money, so that case and ledger cannot part: sent goes ordered → paid, what is
// ordered beyond that committed → ordered, what is due beyond that allotted → committed; less of it goes the way back. What
// is owed back moves nothing until it returns: it was spent.
std::vector<ledger::Posting> Benefit::postings(const Case& before, const journal::Entry& entry,
                                               const std::string& budget_line) const {
  std::vector<ledger::Posting> out;
  if (!moves_money(entry.type) || !before.layer.empty()) return out;  // another layer's money stands in its own books
  Case after = before;
  fold(after, entry);
  FiscalYear year = benefit::money_year(after);
  auto post = [&](Yen moved, Account from, Account to) {
    if (moved < Yen(0)) std::swap(from, to);
    if (moved != Yen(0)) out.push_back({budget_line, year, from, to, moved < Yen(0) ? -moved : moved, after.number});
  };
  Yen sent = after.money.sent() - before.money.sent();
  post(after.money.due() - before.money.due() + sent, Account::allotted, Account::committed);
  post(after.money.ordered - before.money.ordered, Account::committed, Account::ordered);
  post(sent, Account::ordered, Account::paid);
  Yen repaid = after.money.repaid - before.money.repaid;
  if (repaid > Yen(0)) {
    FiscalYear paid_in = benefit::receipts_of(before).back().year;
    out.push_back(ledger::return_posting(budget_line, paid_in, entry.happened_on, repaid, after.number));
  }
  return out;
}

std::string payment_key(const Case& value) {
  return fmt::format("{}/{}/{}", cases::case_name(value.stream, value.number), benefit::number(value, "decision"),
                     benefit::number(value, "instalment"));
}

}  // namespace hashira::instruments
