// Checks on names that both directions (before writing, after reading) use.
#pragma once

#include <string_view>

namespace hashira::journal {

// 1 to `size_max` characters, each of a-z, 0-9 or one of `also`.
bool is_name(std::string_view text, std::size_t size_max, std::string_view also);

}  // namespace hashira::journal
