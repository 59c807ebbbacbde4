// From tree to program: the form decides which chapter compiles it; what depends on constants alone is evaluated at once.
#include "feel/compile.h"

#include <algorithm>

#include "feel/compiling.h"
#include "feel/temporal.h"

namespace hashira::feel {
namespace {

// What an `@"…"` literal is: the first that reads it.
Value at_value(std::string_view text) {
  if (auto days = parse_date(text)) return Value::date_of_days(*days);
  if (auto moment = parse_date_time(text)) return Value::boxed(Kind::date_time, *moment);
  if (auto time = parse_time(text)) return Value::boxed(Kind::time, *time);
  if (auto duration = parse_days_time_duration(text)) return Value::boxed(Kind::days_time_duration, *duration);
  if (auto months = parse_years_months_duration(text)) return Value::months(*months);
  return Value::null(Reason::bad_literal);
}

}  // namespace

int height_of(const Tree& tree) {
  int height = 0;
  for (const Tree& part : tree.parts) height = std::max(height, height_of(part));
  return height + 1;
}

bool mentions(const Tree& tree, std::string_view name) {
  if (tree.form == Form::name && tree.text == name) return true;
  return std::any_of(tree.parts.begin(), tree.parts.end(), [&](const Tree& part) { return mentions(part, name); });
}

Result<NodePtr> Compiler::run(const Tree& tree) {
  Typed made = TRY(options_.grammar == Grammar::expression ? expression(tree) : unary_tests(tree));
  program_.local_count = static_cast<std::size_t>(root_.slot_count);
  program_.reads.assign(reads_.begin(), reads_.end());
  return std::move(made.node);
}

Origin Compiler::origin(const Tree& tree) {
  program_.marks.push_back({tree.begin, tree.end});
  return {options_.source, static_cast<std::uint32_t>(program_.marks.size())};
}

// A node that depends on constants alone is evaluated now.
Typed Compiler::folded(NodePtr node, Type type, bool constant_parts) {
  if (!constant_parts) return {std::move(node), std::move(type)};
  Environment environment(Limits{10'000, 1'000});
  Frame frame{nullptr, nullptr, environment};  // nodes with locals are not folded
  Value value = node->evaluate(frame);
  if (environment.exhausted()) return {std::move(node), std::move(type)};
  Type known = value.is_null() ? type : type_of(value);
  return {constant_node(std::move(value), node->origin()), std::move(known)};
}

Result<Typed> Compiler::expression(const Tree& tree) {
  switch (tree.form) {
    case Form::literal:
      return Typed{constant_node(tree.value, origin(tree)), type_of(tree.value)};
    case Form::at_literal: {
      Origin place = origin(tree);
      Value value = at_value(tree.text).at_origin(place);
      return Typed{constant_node(value, place), type_of(value)};
    }
    case Form::name:
      return name(tree);
    case Form::negation:
      return negation(tree);
    case Form::add:
    case Form::subtract:
    case Form::multiply:
    case Form::divide:
    case Form::power:
      return binary(tree, arithmetic_node, {});
    case Form::equal:
    case Form::not_equal:
    case Form::less:
    case Form::less_or_equal:
    case Form::greater:
    case Form::greater_or_equal:
      return binary(tree, comparison_node, kind_type(TypeKind::boolean));
    case Form::conjunction:
    case Form::disjunction:
      return binary(tree, logic_node, kind_type(TypeKind::boolean));
    default:
      return larger_expression(tree);
  }
}

Result<Typed> Compiler::larger_expression(const Tree& tree) {
  switch (tree.form) {
    case Form::between:
      return between(tree);
    case Form::in:
      return in(tree);
    case Form::instance_of:
      return instance(tree);
    case Form::path:
      return path(tree);
    case Form::filter:
      return filter(tree);
    case Form::call:
      return call(tree);
    case Form::if_:
      return if_(tree);
    case Form::for_:
      return for_(tree);
    case Form::some:
    case Form::every:
      return quantified(tree);
    case Form::list:
      return list(tree);
    case Form::context:
      return context(tree);
    case Form::function:
      return function(tree, "");
    case Form::range:
      return range(tree);
    case Form::test:
      return sign_range(tree);
    default:
      return fail("feel.syntax", "this form stands only in unary tests", "", place_of(program_.text, tree.begin, options_.place));
  }
}

Result<NodeList> Compiler::expressions(std::span<const Tree> trees) {
  NodeList nodes;
  for (const Tree& tree : trees) nodes.push_back(std::move(TRY(expression(tree)).node));
  return nodes;
}

Place Compiler::place(const Tree& tree) const { return place_of(program_.text, tree.begin, options_.place); }

Result<std::shared_ptr<const Program>> compile_tree(Tree tree, std::string_view text, const Scope& scope,
                                                    const CompileOptions& options) {
  auto program = std::make_shared<Program>();
  program->text = text;
  program->place = options.place;
  program->source = options.source;
  program->tree = std::move(tree);
  program->height = height_of(program->tree);
  program->root = TRY(Compiler(scope, options, *program).run(program->tree));
  return program;
}

}  // namespace hashira::feel
