// Can this be true? Printed totals against printed amounts, rates, caps, counts and parts, without any record.
//
// A printed figure stands for every value that rounds to it (nearest, half up, at its precision), none below zero. All
// arithmetic is in exact integers. "Impossible" is said only when no values at all satisfy what is printed; a verdict
// that rests on an assumed reading says so, and nothing is invented to make a total fit.
#pragma once

#include <boost/json/fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "feel/reason.h"
#include "portfolio/payments_sum.h"
#include "portfolio/programme.h"

namespace hashira::portfolio {

enum class Standing { possible, impossible, unconstrained };

struct Bounds {
  std::int64_t min = 0;
  std::optional<std::int64_t> max;  // nothing: parts give no upper end

  bool operator==(const Bounds&) const = default;
};

struct Verdict {
  std::string programme, figure;
  int line = 0;                 // of the report
  std::string printed;          // 51.7億円
  std::string unit;
  Bounds stands_for;            // the values that round to the printed one
  Standing standing = Standing::unconstrained;
  std::optional<Bounds> bounds; // what limits and parts allow, whatever is printed
  std::vector<PaymentGroup> example;  // payments that would make the printed total; empty when none are known
  bool rests_on_reading = false;
  Text why;
};

// Every money figure, every parent of parts and every figure with a limit, in the report's order.
// Requires: a portfolio without mistakes (names resolve, parts have no cycles).
std::vector<Verdict> reason(const Portfolio& portfolio);
std::vector<Verdict> reason(const Programme& programme);

// The values that round to the figure's published one.
Bounds stands_for(const Figure& figure);

// {"totals": [{"programme", "figure", "line", "verdict", "bounds", "example", "why", "why_ja"}]}
boost::json::value reason_json(const std::vector<Verdict>& verdicts);
// A table, the impossible first, with a line of counts at its end.
std::string reason_text(const std::vector<Verdict>& verdicts, const Portfolio& portfolio, feel::Language language);

}  // namespace hashira::portfolio
