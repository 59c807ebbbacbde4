// Functions that make one value of a list: DMN 1.5 §10.3.4.4, table 70 (min … mode, all, any).
#include <algorithm>

#include "feel/arithmetic.h"
#include "feel/builtins/table.h"
#include "feel/number.h"

namespace hashira::feel {
namespace {

constexpr std::string_view aggregate_clause = "10.3.4.4";

Value empty_list() { return Value::null(Reason::empty_list); }

// The first item that is no number, or nullptr.
const Value* not_a_number(Arguments items) {
  auto at = std::find_if(items.begin(), items.end(), [](const Value& item) { return !item.is(Kind::number); });
  return at == items.end() ? nullptr : &*at;
}

template <int wanted>
Value extreme_builtin(Arguments items, Environment&) {
  if (items.empty()) return empty_list();
  Value best = items[0];
  for (const Value& item : items) {
    auto order = compare(item, best);
    if (!order) return failed(Reason::not_comparable, item, best);
    if (*order == wanted) best = item;
  }
  return best;
}

Value sum_builtin(Arguments items, Environment&) {
  if (items.empty()) return empty_list();
  if (const Value* other = not_a_number(items)) return failed(Reason::bad_argument, *other);
  Value sum = Value::integer(0);
  for (const Value& item : items) sum = sum_of(sum, item);
  return sum;
}

Value product_builtin(Arguments items, Environment&) {
  if (items.empty()) return empty_list();
  if (const Value* other = not_a_number(items)) return failed(Reason::bad_argument, *other);
  Value product = Value::integer(1);
  for (const Value& item : items) product = product_of(product, item);
  return product;
}

Value mean_builtin(Arguments items, Environment& environment) {
  Value sum = sum_builtin(items, environment);
  return sum.is_null() ? sum : quotient_of(sum, Value::integer(static_cast<std::int64_t>(items.size())));
}

Value median_builtin(Arguments items, Environment&) {
  if (items.empty()) return empty_list();
  if (const Value* other = not_a_number(items)) return failed(Reason::bad_argument, *other);
  std::stable_sort(items.begin(), items.end(), [](const Value& a, const Value& b) { return compare(a, b) == -1; });
  std::size_t middle = items.size() / 2;
  if (items.size() % 2 == 1) return items[middle];
  return quotient_of(sum_of(items[middle - 1], items[middle]), Value::integer(2));
}

// Of a sample: divided by one less than the number of items.
Value stddev_builtin(Arguments items, Environment& environment) {
  if (items.size() < 2) return empty_list();
  Value mean = mean_builtin(items, environment);
  Value squares = Value::integer(0);
  for (const Value& item : items) {
    Value deviation = difference_of(item, mean);
    squares = sum_of(squares, product_of(deviation, deviation));
  }
  Value variance = quotient_of(squares, Value::integer(static_cast<std::int64_t>(items.size()) - 1));
  return variance.is_null() ? variance : Value::number(square_root(variance.as_number()));
}

// The numbers that occur most often, ascending.
Value mode_builtin(Arguments items, Environment&) {
  if (const Value* other = not_a_number(items)) return failed(Reason::bad_argument, *other);
  std::stable_sort(items.begin(), items.end(), [](const Value& a, const Value& b) { return compare(a, b) == -1; });
  std::vector<Value> modes;
  std::size_t most = 0;
  for (std::size_t first = 0; first < items.size();) {
    std::size_t last = first;
    while (last < items.size() && equal(items[first], items[last]) == true) ++last;
    if (last - first > most) modes.clear();
    most = std::max(most, last - first);
    if (last - first == most) modes.push_back(items[first]);
    first = last;
  }
  return Value::list(std::move(modes));
}

// all() is decided by a false, any() by a true.
template <bool deciding>
Value quantifier_builtin(Arguments items, Environment&) {
  Value undecided = Value::boolean(!deciding);
  for (const Value& item : items) {
    if (item.as_boolean() == deciding) return Value::boolean(deciding);
    if (!item.is(Kind::boolean) && !undecided.is_null()) {
      undecided = item.is_null() ? item : Value::null(Reason::bad_argument);
    }
  }
  return undecided;
}

constexpr Builtin aggregate(std::string_view name, Scalar run) {
  return {name, aggregate_clause, {Taken{"list", takes::list}}, run, NullRule::null_gives_null, Items::spread};
}

const Builtin aggregate_rows[] = {
    aggregate("min", extreme_builtin<-1>), aggregate("max", extreme_builtin<1>),
    aggregate("sum", sum_builtin),         aggregate("mean", mean_builtin),
    aggregate("all", quantifier_builtin<false>), aggregate("any", quantifier_builtin<true>),
    aggregate("product", product_builtin), aggregate("median", median_builtin),
    aggregate("stddev", stddev_builtin),   aggregate("mode", mode_builtin),
};

}  // namespace

std::span<const Builtin> aggregate_builtins() { return aggregate_rows; }

}  // namespace hashira::feel
