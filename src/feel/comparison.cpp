// Equality and order of values: DMN 1.5 §10.3.2.13 and tables 53–54.
#include <algorithm>

#include "feel/number.h"
#include "feel/temporal.h"
#include "feel/value.h"

namespace hashira::feel {
namespace {

bool numbers_equal(const Value& a, const Value& b) {
  if (a.is_small_number() && b.is_small_number()) return a.coefficient() == b.coefficient() && a.scale() == b.scale();
  return !a.is_small_number() && !b.is_small_number() && a.as_number() == b.as_number();
}

// Items of different types make two lists different, not null.
bool lists_equal(const Value& a, const Value& b) {
  auto left = a.items(), right = b.items();
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const Value& x, const Value& y) { return equal(x, y) == true; });
}

// The order of entries does not matter.
bool contexts_equal(const Value& a, const Value& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const Value* other = b.find(a.key(i));
    if (!other || equal(a.at(i), *other) != true) return false;
  }
  return true;
}

bool ranges_equal(const RangeObject& a, const RangeObject& b) {
  return a.form == b.form && a.low_side == b.low_side && a.high_side == b.high_side && equal(a.low, b.low) == true &&
         equal(a.high, b.high) == true;
}

int sign_of(std::strong_ordering order) { return order < 0 ? -1 : order > 0 ? 1 : 0; }
int sign_of(std::int64_t a, std::int64_t b) { return a < b ? -1 : a > b ? 1 : 0; }

template <class T>
std::optional<int> boxed_order(const Value& a, const Value& b) {
  auto order = compare(a.as_boxed<T>(), b.as_boxed<T>());
  return order ? std::optional(sign_of(*order)) : std::nullopt;
}

int numbers_order(const Value& a, const Value& b) {
  if (a.is_small_number() && b.is_small_number() && a.scale() == b.scale()) return sign_of(a.coefficient(), b.coefficient());
  return sign_of(compare(a.as_number(), b.as_number()));
}

}  // namespace

std::optional<bool> equal(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
    case Kind::boolean:
      return a.is_true() == b.is_true();
    case Kind::number:
      return numbers_equal(a, b);
    case Kind::string:
      return a.as_string() == b.as_string();
    case Kind::date:
      return a.as_days() == b.as_days();
    case Kind::years_months_duration:
      return a.as_months() == b.as_months();
    case Kind::time:
      return equal(a.as_boxed<TimeOfDay>(), b.as_boxed<TimeOfDay>());
    case Kind::date_time:
      return equal(a.as_boxed<DateTime>(), b.as_boxed<DateTime>());
    case Kind::days_time_duration:
      return a.as_boxed<DaysTimeDuration>() == b.as_boxed<DaysTimeDuration>();
    case Kind::list:
      return lists_equal(a, b);
    case Kind::context:
      return contexts_equal(a, b);
    case Kind::range:
      return ranges_equal(a.as_range(), b.as_range());
    default:
      return std::nullopt;  // functions are not compared
  }
}

std::optional<int> compare(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
    case Kind::number:
      return numbers_order(a, b);
    case Kind::string: {  // the order of UTF-8 bytes is the order of code points
      int order = a.as_string().compare(b.as_string());
      return sign_of(order, 0);
    }
    case Kind::date:
      return sign_of(a.as_days(), b.as_days());
    case Kind::years_months_duration:
      return sign_of(a.as_months(), b.as_months());
    case Kind::time:
      return boxed_order<TimeOfDay>(a, b);
    case Kind::date_time:
      return boxed_order<DateTime>(a, b);
    case Kind::days_time_duration:
      return sign_of(a.as_boxed<DaysTimeDuration>() <=> b.as_boxed<DaysTimeDuration>());
    default:
      return std::nullopt;
  }
}

bool identical(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Kind::null:
      return true;
    case Kind::time:
      return a.as_boxed<TimeOfDay>() == b.as_boxed<TimeOfDay>();
    case Kind::date_time:
      return a.as_boxed<DateTime>() == b.as_boxed<DateTime>();
    case Kind::list:
      return std::equal(a.items().begin(), a.items().end(), b.items().begin(), b.items().end(), identical);
    case Kind::context:
      return a.shape().names == b.shape().names &&
             std::equal(a.items().begin(), a.items().end(), b.items().begin(), b.items().end(), identical);
    case Kind::range: {
      const RangeObject &x = a.as_range(), &y = b.as_range();
      return x.form == y.form && x.low_side == y.low_side && x.high_side == y.high_side && identical(x.low, y.low) &&
             identical(x.high, y.high);
    }
    case Kind::function:
      return &a.as_function() == &b.as_function();
    default:
      return equal(a, b) == true;
  }
}

}  // namespace hashira::feel
