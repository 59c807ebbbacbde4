// An instrument of money: what every such kind of delivery does alike, told by its Kind. Benefit, subsidy … derive from it.
//
// Guarantees: cases/contract.h. Postings are the difference of the case's money, so that case and ledger cannot part.
// Written in docs/ledger.md (a case's money).
#pragma once

#include "instruments/money/families.h"

namespace hashira::instruments::money {

class MoneyInstrument : public cases::Instrument {
 public:
  explicit MoneyInstrument(const Kind& kind) : kind_(&kind) {}
  std::string_view name() const final { return kind_->name; }
  const cases::Lifecycle& lifecycle() const final { return kind_->lifecycle(); }
  Result<std::vector<cases::Event>> decide(const cases::Case& before, const cases::Command& command,
                                           const cases::Outcome* outcome,
                                           const portfolio::Programme& programme) const final;
  void fold(cases::Case& value, const journal::Entry& entry) const final;
  std::vector<ledger::Posting> postings(const cases::Case& before, const journal::Entry& entry,
                                        const std::string& budget_line) const final;
  bool ready_to_order(const cases::Case& value) const final { return kind_->ready_to_order(value); }

 private:
  const Kind* kind_;
};

// The key of a payment: case × decision version × instalment. A bank file may carry each once per attempt.
std::string payment_key(const cases::Case& value);

}  // namespace hashira::instruments::money
