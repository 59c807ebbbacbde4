// A figure in the form its report prints it: 51.7億円, 158,847千円, 約300点, ８つ, 96.2％.
//
// The form is read once from the published example, so that nobody types precision or width by hand; `print` of the
// published value gives the published text back exactly, which the checker holds every folder to. Rounding is half up.
#pragma once

#include <string>
#include <string_view>

#include "base/japanese.h"
#include "base/result.h"
#include "portfolio/programme.h"

namespace hashira::portfolio {

struct ReadForm {
  PrintedForm form;
  japanese::Decimal value;  // what the example says: 51.7億円 → 5,170,000,000
};

// Reads 約, the number and what follows it. After 約 the precision is the place of the last digit that is not zero.
// `portfolio.bad_form` when there is no number, or when the form could not be printed back.
Result<ReadForm> read_printed_form(std::string_view published);

// The names that PrintedForm::style may have: plain, fullwidth, wide-comma, and with a unit sen (千), man (万), oku (億).
std::string style_name(const japanese::NumberForm& form);

// In the report's form, without 延べ and 各, which belong to the sentence. ８つ counts to nine; from ten `unit` stands in.
std::string print(const PrintedForm& form, japanese::Decimal value, std::string_view unit);
std::string print(const Figure& figure, std::int64_t value);
// numerator ÷ denominator × 100, rounded half up once. Requires: denominator > 0.
std::string print_percentage(const Figure& figure, std::int64_t numerator, std::int64_t denominator);

// For English pages: digits rounded alike, without the unit (labels name it) except yen: "5.17 billion yen", "about 300".
std::string print_english(const Figure& figure, japanese::Decimal value);
std::string print_english(const Figure& figure, std::int64_t value);

// The figure as a report sentence shows it: with 延べ, or in English "a cumulative total of", where the figure has it.
std::string print_in_sentence(const Figure& figure, std::string_view printed, bool english);

japanese::Decimal published_value(const Figure& figure);

}  // namespace hashira::portfolio
