// The space that a table's rules divide up: boxes of rank spans, walked so that every cell is met once with its rules.
//
// Written after Calvanese et al., "Semantics, analysis and simplification of DMN decision tables" (2018): a sweep along
// one column after the other.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "dmn/table/decision_table.h"

namespace hashira::dmn {

// One span for each column.
using Box = std::vector<RankSpan>;

// Called with a box and the rules whose cells contain all of it (none: a gap). Rules with cells that only evaluation
// can decide count as containing it.
using BoxVisit = std::function<void(const Box&, std::span<const RuleNumber>)>;

// Walks the domain (a rank set for each column). False: it stopped after `work_max` steps.
bool sweep(const RuleGrid& grid, const std::vector<RankSet>& domain, const BoxVisit& visit, std::size_t work_max = 4'000'000);

// One side of the space: a column with its name and the ranks that its declared type and values allow; null only where a
// cell or the values name it.
struct Axis {
  std::string name;  // the input's label, or its expression
  Column column;
  RankSet domain;
  std::vector<feel::Value> declared;  // the allowed values, when they are constants without ranges
};

Axis axis_of(const TableInput& input);
std::vector<Axis> axes_of(const CompiledTable& table);
std::vector<RankSet> domain_of(const std::vector<Axis>& axes);

// Boxes that differ in one column and touch there become one.
std::vector<Box> joined(std::vector<Box> boxes);

// A span as a unary test: `[1000..3000)`, `"shop"`, `> 5`, `null`; `-` for the whole domain.
std::string span_text(const Axis& axis, RankSpan span);
// `kind: "shop", area: > 1000`; columns that the box leaves free are left out.
std::string box_text(const std::vector<Axis>& axes, const Box& box);

}  // namespace hashira::dmn
