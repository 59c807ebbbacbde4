#include "feel/builtins/table.h"

#include <algorithm>
#include <vector>

#include "feel/arithmetic.h"
#include "feel/function.h"
#include "feel/nodes.h"
#include "feel/temporal.h"

namespace hashira::feel {
namespace {

void count_parameters(Builtin& row) {
  for (const Taken& taken : row.parameters) {
    if (taken.name.empty()) return;
    ++row.parameter_count;
    if (taken.need == Need::required) row.required_count = row.parameter_count;
  }
}

bool takes_count(const Builtin& row, std::size_t count) {
  return count >= row.required_count && (row.items == Items::rest || count <= row.parameter_count);
}

// The parameter that the i-th argument is for.
const Taken& parameter_for(const Builtin& row, std::size_t i) {
  return row.parameters[row.items == Items::rest ? std::min<std::size_t>(i, row.parameter_count - 1u) : i];
}

bool has(Kinds kinds, Kind kind) { return (kinds & kinds_of(kind)) != 0; }

// The argument as a parameter of these kinds takes it (10.3.2.9.4); false: it does not.
bool fit(Value& value, Kinds kinds) {
  if (has(kinds, value.kind())) return true;
  if (value.is_null()) return false;
  if (value.is(Kind::list) && value.size() == 1 && has(kinds, value.at(0).kind()) && !value.at(0).is_null()) {
    value = Value(value.at(0));
    return true;
  }
  if (has(kinds, Kind::list)) {
    value = Value::list({value});
    return true;
  }
  if (value.is(Kind::date) && has(kinds, Kind::date_time)) {
    value = Value::boxed(Kind::date_time, at_midnight_utc(value.as_days()));
    return true;
  }
  return false;
}

// FAST PATH: the first row takes the arguments without coercion.
bool fits_as_it_is(const Builtin& row, Arguments arguments) {
  if (row.items != Items::as_given || !takes_count(row, arguments.size())) return false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (!has(row.parameters[i].kinds, arguments[i].kind())) return false;
  }
  return true;
}

enum class Fit : std::uint8_t { fits, null_in_null_out, no };

// Whether a row takes the arguments, which are coerced on the way only if it does.
Fit fit_row(const Builtin& row, Arguments arguments) {
  if (!takes_count(row, arguments.size())) return Fit::no;
  bool null_met = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    Kinds kinds = parameter_for(row, i).kinds;
    Value tried = arguments[i];
    if (fit(tried, kinds)) continue;
    if (!tried.is_null()) return Fit::no;
    if (parameter_for(row, i).need == Need::optional) continue;
    if (row.null_rule == NullRule::next_row) return Fit::no;
    null_met = true;
  }
  return null_met ? Fit::null_in_null_out : Fit::fits;
}

Value null_of(Arguments arguments) {
  for (const Value& argument : arguments) {
    if (argument.is_null()) return failed(Reason::null_argument, argument);
  }
  return Value::null(Reason::null_argument);
}

Value run_row(const Builtin& row, Arguments arguments, Environment& environment) {
  for (std::size_t i = 0; i < arguments.size(); ++i) fit(arguments[i], parameter_for(row, i).kinds);
  while (arguments.size() > row.required_count && arguments.back().is_null() &&
         !has(parameter_for(row, arguments.size() - 1).kinds, Kind::null)) {
    arguments = arguments.first(arguments.size() - 1);
  }
  return row.run(arguments, environment);
}

// A list given whole, or as its items.
Value run_spread(const Builtin& row, Arguments arguments, Environment& environment) {
  if (arguments.size() != 1 || !arguments[0].is(Kind::list)) {
    if (arguments.size() == 1 && arguments[0].is_null()) return null_of(arguments);
    return row.run(arguments, environment);
  }
  Value list = std::move(arguments[0]);
  if (!environment.spend_bytes(list.bytes())) return Value::null(Reason::out_of_fuel);
  std::vector<Value> items(list.items().begin(), list.items().end());
  return row.run(items, environment);
}

// Why no row took them: the first failed argument, or their number, or their kinds.
Value refused(std::span<const Builtin> rows, Arguments arguments) {
  for (const Value& argument : arguments) {
    if (argument.is_null() && argument.reason() != Reason::none) return argument;
  }
  bool count_fits = std::any_of(rows.begin(), rows.end(), [&](const Builtin& row) {
    return takes_count(row, arguments.size());
  });
  return Value::null(count_fits ? Reason::bad_argument : Reason::wrong_argument_count);
}

// The arguments in the row's order, those not named left null; nullopt: a name or a required argument is missing.
std::optional<std::vector<Value>> in_order(const Builtin& row, std::span<const std::string_view> names, Arguments arguments) {
  std::size_t count = row.parameter_count;
  std::vector<Value> ordered(count);
  std::vector<bool> given(count);
  std::size_t last = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::size_t at = 0;
    while (at < count && row.parameters[at].name != names[i]) ++at;
    if (at == count || given[at]) return std::nullopt;
    ordered[at] = arguments[i];
    given[at] = true;
    last = std::max(last, at + 1);
  }
  for (std::size_t i = 0; i < row.required_count; ++i) {
    if (!given[i]) return std::nullopt;
  }
  ordered.resize(last);
  return ordered;
}

// The names as given are the row's first parameters, in order.
bool stands_in_order(const Builtin& row, std::span<const std::string_view> names) {
  return std::equal(names.begin(), names.end(), row.parameters.begin(),
                    [](std::string_view name, const Taken& taken) { return name == taken.name; });
}

const std::vector<Builtin>& all_rows() {
  static const std::vector<Builtin> rows = [] {
    std::vector<Builtin> all;
    for (auto chapter : {boolean_builtins(), conversion_builtins(), string_builtins(), number_builtins(), temporal_builtins(),
                         list_builtins(), aggregate_builtins(), context_builtins(), range_builtins(), sort_builtins()}) {
      all.insert(all.end(), chapter.begin(), chapter.end());
    }
    for (Builtin& row : all) count_parameters(row);
    std::stable_sort(all.begin(), all.end(), [](const Builtin& a, const Builtin& b) { return a.name < b.name; });
    return all;
  }();
  return rows;
}

class BuiltinFunction final : public Callable {
 public:
  explicit BuiltinFunction(std::span<const Builtin> rows) : rows_(rows) {
    for (const Taken& taken : rows[0].parameters) {
      if (!taken.name.empty()) parameters_.push_back({std::string(taken.name), Type{}});
    }
  }
  std::string_view name() const override { return rows_[0].name; }
  const std::vector<Parameter>& parameters() const override { return parameters_; }
  bool takes(std::size_t) const override { return true; }
  Value call(std::span<Value> arguments, Environment& environment) const override {
    return call_builtin(rows_, arguments, environment);
  }

 private:
  std::span<const Builtin> rows_;
  std::vector<Parameter> parameters_;
};

}  // namespace

std::span<const Builtin> find_builtin(std::string_view name) {
  const auto& rows = all_rows();
  auto first = std::lower_bound(rows.begin(), rows.end(), name, [](const Builtin& b, auto n) { return b.name < n; });
  auto last = first;
  while (last != rows.end() && last->name == name) ++last;
  return {first, last};
}

std::span<const std::string_view> builtin_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all;
    for (const Builtin& row : all_rows()) {
      if (all.empty() || all.back() != row.name) all.push_back(row.name);
    }
    return all;
  }();
  return names;
}

Value call_builtin(std::span<const Builtin> rows, Arguments arguments, Environment& environment) {
  if (fits_as_it_is(rows[0], arguments)) return rows[0].run(arguments, environment);
  for (const Builtin& row : rows) {
    if (row.items == Items::spread) {
      if (!arguments.empty()) return run_spread(row, arguments, environment);
      continue;
    }
    switch (fit_row(row, arguments)) {
      case Fit::fits:
        return run_row(row, arguments, environment);
      case Fit::null_in_null_out:
        return null_of(arguments);
      case Fit::no:
        break;
    }
  }
  return refused(rows, arguments);
}

Value call_builtin(std::span<const Builtin> rows, std::span<const std::string_view> names, Arguments arguments,
                   Environment& environment) {
  Value last = Value::null(Reason::unknown_argument);
  for (bool same_order : {true, false}) {  // before(range, point) and before(point, range) have the same names
    for (const Builtin& row : rows) {
      auto ordered = in_order(row, names, arguments);
      if (!ordered || same_order != stands_in_order(row, names)) continue;
      last = call_builtin(std::span(&row, 1), *ordered, environment);
      if (!last.is_null() || last.reason() != Reason::bad_argument) return last;
    }
  }
  return last;
}

Value builtin_value(std::span<const Builtin> rows) {
  auto function = make_ref<BuiltinFunction>(rows);
  return Value::function(Ref<Callable>::adopt(function.leave()));
}

}  // namespace hashira::feel
