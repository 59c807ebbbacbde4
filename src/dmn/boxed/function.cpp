// Boxed function definitions: FEEL bodies become closures over the frame, Java ones FEEL's own external functions.
#include "dmn/boxed/function.h"

#include <fmt/core.h>

#include "dmn/compiler.h"
#include "dmn/frame.h"

namespace hashira::dmn {
namespace {

class BoxedFunctionMaker final : public Node {
 public:
  explicit BoxedFunctionMaker(FunctionCode code) : code_(std::move(code)) {}
  feel::Value evaluate(feel::Value* frame, feel::Environment&) const override {
    return feel::Value::function(feel::Ref<feel::Callable>::adopt(
        new BoxedFunction(code_, std::vector<feel::Value>(frame, frame + code_.captured))));
  }

 private:
  FunctionCode code_;
};

// `a name: type, …` as FEEL writes formal parameters.
std::string function_parameters(const std::vector<feel::Parameter>& parameters) {
  std::string text;
  for (const feel::Parameter& parameter : parameters) {
    text += text.empty() ? "" : ", ";
    text += parameter.name;
    if (!parameter.type.is(feel::TypeKind::any)) text += ": " + feel::to_text(parameter.type);
  }
  return text;
}

// A Java body is a context with the literal entries `class` and `method signature` (10.3.2.13.3).
std::optional<std::string> function_java_entry(const syntax::FunctionDefinition& function, std::string_view name) {
  const auto* context = function.body ? std::get_if<syntax::Context>(&function.body->logic) : nullptr;
  if (!context) return std::nullopt;
  for (const auto& entry : context->entries) {
    const auto* literal = entry.value ? std::get_if<syntax::LiteralExpression>(&entry.value->logic) : nullptr;
    if (literal && entry.variable && entry.variable->name == name) return std::string(trimmed(literal->text.text));
  }
  return std::nullopt;
}

NodePtr function_external(Compiler& compiler, const syntax::FunctionDefinition& function, const Signature& signature, Lexical& lexical) {
  const auto class_name = function_java_entry(function, "class");
  const auto method = function_java_entry(function, "method signature");
  if (function.kind == syntax::FunctionKind::pmml || !class_name || !method) return compiler.expression({}, lexical);
  syntax::LiteralExpression literal;
  literal.text.text = fmt::format("function({}) external {{ java: {{ class: {}, method signature: {} }} }}",
                                  function_parameters(signature.parameters), *class_name, *method);
  literal.text.spot = function.body->spot;
  return compile_literal(compiler, literal, lexical);
}

}  // namespace

bool conform_arguments(std::span<feel::Value> arguments, const Signature& signature, feel::Environment& environment) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (!signature.types[i] || arguments[i].is_null()) continue;
    arguments[i] = conform(std::move(arguments[i]), signature.types[i], environment);
    if (arguments[i].is_null()) return false;
  }
  return true;
}

feel::Value BoxedFunction::call(std::span<feel::Value> arguments, feel::Environment& environment) const {
  if (arguments.size() != code_.signature.parameters.size()) return feel::Value::null(feel::Reason::wrong_argument_count);
  if (!conform_arguments(arguments, code_.signature, environment)) return feel::Value::null(feel::Reason::type_constraint);
  const BodyDepth depth(environment);
  if (!depth.ok()) return feel::Value::null(feel::Reason::out_of_fuel);
  const Frame frame(code_.frame_size);
  std::copy(captured_.begin(), captured_.end(), frame.slots());
  std::move(arguments.begin(), arguments.end(), frame.slots() + code_.captured);
  return conform(code_.body->evaluate(frame.slots(), environment), code_.signature.result, environment);
}

Signature Compiler::signature(const syntax::FunctionDefinition& function, ItemTypePtr result, std::string_view name) {
  Signature signature;
  signature.name = name;
  // What the body itself declares is checked by the body; callers only see it.
  signature.result_type = feel_type(!result && function.body ? type(function.body->type) : result);
  std::vector<feel::Type> types;
  for (const syntax::InformationItem& parameter : function.parameters) {
    signature.types.push_back(type(parameter.type));
    types.push_back(feel_type(signature.types.back()));
    signature.parameters.push_back({parameter.name, types.back()});
  }
  signature.result = std::move(result);
  return signature;
}

NodePtr Compiler::function(const syntax::FunctionDefinition& function, ItemTypePtr result, std::string_view name, Lexical& lexical) {
  Signature made = signature(function, std::move(result), name);
  if (function.kind != syntax::FunctionKind::feel) return function_external(*this, function, made, lexical);
  FunctionCode code;
  code.captured = lexical.size();
  Lexical inner = lexical.new_frame();
  for (std::size_t i = 0; i < made.parameters.size(); ++i) inner.add(made.parameters[i].name, made.parameters[i].type, made.types[i]);
  code.signature = std::move(made);
  code.body = expression(function.body, inner);
  code.frame_size = inner.frame_size();
  return std::make_unique<BoxedFunctionMaker>(std::move(code));
}

}  // namespace hashira::dmn
