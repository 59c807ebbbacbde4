// Numeric built-ins: decimal, floor, ceiling, the round family, abs, modulo, sqrt, log, exp, odd, even.
//
// Guarantees: exact or rounded once (number.h); a result that is no number is null with its reason.
// Written in: DMN 1.5 10.3.4.5, table 76.
#include "feel/number.h"

#include "feel/builtins/table.h"
#include "feel/temporal.h"

namespace hashira::feel {
namespace {

constexpr std::string_view numeric_clause = "10.3.4.5";

Value number_or(const Number& number, Reason reason) {
  return number ? Value::number(*number) : Value::null(reason);
}

// Digits of the scale behind its point are dropped, as in the kit's decimal(1/3, 2.5).
Value round_to(const Decimal& number, const Decimal& scale, Rounding mode) {
  std::optional<std::int64_t> whole = round(scale, 0, Rounding::down)->as_integer();
  if (!whole || *whole < -6111 || *whole > 6176) return Value::null(Reason::out_of_domain);
  return number_or(round(number, static_cast<int>(*whole), mode), Reason::out_of_domain);
}

template <Rounding mode>
Value round_builtin(Arguments arguments, Environment&) {
  Decimal scale = arguments.size() > 1 ? arguments[1].as_number() : Decimal();
  return round_to(arguments[0].as_number(), scale, mode);
}

Value abs_number(Arguments arguments, Environment&) {
  return Value::number(absolute(arguments[0].as_number()));
}

Value abs_days(Arguments arguments, Environment&) {
  const auto& duration = arguments[0].as_boxed<DaysTimeDuration>();
  return duration.seconds < 0 ? Value::boxed(Kind::days_time_duration, negate(duration)) : arguments[0];
}

Value abs_months(Arguments arguments, Environment&) {
  std::int64_t months = arguments[0].as_months();
  return Value::months(months < 0 ? -months : months);
}

Value modulo_builtin(Arguments arguments, Environment&) {
  return number_or(modulo(arguments[0].as_number(), arguments[1].as_number()), Reason::division_by_zero);
}

Value sqrt_builtin(Arguments arguments, Environment&) {
  return number_or(square_root(arguments[0].as_number()), Reason::out_of_domain);
}

Value log_builtin(Arguments arguments, Environment&) {
  return number_or(natural_log(arguments[0].as_number()), Reason::out_of_domain);
}

Value exp_builtin(Arguments arguments, Environment&) {
  return number_or(exponential(arguments[0].as_number()), Reason::overflow);
}

bool divides_by_two(const Decimal& number) {
  return modulo(number, Decimal(2)) == Decimal(0);
}

Value even_builtin(Arguments arguments, Environment&) {
  return Value::boolean(divides_by_two(arguments[0].as_number()));
}

Value odd_builtin(Arguments arguments, Environment&) {
  Decimal number = arguments[0].as_number();
  return Value::boolean(number.is_integer() && !divides_by_two(number));
}

constexpr Taken number_n{"n", takes::number}, the_number{"number", takes::number};
constexpr Taken the_scale{"scale", takes::number};  // never optional: floor(1.56, null) is null

constexpr Builtin number_rows[] = {
    {"decimal", numeric_clause, {number_n, the_scale}, round_builtin<Rounding::half_even>},
    {"floor", numeric_clause, {number_n}, round_builtin<Rounding::floor>},
    {"floor", numeric_clause, {number_n, the_scale}, round_builtin<Rounding::floor>},
    {"ceiling", numeric_clause, {number_n}, round_builtin<Rounding::ceiling>},
    {"ceiling", numeric_clause, {number_n, the_scale}, round_builtin<Rounding::ceiling>},
    {"round up", numeric_clause, {number_n, the_scale}, round_builtin<Rounding::up>},
    {"round down", numeric_clause, {number_n, the_scale}, round_builtin<Rounding::down>},
    {"round half up", numeric_clause, {number_n, the_scale}, round_builtin<Rounding::half_up>},
    {"round half down", numeric_clause, {number_n, the_scale}, round_builtin<Rounding::half_down>},
    {"abs", numeric_clause, {number_n}, abs_number},
    {"abs", numeric_clause, {Taken{"n", takes::days}}, abs_days},
    {"abs", numeric_clause, {Taken{"n", takes::months}}, abs_months},
    {"modulo", numeric_clause, {Taken{"dividend", takes::number}, Taken{"divisor", takes::number}}, modulo_builtin},
    {"sqrt", numeric_clause, {the_number}, sqrt_builtin},
    {"log", numeric_clause, {the_number}, log_builtin},
    {"exp", numeric_clause, {the_number}, exp_builtin},
    {"odd", numeric_clause, {the_number}, odd_builtin},
    {"even", numeric_clause, {the_number}, even_builtin},
};

}  // namespace

std::span<const Builtin> number_builtins() {
  return number_rows;
}

}  // namespace hashira::feel
