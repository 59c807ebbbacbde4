// List functions but the sums: DMN 1.5 §10.3.4.4, table 70.
#include <algorithm>

#include "feel/builtins/table.h"
#include "feel/function.h"

namespace hashira::feel {
namespace {

constexpr std::string_view list_clause = "10.3.4.4";

bool same(const Value& a, const Value& b) { return equal(a, b) == true; }

std::vector<Value> copy_of(const Value& list) { return {list.items().begin(), list.items().end()}; }

Value out_of_range() { return Value::null(Reason::index_out_of_range); }

// A position counted from 1, or from −1 backwards, as an index; nullopt: there is no such item.
std::optional<std::size_t> index_of_position(const Value& position, std::size_t size) {
  auto number = position.as_integer();
  auto count = static_cast<std::int64_t>(size);
  if (!number || *number == 0 || *number > count || *number < -count) return std::nullopt;
  return static_cast<std::size_t>(*number > 0 ? *number - 1 : count + *number);
}

bool spend_for(const Value& list, Environment& environment) {
  return environment.spend(1 + static_cast<std::int64_t>(list.size()));
}
Value no_fuel() { return Value::null(Reason::out_of_fuel); }

Value list_contains_builtin(Arguments arguments, Environment& environment) {
  if (!spend_for(arguments[0], environment)) return no_fuel();
  auto items = arguments[0].items();
  return Value::boolean(std::any_of(items.begin(), items.end(), [&](const Value& item) { return same(item, arguments[1]); }));
}

Value count_builtin(Arguments items, Environment&) { return Value::integer(static_cast<std::int64_t>(items.size())); }

Value sublist_builtin(Arguments arguments, Environment& environment) {
  if (!spend_for(arguments[0], environment)) return no_fuel();
  auto items = arguments[0].items();
  auto start = index_of_position(arguments[1], items.size());
  if (!start) return out_of_range();
  std::size_t length = items.size() - *start;
  if (arguments.size() > 2) {
    auto wanted = arguments[2].as_integer();
    if (!wanted || *wanted < 0 || static_cast<std::size_t>(*wanted) > length) return out_of_range();
    length = static_cast<std::size_t>(*wanted);
  }
  auto part = items.subspan(*start, length);
  return Value::list({part.begin(), part.end()});
}

Value append_builtin(Arguments arguments, Environment& environment) {
  if (!spend_for(arguments[0], environment)) return no_fuel();
  auto items = copy_of(arguments[0]);
  items.insert(items.end(), arguments.begin() + 1, arguments.end());
  return Value::list(std::move(items));
}

Value concatenate_builtin(Arguments lists, Environment& environment) {
  std::vector<Value> items;
  for (const Value& list : lists) {
    if (!spend_for(list, environment)) return no_fuel();
    items.insert(items.end(), list.items().begin(), list.items().end());
  }
  return Value::list(std::move(items));
}

Value insert_before_builtin(Arguments arguments, Environment& environment) {
  if (!spend_for(arguments[0], environment)) return no_fuel();
  auto items = copy_of(arguments[0]);
  auto at = index_of_position(arguments[1], items.size());
  if (!at) return out_of_range();
  items.insert(items.begin() + static_cast<std::ptrdiff_t>(*at), arguments[2]);
  return Value::list(std::move(items));
}

Value remove_builtin(Arguments arguments, Environment& environment) {
  if (!spend_for(arguments[0], environment)) return no_fuel();
  auto items = copy_of(arguments[0]);
  auto at = index_of_position(arguments[1], items.size());
  if (!at) return out_of_range();
  items.erase(items.begin() + static_cast<std::ptrdiff_t>(*at));
  return Value::list(std::move(items));
}

Value reverse_builtin(Arguments arguments, Environment& environment) {
  if (!spend_for(arguments[0], environment)) return no_fuel();
  auto items = copy_of(arguments[0]);
  std::reverse(items.begin(), items.end());
  return Value::list(std::move(items));
}

Value index_of_builtin(Arguments arguments, Environment& environment) {
  if (!spend_for(arguments[0], environment)) return no_fuel();
  std::vector<Value> positions;
  for (std::size_t i = 0; i < arguments[0].size(); ++i) {
    if (same(arguments[0].at(i), arguments[1])) positions.push_back(Value::integer(static_cast<std::int64_t>(i) + 1));
  }
  return Value::list(std::move(positions));
}

Value distinct(std::span<const Value> items, Environment& environment) {
  std::vector<Value> kept;
  for (const Value& item : items) {
    if (!environment.spend(1 + static_cast<std::int64_t>(kept.size() / 4))) return no_fuel();
    if (std::none_of(kept.begin(), kept.end(), [&](const Value& other) { return same(item, other); })) kept.push_back(item);
  }
  return Value::list(std::move(kept));
}

Value distinct_values_builtin(Arguments arguments, Environment& environment) {
  return distinct(arguments[0].items(), environment);
}

Value union_builtin(Arguments lists, Environment& environment) {
  Value all = concatenate_builtin(lists, environment);
  return all.is_null() ? all : distinct(all.items(), environment);
}

bool flatten_into(std::vector<Value>& out, const Value& list, Environment& environment) {
  if (!spend_for(list, environment)) return false;
  for (const Value& item : list.items()) {
    if (!item.is(Kind::list)) {
      out.push_back(item);
    } else if (!flatten_into(out, item, environment)) {
      return false;
    }
  }
  return true;
}

Value flatten_builtin(Arguments arguments, Environment& environment) {
  std::vector<Value> items;
  return flatten_into(items, arguments[0], environment) ? Value::list(std::move(items)) : no_fuel();
}

Value list_replace_builtin(Arguments arguments, Environment& environment) {
  if (!spend_for(arguments[0], environment)) return no_fuel();
  auto items = copy_of(arguments[0]);
  auto at = index_of_position(arguments[1], items.size());
  if (!at) return out_of_range();
  items[*at] = arguments[2];
  return Value::list(std::move(items));
}

// Every item for which match(item, new item) is true.
Value list_replace_matching_builtin(Arguments arguments, Environment& environment) {
  const Callable& match = arguments[1].as_function();
  if (!match.takes(2)) return Value::null(Reason::bad_argument);
  auto items = copy_of(arguments[0]);
  for (Value& item : items) {
    if (!environment.spend(1)) return no_fuel();
    Value pair[2] = {item, arguments[2]};
    Value answer = match.call(pair, environment);
    if (!answer.is(Kind::boolean)) return Value::null(Reason::not_boolean);
    if (answer.is_true()) item = arguments[2];
  }
  return Value::list(std::move(items));
}

constexpr Taken list_taken{"list", takes::list}, position_taken{"position", takes::number}, new_item_taken{"newItem"};

const Builtin list_rows[] = {
    {"list contains", list_clause, {list_taken, Taken{"element"}}, list_contains_builtin},
    {"count", list_clause, {list_taken}, count_builtin, NullRule::null_gives_null, Items::spread},
    {"sublist", list_clause,
     {list_taken, Taken{"start position", takes::number}, Taken{"length", takes::number, Need::optional}}, sublist_builtin},
    {"append", list_clause, {list_taken, Taken{"item"}}, append_builtin, NullRule::null_gives_null, Items::rest},
    {"concatenate", list_clause, {list_taken}, concatenate_builtin, NullRule::null_gives_null, Items::rest},
    {"insert before", list_clause, {list_taken, position_taken, new_item_taken}, insert_before_builtin},
    {"remove", list_clause, {list_taken, position_taken}, remove_builtin},
    {"reverse", list_clause, {list_taken}, reverse_builtin},
    {"index of", list_clause, {list_taken, Taken{"match"}}, index_of_builtin},
    {"union", list_clause, {list_taken}, union_builtin, NullRule::null_gives_null, Items::rest},
    {"distinct values", list_clause, {list_taken}, distinct_values_builtin},
    {"flatten", list_clause, {list_taken}, flatten_builtin},
    {"list replace", list_clause, {list_taken, position_taken, new_item_taken}, list_replace_builtin},
    {"list replace", list_clause, {list_taken, Taken{"match", takes::function}, new_item_taken}, list_replace_matching_builtin},
};

}  // namespace

std::span<const Builtin> list_builtins() { return list_rows; }

}  // namespace hashira::feel
