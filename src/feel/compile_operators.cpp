// Compiling operators, conditions and tests; what never meets is told as a warning.
#include "feel/meets.h"
#include "feel/compiling.h"

namespace hashira::feel {

Result<Typed> Compiler::negation(const Tree& tree) {
  Typed operand = TRY(expression(tree.parts[0]));
  bool known = constant(operand);
  return folded(negation_node(std::move(operand.node), origin(tree)), operand.type, known);
}

Result<Typed> Compiler::binary(const Tree& tree, NodePtr (*make)(Form, NodePtr, NodePtr, Origin), Type type) {
  Typed left = TRY(expression(tree.parts[0]));
  Typed right = TRY(expression(tree.parts[1]));
  bool known = constant(left) && constant(right);
  if (!can_meet(tree.form, left.type, right.type)) warn_types(tree, left.type, right.type);
  if (type.is(TypeKind::any) && left.type.is(TypeKind::number) && right.type.is(TypeKind::number)) type = left.type;
  return folded(make(tree.form, std::move(left.node), std::move(right.node), origin(tree)), std::move(type), known);
}

Result<Typed> Compiler::between(const Tree& tree) {
  Typed value = TRY(expression(tree.parts[0]));
  Typed low = TRY(expression(tree.parts[1]));
  Typed high = TRY(expression(tree.parts[2]));
  NodePtr node = between_node(std::move(value.node), std::move(low.node), std::move(high.node), origin(tree));
  return Typed{std::move(node), kind_type(TypeKind::boolean)};
}

Result<Typed> Compiler::instance(const Tree& tree) {
  Typed value = TRY(expression(tree.parts[0]));
  if (!tree.text.empty()) return Typed{constant_node(Value::null(Reason::unknown_name, origin(tree)), {}), {}};
  return Typed{instance_of_node(std::move(value.node), tree.type, origin(tree)), kind_type(TypeKind::boolean)};
}

Result<Typed> Compiler::if_(const Tree& tree) {
  Typed condition = TRY(expression(tree.parts[0]));
  Typed then = TRY(expression(tree.parts[1]));
  Typed otherwise = TRY(expression(tree.parts[2]));
  Type type = equivalent(then.type, otherwise.type) ? then.type : Type{};
  NodePtr node = if_node(std::move(condition.node), std::move(then.node), std::move(otherwise.node), origin(tree));
  return Typed{std::move(node), std::move(type)};
}

// Tests.
Result<TestPtr> Compiler::test(const Tree& tree, const Type& value) {
  if (tree.form == Form::any_test) return any_test();
  Typed end = TRY(expression(tree.form == Form::test ? tree.parts[0] : tree));
  bool meets = tree.form == Form::test ? can_meet(form_of(tree.sign), value, end.type) : can_be_in(value, end.type);
  if (!meets) warn_types(tree, value, end.type);
  if (tree.form == Form::test) return sign_test(tree.sign, std::move(end.node));
  return value_test(std::move(end.node));
}

Form Compiler::form_of(TestSign sign) { return static_cast<Form>(static_cast<int>(Form::equal) + static_cast<int>(sign)); }

Result<Typed> Compiler::in(const Tree& tree) {
  Typed value = TRY(expression(tree.parts[0]));
  std::vector<TestPtr> tests;
  for (std::size_t i = 1; i < tree.parts.size(); ++i) tests.push_back(TRY(test(tree.parts[i], value.type)));
  return Typed{in_node(std::move(value.node), std::move(tests), origin(tree)), kind_type(TypeKind::boolean)};
}

// An expression that reads `?` is itself the answer; any other is what `?` must equal or be in.
Result<TestPtr> Compiler::unary_test(const Tree& tree, const Type& value) {
  if (tree.form == Form::any_test || tree.form == Form::test || !mentions(tree, "?")) return test(tree, value);
  return condition_test(std::move(TRY(expression(tree)).node));
}

Result<Typed> Compiler::unary_tests(const Tree& tree) {
  Tree input;
  input.form = Form::name;
  input.text = "?";
  input.begin = tree.begin;
  input.end = tree.end;
  Typed value = TRY(name(input));
  std::vector<TestPtr> tests;
  if (tree.form == Form::any_test) tests.push_back(any_test());
  for (const Tree& part : tree.parts) tests.push_back(TRY(unary_test(part, value.type)));
  auto make = tree.form == Form::not_tests ? not_in_node : in_node;
  return Typed{make(std::move(value.node), std::move(tests), origin(tree)), kind_type(TypeKind::boolean)};
}

void Compiler::warn_types(const Tree& tree, const Type& left, const Type& right) {
  std::string part(std::string_view(program_.text).substr(tree.begin, tree.end - tree.begin));
  std::string what = "`" + part + "` is always null: a " + to_text(left) + " and a " + to_text(right) + " never meet here";
  program_.warnings.push_back({"feel.types_never_meet", std::move(what), "convert one of them, or read another name", place(tree)});
}

}  // namespace hashira::feel
