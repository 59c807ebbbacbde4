// A compiled boxed expression: evaluated over a frame of slots, as often as wanted, by many threads at once.
//
// A frame is one run of Values: first what the element requires, then what contexts, functions and iterators add on the
// way in. Each text was compiled against the names in scope at its spot, so the n-th name stands in slot n.
#pragma once

#include <memory>

#include "dmn/item_type.h"
#include "feel/feel.h"

namespace hashira::dmn {

class Node {
 public:
  Node() = default;
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;
  virtual ~Node() = default;
  virtual feel::Value evaluate(feel::Value* frame, feel::Environment& environment) const = 0;
  // The same into a slot, without a copy on the way where the value stands somewhere already.
  virtual void evaluate_into(feel::Value& slot, feel::Value* frame, feel::Environment& environment) const { slot = evaluate(frame, environment); }
  // FAST PATH: the same over values that stand elsewhere; `slots` says where, but for those that no text reads. A node that
  // only looks at one of them tells which; nullptr and false: it needs a frame of its own, and nothing was done.
  virtual const feel::Value* look_over(const feel::Value* const*) const { return nullptr; }
  virtual bool evaluate_over(const feel::Value* const* slots, feel::Value& result, feel::Environment&) const {
    const feel::Value* value = look_over(slots);
    if (value) result = *value;
    return value != nullptr;
  }
  // Whether every value it gives is known, without looking, to be null or of this type. Asked while compiling.
  virtual bool gives(const ItemTypePtr&) const { return false; }
};

using NodePtr = std::unique_ptr<const Node>;

}  // namespace hashira::dmn
