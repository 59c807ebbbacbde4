// CP932 (Windows' Shift_JIS), as offices and banks exchange CSV files, from and to UTF-8.
// Guarantees: total; what stands for nothing on the other side is an error that names it, never a replacement.
// Written in ICU's converter windows-31j.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace hashira {

// "base.bad_encoding": not CP932, or more than 64 MiB.
Result<std::string> utf8_of_cp932(std::string_view bytes, const std::string& file_name);
// "base.not_in_cp932" names the first character that CP932 does not have.
Result<std::string> cp932_of_utf8(std::string_view text);

}  // namespace hashira
