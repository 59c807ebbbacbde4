// Does a value equal what a test expects? Twice: as the kit does, numbers within 10⁻⁸, and exactly.
#pragma once

#include "dmn/tck/test_file.h"

namespace hashira::dmn::tck {

enum class Match { no, within_tolerance, exact };

// Contexts match by their entries, in any order; lists item by item.
Match compare(const TestValue& expected, const feel::Value& got);

}  // namespace hashira::dmn::tck
