#include "cases/case.h"

#include <fmt/core.h>

namespace hashira::cases {
namespace {

template <class Items>
auto lower_bound_by_name(Items& items, std::string_view name) {
  return std::lower_bound(items.begin(), items.end(), name,
                          [](const auto& item, std::string_view wanted) { return item.first < wanted; });
}

}  // namespace

const feel::Value* find(const Facts& facts, std::string_view name) {
  auto at = lower_bound_by_name(facts, name);
  return at != facts.end() && at->first == name ? &at->second : nullptr;
}

void set(Facts& facts, std::string_view name, feel::Value value) {
  auto at = lower_bound_by_name(facts, name);
  bool there = at != facts.end() && at->first == name;
  if (value.is_null()) {
    if (there) facts.erase(at);
  } else if (there) {
    at->second = std::move(value);
  } else {
    facts.insert(at, {std::string(name), std::move(value)});
  }
}

bool identical(const Facts& a, const Facts& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.first == y.first && feel::identical(x.second, y.second);
  });
}

void Case::reach(std::string_view new_state, Date on) {
  state = new_state;
  auto at = lower_bound_by_name(reached, new_state);
  if (at != reached.end() && at->first == new_state) {
    at->second = on;
  } else {
    reached.insert(at, {std::string(new_state), on});
  }
}

std::optional<Date> Case::reached_on(std::string_view of_state) const {
  auto at = lower_bound_by_name(reached, of_state);
  if (at == reached.end() || at->first != of_state) return std::nullopt;
  return at->second;
}

Bytes case_prefix(const journal::StreamId& stream) {
  Bytes key(stream);
  key += '\0';
  key += "case";
  key += '\0';
  return key;
}

Bytes case_key(const journal::StreamId& stream, std::uint64_t number) {
  Bytes key = case_prefix(stream);
  append_u64(key, number);
  return key;
}

std::string case_name(const journal::StreamId& stream, std::uint64_t number) {
  return fmt::format("{}/{}", stream, number);
}

}  // namespace hashira::cases
