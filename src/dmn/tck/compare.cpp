// The kit's comparison, and beside it the exact one.
#include "dmn/tck/compare.h"

#include <algorithm>

#include "feel/number.h"

namespace hashira::dmn::tck {
namespace {

Match compare_worse(Match a, Match b) {
  return std::min(a, b);
}

// The kit's runners compare numbers with a tolerance of 10⁻⁸.
Match compare_numbers(const feel::Value& expected, const feel::Value& got) {
  const feel::Decimal a = expected.as_number(), b = got.as_number();
  if (a == b) return Match::exact;
  const feel::Number difference = feel::subtract(a, b);
  if (!difference) return Match::no;
  const feel::Decimal size = difference->sign() < 0 ? feel::negate(*difference) : *difference;
  return feel::compare(size, feel::Decimal::of(1, 8)) < 0 ? Match::within_tolerance : Match::no;
}

// <value/> without a type: the kit's way (0019) of writing "nothing".
bool compare_is_nothing(const TestValue& expected) {
  return expected.type.empty() && trimmed(expected.text).empty();
}

Match compare_leaf(const TestValue& expected, const feel::Value& got) {
  if (got.is_null() && compare_is_nothing(expected)) return Match::exact;
  const feel::Value value = value_of(expected, got.kind());
  if (value.is_null()) return Match::no;  // the test's own text does not read as its type
  if (value.is(feel::Kind::number) && got.is(feel::Kind::number)) return compare_numbers(value, got);
  return feel::identical(value, got) || (value.kind() == got.kind() && feel::equal(value, got) == true) ? Match::exact : Match::no;
}

Match compare_lists(const std::vector<TestValue>& expected, const feel::Value& got) {
  if (!got.is(feel::Kind::list) || got.size() != expected.size()) return Match::no;
  Match match = Match::exact;
  for (std::size_t i = 0; i < expected.size(); ++i) match = compare_worse(match, compare(expected[i], got.at(i)));
  return match;
}

Match compare_contexts(const TestValue& expected, const feel::Value& got) {
  if (!got.is(feel::Kind::context) || got.size() != expected.components.size()) return Match::no;
  Match match = Match::exact;
  for (const auto& [name, component] : expected.components) {
    const feel::Value* entry = got.find(name);
    if (!entry) return Match::no;
    match = compare_worse(match, compare(component, *entry));
  }
  return match;
}

}  // namespace

Match compare(const TestValue& expected, const feel::Value& got) {
  switch (expected.form) {
    case TestValue::Form::nil: return got.is_null() ? Match::exact : Match::no;
    case TestValue::Form::text: return compare_leaf(expected, got);
    case TestValue::Form::list: return compare_lists(expected.items, got);
    case TestValue::Form::components: return compare_contexts(expected, got);
  }
  return Match::no;
}

}  // namespace hashira::dmn::tck
