// What changes between two versions of a model: decisions and inputs that come and go, regions of tables whose outcome
// differs, and texts that were rewritten.
//
// Guarantees: regions are exact where both tables have constants and intervals only; otherwise the table is named as changed.
#pragma once

#include <string>
#include <vector>

#include "dmn/dmn.h"

namespace hashira::dmn {

struct Difference {
  enum class Kind { added, removed, outcome, text };
  Kind kind = Kind::text;
  std::string item;    // "decision daily rate", "input area"
  std::string region;  // of an outcome
  std::string before, after;
};

std::vector<Difference> diff(const Model& before, const Model& after);

}  // namespace hashira::dmn
