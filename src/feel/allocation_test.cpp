// Common paths allocate nothing: conditions, arithmetic of small numbers, names and paths, tests, calls.
//
// The whole test program's operator new is replaced by one that counts.
#if defined(__GNUC__) && !defined(__clang__)
// g++ 12 sees through the counting operators below and takes their free() for a mismatch when it inlines them.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "feel/feel.h"
#include "feel/number.h"

namespace {
std::atomic<long> allocations{0};
}  // namespace

// Under the address sanitizer its own operators stay: it would take these for a mismatch.
#if !defined(__SANITIZE_ADDRESS__)
void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
#endif

namespace hashira::feel {
namespace {

TEST(Allocation, CommonPathsMakeNone) {
#if defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "allocations are counted in builds without the address sanitizer";
#endif
  Scope scope;
  for (auto name : {"a", "b", "applicant", "?"}) scope.add(name);
  std::vector<Value> slots = {Value::integer(120'000), Value::decimal(75, 2),
                              Value::context({{"municipality", Value::string("Otaru")}, {"age", Value::integer(40)}}),
                              Value::integer(7)};
  for (auto text : {"a * b + 1", "if a > 100 and b < 1 then min(floor(a * b), 80000) else 0", "applicant.age >= 18",
                    "applicant.municipality in (\"Sapporo\", \"Otaru\")", "? in [1..10]", "not(applicant.age between 20 and 30)",
                    "contains(applicant.municipality, \"ta\")", "@\"2020-05-20\" < @\"2020-06-01\" or a = 1",
                    "modulo(a, 7) = 1", "some x in [1, 2, 3] satisfies x < a"}) {
    auto expression = compile(text, scope);
    ASSERT_TRUE(expression) << text << ": " << expression.error().text();
    Environment environment;
    expression->evaluate(slots, environment);
    long before = allocations;
    Value value = expression->evaluate(slots, environment);
    long made = allocations - before;
    EXPECT_FALSE(value.is_null()) << text;
    EXPECT_EQ(made, 0) << text;
  }
}

}  // namespace
}  // namespace hashira::feel
