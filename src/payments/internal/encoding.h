// CP932 (Windows' Shift_JIS), as banks' CSV files come, to UTF-8.
// Guarantees: total; a byte that stands for nothing is an error, never a replacement.
// Written in ICU's converter windows-31j.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace hashira::payments {

Result<std::string> utf8_of_cp932(std::string_view bytes, const std::string& file_name);

}  // namespace hashira::payments
