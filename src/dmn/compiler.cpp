// Chooses the concept's compile function and adds the check of the type that an expression declares.
#include "dmn/compiler.h"

#include <fmt/core.h>

namespace hashira::dmn {
namespace {

class CompilerNull final : public Node {
 public:
  feel::Value evaluate(feel::Value*, feel::Environment&) const override { return {}; }
};

// An expression with a typeRef: its value conforms to the type, or is null (10.3.2.9.4).
class CompilerTyped final : public Node {
 public:
  CompilerTyped(NodePtr inner, ItemTypePtr type) : inner_(std::move(inner)), type_(std::move(type)) {}
  feel::Value evaluate(feel::Value* frame, feel::Environment& environment) const override {
    return conform(inner_->evaluate(frame, environment), type_, environment);
  }
  bool needs_frame() const override { return inner_->needs_frame(); }
  const feel::Value* evaluate_over(const feel::Value* const* slots, feel::Value& hold, feel::Environment& environment) const override {
    const feel::Value* value = inner_->evaluate_over(slots, hold, environment);
    return value ? &conformed(*value, type_, hold, environment) : nullptr;
  }
  bool gives(const ItemTypePtr& type) const override { return conforms_at_once(type_, type) || inner_->gives(type); }

 private:
  NodePtr inner_;
  ItemTypePtr type_;
};

struct CompilerDispatch {
  Compiler& compiler;
  Lexical& lexical;
  syntax::Spot spot;

  NodePtr operator()(const syntax::LiteralExpression& logic) const { return compile_literal(compiler, logic, lexical); }
  NodePtr operator()(const syntax::DecisionTable& logic) const { return compile_decision_table(compiler, logic, spot, lexical); }
  NodePtr operator()(const syntax::Context& logic) const { return compile_context(compiler, logic, lexical); }
  NodePtr operator()(const syntax::Invocation& logic) const { return compile_invocation(compiler, logic, lexical); }
  NodePtr operator()(const syntax::Relation& logic) const { return compile_relation(compiler, logic, lexical); }
  NodePtr operator()(const syntax::List& logic) const { return compile_list(compiler, logic, lexical); }
  NodePtr operator()(const syntax::Filter& logic) const { return compile_filter(compiler, logic, lexical); }
  NodePtr operator()(const syntax::Iterator& logic) const { return compile_iterator(compiler, logic, lexical); }
  NodePtr operator()(const syntax::Conditional& logic) const { return compile_conditional(compiler, logic, lexical); }
  NodePtr operator()(const syntax::FunctionDefinition& logic) const { return compiler.function(logic, {}, {}, lexical); }
};

}  // namespace

NodePtr Compiler::expression(const syntax::ExpressionPtr& expression, Lexical& lexical) {
  if (!expression) return std::make_unique<CompilerNull>();
  NodePtr node = std::visit(CompilerDispatch{*this, lexical, expression->spot}, expression->logic);
  ItemTypePtr declared = type(expression->type);
  // A function definition's typeRef names the function's type, which its own signature already says.
  if (!declared || std::holds_alternative<syntax::FunctionDefinition>(expression->logic) || node->gives(declared)) return node;
  return std::make_unique<CompilerTyped>(std::move(node), std::move(declared));
}

feel::Type Compiler::declared_type(const syntax::Expression& expression, const Lexical& lexical) {
  if (expression.type.given()) return feel_type(type(expression.type));
  const auto* literal = std::get_if<syntax::LiteralExpression>(&expression.logic);
  const auto slot = literal ? lexical.scope().find(trimmed(literal->text.text)) : std::nullopt;
  return slot ? lexical.scope().names()[*slot].type : feel::Type{};
}

feel::Expression Compiler::text(const syntax::Text& text, const feel::Scope& scope, feel::Grammar grammar) {
  feel::CompileOptions options;
  options.grammar = grammar;
  options.place = types_.definitions().place(text.spot);
  options.types = [this](std::string_view name) -> std::optional<feel::Type> {
    const ItemTypePtr* found = types_.find(name);
    return found ? std::optional(feel_type(*found)) : std::nullopt;
  };
  options.source = static_cast<std::uint32_t>(texts_.size());
  auto compiled = feel::compile(text.text, scope, options);
  if (!compiled) {
    problems_.push_back(compiled.error());
    // The rest of the text still has its value; only the unknown name is null.
    if (names_ == feel::Names::strict || compiled.error().code != "feel.unknown_name") return {};
    options.names = feel::Names::lenient;
    compiled = feel::compile(text.text, scope, options);
    if (!compiled) return {};
  }
  texts_.push_back(*compiled);
  for (const std::size_t slot : compiled->reads()) note_read(slot);
  return *std::move(compiled);
}

}  // namespace hashira::dmn
