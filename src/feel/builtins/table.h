// The one table of FEEL's built-in functions: name, clause, signatures, null rule, scalar function.
//
// Rows of one name stand together and are overloads, tried in order. A row's function sees arguments that already fit
// its parameters (coerced by 10.3.2.9.4), so it only decides about values. Written in DMN 1.5 §10.3.4.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "feel/environment.h"
#include "feel/value.h"

namespace hashira::feel {

// Which kinds a parameter takes: bits by Kind.
using Kinds = std::uint32_t;
constexpr Kinds kinds_of(Kind kind) { return Kinds{1} << static_cast<int>(kind); }

namespace takes {
inline constexpr Kinds null = kinds_of(Kind::null), boolean = kinds_of(Kind::boolean), number = kinds_of(Kind::number),
                       string = kinds_of(Kind::string), date = kinds_of(Kind::date), time = kinds_of(Kind::time),
                       date_time = kinds_of(Kind::date_time), days = kinds_of(Kind::days_time_duration),
                       months = kinds_of(Kind::years_months_duration), list = kinds_of(Kind::list),
                       context = kinds_of(Kind::context), range = kinds_of(Kind::range),
                       function = kinds_of(Kind::function), any = ~Kinds{0}, duration = days | months,
                       any_but_null = any & ~null;
}

enum class Need : std::uint8_t { required, optional };

struct Taken {
  std::string_view name;  // "" ends the list
  Kinds kinds = takes::any;
  Need need = Need::required;
};

// What a null argument does where the parameter's kinds leave null out.
enum class NullRule : std::uint8_t {
  null_gives_null,  // the result is null (null_argument)
  next_row,         // this row does not fit; the next overload is tried
};

enum class Items : std::uint8_t {
  as_given,
  // The one parameter is a list, given whole or as its items: `sum([1, 2])`, `sum(1, 2)`. The function sees the items.
  spread,
  // The last parameter may be given again and again: `append(list, 1, 2)`.
  rest,
};

using Arguments = std::span<Value>;  // optional ones that were not given are left off at the end, or null in between
using Scalar = Value (*)(Arguments arguments, Environment& environment);

struct Builtin {
  std::string_view name;
  std::string_view clause;
  std::array<Taken, 7> parameters;
  Scalar run = nullptr;
  NullRule null_rule = NullRule::null_gives_null;
  Items items = Items::as_given;
  // Counted from `parameters` when the table is put together.
  std::uint8_t parameter_count = 0, required_count = 0;
};

// The chapters; each is written in a file of its own.
std::span<const Builtin> boolean_builtins();     // builtins/boolean.cpp
std::span<const Builtin> conversion_builtins();  // builtins/conversion.cpp
std::span<const Builtin> string_builtins();      // builtins/string.cpp
std::span<const Builtin> number_builtins();      // builtins/number.cpp
std::span<const Builtin> temporal_builtins();    // builtins/temporal.cpp
std::span<const Builtin> list_builtins();        // builtins/list.cpp
std::span<const Builtin> aggregate_builtins();   // builtins/aggregate.cpp
std::span<const Builtin> context_builtins();     // builtins/context.cpp
std::span<const Builtin> range_builtins();       // builtins/range.cpp
std::span<const Builtin> sort_builtins();        // builtins/sort.cpp

// All rows of one name, or none.
std::span<const Builtin> find_builtin(std::string_view name);
// Every name once, sorted.
std::span<const std::string_view> builtin_names();

// Picks the row and runs it. `arguments` are in the order given; they may be moved away.
Value call_builtin(std::span<const Builtin> rows, Arguments arguments, Environment& environment);
// By name; the order is the row's. A name no row has is null (unknown_argument).
Value call_builtin(std::span<const Builtin> rows, std::span<const std::string_view> names, Arguments arguments,
                   Environment& environment);

}  // namespace hashira::feel
