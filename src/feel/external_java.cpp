// The methods of external.h's table. Doubles are binary, as in Java, and come back as the shortest decimal that reads so.
#include <fmt/format.h>

#include <cmath>

#include "feel/external.h"
#include "feel/lexer.h"
#include "feel/number.h"

namespace hashira::feel {
namespace {

using JavaArguments = std::span<const Value>;

Value of_double(double number) {
  if (!std::isfinite(number)) return Value::null(Reason::out_of_domain);
  auto decimal = Decimal::parse(fmt::format("{}", number));
  return decimal ? Value::number(*decimal) : Value::null(Reason::overflow);
}

double double_in(const Value& value) { return value.as_number().as_double(); }

// What a number type does to a result: a float is the nearest 32-bit one.
Value of_number(const Value& value, JavaType type) {
  if (type != JavaType::float_) return value;
  auto decimal = Decimal::parse(fmt::format("{}", static_cast<float>(double_in(value))));
  return decimal ? Value::number(*decimal) : Value::null(Reason::overflow);
}

template <int wanted>
Value java_extreme(JavaArguments a, JavaType type) {
  return of_number(compare(a[0], a[1]) == wanted ? a[0] : a[1], type);
}

Value java_abs(JavaArguments a, JavaType type) { return of_number(Value::number(absolute(a[0].as_number())), type); }

template <double (*function)(double)>
Value of_one(JavaArguments a, JavaType) {
  return of_double(function(double_in(a[0])));
}
template <double (*function)(double, double)>
Value of_two(JavaArguments a, JavaType) {
  return of_double(function(double_in(a[0]), double_in(a[1])));
}

// Half up, as Math.round does.
Value java_round(JavaArguments a, JavaType) {
  auto half = add(a[0].as_number(), Decimal::of(5, 1));
  return Value::number(half ? round(*half, 0, Rounding::floor) : std::nullopt);
}

Value java_signum(JavaArguments a, JavaType) { return Value::integer(a[0].as_number().sign()); }
Value java_sum(JavaArguments a, JavaType) { return Value::number(add(a[0].as_number(), a[1].as_number())); }
Value java_difference(JavaArguments a, JavaType) { return Value::number(subtract(a[0].as_number(), a[1].as_number())); }
Value java_product(JavaArguments a, JavaType) { return Value::number(multiply(a[0].as_number(), a[1].as_number())); }
Value java_floor_mod(JavaArguments a, JavaType) { return Value::number(modulo(a[0].as_number(), a[1].as_number())); }
Value java_same_number(JavaArguments a, JavaType type) { return of_number(a[0], type); }

Value java_whole_of_text(JavaArguments a, JavaType) {
  std::string_view text = a[0].as_string();
  auto number = Decimal::parse(text.starts_with('+') ? text.substr(1) : text);
  bool whole = number && number->is_integer() && text.find_first_of(".eE") == std::string_view::npos;
  return whole ? Value::number(*number) : Value::null(Reason::bad_literal);
}
Value java_number_of_text(JavaArguments a, JavaType) {
  auto number = Decimal::parse(a[0].as_string());
  return number ? Value::number(*number) : Value::null(Reason::bad_literal);
}
Value java_float_of_text(JavaArguments a, JavaType type) {
  Value number = java_number_of_text(a, type);
  return number.is_null() ? number : of_number(number, JavaType::float_);
}

Value java_boolean_of_text(JavaArguments a, JavaType) {
  std::string text(a[0].as_string());
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return Value::boolean(text == "true");
}

std::string java_text(const Value& value) { return value.is(Kind::string) ? std::string(value.as_string()) : to_text(value); }
Value java_text_of(JavaArguments a, JavaType) { return Value::string(java_text(a[0])); }
Value java_same(JavaArguments a, JavaType) { return a[0]; }

struct FormatSpec {
  bool left = false, zero = false, plus = false, grouped = false;
  std::size_t width = 0;
  int digits = -1;
  char letter = 0;
};

// `%[flags][width][.digits]letter` at `at`, which moves behind it; letter 0: it is none.
FormatSpec parse_format(std::string_view text, std::size_t& at) {
  FormatSpec spec;
  for (; at < text.size() && std::string_view("-0+,").find(text[at]) != std::string_view::npos; ++at) {
    spec.left = spec.left || text[at] == '-';
    spec.zero = spec.zero || text[at] == '0';
    spec.plus = spec.plus || text[at] == '+';
    spec.grouped = spec.grouped || text[at] == ',';
  }
  auto number = [&] {
    std::size_t n = 0;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9' && n < 1000; ++at) n = n * 10 + (text[at] - '0');
    return n;
  };
  spec.width = number();
  if (at < text.size() && text[at] == '.') {
    ++at;
    spec.digits = static_cast<int>(number());
  }
  if (at < text.size()) spec.letter = text[at++];
  return spec;
}

std::string with_groups(std::string digits) {
  std::size_t start = digits.starts_with('-') ? 1 : 0;
  std::size_t end = std::min(digits.find('.'), digits.size());
  for (std::size_t i = end; i > start + 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::optional<std::string> formatted_number(const Value& value, int digits, const FormatSpec& spec) {
  if (!value.is(Kind::number)) return std::nullopt;
  auto rounded = round(value.as_number(), digits, Rounding::half_up);
  if (!rounded || (spec.letter == 'd' && *rounded != value.as_number())) return std::nullopt;
  std::string text = rounded->text();
  if (digits > 0) {
    std::size_t point = text.find('.');
    if (point == std::string::npos) point = text.size(), text += '.';
    text.append(static_cast<std::size_t>(digits) - (text.size() - point - 1), '0');
  }
  if (spec.grouped) text = with_groups(std::move(text));
  return spec.plus && rounded->sign() >= 0 ? "+" + text : text;
}

std::optional<std::string> formatted(const Value& value, const FormatSpec& spec) {
  switch (spec.letter) {
    case 's':
      return java_text(value);
    case 'b':
      return value.is(Kind::boolean) ? java_text(value) : std::string(value.is_null() ? "false" : "true");
    case 'c':
      return value.is(Kind::string) ? std::optional(java_text(value)) : std::nullopt;
    case 'd':
      return formatted_number(value, 0, spec);
    case 'f':
      return formatted_number(value, spec.digits < 0 ? 6 : std::min(spec.digits, 100), spec);
    default:
      return std::nullopt;
  }
}

std::string padded(std::string text, const FormatSpec& spec) {
  std::size_t size = 0;
  for (std::size_t at = 0; at < text.size(); ++size) next_code_point(text, at);
  if (size >= spec.width) return text;
  std::string fill(spec.width - size, spec.zero && !spec.left ? '0' : ' ');
  return spec.left ? text + fill : fill + text;
}

// String.format for the letters s b c d f, `%%` and `%n`.
Value java_format(JavaArguments a, JavaType) {
  std::string_view mask = a[0].as_string();
  std::string out;
  std::size_t next = 1;
  for (std::size_t at = 0; at < mask.size();) {
    if (mask[at] != '%') {
      out += mask[at++];
      continue;
    }
    FormatSpec spec = parse_format(mask, ++at);
    if (spec.letter == '%' || spec.letter == 'n') {
      out += spec.letter == '%' ? '%' : '\n';
      continue;
    }
    auto text = next < a.size() ? formatted(a[next++], spec) : std::nullopt;
    if (!text) return Value::null(Reason::bad_argument);
    out += padded(std::move(*text), spec);
  }
  return Value::string(out);
}

double to_radians(double degrees) { return degrees * (M_PI / 180.0); }
double to_degrees(double radians) { return radians * (180.0 / M_PI); }

constexpr std::string_view java_math = "java.lang.Math", java_string = "java.lang.String", java_integer = "java.lang.Integer",
                           java_long = "java.lang.Long", java_short = "java.lang.Short", java_byte = "java.lang.Byte",
                           java_float = "java.lang.Float", java_double = "java.lang.Double",
                           java_boolean = "java.lang.Boolean", java_character = "java.lang.Character";

constexpr JavaMethod java_table[] = {
    {java_math, "max", "nn", java_extreme<1>},
    {java_math, "min", "nn", java_extreme<-1>},
    {java_math, "abs", "n", java_abs},
    {java_math, "round", "d", java_round},
    {java_math, "signum", "d", java_signum},
    {java_math, "addExact", "nn", java_sum},
    {java_math, "subtractExact", "nn", java_difference},
    {java_math, "multiplyExact", "nn", java_product},
    {java_math, "floorMod", "nn", java_floor_mod},
    {java_math, "sqrt", "d", of_one<std::sqrt>},
    {java_math, "cbrt", "d", of_one<std::cbrt>},
    {java_math, "exp", "d", of_one<std::exp>},
    {java_math, "log", "d", of_one<std::log>},
    {java_math, "log10", "d", of_one<std::log10>},
    {java_math, "sin", "d", of_one<std::sin>},
    {java_math, "cos", "d", of_one<std::cos>},
    {java_math, "tan", "d", of_one<std::tan>},
    {java_math, "asin", "d", of_one<std::asin>},
    {java_math, "acos", "d", of_one<std::acos>},
    {java_math, "atan", "d", of_one<std::atan>},
    {java_math, "atan2", "dd", of_two<std::atan2>},
    {java_math, "hypot", "dd", of_two<std::hypot>},
    {java_math, "pow", "dd", of_two<std::pow>},
    {java_math, "ceil", "d", of_one<std::ceil>},
    {java_math, "floor", "d", of_one<std::floor>},
    {java_math, "rint", "d", of_one<std::nearbyint>},
    {java_math, "toRadians", "d", of_one<to_radians>},
    {java_math, "toDegrees", "d", of_one<to_degrees>},
    {java_string, "valueOf", "o", java_text_of},
    {java_string, "format", "s*", java_format},
    {java_integer, "valueOf", "s", java_whole_of_text},
    {java_integer, "valueOf", "n", java_same_number},
    {java_integer, "parseInt", "s", java_whole_of_text},
    {java_integer, "max", "nn", java_extreme<1>},
    {java_integer, "min", "nn", java_extreme<-1>},
    {java_integer, "sum", "nn", java_sum},
    {java_integer, "toString", "n", java_text_of},
    {java_long, "valueOf", "s", java_whole_of_text},
    {java_long, "valueOf", "n", java_same_number},
    {java_long, "parseLong", "s", java_whole_of_text},
    {java_long, "max", "nn", java_extreme<1>},
    {java_long, "min", "nn", java_extreme<-1>},
    {java_long, "sum", "nn", java_sum},
    {java_long, "toString", "n", java_text_of},
    {java_short, "valueOf", "s", java_whole_of_text},
    {java_short, "valueOf", "n", java_same_number},
    {java_short, "parseShort", "s", java_whole_of_text},
    {java_byte, "valueOf", "s", java_whole_of_text},
    {java_byte, "valueOf", "n", java_same_number},
    {java_byte, "parseByte", "s", java_whole_of_text},
    {java_float, "valueOf", "s", java_float_of_text},
    {java_float, "valueOf", "n", java_same_number},
    {java_float, "parseFloat", "s", java_float_of_text},
    {java_float, "max", "nn", java_extreme<1>},
    {java_float, "min", "nn", java_extreme<-1>},
    {java_double, "valueOf", "s", java_number_of_text},
    {java_double, "valueOf", "n", java_same_number},
    {java_double, "parseDouble", "s", java_number_of_text},
    {java_double, "max", "nn", java_extreme<1>},
    {java_double, "min", "nn", java_extreme<-1>},
    {java_double, "sum", "nn", java_sum},
    {java_boolean, "valueOf", "s", java_boolean_of_text},
    {java_boolean, "valueOf", "b", java_same},
    {java_boolean, "parseBoolean", "s", java_boolean_of_text},
    {java_character, "valueOf", "c", java_same},
    {java_character, "toString", "c", java_same},
    {"java.math.BigDecimal", "valueOf", "n", java_same_number},
    {"java.math.BigInteger", "valueOf", "n", java_same_number},
};

}  // namespace

std::span<const JavaMethod> java_methods() { return java_table; }

}  // namespace hashira::feel
