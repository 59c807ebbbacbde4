// Boxed invocation: parameters bound by name; one left unbound is null, one that is not there makes the call null
// (DMN 1.5, 7.3.4 and 10.3.2.13.2).
#include "dmn/boxed/function.h"
#include "dmn/compiler.h"
#include "dmn/frame.h"
#include "dmn/read_path.h"

namespace hashira::dmn {
namespace {

// Of whatever function the callee's value is.
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

// FAST PATH: the callee is known; arguments are evaluated straight into its frame, and checked only where what is known of
// them leaves it open.
class BoxedDirectInvocation final : public Node {
 public:
  struct Argument {
    std::size_t slot;  // in the callee's frame
    NodePtr value;
    ItemTypePtr check;  // empty: it conforms anyway
    const ReadPath* path = nullptr;  // what the value is, if no more than a path
  };
  BoxedDirectInvocation(const FrameFunction& function, std::vector<Argument> arguments)
      : function_(function), frame_size_(function.frame_size()), arguments_(std::move(arguments)) {
    runs_over_ = !function.needs_frame() && arguments_.size() == function.parameters().size() &&
                 function.first_parameter() + arguments_.size() <= over_slots_max;
    for (Argument& argument : arguments_) {
      argument.path = argument.value->path();
      all_paths_ = all_paths_ && argument.path;
      runs_over_ = runs_over_ && argument.path && !argument.check;
    }
  }

  feel::Value evaluate(feel::Value* frame, feel::Environment& environment) const override {
    feel::Value hold;
    const auto look = [frame](const ReadPath& path) { return path.look(frame); };
    if (const feel::Value* value = runs_over_ ? run_over(look, hold, environment) : nullptr) return value == &hold ? std::move(hold) : *value;
    const Frame inner(frame_size_);
    for (const Argument& argument : arguments_) argument.value->evaluate_into(inner[argument.slot], frame, environment);
    return called(inner, environment);
  }
  const feel::Value* evaluate_over(const feel::Value* const* slots, feel::Value& hold, feel::Environment& environment) const override {
    if (!all_paths_) return nullptr;
    const auto look = [slots](const ReadPath& path) { return path.look_over(slots); };
    if (const feel::Value* value = runs_over_ ? run_over(look, hold, environment) : nullptr) return value;
    const Frame inner(frame_size_);
    for (const Argument& argument : arguments_) {
      const feel::Value* value = argument.path->look_over(slots);
      if (!value) return nullptr;
      inner[argument.slot] = *value;
    }
    hold = called(inner, environment);
    return &hold;
  }
  bool needs_frame() const override { return !all_paths_; }
  bool gives(const ItemTypePtr& type) const override { return function_.gives(type); }

 private:
  static constexpr std::size_t over_slots_max = 16;

  const FrameFunction& function_;
  std::size_t frame_size_;
  std::vector<Argument> arguments_;
  bool all_paths_ = true;
  bool runs_over_ = false;  // all parameters are given by paths and conform at once, and the function needs no frame

  template <class Look>
  const feel::Value* run_over(Look look, feel::Value& hold, feel::Environment& environment) const {
    const feel::Value* inner[over_slots_max];  // below the parameters nothing is read
    for (const Argument& argument : arguments_)
      if (!(inner[argument.slot] = look(*argument.path))) return nullptr;
    return function_.run_over(inner, hold, environment);
  }

  feel::Value called(const Frame& inner, feel::Environment& environment) const {
    for (const Argument& argument : arguments_)
      if (argument.check && !fits(inner[argument.slot], argument.check, environment)) return feel::Value::null(feel::Reason::type_constraint);
    return function_.run(inner.slots(), environment);
  }

  static bool fits(feel::Value& value, const ItemTypePtr& type, feel::Environment& environment) {
    if (value.is_null()) return true;
    value = conform(std::move(value), type, environment);
    return !value.is_null();
  }
};

// The function that the callee is always, when it is but the name of one.
const FrameFunction* invocation_function(const syntax::ExpressionPtr& callee, const Lexical& lexical) {
  const auto* literal = callee && !callee->type.given() ? std::get_if<syntax::LiteralExpression>(&callee->logic) : nullptr;
  if (!literal || !literal->language.empty()) return nullptr;
  const auto slot = lexical.scope().find(trimmed(literal->text.text));
  if (!slot || !lexical.function(*slot)) return nullptr;
  const auto compiled = feel::compile(literal->text.text, lexical.scope());
  return compiled && ReadPath(*compiled, lexical.scope()).whole_slot() == slot ? lexical.function(*slot) : nullptr;
}

// The slot of each binding's parameter; nullopt when one is unknown or bound twice.
std::optional<std::vector<std::size_t>> invocation_slots(const FrameFunction& function, const std::vector<std::string>& names) {
  std::vector<std::size_t> slots;
  const std::vector<feel::Parameter>& parameters = function.signature().parameters;
  for (const std::string& name : names) {
    const auto at = std::find_if(parameters.begin(), parameters.end(), [&](const feel::Parameter& p) { return p.name == name; });
    const std::size_t slot = function.first_parameter() + static_cast<std::size_t>(at - parameters.begin());
    if (at == parameters.end() || std::find(slots.begin(), slots.end(), slot) != slots.end()) return std::nullopt;
    slots.push_back(slot);
  }
  return slots;
}

NodePtr invocation_direct(const FrameFunction& function, const std::vector<std::size_t>& slots, std::vector<NodePtr> values) {
  std::vector<BoxedDirectInvocation::Argument> arguments;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const ItemTypePtr& type = function.signature().types[slots[i] - function.first_parameter()];
    const bool sure = !type || values[i]->gives(type);
    arguments.push_back({slots[i], std::move(values[i]), sure ? ItemTypePtr{} : type, nullptr});
  }
  return std::make_unique<BoxedDirectInvocation>(function, std::move(arguments));
}

}  // namespace

NodePtr compile_invocation(Compiler& compiler, const syntax::Invocation& invocation, Lexical& lexical) {
  std::vector<std::string> names;
  std::vector<NodePtr> values;
  const FrameFunction* function = invocation_function(invocation.callee, lexical);
  NodePtr callee = function ? nullptr : compiler.expression(invocation.callee, lexical);
  for (const syntax::Invocation::Binding& binding : invocation.bindings) {
    names.push_back(binding.parameter.name);
    values.push_back(compiler.expression(binding.value, lexical));
  }
  if (function) {
    if (const auto slots = invocation_slots(*function, names)) return invocation_direct(*function, *slots, std::move(values));
    callee = compiler.expression(invocation.callee, lexical);
  }
  return std::make_unique<BoxedInvocation>(std::move(callee), std::move(names), std::move(values));
}

}  // namespace hashira::dmn
