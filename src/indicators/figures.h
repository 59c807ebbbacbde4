// Figures of one programme version, compiled: f(case), its cells, and what one entry adds to them.
//
// A cell is a figure's whole, or the figure under one value of one breakdown (marginals only). Every entry adds
// f(after) − f(before) to each cell, so returns, corrections and reclaims move all of them right.
// The names that FEEL may use in a figure stand in names.h.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cases/case.h"
#include "portfolio/programme.h"

namespace hashira::indicators {

// "payments", or "payments|municipality=011002"; a case without the dimension counts under "payments|municipality=".
using CellId = std::string;

struct Cell {
  std::int64_t value = 0;          // in the figure's unit × 10^figure scale (whole units for all but quantities and rates)
  std::uint64_t entries = 0;       // entries that moved it
  std::uint64_t synthetic = 0;     // of which synthetic
  bool operator==(const Cell&) const = default;
};
Bytes encode(const Cell& cell);
Result<Cell> decode_cell(BytesView bytes);
Bytes cell_key(const journal::StreamId& stream, const CellId& id);

// One entry's part of one cell. `key` is set for distinct figures: cells of key references, counted once each.
struct Contribution {
  CellId cell;
  std::int64_t delta = 0;
  std::string key;
  bool operator==(const Contribution&) const = default;
};

// The values of f(case) for every cell the case touches, sorted by cell: the "after" or "before" of a difference.
using Contributions = std::vector<Contribution>;

inline constexpr int fraction_scale = 6;

// Safe to share between threads; copies share what was compiled.
class FigureSet {
 public:
  // Compiles the figures of a programme. `indicators.bad_figure` names the figure and its part whose FEEL does not compile,
  // `indicators.sealed_fact` one that reads a sealed fact, `indicators.bad_breakdown` one that is no dimension.
  static Result<FigureSet> compile(const portfolio::Programme& programme);

  Contributions contributions(const cases::Case& value) const;
  // after − before, cells that do not change left out.
  static Contributions difference(const Contributions& before, const Contributions& after);

  const portfolio::Figure* figure(std::string_view id) const;
  // Digits behind the point that the figure's cells hold: 0, but `fraction_scale` for sums of quantities and rates.
  int scale(std::string_view id) const;
  // The figures that have records of their own here (a definition over cases); others are "no records".
  std::vector<std::string> recorded() const;

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace hashira::indicators
