#include "instruments/money/instrument.h"

#include <fmt/core.h>

#include "instruments/money/receipts.h"

namespace hashira::instruments::money {
namespace {

using cases::Case;
using cases::EventKind;
using ledger::Account;

tl::unexpected<Error> unknown_money_command(const Kind& kind, const std::string& command) {
  return fail("instruments.unknown_command",
              fmt::format("「{1}」という操作は {0} にありません / {0} knows no command '{1}'", kind.name, command),
              "操作の名を確かめてください / look the command's name up");
}

// "benefit.submitted" → "submitted".
std::string_view event_of(std::string_view type) { return type.substr(type.find('.') + 1); }

}  // namespace

Result<std::vector<cases::Event>> MoneyInstrument::decide(const Case& before, const cases::Command& command,
                                                          const cases::Outcome* outcome,
                                                          const portfolio::Programme& programme) const {
  const EventKind* kind = lifecycle().event_of(command.name);
  if (kind == nullptr) return unknown_money_command(*kind_, command.name);
  Request request{*kind_, before, command, outcome, programme};
  if (!kind->may_from(before.state)) return refuse_out_of_turn(request);
  std::vector<cases::Event> events;
  for (journal::Body& body : TRY(kind_->handler(event_of(kind->type))->decide(request))) {
    events.push_back({std::string(kind->type), std::move(body)});
  }
  return events;
}

void MoneyInstrument::fold(Case& value, const journal::Entry& entry) const {
  const EventKind* kind = lifecycle().allowed(value, entry);
  if (kind == nullptr || !kind_->handler(event_of(kind->type))->fold(value, entry, *kind_)) return;
  value.instrument = name();
  value.version += 1;
  value.synthetic = value.synthetic || entry.synthetic;
}

// What moved is the difference of the case's money: sent goes ordered → paid, what is ordered beyond that committed → ordered,
// what is due beyond that allotted → committed; less of it goes the way back. What is owed back moves nothing until it
// returns: it was spent.
std::vector<ledger::Posting> MoneyInstrument::postings(const Case& before, const journal::Entry& entry,
                                                       const std::string& budget_line) const {
  std::vector<ledger::Posting> out;
  const EventKind* event = lifecycle().allowed(before, entry);
  if (event == nullptr || !kind_->handler(event_of(event->type))->moves_money) return out;
  if (!before.layer.empty()) return out;  // another layer's money stands in its own books
  Case after = before;
  fold(after, entry);
  FiscalYear year = money_year(after);
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
    FiscalYear paid_in = receipts_of(before).back().year;
    out.push_back(ledger::return_posting(budget_line, paid_in, entry.happened_on, repaid, after.number));
  }
  return out;
}

std::string payment_key(const Case& value) {
  return fmt::format("{}/{}/{}", cases::case_name(value.stream, value.number), number(value, "decision"),
                     number(value, "instalment"));
}

}  // namespace hashira::instruments::money
