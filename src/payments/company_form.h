// Legal persons' forms in bank names: 株式会社 is ｶ, at the front ｶ), in the middle (ｶ), behind (ｶ.
//
// Guarantees: pure tables and functions; a name without a form stays as it is.
// Written in the banks' list of abbreviations (略語). [k]: all but ｶ and ｻﾞｲ rest on professional knowledge.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace hashira::payments {

struct CompanyForm {
  std::string_view kanji;         // 株式会社
  std::string_view bracketed;     // 株, as in (株); empty: none
  std::string_view reading;       // katakana
  std::string_view abbreviation;  // katakana
};
// Longer forms stand before those that they contain.
std::span<const CompanyForm> company_forms();

// Kanji forms and (株) become their reading. Requires: NFKC text.
std::string read_company_form(std::string text);
// The first form that a converted name holds, abbreviated by its place.
Bytes abbreviate_company_form(Bytes jis);

}  // namespace hashira::payments
