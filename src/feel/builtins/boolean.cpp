// not(): DMN 1.5 §10.3.4.2, table 68.
#include "feel/builtins/table.h"

namespace hashira::feel {
namespace {

// A null or anything else that is no boolean has no negation.
Value not_builtin(Arguments arguments, Environment&) {
  auto value = arguments[0].as_boolean();
  if (value) return Value::boolean(!*value);
  return arguments[0].is_null() ? arguments[0] : Value::null(Reason::bad_argument);
}

const Builtin boolean_rows[] = {
    {"not", "10.3.4.2", {Taken{"negand"}}, not_builtin},
};

}  // namespace

std::span<const Builtin> boolean_builtins() { return boolean_rows; }

}  // namespace hashira::feel
