// A report sentence with its figures: 「支給件数は{payments}、支給総額は{paid_total}。」
//
// `{figure}` stands for a figure's printed form; `{'2021'}` shows digits that are no result (a year, a name). Anything
// else in braces, and a digit outside them, is refused: no number in the report is typed by hand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace hashira::portfolio {

struct SentencePiece {
  enum class Kind { text, figure, quoted } kind = Kind::text;
  std::string text;  // the figure's id for `figure`
};

// `portfolio.bad_sentence` when a brace is not closed or holds no figure's name.
Result<std::vector<SentencePiece>> parse_sentence(std::string_view sentence);

// Whether the text holds a digit: ASCII or full width.
bool holds_digit(std::string_view utf8);

}  // namespace hashira::portfolio
