// The results of a portfolio as they stand: every figure with its value in the report's printed form, or no records.
//
// What has no records has no value; the number that an earlier report published is never put in its place. Plain data in
// and out, so that command line, pages and API show the same.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/japanese.h"
#include "indicators/figures.h"
#include "portfolio/programme.h"

namespace hashira::report {

// A figure's whole (not its breakdowns) as the journal's cells give it. value × 10^−scale is in the figure's unit.
struct Counted {
  indicators::Cell cell;
  int scale = 0;
};

// What the caller found for one programme: a figure that has no records is left out.
struct ProgrammeCells {
  const portfolio::Programme* programme = nullptr;
  std::map<std::string, Counted, std::less<>> figures;  // by figure id
};

struct FigureResult {
  const portfolio::Figure* figure = nullptr;
  std::optional<Counted> counted;  // nullopt: no records
  std::string printed;             // in the report's form; empty without records
  std::optional<Date> as_of;       // the figure's own date, otherwise that of the results; nullopt without records

  std::optional<japanese::Decimal> value() const;
  std::uint64_t entries() const { return counted ? counted->cell.entries : 0; }
  std::uint64_t synthetic() const { return counted ? counted->cell.synthetic : 0; }
};

struct ProgrammeResult {
  const portfolio::Programme* programme = nullptr;
  std::vector<FigureResult> figures;  // in the folder's order

  const FigureResult* figure(std::string_view id) const;
};

struct Results {
  const portfolio::Portfolio* tree = nullptr;  // its programmes may be empty: those below count
  std::vector<ProgrammeResult> programmes;     // in the report's order
  Date as_of;                                  // business date of the data folder

  bool any_synthetic() const;
};

// Requires: tree and programmes outlive the results.
Results collect(const portfolio::Portfolio& tree, const std::vector<ProgrammeCells>& programmes, Date as_of);

}  // namespace hashira::report
