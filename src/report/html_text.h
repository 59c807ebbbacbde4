// Text as HTML, for all pages that this room writes.
#pragma once

#include <string>
#include <string_view>

namespace hashira::report {

// The text with the four characters escaped that markup or a quoted attribute would take for its own.
std::string html_text(std::string_view text);

}  // namespace hashira::report
