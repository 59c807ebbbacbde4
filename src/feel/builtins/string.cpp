// String built-ins: substring, string length, upper and lower case, before and after, contains, starts and ends with,
// string join.
//
// Guarantees: characters are code points; case follows Unicode, not a language. Regular expressions are in
// string_regex.cpp. Written in: DMN 1.5 10.3.4.3, table 74.
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "feel/builtins/string_regex.h"
#include "feel/builtins/table.h"
#include "feel/code_points.h"
#include "feel/number.h"

namespace hashira::feel {
namespace {

constexpr std::string_view string_clause = "10.3.4.3";

std::optional<std::int64_t> truncated(const Value& number) {
  return round(number.as_number(), 0, Rounding::down)->as_integer();
}

// Positions count from 1, or from −1 backwards; a position outside the string or a length below 1 is null.
Value substring_builtin(Arguments arguments, Environment&) {
  std::string_view text = arguments[0].as_string();
  std::optional<std::int64_t> start = truncated(arguments[1]);
  std::int64_t count = count_code_points(text);
  if (!start || *start == 0 || *start > count || *start < -count) return Value::null(Reason::index_out_of_range);
  std::string_view rest = text.substr(bytes_before(text, *start > 0 ? *start - 1 : count + *start));
  if (arguments.size() < 3) return Value::string(rest);
  std::optional<std::int64_t> length = truncated(arguments[2]);
  if (!length || *length < 1) return Value::null(Reason::out_of_domain);
  return Value::string(rest.substr(0, bytes_before(rest, *length)));
}

Value string_length_builtin(Arguments arguments, Environment&) {
  return Value::integer(count_code_points(arguments[0].as_string()));
}

template <class Change>
Value changed_case(std::string_view text, Change change) {
  icu::UnicodeString unicode = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  change(unicode);
  std::string out;
  return Value::string(unicode.toUTF8String(out));
}

Value upper_case_builtin(Arguments arguments, Environment&) {
  return changed_case(arguments[0].as_string(), [](icu::UnicodeString& text) { text.toUpper(icu::Locale::getRoot()); });
}

Value lower_case_builtin(Arguments arguments, Environment&) {
  return changed_case(arguments[0].as_string(), [](icu::UnicodeString& text) { text.toLower(icu::Locale::getRoot()); });
}

Value substring_before_builtin(Arguments arguments, Environment&) {
  std::string_view text = arguments[0].as_string();
  std::size_t at = text.find(arguments[1].as_string());
  return Value::string(at == std::string_view::npos ? std::string_view() : text.substr(0, at));
}

Value substring_after_builtin(Arguments arguments, Environment&) {
  std::string_view text = arguments[0].as_string(), match = arguments[1].as_string();
  std::size_t at = text.find(match);
  return Value::string(at == std::string_view::npos ? std::string_view() : text.substr(at + match.size()));
}

Value contains_builtin(Arguments arguments, Environment&) {
  return Value::boolean(arguments[0].as_string().find(arguments[1].as_string()) != std::string_view::npos);
}

Value starts_with_builtin(Arguments arguments, Environment&) {
  return Value::boolean(arguments[0].as_string().starts_with(arguments[1].as_string()));
}

Value ends_with_builtin(Arguments arguments, Environment&) {
  return Value::boolean(arguments[0].as_string().ends_with(arguments[1].as_string()));
}

// Nulls in the list are passed over.
Value string_join_builtin(Arguments arguments, Environment& environment) {
  std::string_view delimiter;
  if (arguments.size() > 1 && arguments[1].is(Kind::string)) delimiter = arguments[1].as_string();
  std::string out;
  bool first = true;
  for (const Value& item : arguments[0].items()) {
    if (item.is_null()) continue;
    if (!item.is(Kind::string)) return Value::null(Reason::bad_argument);
    if (!first) out += delimiter;
    first = false;
    out += item.as_string();
    if (out.size() > Value::string_bytes_max || !environment.spend(1)) return Value::null(Reason::out_of_fuel);
  }
  return Value::string(out);
}

constexpr Taken the_string{"string", takes::string}, the_match{"match", takes::string};
constexpr Taken flags_optional{"flags", takes::string | takes::null, Need::optional};

constexpr Builtin string_rows[] = {
    {"substring",
     string_clause,
     {the_string, Taken{"start position", takes::number}, Taken{"length", takes::number, Need::optional}},
     substring_builtin},
    {"string length", string_clause, {the_string}, string_length_builtin},
    {"upper case", string_clause, {the_string}, upper_case_builtin},
    {"lower case", string_clause, {the_string}, lower_case_builtin},
    {"substring before", string_clause, {the_string, the_match}, substring_before_builtin},
    {"substring after", string_clause, {the_string, the_match}, substring_after_builtin},
    {"contains", string_clause, {the_string, the_match}, contains_builtin},
    {"starts with", string_clause, {the_string, the_match}, starts_with_builtin},
    {"ends with", string_clause, {the_string, the_match}, ends_with_builtin},
    {"matches",
     string_clause,
     {Taken{"input", takes::string}, Taken{"pattern", takes::string}, flags_optional},
     matches_builtin},
    {"replace",
     string_clause,
     {Taken{"input", takes::string}, Taken{"pattern", takes::string}, Taken{"replacement", takes::string},
      flags_optional},
     replace_builtin},
    {"split", string_clause, {the_string, Taken{"delimiter", takes::string}}, split_builtin},
    {"string join",
     string_clause,
     {Taken{"list", takes::list}, Taken{"delimiter", takes::string | takes::null, Need::optional}},
     string_join_builtin},
};

}  // namespace

std::span<const Builtin> string_builtins() {
  return string_rows;
}

}  // namespace hashira::feel
