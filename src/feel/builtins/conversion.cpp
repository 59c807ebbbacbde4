// Conversions: string(), number(), range(). DMN 1.5 §10.3.4.1, table 67. (Temporal ones: temporal.cpp.)
#include "feel/builtins/table.h"
#include "feel/feel.h"
#include "feel/number.h"
#include "feel/parser.h"

namespace hashira::feel {
namespace {

constexpr std::string_view conversion_rows_clause = "10.3.4.1";

// What the value reads like: a string is itself, a date its text without quotes.
Value string_builtin(Arguments arguments, Environment& environment) {
  const Value& from = arguments[0];
  if (from.is_null() || from.is(Kind::string)) return from;
  std::string text = to_text(from);
  if (text.starts_with("@\"")) text = text.substr(2, text.size() - 3);
  if (!environment.spend(static_cast<std::int64_t>(text.size() / 64))) return Value::null(Reason::out_of_fuel);
  return Value::string(text);
}

std::string_view separator(Arguments arguments, std::size_t index) {
  return index < arguments.size() && arguments[index].is(Kind::string) ? arguments[index].as_string() : "";
}

Value number_builtin(Arguments arguments, Environment&) {
  auto number = parse_grouped(arguments[0].as_string(), separator(arguments, 1), separator(arguments, 2));
  return number ? Value::number(*number) : Value::null(Reason::bad_literal);
}

bool is_literal_call(const Tree& tree) {
  if (tree.form != Form::call || tree.parts.size() != 2 || tree.parts[0].form != Form::name) return false;
  const std::string& name = tree.parts[0].text;
  bool temporal = name == "date" || name == "time" || name == "date and time" || name == "duration";
  return temporal && tree.parts[1].form == Form::literal;
}

// An end of a range literal: a literal, or a temporal function of one.
bool is_literal_end(const Tree& tree) {
  if (tree.form == Form::negation) return tree.parts[0].form == Form::literal;
  bool literal = tree.form == Form::literal && !tree.value.is_null();
  return literal || tree.form == Form::at_literal || is_literal_call(tree);
}

// The range that the text is a literal of.
Value range_builtin(Arguments arguments, Environment& environment) {
  CompileOptions options;
  options.names = Names::lenient;
  options.depth_max = 20;
  options.size_max = 1000;
  Scope nothing;
  auto tree = parse(arguments[0].as_string(), nothing, options);
  bool literal = tree && tree->form == Form::range && is_literal_end(tree->parts[0]) && is_literal_end(tree->parts[1]);
  if (!literal) return Value::null(Reason::bad_literal);
  auto expression = compile(arguments[0].as_string(), nothing, options);
  return expression ? expression->evaluate({}, environment) : Value::null(Reason::bad_literal);
}

const Builtin conversion_rows[] = {
    {"string", conversion_rows_clause, {Taken{"from"}}, string_builtin},
    {"number", conversion_rows_clause,
     {Taken{"from", takes::string}, Taken{"grouping separator", takes::string | takes::null, Need::optional},
      Taken{"decimal separator", takes::string | takes::null, Need::optional}}, number_builtin},
    {"range", conversion_rows_clause, {Taken{"from", takes::string}}, range_builtin},
};

}  // namespace

std::span<const Builtin> conversion_builtins() { return conversion_rows; }

}  // namespace hashira::feel
