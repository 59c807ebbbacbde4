// A compiled boxed expression: evaluated over a frame of slots, as often as wanted, by many threads at once.
//
// A frame is one run of Values: first what the element requires, then what contexts, functions and iterators add on the
// way in. Each text was compiled against the names in scope at its spot, so the n-th name stands in slot n.
#pragma once

#include <memory>

#include "dmn/item_type.h"
#include "feel/feel.h"

namespace hashira::dmn {

class ReadPath;  // read_path.h

class Node {
 public:
  Node() = default;
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;
  virtual ~Node() = default;
  virtual feel::Value evaluate(feel::Value* frame, feel::Environment& environment) const = 0;
  // The same into a slot, without a copy on the way where the value stands somewhere already.
  virtual void evaluate_into(feel::Value& slot, feel::Value* frame, feel::Environment& environment) const { slot = evaluate(frame, environment); }
  // FAST PATH: the path of names that it is and no more; nullptr: it has to be evaluated. For compiling.
  virtual const ReadPath* path() const { return nullptr; }
  // FAST PATH: the same over values that stand elsewhere; `slots` says where, but for those that no text reads. Values are
  // not copied on the way: it tells where its value stands (a slot's place, a constant of the model, or `hold`). nullptr: it
  // needs a frame of its own, and nothing was done (but a step may be spent). `needs_frame`: always so; for compiling.
  virtual bool needs_frame() const { return true; }
  virtual const feel::Value* evaluate_over(const feel::Value* const*, feel::Value&, feel::Environment&) const { return nullptr; }
  // Whether every value it gives is known, without looking, to be null or of this type. Asked while compiling.
  virtual bool gives(const ItemTypePtr&) const { return false; }
};

using NodePtr = std::unique_ptr<const Node>;

}  // namespace hashira::dmn
