#include "portfolio/printed_form.h"

#include <fmt/core.h>

#include <cassert>

namespace hashira::portfolio {
namespace {

using japanese::Decimal;

constexpr std::string_view about = "約";
constexpr std::string_view things = "つ";  // a counter for one to nine only

Decimal last_nonzero_place(Decimal value) {
  value = japanese::normal(value);
  Decimal step{1, value.scale};
  while (step.scale == 0 && value.coefficient != 0 && value.coefficient % (step.coefficient * 10) == 0) {
    step.coefficient *= 10;
  }
  return step;
}

bool counted_in_things(const PrintedForm& form, Decimal value) {
  return form.suffix == things && value.scale == 0 && value.coefficient >= 1 && value.coefficient <= 9;
}

Decimal rounded(const PrintedForm& form, Decimal value) {
  return japanese::round_half_up(value, {form.precision, form.precision_scale});
}

// Yen of a report are rounded to at least ten thousand when written in 億: say so in millions or billions.
std::string english_yen(Decimal value, std::int64_t precision) {
  if (precision < 1'000'000 || value.coefficient < 1'000'000) {
    return japanese::with_commas(value.coefficient) + " yen";
  }
  bool billions = value.coefficient >= 1'000'000'000;
  Decimal scaled = japanese::normal({value.coefficient, billions ? 9 : 6});
  return fmt::format("{} {} yen", japanese::write(scaled, {.decimals = scaled.scale}), billions ? "billion" : "million");
}

}  // namespace

std::string style_name(const japanese::NumberForm& form) {
  using japanese::Unit, japanese::Width;
  std::string name = form.digits == Width::full ? "fullwidth" : form.comma == Width::full ? "wide-comma" : "plain";
  switch (form.unit) {
    case Unit::one: return name;
    case Unit::thousand: return name == "plain" ? "sen" : name + "-sen";
    case Unit::ten_thousand: return name == "plain" ? "man" : name + "-man";
    case Unit::hundred_million: break;
  }
  return name == "plain" ? "oku" : name + "-oku";
}

Result<ReadForm> read_printed_form(std::string_view published) {
  auto bad = [&](std::string_view mend) {
    return fail("portfolio.bad_form", fmt::format("'{}' is no form to print a number in", published.substr(0, 80)),
                std::string(mend));
  };
  std::string_view rest = published;
  bool approximate = rest.starts_with(about);
  if (approximate) rest.remove_prefix(about.size());
  auto number = japanese::read_number(rest);
  if (!number) return bad("write a number as the report prints it, as 51.7億円, 1,392回 or 約300点");
  ReadForm read;
  read.value = number->value;
  Decimal step = japanese::last_place(number->form);
  if (approximate) step = last_nonzero_place(number->value);
  read.form = {.published = std::string(published),
               .precision = step.coefficient,
               .precision_scale = step.scale,
               .style = style_name(number->form),
               .number = number->form,
               .suffix = std::string(rest.substr(number->size)),
               .approximate = approximate};
  if (print(read.form, read.value, "件") != published) {
    return bad(fmt::format("it would be printed as '{}': write it so", print(read.form, read.value, "件")));
  }
  return read;
}

std::string print(const PrintedForm& form, Decimal value, std::string_view unit) {
  Decimal shown = rounded(form, value);
  std::string suffix = form.suffix;
  if (suffix == things && !counted_in_things(form, shown)) suffix = unit;
  return fmt::format("{}{}{}", form.approximate ? about : "", japanese::write(shown, form.number), suffix);
}

std::string print(const Figure& figure, std::int64_t value) { return print(figure.printed, {value, 0}, figure.unit); }

std::string print_percentage(const Figure& figure, std::int64_t numerator, std::int64_t denominator) {
  assert(denominator > 0);
  // One rounding only: count the last places that numerator × 100 ÷ denominator holds, halves up.
  __extension__ using Wide = __int128;
  Wide places_of_one = 1;
  for (int i = 0; i < figure.printed.precision_scale; ++i) places_of_one *= 10;
  Wide step = Wide(denominator) * figure.printed.precision;
  Wide scaled = Wide(numerator) * 100 * places_of_one;
  assert(numerator >= 0);
  auto places = static_cast<std::int64_t>((2 * scaled + step) / (2 * step));
  return print(figure.printed, {places * figure.printed.precision, figure.printed.precision_scale}, figure.unit);
}

std::string print_english(const Figure& figure, Decimal value) {
  Decimal shown = rounded(figure.printed, value);
  std::string digits = japanese::write(shown, {.decimals = figure.printed.precision_scale});
  if (figure.unit == "円" && shown.scale == 0) digits = english_yen(shown, figure.printed.precision);
  return figure.printed.approximate ? "about " + digits : digits;
}
std::string print_english(const Figure& figure, std::int64_t value) { return print_english(figure, Decimal{value, 0}); }

std::string print_in_sentence(const Figure& figure, std::string_view printed, bool english) {
  if (!figure.printed.cumulative) return std::string(printed);
  return fmt::format("{}{}", english ? "a cumulative total of " : "延べ", printed);
}

Decimal published_value(const Figure& figure) { return {figure.published_value, figure.published_scale}; }

}  // namespace hashira::portfolio
