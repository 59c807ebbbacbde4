#include "feel/builtins/string_regex.h"

#include <array>

#include "feel/regex.h"

namespace hashira::feel {
namespace {

// Patterns of rules are few and constant; a ring of the last ones saves compiling them for every case.
struct RegexCache {
  struct Slot {
    std::string pattern, flags;
    std::optional<Result<Regex>> regex;
  };
  std::array<Slot, 32> slots;
  std::size_t next = 0;

  const Result<Regex>& get(std::string_view pattern, std::string_view flags) {
    for (const Slot& slot : slots)
      if (slot.regex && slot.pattern == pattern && slot.flags == flags) return *slot.regex;
    Slot& slot = slots[next];
    next = (next + 1) % slots.size();
    slot = Slot{std::string(pattern), std::string(flags), Regex::compile(pattern, flags)};
    return *slot.regex;
  }
};

const Result<Regex>& regex_of(const Value& pattern, std::string_view flags) {
  thread_local RegexCache cache;
  return cache.get(pattern.as_string(), flags);
}

std::string_view flags_in(Arguments arguments, std::size_t index) {
  if (arguments.size() <= index || !arguments[index].is(Kind::string)) return {};
  return arguments[index].as_string();
}

Value regex_null(const Error& error) {
  return Value::null(error.code == "feel.regex_bound" ? Reason::out_of_fuel : Reason::bad_pattern);
}

// What a match may cost: its text, read a few times.
bool spend_text(Environment& environment, std::string_view text) {
  return environment.spend(10 + static_cast<std::int64_t>(text.size() / 8));
}

}  // namespace

Value matches_builtin(Arguments arguments, Environment& environment) {
  const Result<Regex>& regex = regex_of(arguments[1], flags_in(arguments, 2));
  if (!regex) return regex_null(regex.error());
  if (!spend_text(environment, arguments[0].as_string())) return Value::null(Reason::out_of_fuel);
  Result<bool> found = regex->matches(arguments[0].as_string());
  return found ? Value::boolean(*found) : regex_null(found.error());
}

Value replace_builtin(Arguments arguments, Environment& environment) {
  const Result<Regex>& regex = regex_of(arguments[1], flags_in(arguments, 3));
  if (!regex) return regex_null(regex.error());
  if (!spend_text(environment, arguments[0].as_string())) return Value::null(Reason::out_of_fuel);
  Result<std::string> out = regex->replace(arguments[0].as_string(), arguments[2].as_string());
  if (!out) return regex_null(out.error());
  if (!spend_text(environment, *out)) return Value::null(Reason::out_of_fuel);
  return Value::string(*out);
}

Value split_builtin(Arguments arguments, Environment& environment) {
  const Result<Regex>& regex = regex_of(arguments[1], {});
  if (!regex) return regex_null(regex.error());
  if (!spend_text(environment, arguments[0].as_string())) return Value::null(Reason::out_of_fuel);
  Result<std::vector<std::string>> parts = regex->split(arguments[0].as_string());
  if (!parts) return regex_null(parts.error());
  std::vector<Value> items;
  for (const std::string& part : *parts) items.push_back(Value::string(part));
  return Value::list(std::move(items));
}

}  // namespace hashira::feel
