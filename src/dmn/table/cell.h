// One input entry of a rule: any value, a set of constants and intervals, or a FEEL test that only evaluation can decide.
//
// Constants and intervals are what evaluation indexes and what checking calculates with; both see the same cells.
// Written in DMN 1.5, 8.3.3 (input entries) and 10.3.1.2 grammar rules 7-18 (unary tests).
#pragma once

#include <string>
#include <vector>

#include "dmn/compiler.h"
#include "feel/feel.h"

namespace hashira::dmn {

struct Cell {
  enum class Kind { any, constants, expression };
  Kind kind = Kind::any;
  bool negated = false;            // not(…) around the constants
  std::vector<feel::Value> tests;  // scalars (equality) and ranges; any of them holds
  feel::Expression expression;     // over the scope and `?` in its last slot
  std::string text;                // as written, trimmed
  syntax::Spot spot;
};

// Requires: `scope` ends with `?`. Mistakes are noted in the compiler's problems; the cell then never holds.
Cell compile_cell(Compiler& compiler, const syntax::Text& text, const feel::Scope& scope);

// Leaves the cell to FEEL: for constants of another kind than their column orders.
void make_expression(Compiler& compiler, Cell& cell, const feel::Scope& scope);

// The parts between commas that stand in no bracket and no string, trimmed.
std::vector<std::string_view> split_tests(std::string_view text);
// The constants that a text like `"LOW","HIGH"` or `[0..999], null` lists; nullopt when one is no constant.
std::optional<std::vector<feel::Value>> constant_tests(std::string_view text);

}  // namespace hashira::dmn
