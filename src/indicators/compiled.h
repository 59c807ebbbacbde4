// A figure's definition, compiled: FEEL over slots (names.h).
//
// Guarantees: evaluation is bounded and total. Written in docs/programme-folder.md (figures).
#pragma once

#include "indicators/figures.h"
#include "indicators/names.h"

namespace hashira::indicators {

struct Breakdown {
  std::string prefix;  // "payments|municipality="
  std::size_t slot = 0;
};

struct CompiledFigure {
  const portfolio::Figure* figure = nullptr;
  std::optional<feel::Expression> where;  // nullopt: every case
  std::optional<feel::Expression> value;  // of a sum
  std::optional<feel::Expression> key;    // of a distinct count
  std::vector<Breakdown> breakdowns;
  int scale = 0;
};

struct FigureSet::Compiled {
  std::vector<portfolio::Figure> figures;   // all of the programme's
  std::optional<Names> names;
  std::vector<CompiledFigure> recorded;     // those with a definition, sorted by id
  std::size_t cells = 0;                    // the most that one case touches
};

// Does the figure say what it counts?
bool has_definition(const portfolio::Figure& figure);
Result<CompiledFigure> compile_figure(const portfolio::Programme& programme, const portfolio::Figure& figure, const Names& names);

// f(case) of one figure; nothing for a case that it does not count.
struct Counted {
  std::int64_t value = 0;
  std::string key;  // of a distinct count
};
std::optional<Counted> count(const CompiledFigure& figure, const cases::Case& value, std::span<const feel::Value> slots,
                             feel::Environment& environment);

// A dimension's value in a cell's id. Choices and codes stand as they are; | = # % and controls are percent-encoded.
std::string cell_text(const feel::Value& value);

}  // namespace hashira::indicators
