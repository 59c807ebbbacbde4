// The known name nearest to a misspelt one, for the mend of an error.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hashira::dmn {

// "Did you mean \"tLoan\"?" when one is near; otherwise the list of what is known (short) or an empty text.
std::string nearest_mend(std::string_view written, const std::vector<std::string>& known);

}  // namespace hashira::dmn
