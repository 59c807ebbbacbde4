// Named checks of facts: check digits and forms of codes that Japanese offices use.
#pragma once

#include <optional>
#include <string_view>

#include "portfolio/programme.h"

namespace hashira::app {

// What is wrong with `text` (already in half width), or nothing. `check` is Fact::check; an unknown name checks nothing.
std::optional<portfolio::Text> failed_check(std::string_view check, std::string_view text);

// Bank and branch together, by the bundled master; a bank that it does not know is `failed_check`'s to name.
std::optional<portfolio::Text> unknown_branch(std::string_view bank, std::string_view branch);

bool corporate_number_ok(std::string_view digits);   // 法人番号, 財務省令70号第2条
bool municipality_code_ok(std::string_view digits);  // JIS X 0402, six digits with check digit

}  // namespace hashira::app
