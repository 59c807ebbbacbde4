// What FEEL can call: built-ins, closures, native (external) functions, and what other rooms hand in (BKMs, services).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "feel/object.h"
#include "feel/types.h"
#include "feel/value.h"

namespace hashira::feel {

class Environment;

struct Parameter {
  std::string name;
  Type type;
};

class Callable : public Object {
 public:
  virtual std::string_view name() const = 0;  // "" for a closure
  virtual const std::vector<Parameter>& parameters() const = 0;
  virtual Type result() const { return {}; }
  // Whether it may be called with so many arguments.
  virtual bool takes(std::size_t count) const { return count == parameters().size(); }
  // Calls with arguments in the order of the parameters; the callee may move them away.
  virtual Value call(std::span<Value> arguments, Environment& environment) const = 0;
};

}  // namespace hashira::feel
