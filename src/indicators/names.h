// What FEEL may read of a case in a figure: every open and dimension fact by its id, and the case's own state and money.
//
// Guarantees: sealed facts are not among them; what is not known is null. Written in docs/programme-folder.md.
//
//   state                                     the state's id, "paid"
//   party                                     the applicant's random id, never the person: to count each once
//   requested, approved, ordered, paid        yen; `paid` is what remains: paid − bounced − repaid
//   settled, settled_on                       of a subsidy whose amount was settled (額の確定): yen, 0 before; the day, null before
//   applied_on, decided_on, paid_on           dates; `paid_on` is null while nothing remains with the payee
//   reported_figure, reported_value           of a reported total: the id of its figure, and the number stated
//   credits_issued, credits_sold, credit_sales, credits_retired   of a block of credits: tonnes, and settled sales
#pragma once

#include <span>

#include "cases/case.h"
#include "feel/feel.h"
#include "portfolio/programme.h"

namespace hashira::indicators {

// The slots of a programme's figures.
class Names {
 public:
  explicit Names(const portfolio::Programme& programme);

  const feel::Scope& scope() const { return scope_; }
  std::optional<std::size_t> slot(std::string_view name) const { return scope_.find(name); }
  std::size_t size() const { return scope_.names().size(); }
  // Only slots that something reads are filled.
  void need(std::size_t slot) { needed_[slot] = true; }
  // Fills the needed slots from a case. Requires: slots.size() == size(), all null.
  void fill(const cases::Case& value, std::span<feel::Value> slots) const;

 private:
  std::vector<std::string> facts_;  // sorted as a case's facts are; the first slots
  feel::Scope scope_;
  std::vector<bool> needed_;
};

feel::Type type_of_fact(portfolio::FactType type);

}  // namespace hashira::indicators
