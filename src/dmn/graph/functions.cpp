// Calling knowledge models and decision services.
#include "dmn/graph/functions.h"

#include "dmn/frame.h"

namespace hashira::dmn {
namespace {

class GraphFunction : public feel::Callable {
 public:
  explicit GraphFunction(Signature signature) : signature_(std::move(signature)) {}
  std::string_view name() const override { return signature_.name; }
  const std::vector<feel::Parameter>& parameters() const override { return signature_.parameters; }
  feel::Type result() const override { return signature_.result_type; }

  feel::Value call(std::span<feel::Value> arguments, feel::Environment& environment) const override {
    if (arguments.size() != signature_.parameters.size()) return feel::Value::null(feel::Reason::wrong_argument_count);
    if (!conform_arguments(arguments, signature_, environment)) return feel::Value::null(feel::Reason::type_constraint);
    const BodyDepth depth(environment);
    if (!depth.ok()) return feel::Value::null(feel::Reason::out_of_fuel);
    return conform(run_body(arguments, environment), signature_.result, environment);
  }

 private:
  Signature signature_;
  virtual feel::Value run_body(std::span<feel::Value> arguments, feel::Environment& environment) const = 0;
};

class KnowledgeFunction final : public FrameFunction {
 public:
  KnowledgeFunction(const Graph& graph, const Element& element, FunctionCode code)
      : graph_(graph), code_(std::move(code)), first_parameter_(element.slots.size()), fills_(fills_of(element, graph, {})) {}

  std::string_view name() const override { return code_.signature.name; }
  const std::vector<feel::Parameter>& parameters() const override { return code_.signature.parameters; }
  feel::Type result() const override { return code_.signature.result_type; }
  const Signature& signature() const override { return code_.signature; }
  std::size_t frame_size() const override { return code_.frame_size; }
  std::size_t first_parameter() const override { return first_parameter_; }

  feel::Value call(std::span<feel::Value> arguments, feel::Environment& environment) const override {
    if (arguments.size() != code_.signature.parameters.size()) return feel::Value::null(feel::Reason::wrong_argument_count);
    if (!conform_arguments(arguments, code_.signature, environment)) return feel::Value::null(feel::Reason::type_constraint);
    const Frame frame(code_.frame_size);
    std::move(arguments.begin(), arguments.end(), frame.slots() + first_parameter_);
    return run(frame.slots(), environment);
  }

  feel::Value run(feel::Value* frame, feel::Environment& environment) const override {
    const BodyDepth depth(environment);
    if (!depth.ok()) return feel::Value::null(feel::Reason::out_of_fuel);
    fill(fills_, graph_, nullptr, frame);
    return conform(code_.body->evaluate(frame, environment), code_.signature.result, environment);
  }

  bool needs_frame() const override { return !fills_.empty() || code_.body->needs_frame(); }
  const feel::Value* run_over(const feel::Value* const* slots, feel::Value& hold, feel::Environment& environment) const override {
    const BodyDepth depth(environment);
    if (!depth.ok()) {
      hold = feel::Value::null(feel::Reason::out_of_fuel);
      return &hold;
    }
    const feel::Value* value = code_.body->evaluate_over(slots, hold, environment);
    return value ? &conformed(*value, code_.signature.result, hold, environment) : nullptr;
  }

  bool gives(const ItemTypePtr& type) const override {
    const ItemTypePtr& result = code_.signature.result;
    return result ? conforms_at_once(result, type) : code_.body->gives(type);
  }

 private:
  const Graph& graph_;
  FunctionCode code_;
  std::size_t first_parameter_;
  std::vector<Fill> fills_;
};

class ExternalKnowledgeFunction final : public GraphFunction {
 public:
  ExternalKnowledgeFunction(Signature signature, NodePtr maker) : GraphFunction(std::move(signature)), maker_(std::move(maker)) {}

 private:
  NodePtr maker_;
  feel::Value run_body(std::span<feel::Value> arguments, feel::Environment& environment) const override {
    const feel::Value function = maker_->evaluate(nullptr, environment);
    if (!function.is(feel::Kind::function)) return feel::Value::null(feel::Reason::external_function);
    return function.as_function().call(arguments, environment);
  }
};

// The parameters are the service's input data, then its input decisions; several outputs make a context of them.
class ServiceFunction final : public GraphFunction {
 public:
  ServiceFunction(const Graph& graph, const Element& element, Signature signature)
      : GraphFunction(std::move(signature)), graph_(graph), plan_(plan_for(graph, element.outputs, element.parameters)) {
    std::vector<std::string> names;
    for (const ElementId output : element.outputs) names.push_back(graph.elements[output].name);
    shape_ = feel::make_ref<feel::Shape>(std::move(names));
  }

 private:
  const Graph& graph_;
  Plan plan_;
  feel::Ref<feel::Shape> shape_;

  feel::Value run_body(std::span<feel::Value> arguments, feel::Environment& environment) const override {
    Locals locals(plan_.locals);
    for (std::size_t i = arguments.size(); i < plan_.inputs.size(); ++i) locals.own(i) = feel::Value::null(feel::Reason::absent_input);
    for (std::size_t i = 0; i < arguments.size(); ++i) locals.own(i) = std::move(arguments[i]);
    run(plan_, graph_, locals, environment);
    if (plan_.results.size() == 1) return locals[plan_.results[0]];
    std::vector<feel::Value> values;
    for (const std::uint32_t result : plan_.results) values.push_back(locals[result]);
    return feel::Value::context(shape_, std::move(values));
  }
};

}  // namespace

feel::Ref<FrameFunction> knowledge_function(const Graph& graph, const Element& element, FunctionCode code) {
  return feel::Ref<FrameFunction>::adopt(new KnowledgeFunction(graph, element, std::move(code)));
}

feel::Ref<feel::Callable> external_knowledge_function(Signature signature, NodePtr maker) {
  return feel::Ref<feel::Callable>::adopt(new ExternalKnowledgeFunction(std::move(signature), std::move(maker)));
}

feel::Ref<feel::Callable> service_function(const Graph& graph, const Element& element, Signature signature) {
  return feel::Ref<feel::Callable>::adopt(new ServiceFunction(graph, element, std::move(signature)));
}

}  // namespace hashira::dmn
