// Any bytes as FEEL text: compiling and evaluating them ends, within bounds, without a crash; what parses prints as text
// that parses to the same tree.
#include <cstdlib>

#include "feel/feel.h"
#include "feel/parser.h"
#include "feel/tree.h"

namespace hashira::feel {
namespace {

Scope fuzz_scope() {
  Scope scope;
  scope.add("?");
  scope.add("a", Type::of(TypeKind::number));
  scope.add("monthly income");
  scope.add("x-y", Type::context({{"first name", Type::of(TypeKind::string)}}));
  scope.add("rows", Type::list(Type::context({{"n", Type::of(TypeKind::number)}})));
  return scope;
}

std::vector<Value> fuzz_slots() {
  Value row = Value::context({{"n", Value::integer(2)}});
  return {Value::integer(5), Value::integer(3), Value::string("b"), Value::context({{"first name", Value::string("Ada")}}),
          Value::list({row, row})};
}

void check_round_trip(std::string_view text, const Scope& scope, const CompileOptions& options) {
  auto tree = parse(text, scope, options);
  if (!tree) return;
  CompileOptions roomy = options;
  roomy.depth_max *= 3;  // the printed text may have more brackets
  auto again = parse(to_text(*tree), scope, roomy);
  if (!again || !same_tree(*tree, *again)) std::abort();
}

}  // namespace
}  // namespace hashira::feel

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hashira::feel;
  static const Scope scope = fuzz_scope();
  static const std::vector<Value> slots = fuzz_slots();
  if (size == 0) return 0;
  CompileOptions options;
  options.grammar = data[0] % 2 ? Grammar::unary_tests : Grammar::expression;
  options.names = data[0] / 2 % 2 ? Names::strict : Names::lenient;
  options.depth_max = 60;
  options.size_max = 4000;
  std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  check_round_trip(text, scope, options);
  if (auto expression = compile(text, scope, options)) {
    Environment environment(Limits{20'000, 600});
    Value value = expression->evaluate(slots, environment);
    (void)to_text(value);
    (void)reason_text(value, *expression);
  }
  return 0;
}
