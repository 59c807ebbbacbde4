// The properties of values that are no contexts: dates, times, durations, ranges (DMN 1.5 §10.3.2.3, table 61 and 10.3.2.7).
#pragma once

#include <string_view>

#include "feel/value.h"

namespace hashira::feel {

Value property(const Value& value, std::string_view name);  // null (no_property) if it has none of this name

}  // namespace hashira::feel
