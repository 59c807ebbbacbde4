// Context functions: DMN 1.5 §10.3.4.7, table 79.
#include <algorithm>

#include "feel/builtins/table.h"

namespace hashira::feel {
namespace {

constexpr std::string_view context_clause = "10.3.4.7";

Value get_value_builtin(Arguments arguments, Environment&) {
  const Value* entry = arguments[0].find(arguments[1].as_string());
  return entry ? *entry : Value::null(Reason::no_entry);
}

Value get_entries_builtin(Arguments arguments, Environment& environment) {
  const Value& context = arguments[0];
  if (!environment.spend(static_cast<std::int64_t>(context.size()))) return Value::null(Reason::out_of_fuel);
  auto shape = make_ref<Shape>(std::vector<std::string>{"key", "value"});
  std::vector<Value> entries;
  for (std::size_t i = 0; i < context.size(); ++i) {
    entries.push_back(Value::context(shape, {Value::string(context.key(i)), context.at(i)}));
  }
  return Value::list(std::move(entries));
}

std::vector<Entry> entries_of(const Value& context) {
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < context.size(); ++i) entries.emplace_back(context.key(i), context.at(i));
  return entries;
}

void put_entry(std::vector<Entry>& entries, std::string_view key, const Value& value) {
  auto at = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.first == key; });
  if (at == entries.end()) {
    entries.emplace_back(key, value);
  } else {
    at->second = value;
  }
}

// From a list of {key, value}; keys must be texts and differ.
Value context_builtin(Arguments arguments, Environment& environment) {
  std::vector<Entry> entries;
  for (const Value& item : arguments[0].items()) {
    const Value *key = item.find("key"), *value = item.find("value");
    if (!key || !value || !key->is(Kind::string)) return Value::null(Reason::bad_argument);
    if (!environment.spend(1 + static_cast<std::int64_t>(entries.size() / 16))) return Value::null(Reason::out_of_fuel);
    std::size_t before = entries.size();
    put_entry(entries, key->as_string(), *value);
    if (entries.size() == before) return Value::null(Reason::bad_argument);
  }
  return Value::context(std::move(entries));
}

Value context_put_builtin(Arguments arguments, Environment& environment) {
  if (!environment.spend(static_cast<std::int64_t>(arguments[0].size()))) return Value::null(Reason::out_of_fuel);
  auto entries = entries_of(arguments[0]);
  put_entry(entries, arguments[1].as_string(), arguments[2]);
  return Value::context(std::move(entries));
}

// Puts deep inside: every key but the last must lead to a context.
Value put_at_path(const Value& context, std::span<const Value> keys, const Value& value, Environment& environment) {
  if (!context.is(Kind::context) || !keys[0].is(Kind::string)) return Value::null(Reason::bad_argument);
  if (!environment.spend(1 + static_cast<std::int64_t>(context.size()))) return Value::null(Reason::out_of_fuel);
  Value inner = value;
  if (keys.size() > 1) {
    const Value* entry = context.find(keys[0].as_string());
    inner = put_at_path(entry ? *entry : Value(), keys.subspan(1), value, environment);
    if (inner.is_null()) return inner;
  }
  auto entries = entries_of(context);
  put_entry(entries, keys[0].as_string(), inner);
  return Value::context(std::move(entries));
}

Value context_put_keys_builtin(Arguments arguments, Environment& environment) {
  constexpr std::size_t keys_max = 100;
  auto keys = arguments[1].items();
  if (keys.empty() || keys.size() > keys_max) return Value::null(Reason::bad_argument);
  return put_at_path(arguments[0], keys, arguments[2], environment);
}

Value context_merge_builtin(Arguments arguments, Environment& environment) {
  std::vector<Entry> merged;
  for (const Value& context : arguments[0].items()) {
    if (!context.is(Kind::context)) return Value::null(Reason::bad_argument);
    for (std::size_t i = 0; i < context.size(); ++i) {
      if (!environment.spend(1 + static_cast<std::int64_t>(merged.size() / 16))) return Value::null(Reason::out_of_fuel);
      put_entry(merged, context.key(i), context.at(i));
    }
  }
  return Value::context(std::move(merged));
}

constexpr Taken context_taken{"context", takes::context}, map_taken{"m", takes::context}, value_taken{"value"};

const Builtin context_rows[] = {
    {"get value", context_clause, {map_taken, Taken{"key", takes::string}}, get_value_builtin},
    {"get entries", context_clause, {map_taken}, get_entries_builtin},
    {"context", context_clause, {Taken{"entries", takes::list}}, context_builtin},
    {"context put", context_clause, {context_taken, Taken{"key", takes::string}, value_taken}, context_put_builtin},
    {"context put", context_clause, {context_taken, Taken{"keys", takes::list}, value_taken}, context_put_keys_builtin},
    {"context merge", context_clause, {Taken{"contexts", takes::list}}, context_merge_builtin},
};

}  // namespace

std::span<const Builtin> context_builtins() { return context_rows; }

}  // namespace hashira::feel
