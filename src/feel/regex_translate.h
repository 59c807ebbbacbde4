// Rewrites a regular expression of XPath into one of ICU, refusing what XPath does not have. Inside regex*.cpp only.
//
// Written in: XQuery and XPath Functions and Operators 3.1, 5.6.1; XML Schema 1.1 part 2 appendix G.
#pragma once

#include <string_view>

#include <unicode/unistr.h>

#include "base/result.h"

namespace hashira::feel {

struct RegexFlags {
  bool dot_all = false;   // s
  bool lines = false;     // m
  bool any_case = false;  // i
  bool spaced = false;    // x
  bool literal = false;   // q
};

Result<RegexFlags> parse_regex_flags(std::string_view flags);
Result<icu::UnicodeString> translate_regex(std::string_view pattern, const RegexFlags& flags);

}  // namespace hashira::feel
