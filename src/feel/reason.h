// Why a value is null: the reason codes of FEEL evaluation and where in which text the null arose.
//
// A null made by a failure keeps (reason, origin); the leftmost failing operand wins. Wording lives in reason.cpp alone.
// DMN 1.5 §10.3.2.1: errors are not exceptions, they are null.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hashira::feel {

enum class Language : std::uint8_t { english, japanese };

enum class Reason : std::uint8_t {
  none,                // `null` written or given: no failure
  unknown_name,        // a name that nothing defines
  absent_input,        // an input that was not given
  no_entry,            // a context without this entry
  no_property,         // a value without this property
  wrong_type,          // an operand of a type that the operator does not take
  not_comparable,      // values of different types compared
  division_by_zero,
  overflow,            // outside the 34 digits or the calendar
  out_of_domain,       // an argument of the right type but not of the right value (sqrt of −1, log of 0)
  bad_argument,        // an argument of a type that the function does not take
  null_argument,       // null where the function needs a value
  wrong_argument_count,
  unknown_argument,    // a named argument that the function does not have
  not_a_function,
  bad_literal,         // text that does not read as a date, time, duration or number
  bad_pattern,         // a regular expression that XPath does not allow
  index_out_of_range,
  not_boolean,         // a condition that is neither true nor false
  empty_list,
  no_clock,            // now() or today() where no clock was handed in
  external_function,   // an external function that is not in the native table
  out_of_fuel,         // the bounds of one evaluation (steps, depth, memory) were reached
  type_constraint,     // a value outside its allowed values or type
  no_rule,             // a decision table without a matching rule and without a default
  many_rules,          // a hit policy broken by several matching rules
};

// The text (numbered by who compiled it) and the node within it; node 0 says "not known".
struct Origin {
  std::uint32_t source = 0;
  std::uint32_t node = 0;
  bool operator==(const Origin&) const = default;
};

std::string_view reason_code(Reason reason);  // "feel.division_by_zero"
std::string_view reason_sentence(Reason reason, Language language);

}  // namespace hashira::feel
