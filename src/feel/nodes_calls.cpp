// Nodes of functions: closures, calls by position and by name (DMN 1.5 §10.3.2.15).
#include "feel/nodes.h"
#include "feel/program.h"

namespace hashira::feel {
namespace {

// A function and what it captured where it was made.
class Closure final : public Callable {
 public:
  Closure(std::shared_ptr<const ClosureCode> code, std::vector<std::pair<int, Value>> captured)
      : code_(std::move(code)), captured_(std::move(captured)) {
    int deepest = 0;
    for (const auto& [slot, value] : captured_) deepest = std::max(deepest, value.nesting());
    nest(deepest + 1);
  }

  std::string_view name() const override { return {}; }
  const std::vector<Parameter>& parameters() const override { return code_->parameters; }

  Value call(std::span<Value> arguments, Environment& environment) const override {
    if (!environment.enter(code_->height)) {
      environment.leave(code_->height);
      return Value::null(Reason::out_of_fuel);
    }
    Locals locals(code_->local_count);
    Value refused = fill(locals.data(), arguments);
    Frame frame{nullptr, locals.data(), environment};
    Value result = refused.is_null() && refused.reason() != Reason::none ? refused : code_->body->evaluate(frame);
    environment.leave(code_->height);
    return result;
  }

 private:
  // A failed null if an argument does not fit its type.
  Value fill(Value* locals, std::span<Value> arguments) const {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      bool given = !arguments[i].is_null();
      locals[i] = coerce(std::move(arguments[i]), code_->parameters[i].type);
      if (given && locals[i].is_null()) return Value::null(Reason::bad_argument);
    }
    for (const auto& [slot, value] : captured_) locals[slot] = value;
    if (code_->self_slot >= 0) locals[code_->self_slot] = Value::function(Ref<Callable>::share(this));
    return {};
  }

  std::shared_ptr<const ClosureCode> code_;
  std::vector<std::pair<int, Value>> captured_;
};

class ClosureNode final : public Node {
 public:
  ClosureNode(std::shared_ptr<const ClosureCode> code, std::vector<Capture> captures, Origin origin)
      : Node(origin), code_(std::move(code)), captures_(std::move(captures)) {}

  Value evaluate(Frame& frame) const override {
    std::vector<std::pair<int, Value>> captured;
    captured.reserve(captures_.size());
    for (const Capture& capture : captures_) captured.emplace_back(capture.slot, capture.from->evaluate(frame));
    if (!frame.environment.spend_bytes(64 + captured.size() * 24)) return fail_here(Reason::out_of_fuel);
    auto closure = make_ref<Closure>(code_, std::move(captured));
    return Value::function(Ref<Callable>::adopt(closure.leave()));
  }

 private:
  std::shared_ptr<const ClosureCode> code_;
  std::vector<Capture> captures_;
};

class ArgumentValues {
 public:
  ArgumentValues(const NodeList& nodes, Frame& frame) : values_(nodes.size()) {
    Value* value = values_.data();
    for (const NodePtr& node : nodes) *value++ = node->evaluate(frame);
  }
  std::span<Value> span() { return values_.span(); }

 private:
  ValueArray<6> values_;
};

std::vector<std::string_view> views(const std::vector<std::string>& names) { return {names.begin(), names.end()}; }

class BuiltinCallNode final : public Node {
 public:
  BuiltinCallNode(std::span<const Builtin> rows, std::vector<std::string> names, NodeList arguments, Origin origin)
      : Node(origin), rows_(rows), names_(std::move(names)), views_(views(names_)), arguments_(std::move(arguments)) {}

  Value evaluate(Frame& frame) const override {
    ArgumentValues values(arguments_, frame);
    if (!frame.environment.spend(1)) return fail_here(Reason::out_of_fuel);
    Value result = views_.empty() ? call_builtin(rows_, values.span(), frame.environment)
                                  : call_builtin(rows_, views_, values.span(), frame.environment);
    if (!frame.environment.spend_bytes(result.bytes())) return fail_here(Reason::out_of_fuel);
    return result.is_null() ? result.at_origin(origin()) : result;
  }

 private:
  std::span<const Builtin> rows_;
  std::vector<std::string> names_;
  std::vector<std::string_view> views_;
  NodeList arguments_;
};

class CallNode final : public Node {
 public:
  CallNode(NodePtr callee, std::span<const Builtin> rows, std::vector<std::string> names, NodeList arguments, Origin origin)
      : Node(origin), callee_(std::move(callee)), rows_(rows), names_(std::move(names)), arguments_(std::move(arguments)) {}

  Value evaluate(Frame& frame) const override {
    Value hold;
    const Value& callee = callee_->look(frame, hold);
    if (!frame.environment.spend(1)) return fail_here(Reason::out_of_fuel);
    if (!callee.is(Kind::function)) return not_a_function(callee, frame);
    Value result = called(callee, frame);
    return result.is_null() ? result.at_origin(origin()) : result;
  }

 private:
  Value not_a_function(const Value& callee, Frame& frame) const {
    if (rows_.empty()) return fail_of(callee, Reason::not_a_function);
    return called(builtin_value(rows_), frame);
  }

  Value called(const Value& function, Frame& frame) const {
    Value keep = function;  // the function lives on while it runs
    const Callable& callable = keep.as_function();
    ArgumentValues values(arguments_, frame);
    if (!names_.empty()) return by_name(callable, values.span(), frame);
    if (!callable.takes(arguments_.size())) return fail_here(Reason::wrong_argument_count);
    return callable.call(values.span(), frame.environment);
  }

  // A parameter that was not named is null.
  Value by_name(const Callable& callable, std::span<Value> values, Frame& frame) const {
    const auto& parameters = callable.parameters();
    std::vector<Value> ordered(parameters.size());
    for (std::size_t i = 0; i < names_.size(); ++i) {
      auto at = std::find_if(parameters.begin(), parameters.end(), [&](const Parameter& p) { return p.name == names_[i]; });
      if (at == parameters.end()) return fail_here(Reason::unknown_argument);
      ordered[static_cast<std::size_t>(at - parameters.begin())] = std::move(values[i]);
    }
    if (names_.size() != parameters.size() && !callable.takes(names_.size())) return fail_here(Reason::wrong_argument_count);
    return callable.call(ordered, frame.environment);
  }

  NodePtr callee_;
  std::span<const Builtin> rows_;
  std::vector<std::string> names_;
  NodeList arguments_;
};

}  // namespace

NodePtr closure_node(std::shared_ptr<const ClosureCode> code, std::vector<Capture> captures, Origin origin) {
  return std::make_unique<ClosureNode>(std::move(code), std::move(captures), origin);
}
NodePtr builtin_call_node(std::span<const Builtin> rows, std::vector<std::string> names, NodeList arguments, Origin origin) {
  return std::make_unique<BuiltinCallNode>(rows, std::move(names), std::move(arguments), origin);
}
NodePtr call_node(NodePtr callee, std::span<const Builtin> rows, std::vector<std::string> names, NodeList arguments,
                  Origin origin) {
  return std::make_unique<CallNode>(std::move(callee), rows, std::move(names), std::move(arguments), origin);
}

}  // namespace hashira::feel
