// What is wrong or doubtful in a model, found without any input: place and mend for each finding.
//
// Guarantees: gaps and overlaps are exact for cells of constants and intervals; a table too large to walk wholly says so.
// Errors come first in the order of the file. Tables: DMN 1.5, chapter 8.2.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "dmn/dmn.h"

namespace hashira::dmn {

enum class Severity { error, warning };

struct Finding {
  Severity severity = Severity::warning;
  Error error;             // code, what, mend, place
  std::string decision;    // whose table or text it is
  std::string region;      // of a gap or an overlap
  std::vector<std::size_t> rules;  // concerned, counted from 1
};

std::vector<Finding> check(const Model& model);
std::vector<Finding> check_table(const CompiledTable& table);
// Amounts without a rounding unit, and caps taken the wrong way round, in the model's FEEL texts.
std::vector<Finding> check_amounts(const Model& model);

}  // namespace hashira::dmn
