// The compiled form of an expression: a tree of nodes that evaluate in a frame.
//
// Nodes never change after compiling. A node's origin says where its nulls come from.
#pragma once

#include <memory>
#include <vector>

#include "feel/environment.h"
#include "feel/value.h"

namespace hashira::feel {

struct Frame {
  const Value* inputs;  // the scope's slots
  Value* locals;        // parameters, captures, loop variables, entries
  Environment& environment;
};

class Node {
 public:
  explicit Node(Origin origin) : origin_(origin) {}
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;
  virtual ~Node() = default;

  virtual Value evaluate(Frame& frame) const = 0;
  // The same without a copy where the value stands somewhere already; `hold` keeps it otherwise.
  virtual const Value& look(Frame& frame, Value& hold) const {
    hold = evaluate(frame);
    return hold;
  }
  // A value known when compiling, or nullptr.
  virtual const Value* constant() const { return nullptr; }
  Origin origin() const { return origin_; }

 protected:
  Value fail_here(Reason reason) const { return Value::null(reason, origin_); }
  // The operand's own reason if it failed, or this one, here.
  Value fail_of(const Value& operand, Reason reason) const {
    return operand.is_null() && operand.reason() != Reason::none ? operand : fail_here(reason);
  }

 private:
  Origin origin_;
};

using NodePtr = std::unique_ptr<const Node>;
using NodeList = std::vector<NodePtr>;

bool all_constant(const NodeList& nodes);

}  // namespace hashira::feel
