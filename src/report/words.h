// The words of the report in Japanese and English: bases, evidence grades, what stands where nothing was recorded.
//
// One place for all wording of this room; pages and the command line take theirs from here too.
#pragma once

#include <string>
#include <string_view>

#include "feel/reason.h"
#include "portfolio/programme.h"
#include "report/results.h"

namespace hashira::report {

using feel::Language;

// A text in the language asked for; Japanese where there is no English.
const std::string& in(Language language, const portfolio::Text& text);

std::string_view id(portfolio::Basis basis);        // "paid"
std::string_view id(portfolio::Evidence evidence);  // "counted"
std::string_view words(portfolio::Basis basis, Language language);        // 支払 / paid
std::string_view words(portfolio::Evidence evidence, Language language);  // 記録から数えた / counted from records

std::string_view no_records(Language language);      // 記録なし / no records
std::string_view synthetic_mark(Language language);  // 合成データ / synthetic
std::string date(Date date, Language language);

// The printed form, in English for English readers, or "no records".
std::string printed(const FigureResult& result, Language language);

// A narrative sentence (portfolio/narrative.h) with its figures: `mark` makes the text for a figure, `plain` for all else.
struct Sentence {
  std::string text;
  bool has_figures = false;
};
using TextOfFigure = std::function<std::string(const FigureResult&)>;
using TextOfPlain = std::function<std::string(std::string_view)>;
Sentence sentence(const ProgrammeResult& programme, const std::string& text, const TextOfFigure& mark, const TextOfPlain& plain);

}  // namespace hashira::report
