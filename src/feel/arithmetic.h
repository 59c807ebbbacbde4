// The arithmetic operators on values: DMN 1.5 §10.3.2.12, tables 55–60.
//
// A null operand that carries a reason is handed on, the left one first; otherwise a failure is a null with its reason.
#pragma once

#include "feel/value.h"

namespace hashira::feel {

Value sum_of(const Value& a, const Value& b);
Value difference_of(const Value& a, const Value& b);
Value product_of(const Value& a, const Value& b);
Value quotient_of(const Value& a, const Value& b);
Value power_of(const Value& a, const Value& b);
Value negative_of(const Value& a);

// The leftmost operand that failed, or a null of this reason.
Value failed(Reason reason, const Value& a, const Value& b = Value());

}  // namespace hashira::feel
