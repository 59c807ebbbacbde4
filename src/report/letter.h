// Letters (通知書) from a programme's own templates: plain text with {{places}}, one A4 sheet each when printed.
//
// A template's line that begins with "# " is the title, with "> " set to the right; an empty line parts paragraphs;
// {{#name}} … {{/name}} stands only where `name` is not empty. Guarantees: a place that no letter knows is an error before
// anything is written; values are text, never markup. The places: docs/programme-folder.md.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hashira::report {

using LetterValues = std::map<std::string, std::string>;  // by place; an empty one counts as absent

// "report.bad_letter" with the line: a place that is not known, or a template that does not parse.
Result<std::string> letter_text(std::string_view letter_template, const LetterValues& values, const std::string& file);

// A printable page of letters, each on a sheet of its own (A4). `stylesheet`: the address of its style.
std::string letters_page(std::span<const std::string> letters, std::string_view title, std::string_view stylesheet, bool synthetic);

}  // namespace hashira::report
