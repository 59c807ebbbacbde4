// Makes the nodes of compiled expressions; what each does stands in the file named beside it.
#pragma once

#include <string>
#include <vector>

#include "feel/builtins/table.h"
#include "feel/function.h"
#include "feel/node.h"
#include "feel/tree.h"

namespace hashira::feel {

// nodes_access.cpp
NodePtr constant_node(Value value, Origin origin);
NodePtr input_node(std::size_t slot, Origin origin);
NodePtr local_node(int slot, Origin origin);
// A name in a filter whose items may be contexts: the entry of the innermost item that has it, or the fallback.
NodePtr item_entry_node(NodeList items, std::string name, NodePtr fallback, Origin origin);
NodePtr path_node(NodePtr value, std::string name, Origin origin);
NodePtr filter_node(NodePtr list, NodePtr condition, int item_slot, Origin origin);

// nodes_operators.cpp
NodePtr arithmetic_node(Form form, NodePtr left, NodePtr right, Origin origin);
NodePtr negation_node(NodePtr operand, Origin origin);
NodePtr comparison_node(Form form, NodePtr left, NodePtr right, Origin origin);
NodePtr between_node(NodePtr value, NodePtr low, NodePtr high, Origin origin);
NodePtr logic_node(Form form, NodePtr left, NodePtr right, Origin origin);  // conjunction, disjunction
NodePtr instance_of_node(NodePtr value, Type type, Origin origin);
NodePtr if_node(NodePtr condition, NodePtr then, NodePtr otherwise, Origin origin);

// nodes_tests.cpp
class Test {
 public:
  virtual ~Test() = default;
  // true, false or null.
  virtual Value test(const Value& value, Frame& frame) const = 0;
};
using TestPtr = std::unique_ptr<const Test>;
TestPtr sign_test(TestSign sign, NodePtr endpoint);
TestPtr value_test(NodePtr value);            // equal to it, or in it if it is a list or range
TestPtr condition_test(NodePtr condition);    // an expression about `?`
TestPtr any_test();
NodePtr in_node(NodePtr value, std::vector<TestPtr> tests, Origin origin);
NodePtr not_in_node(NodePtr value, std::vector<TestPtr> tests, Origin origin);

// nodes_make.cpp
NodePtr list_node(NodeList items, Origin origin);
// Each entry's value goes to its slot, where later entries read it; −1: nobody does.
NodePtr context_node(std::vector<std::string> names, NodeList values, std::vector<int> slots, Origin origin);
NodePtr range_node(Side low_side, NodePtr low, NodePtr high, Side high_side, Origin origin);
NodePtr sign_range_node(TestSign sign, NodePtr endpoint, Origin origin);  // (< 10), (= 10) as a value

// nodes_loops.cpp
struct Iteration {
  NodePtr domain, end;  // `end`: of `domain..end`, or null
  int slot = 0;
};
NodePtr for_node(std::vector<Iteration> iterations, NodePtr result, int partial_slot, Origin origin);  // −1: no `partial`
NodePtr quantified_node(Form form, std::vector<Iteration> iterations, NodePtr condition, Origin origin);

// nodes_calls.cpp
struct ClosureCode;
struct Capture {
  NodePtr from;  // in the frame where the function is made
  int slot;      // in the function's own frame
};
NodePtr closure_node(std::shared_ptr<const ClosureCode> code, std::vector<Capture> captures, Origin origin);
NodePtr builtin_call_node(std::span<const Builtin> rows, std::vector<std::string> names, NodeList arguments, Origin origin);
// `rows`: the built-in of the same name, for when the value is no function; may be empty.
NodePtr call_node(NodePtr callee, std::span<const Builtin> rows, std::vector<std::string> names, NodeList arguments,
                  Origin origin);

struct ClosureCode {
  std::vector<Parameter> parameters;
  NodePtr body;
  std::size_t local_count = 0;
  int self_slot = -1;  // where the body reads the function itself
  int height = 0;
};

// external.cpp: the native function of `external {java: {class, method signature}}`; null if there is none.
Value external_function(const Value& mapping, std::vector<Parameter> parameters, Origin origin);

// builtins/table.cpp
Value builtin_value(std::span<const Builtin> rows);

// tests.h shares these with builtins: is `value` in a list, range or equal to it; true, false or nullopt.
std::optional<bool> contains(const Value& container, const Value& value);
std::optional<bool> in_range(const Value& value, const RangeObject& range);
// A range if its ends can be compared and stand in order; null otherwise.
Value checked_range(Side low_side, Value low, Value high, Side high_side);

}  // namespace hashira::feel
