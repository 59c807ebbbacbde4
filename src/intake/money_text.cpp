#include "intake/internal/money_text.h"

#include "base/japanese.h"

namespace hashira::intake {
namespace {

std::string_view without(std::string_view text, std::string_view mark, bool& was_there) {
  was_there = text.starts_with(mark);
  return was_there ? text.substr(mark.size()) : text;
}

}  // namespace

std::optional<MoneyText> money_text(std::string text) {
  std::erase(text, ' ');
  if (!japanese::commas_fit(text)) return std::nullopt;
  std::string_view rest = text;
  bool negative = false, mark = false;
  MoneyText out;
  for (std::string_view minus : {"-", "△", "▲", "−"}) {
    rest = without(rest, minus, mark);
    negative |= mark;
  }
  for (std::string_view sign : {"¥", "\\"}) {
    rest = without(rest, sign, mark);
    out.yen_sign |= mark;
  }
  Result<japanese::ReadNumber> number = japanese::read_number(rest);
  if (!number) return std::nullopt;
  rest.remove_prefix(number->size);
  rest = without(rest, "円", mark);
  out.yen_sign |= mark;
  if (!rest.empty()) return std::nullopt;
  out.own_unit = number->form.unit != japanese::Unit::one;
  out.value = number->value;
  if (negative) out.value.coefficient = -out.value.coefficient;
  return out;
}

std::optional<std::int64_t> whole_of(japanese::Decimal value, int zeros) {
  value = japanese::normal(value);
  int exponent = zeros - value.scale;
  if (value.coefficient == 0) return 0;
  if (exponent < 0 || exponent > 18) return std::nullopt;
  std::int64_t out = value.coefficient;
  for (; exponent > 0; --exponent) {
    if (__builtin_mul_overflow(out, 10, &out)) return std::nullopt;
  }
  return out;
}

}  // namespace hashira::intake
