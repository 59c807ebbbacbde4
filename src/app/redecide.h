// Deciding anew what was decided, after the rules or facts changed: who is affected (preview), and change decisions for the
// difference alone. What was paid stays paid; more is due, or less is owed back. docs/decisions.md, Versions of the rules.
#pragma once

#include "app/bulk.h"

namespace hashira::app {

struct Redecision {
  std::uint64_t number = 0;
  Yen now, then;         // approved now; by the rules that bind
  std::string why;       // left out: why
  Yen difference() const { return then - now; }
};

struct RedecisionPreview {
  std::size_t looked_at = 0;             // cases whose decision can be changed
  std::vector<Redecision> changed;       // another amount, ascending by number
  std::vector<Redecision> not_eligible;  // nothing is left: a person cancels these, with a reason each
  Yen more, less;                        // sums of the differences; less is above zero
};
// Writes nothing.
Result<RedecisionPreview> preview_redecision(Engine& engine, const std::string& programme);

struct RedecisionDone {
  std::size_t changed = 0;
  Yen more, less;
  std::vector<Redecision> left_out;  // refused, with the reason: out with the bank, screened by the same person …
};
// Changes every case of the preview as it stands when its turn comes, in parts; approver, with the reason that the notice gives.
Result<RedecisionDone> redecide(Engine& engine, const std::string& programme, const std::string& reason, const Actor& actor,
                                const BulkPart& part = {});

}  // namespace hashira::app
