// The character classes of XPath regular expressions as sets of code points. Inside regex*.cpp only.
//
// Written in: XML Schema 1.1 part 2, G.4.2 (character class escapes); XML 1.0 fifth edition (NameStartChar, NameChar).
#pragma once

#include <optional>
#include <string_view>

#include <unicode/uniset.h>

namespace hashira::feel {

// The set of `\d \D \s \S \w \W \i \I \c \C`; nullptr for any other letter.
const icu::UnicodeSet* multi_character_escape(char32_t letter);
// The set of `\p{name}`: a general category ("Lu") or a block ("IsBasicLatin"); nullopt when there is no such name.
std::optional<icu::UnicodeSet> property_class(std::string_view name);

}  // namespace hashira::feel
