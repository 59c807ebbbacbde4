// One figure on the command line: what it is and rests on, its breakdowns, its cases, its entries.
//
// Plain text, columns aligned by spaces; synthetic records are marked on every line that shows one.
#pragma once

#include <span>

#include "journal/entry.h"
#include "report/results.h"
#include "report/words.h"

namespace hashira::report {

// dimension → value → number, in the figure's unit × 10^scale.
using Breakdowns = std::map<std::string, std::map<std::string, std::int64_t>>;

std::string figure_text(const portfolio::Programme& programme, const FigureResult& result, const Breakdowns& breakdowns,
                        Language language);

struct CaseLine {
  std::uint64_t number = 0;
  std::int64_t value = 0;  // f(case) × 10^scale
  std::string state;
  bool synthetic = false;
  int scale = 0;
};
std::string cases_text(const portfolio::Programme& programme, std::span<const CaseLine> cases, Language language);

// What an entry added to the figure.
struct EntryLine {
  const journal::Entry* entry = nullptr;
  std::int64_t delta = 0;  // × 10^scale
  int scale = 0;
};
std::string entries_text(std::span<const EntryLine> entries, Language language);

}  // namespace hashira::report
