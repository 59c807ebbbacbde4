// The tree of a FEEL text: one kind of node, so that printing, checking and compiling are each one walk.
//
// What `text`, `value`, `type` and `parts` hold stands beside each form. Places are bytes in the text.
// Written in DMN 1.5 §10.3.1.2; the rule's number stands beside each form.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "feel/types.h"
#include "feel/value.h"

namespace hashira::feel {

enum class Form : std::uint8_t {
  literal,        // 33: `value` (null, boolean, number, string); numbers keep their spelling in `text`
  at_literal,     // 37: `text` is the string's characters
  name,           // 27: `text` is the name as declared
  negation,       // 26: one part
  add, subtract, multiply, divide, power,                             // 19–25: two parts
  equal, not_equal, less, less_or_equal, greater, greater_or_equal,   // 51a: two parts
  conjunction, disjunction,                                           // 49, 50: two parts
  between,        // 51b: value, low, high
  in,             // 51c: value, then tests
  instance_of,    // 53: one part, `type`
  path,           // 45: one part, `text` is the name
  filter,         // 52: list, condition
  call,           // 40: function, then arguments (each an `argument` if they are named)
  argument,       // 41: `text` is the name, one part
  if_,            // 47: condition, then, else
  for_,           // 46: iterations, then the result
  some, every,    // 48: iterations, then the condition
  iteration,      // `text` is the name; the domain, or the two ends of a range
  list,           // 56: items
  context,        // 59: entries
  entry,          // 60: `text` is the key, one part
  function,       // 57: parameters, then the body
  external,       // the body of an external function: one part, a context
  parameter,      // 58: `text` is the name, `type`
  range,          // 8: low, high; `low_side`, `high_side`
  test,           // 7: `<` … `!=` with an endpoint: one part, `test`
  any_test,       // 14c: `-`
  not_tests,      // 14b: tests
  tests,          // 15: tests
};

enum class TestSign : std::uint8_t { equal, not_equal, less, less_or_equal, greater, greater_or_equal };

struct Tree {
  Form form = Form::literal;
  TestSign sign = TestSign::equal;
  Side low_side = Side::none, high_side = Side::none;
  std::uint32_t begin = 0, end = 0;
  std::string text;
  Value value;
  Type type;
  std::vector<Tree> parts;
};

// FEEL text that parses back to an equal tree (places apart), with brackets only where they are needed.
std::string to_text(const Tree& tree);
// Equal but for places and spelling of numbers.
bool same_tree(const Tree& a, const Tree& b);

}  // namespace hashira::feel
