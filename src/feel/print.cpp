// Values and trees as FEEL text that parses back (DMN 1.5 §10.3.1.2).
#include <algorithm>

#include "feel/function.h"
#include "feel/lexer.h"
#include "feel/number.h"
#include "feel/temporal.h"
#include "feel/tree.h"
#include "feel/value.h"

namespace hashira::feel {
namespace {

std::string at_text(const std::string& literal) { return "@\"" + literal + "\""; }

bool is_plain_word(std::string_view name) {
  auto tokens = tokenize(name);
  return tokens.size() == 2 && tokens[0].kind == TokenKind::word && tokens[0].text.size() == name.size();
}

std::string key_text(std::string_view key) { return is_plain_word(key) ? std::string(key) : escape(key); }

std::string list_text(const Value& list) {
  std::string out;
  for (const Value& item : list.items()) out += (out.empty() ? "" : ", ") + to_text(item);
  return "[" + out + "]";
}

std::string context_text(const Value& context) {
  std::string out;
  for (std::size_t i = 0; i < context.size(); ++i) {
    out += (i == 0 ? "" : ", ") + key_text(context.key(i)) + ": " + to_text(context.at(i));
  }
  return "{" + out + "}";
}

std::string range_text(const RangeObject& range) {
  if (range.form == RangeForm::equal) return "(= " + to_text(range.low) + ")";
  if (range.form == RangeForm::not_equal) return "(!= " + to_text(range.low) + ")";
  if (range.low_side == Side::none) return (range.high_side == Side::closed ? "(<= " : "(< ") + to_text(range.high) + ")";
  if (range.high_side == Side::none) return (range.low_side == Side::closed ? "(>= " : "(> ") + to_text(range.low) + ")";
  return (range.low_side == Side::closed ? "[" : "(") + to_text(range.low) + ".." + to_text(range.high) +
         (range.high_side == Side::closed ? "]" : ")");
}

std::string function_text(const Callable& callable) {
  if (!callable.name().empty()) return std::string(callable.name());
  std::string out;
  for (const Parameter& parameter : callable.parameters()) out += (out.empty() ? "" : ", ") + parameter.name;
  return "function(" + out + ") ...";
}

}  // namespace

std::string to_text(const Value& value) {
  switch (value.kind()) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return value.is_true() ? "true" : "false";
    case Kind::number:
      return value.as_number().text();
    case Kind::string:
      return escape(value.as_string());
    case Kind::date:
      return at_text(date_text(value.as_days()));
    case Kind::time:
      return at_text(text(value.as_boxed<TimeOfDay>()));
    case Kind::date_time:
      return at_text(text(value.as_boxed<DateTime>()));
    case Kind::days_time_duration:
      return at_text(text(value.as_boxed<DaysTimeDuration>()));
    case Kind::years_months_duration:
      return at_text(months_text(value.as_months()));
    case Kind::list:
      return list_text(value);
    case Kind::context:
      return context_text(value);
    case Kind::range:
      return range_text(value.as_range());
    case Kind::function:
      return function_text(value.as_function());
  }
  return "null";
}

}  // namespace hashira::feel
