// Whether an operator can take values of two types at all: what a check reports before anything is evaluated.
//
// Asked of the operators themselves, with a sample of each type, so that there is no second table of what they take.
#pragma once

#include "feel/tree.h"
#include "feel/types.h"

namespace hashira::feel {

// Arithmetic, comparisons and logic. True where a type is not known.
bool can_meet(Form form, const Type& a, const Type& b);
// Whether a value of type `value` can be equal to, or in, one of type `container`.
bool can_be_in(const Type& value, const Type& container);

}  // namespace hashira::feel
