// Workloads of feel: an expression compiled, and expressions evaluated over slots.
#include <array>
#include <cassert>

#include "feel/feel.h"
#include "workloads.h"

namespace bench {
namespace {

using namespace hashira::feel;

// An expression over (a, b, c), compiled at its first run.
struct Prepared {
  explicit Prepared(std::string_view text) {
    Scope scope;
    for (std::string_view name : {"a", "b", "c"}) scope.add(name);
    auto compiled = compile(text, scope);
    assert(compiled);
    expression = *std::move(compiled);
  }
  void run(const Value& a, const Value& b, const Value& c) const {
    std::array slots{a, b, c};
    Environment environment;
    Value value = expression.evaluate(slots, environment);
    assert(!value.is_null());
    sink = static_cast<std::int64_t>(value.kind());
  }
  Expression expression;
};

void compile_payment() {
  Prepared prepared("decimal((a * b / 12) / (1 - (1 + b / 12) ** -c), 2)");
}

void payment() {
  static const Prepared prepared("decimal((a * b / 12) / (1 - (1 + b / 12) ** -c), 2)");
  prepared.run(Value::integer(30'000'000), Value::decimal(35, 3), Value::integer(360));
}

void capped_amount() {
  static const Prepared prepared("if a < 0 then 0 else min(floor(a * b), c)");
  for (int i = 0; i < 100; ++i)
    prepared.run(Value::integer(100'000 + i), Value::decimal(75, 2), Value::integer(80'000));
}

void conditions() {
  static const Prepared prepared("a >= 10 and a < 20 and b in (\"Sapporo\", \"Otaru\") and not(c)");
  for (int i = 0; i < 100; ++i) prepared.run(Value::integer(15), Value::string("Otaru"), Value::boolean(false));
}

void loop() {
  static const Prepared prepared("sum(for i in 1..a return if modulo(i, 3) = 0 then i * b else c)");
  prepared.run(Value::integer(1000), Value::integer(2), Value::integer(1));
}

void filter() {
  static const Prepared prepared("count((for i in 1..a return {n: i, s: string(i)})[n > b and contains(s, c)])");
  prepared.run(Value::integer(100), Value::integer(50), Value::string("7"));
}

void ages() {
  static const Prepared prepared("years and months duration(date(a), date(b)).years >= c");
  for (int i = 0; i < 100; ++i)
    prepared.run(Value::string("1984-02-29"), Value::string("2020-05-20"), Value::integer(18));
}

constexpr Workload expressions[] = {
    {"feel/compile-payment", compile_payment},
    {"feel/payment", payment},
    {"feel/capped-amount-100", capped_amount},
    {"feel/conditions-100", conditions},
    {"feel/loop-1000", loop},
    {"feel/filter-100", filter},
    {"feel/ages-100", ages},
};

}  // namespace

std::span<const Workload> feel_workloads() {
  return expressions;
}

}  // namespace bench
