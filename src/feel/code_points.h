// UTF-8 text by code points, which is how FEEL counts characters.
//
// Guarantees: never reads past the text; bytes that are not UTF-8 count as one character each.
// Written in: DMN 1.5 10.3.2.3.2 (string), 10.3.4.3; The Unicode Standard 3.9 (UTF-8).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hashira::feel {

// Takes one code point off the front; nullopt (one byte taken) when it is not UTF-8. Requires: text is not empty.
std::optional<char32_t> take_code_point(std::string_view& text);
void append_code_point(std::string& out, char32_t code_point);  // Requires: a code point, no surrogate
std::int64_t count_code_points(std::string_view text);
// The bytes before the n-th code point, counted from 0; all of them when the text is shorter.
std::size_t bytes_before(std::string_view text, std::int64_t n);
std::optional<std::u32string> to_code_points(std::string_view text);  // nullopt: not UTF-8

}  // namespace hashira::feel
