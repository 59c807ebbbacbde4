// The string built-ins that take a regular expression, for the table in string.cpp.
//
// Guarantees: a pattern is compiled once per thread as long as it stays among the last ones used.
// Written in: DMN 1.5 10.3.4.3, table 74.
#pragma once

#include "feel/builtins/table.h"

namespace hashira::feel {

Value matches_builtin(Arguments arguments, Environment& environment);
Value replace_builtin(Arguments arguments, Environment& environment);
Value split_builtin(Arguments arguments, Environment& environment);

}  // namespace hashira::feel
