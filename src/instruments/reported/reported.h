// Reported total (他機関の報告値): a number that another body states, with its document, checked by a second person.
//
// Guarantees: cases/contract.h. It moves no money. A total counts in its figure only while it is checked; a correction needs a
// new check. No persons or payments are made up behind it. Written in practice.md (the report).
//
//   command    entry                fields of both (? optional; = computed here, so not in the command)
//   state      reported.stated      figure id, value number, reporter, document digest, document_name, as_of? date, note?   報告の受付
//   check      reported.checked     note?                                                                              照合
//   correct    reported.corrected   value, reporter, document, document_name, as_of?, note?, reason; = corrects seq    訂正
//   retract    reported.retracted   reason                                                                             取下げ
//
// `value` is in the figure's own unit (yen, not 億円), as a FEEL number; whole unless the figure is a quantity or a rate.
#pragma once

#include "cases/instrument.h"

namespace hashira::instruments {

class Reported final : public cases::Instrument {
 public:
  std::string_view name() const override { return "reported"; }
  const cases::Lifecycle& lifecycle() const override;
  Result<std::vector<cases::Event>> decide(const cases::Case& before, const cases::Command& command,
                                           const cases::Outcome* outcome,
                                           const portfolio::Programme& programme) const override;
  void fold(cases::Case& value, const journal::Entry& entry) const override;
  std::vector<ledger::Posting> postings(const cases::Case& before, const journal::Entry& entry,
                                        const std::string& budget_line) const override;
};

}  // namespace hashira::instruments
