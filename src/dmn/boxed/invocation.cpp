// Boxed invocation: parameters bound by name; one left unbound is null, one that is not there makes the call null
// (DMN 1.5, 7.3.4 and 10.3.2.13.2).
#include "dmn/boxed/function.h"
#include "dmn/compiler.h"
#include "dmn/frame.h"

namespace hashira::dmn {
namespace {

class BoxedInvocation final : public Node {
 public:
  BoxedInvocation(NodePtr callee, std::vector<std::string> names, std::vector<NodePtr> values)
      : callee_(std::move(callee)), names_(std::move(names)), values_(std::move(values)) {}

  feel::Value evaluate(feel::Value* frame, feel::Environment& environment) const override {
    const feel::Value callee = callee_->evaluate(frame, environment);
    if (!callee.is(feel::Kind::function))
      return callee.is_null() && callee.reason() != feel::Reason::none ? callee : feel::Value::null(feel::Reason::not_a_function);
    const feel::Callable& function = callee.as_function();
    const std::vector<feel::Parameter>& parameters = function.parameters();
    const Frame arguments(parameters.size());
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const std::size_t at = position(parameters, i);
      if (at == parameters.size()) return feel::Value::null(feel::Reason::unknown_argument);
      arguments[at] = values_[i]->evaluate(frame, environment);
    }
    return function.call({arguments.slots(), arguments.size()}, environment);
  }

 private:
  NodePtr callee_;
  std::vector<std::string> names_;
  std::vector<NodePtr> values_;

  // FAST PATH: editors write bindings in the order of the parameters.
  std::size_t position(const std::vector<feel::Parameter>& parameters, std::size_t binding) const {
    if (binding < parameters.size() && parameters[binding].name == names_[binding]) return binding;
    std::size_t at = 0;
    while (at < parameters.size() && parameters[at].name != names_[binding]) ++at;
    return at;
  }
};

}  // namespace

NodePtr compile_invocation(Compiler& compiler, const syntax::Invocation& invocation, Lexical& lexical) {
  NodePtr callee = compiler.expression(invocation.callee, lexical);
  std::vector<std::string> names;
  std::vector<NodePtr> values;
  for (const syntax::Invocation::Binding& binding : invocation.bindings) {
    names.push_back(binding.parameter.name);
    values.push_back(compiler.expression(binding.value, lexical));
  }
  return std::make_unique<BoxedInvocation>(std::move(callee), std::move(names), std::move(values));
}

}  // namespace hashira::dmn
