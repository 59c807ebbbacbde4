// Credit (クレジット): a block of tonnes of CO2 in an outside registry, sold in parts and retired (無効化), never twice.
//
// Guarantees: cases/contract.h. A serial of a block stands in one live sale at most, and is retired at most once. The money of a
// sale is a receivable (ledger/receivable.h), so a case moves no postings of its own. Written in practice.md (By kind, Credit).
//
//   command    entry                  fields of both (? optional; = computed here, so not in the command)
//   issue      credit.issued          scheme, issuer, vintage year, first, last, document digest, document_name     発行
//   propose    credit.sale_proposed   first, last, buyer, price yen; = sale                                          売却の起案
//   withdraw   credit.sale_withdrawn  sale, reason                                                                   売却の取下げ
//   assess     credit.sale_assessed   sale, receivable number                                                        契約と調定
//   settle     credit.sale_settled    sale                                                                           代金の納入
//   retire     credit.retired         first, last, reference; = sale? (whose they are; none: the authority's own)    無効化
//   void       credit.voided          reason                                                                         発行の取消
//
// A serial is one tonne. Another issuer's credits are never a case here: their totals are reported (instruments/reported).
#pragma once

#include "cases/instrument.h"

namespace hashira::instruments {

class Credit final : public cases::Instrument {
 public:
  std::string_view name() const override { return "credit"; }
  const cases::Lifecycle& lifecycle() const override;
  Result<std::vector<cases::Event>> decide(const cases::Case& before, const cases::Command& command,
                                           const cases::Outcome* outcome,
                                           const portfolio::Programme& programme) const override;
  void fold(cases::Case& value, const journal::Entry& entry) const override;
  std::vector<ledger::Posting> postings(const cases::Case& before, const journal::Entry& entry,
                                        const std::string& budget_line) const override;
};

}  // namespace hashira::instruments
