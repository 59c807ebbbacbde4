// sort(list, precedes): DMN 1.5 §10.3.4.10, table 82.
#include <algorithm>

#include "feel/builtins/table.h"
#include "feel/function.h"

namespace hashira::feel {
namespace {

// A stable sort; the first call that is neither true nor false, and the end of the fuel, make it null.
Value sort_builtin(Arguments arguments, Environment& environment) {
  const Callable& precedes = arguments[1].as_function();
  if (!precedes.takes(2)) return Value::null(Reason::bad_argument);
  std::vector<Value> items(arguments[0].items().begin(), arguments[0].items().end());
  Value failure;
  auto before = [&](const Value& a, const Value& b) {
    if (failure.reason() != Reason::none) return false;
    Value pair[2] = {a, b};
    Value answer = environment.spend(1) ? precedes.call(pair, environment) : Value::null(Reason::out_of_fuel);
    if (!answer.is(Kind::boolean)) failure = Value::null(answer.is_null() && answer.reason() != Reason::none ? answer.reason() : Reason::not_boolean);
    return answer.is_true();
  };
  std::stable_sort(items.begin(), items.end(), before);
  return failure.reason() != Reason::none ? failure : Value::list(std::move(items));
}

const Builtin sort_rows[] = {
    {"sort", "10.3.4.10", {Taken{"list", takes::list}, Taken{"precedes", takes::function}}, sort_builtin},
};

}  // namespace

std::span<const Builtin> sort_builtins() { return sort_rows; }

}  // namespace hashira::feel
