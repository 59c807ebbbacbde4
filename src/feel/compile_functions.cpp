// Compiling loops, functions and calls.
#include "feel/compiling.h"

namespace hashira::feel {

// Loops.
Result<std::vector<Iteration>> Compiler::iterations(std::span<const Tree> trees, LocalScope& scope) {
  std::vector<Iteration> out;
  for (const Tree& tree : trees) {
    Typed domain = TRY(expression(tree.parts[0]));
    NodePtr end;
    if (tree.parts.size() > 1) end = std::move(TRY(expression(tree.parts[1])).node);
    bool over_items = domain.type.is(TypeKind::list) || domain.type.is(TypeKind::range);
    int slot = scope.add(tree.text, over_items ? domain.type.item() : domain.type);
    out.push_back({std::move(domain.node), std::move(end), slot});
  }
  return out;
}

Result<Typed> Compiler::for_(const Tree& tree) {
  LocalScope scope(level());
  auto over = TRY(iterations(std::span(tree.parts).first(tree.parts.size() - 1), scope));
  int partial = mentions(tree.parts.back(), "partial") ? scope.add("partial") : -1;
  Typed result = TRY(expression(tree.parts.back()));
  Type type = Type::list(result.type);
  return Typed{for_node(std::move(over), std::move(result.node), partial, origin(tree)), std::move(type)};
}

Result<Typed> Compiler::quantified(const Tree& tree) {
  LocalScope scope(level());
  auto over = TRY(iterations(std::span(tree.parts).first(tree.parts.size() - 1), scope));
  Typed condition = TRY(expression(tree.parts.back()));
  NodePtr node = quantified_node(tree.form, std::move(over), std::move(condition.node), origin(tree));
  return Typed{std::move(node), kind_type(TypeKind::boolean)};
}

// Functions.
Result<Typed> Compiler::function(const Tree& tree, std::string_view self) {
  auto code = std::make_shared<ClosureCode>();
  Level inner;
  inner.outer = level_;
  inner.self = self;
  for (std::size_t i = 0; i + 1 < tree.parts.size(); ++i) code->parameters.push_back({tree.parts[i].text, tree.parts[i].type});
  if (tree.parts.back().form == Form::external) return external(tree, std::move(code->parameters));
  level_ = &inner;
  auto body = function_body(tree.parts.back(), *code, inner);
  level_ = inner.outer;
  Type result = TRY(std::move(body));
  code->local_count = static_cast<std::size_t>(inner.slot_count);
  code->self_slot = inner.self_slot;
  code->height = height_of(tree);
  Type type = Type::function(types_of(code->parameters), std::move(result));
  return Typed{closure_node(std::move(code), std::move(inner.captures), origin(tree)), std::move(type)};
}

Result<Type> Compiler::function_body(const Tree& tree, ClosureCode& code, Level& inner) {
  LocalScope scope(inner);
  for (const Parameter& parameter : code.parameters) scope.add(parameter.name, parameter.type);
  Typed body = TRY(expression(tree));
  code.body = std::move(body.node);
  return std::move(body.type);
}

std::vector<Type> Compiler::types_of(const std::vector<Parameter>& parameters) {
  std::vector<Type> types;
  for (const Parameter& parameter : parameters) types.push_back(parameter.type);
  return types;
}

Result<Typed> Compiler::external(const Tree& tree, std::vector<Parameter> parameters) {
  Typed mapping = TRY(expression(tree.parts.back().parts[0]));
  Origin here = origin(tree);
  const Value* known = mapping.node->constant();
  Value function = external_function(known ? *known : Value(), std::move(parameters), here);
  return Typed{constant_node(std::move(function), here), Type::of(TypeKind::function)};
}

// Calls.
Result<Typed> Compiler::call(const Tree& tree) {
  std::vector<std::string> names;
  NodeList arguments;
  for (std::size_t i = 1; i < tree.parts.size(); ++i) {
    const Tree& part = tree.parts[i];
    if (part.form == Form::argument) names.push_back(part.text);
    arguments.push_back(std::move(TRY(expression(part.form == Form::argument ? part.parts[0] : part)).node));
  }
  const Tree& callee = tree.parts[0];
  auto rows = callee.form == Form::name ? find_builtin(callee.text) : std::span<const Builtin>();
  if (!rows.empty() && !is_declared(callee.text)) return builtin_call(tree, rows, std::move(names), std::move(arguments));
  Typed function = TRY(expression(callee));
  Type type = function.type.is(TypeKind::function) ? function.type.result() : Type{};
  return Typed{call_node(std::move(function.node), rows, std::move(names), std::move(arguments), origin(tree)), type};
}

Result<Typed> Compiler::builtin_call(const Tree& tree, std::span<const Builtin> rows, std::vector<std::string> names, NodeList arguments) {
  bool clock = reads_clock_name(rows[0].name);
  program_.reads_clock = program_.reads_clock || clock;
  bool known = !clock && all_constant(arguments) && rows[0].name != "sort";
  return folded(builtin_call_node(rows, std::move(names), std::move(arguments), origin(tree)), {}, known);
}

}  // namespace hashira::feel
