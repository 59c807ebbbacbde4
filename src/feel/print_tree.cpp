// Trees as FEEL text: brackets only where a rule of DMN 1.5 §10.3.1.2 would read the text otherwise.
#include <algorithm>

#include "feel/lexer.h"
#include "feel/tree.h"

namespace hashira::feel {
namespace {

// How tightly a form binds; an operand that binds less than its place asks for stands in brackets.
enum Binding : int {
  binds_all = 0, binds_or, binds_and, binds_comparison, binds_sum, binds_product, binds_power, binds_negation, binds_instance,
  binds_postfix, binds_primary
};

int binding(const Tree& tree) {
  switch (tree.form) {
    case Form::if_:
    case Form::for_:
    case Form::some:
    case Form::every:
    case Form::function:
      return binds_all;
    case Form::disjunction:
      return binds_or;
    case Form::conjunction:
      return binds_and;
    case Form::equal:
    case Form::not_equal:
    case Form::less:
    case Form::less_or_equal:
    case Form::greater:
    case Form::greater_or_equal:
    case Form::between:
    case Form::in:
      return binds_comparison;
    case Form::add:
    case Form::subtract:
      return binds_sum;
    case Form::multiply:
    case Form::divide:
      return binds_product;
    case Form::power:
      return binds_power;
    case Form::negation:
      return binds_negation;
    case Form::instance_of:
      return binds_instance;
    case Form::path:
    case Form::filter:
    case Form::call:
      return binds_postfix;
    default:
      return binds_primary;
  }
}

std::string_view sign_text(Form form) {
  constexpr std::array<std::string_view, 13> signs{" + ", " - ", " * ", " / ", " ** ", " = ", " != ", " < ", " <= ", " > ", " >= ", " and ", " or "};
  return signs[static_cast<std::size_t>(form) - static_cast<std::size_t>(Form::add)];
}

std::string_view test_text(TestSign sign) {
  constexpr std::array<std::string_view, 6> signs{"= ", "!= ", "< ", "<= ", "> ", ">= "};
  return signs[static_cast<std::size_t>(sign)];
}

std::string printed(const Tree& tree);

// The tree where something binding at least so tightly is needed.
std::string operand(const Tree& tree, int least) {
  return binding(tree) < least ? "(" + printed(tree) + ")" : printed(tree);
}

std::string joined(std::span<const Tree> trees, std::string (*print)(const Tree&)) {
  std::string out;
  for (const Tree& tree : trees) {
    if (&tree != trees.data()) out += ", ";
    out += print(tree);
  }
  return out;
}

std::string literal_text(const Tree& tree) {
  return tree.value.is(Kind::number) && !tree.text.empty() ? tree.text : to_text(tree.value);
}

std::string binary_text(const Tree& tree) {
  int level = binding(tree);
  return operand(tree.parts[0], level) + std::string(sign_text(tree.form)) + operand(tree.parts[1], level + 1);
}

std::string bare_test(const Tree& tree) {
  if (tree.form != Form::test) return printed(tree);
  return std::string(test_text(tree.sign)) + operand(tree.parts[0], binds_sum);
}

std::string type_text(const Tree& tree) { return tree.text.empty() ? to_text(tree.type) : tree.text; }

std::string entry_text(const Tree& tree) {
  bool plain = !tree.text.empty();
  std::size_t words = 0;
  for (const Token& token : tokenize(tree.text)) {
    if (token.kind == TokenKind::word) ++words;
    else if (token.kind != TokenKind::end) plain = false;
  }
  return (plain && words == 1 ? tree.text : escape(tree.text)) + ": " + printed(tree.parts[0]);
}

std::string argument_text(const Tree& tree) {
  return tree.form == Form::argument ? tree.text + ": " + printed(tree.parts[0]) : printed(tree);
}

std::string iteration_text(const Tree& tree) {
  std::string text = tree.text + " in " + printed(tree.parts[0]);
  return tree.parts.size() > 1 ? text + ".." + printed(tree.parts[1]) : text;
}

std::string loop_text(const Tree& tree, std::string_view word, std::string_view then) {
  auto iterations = std::span(tree.parts).first(tree.parts.size() - 1);
  return std::string(word) + joined(iterations, iteration_text) + std::string(then) + printed(tree.parts.back());
}

std::string parameter_text(const Tree& tree) {
  return tree.type.is(TypeKind::any) ? tree.text : tree.text + ": " + to_text(tree.type);
}

std::string function_tree_text(const Tree& tree) {
  auto parameters = std::span(tree.parts).first(tree.parts.size() - 1);
  const Tree& body = tree.parts.back();
  std::string text = "function(" + joined(parameters, parameter_text) + ") ";
  return text + (body.form == Form::external ? "external " + printed(body.parts[0]) : printed(body));
}

std::string range_tree_text(const Tree& tree) {
  return (tree.low_side == Side::closed ? "[" : "(") + operand(tree.parts[0], binds_primary) + ".." +
         operand(tree.parts[1], binds_primary) + (tree.high_side == Side::closed ? "]" : ")");
}

std::string rest_of(const Tree& tree) { return joined(std::span(tree.parts).subspan(1), bare_test); }

std::string printed(const Tree& tree) {
  const auto& parts = tree.parts;
  switch (tree.form) {
    case Form::literal:
      return literal_text(tree);
    case Form::at_literal:
      return "@" + escape(tree.text);
    case Form::name:
      return tree.text;
    case Form::negation:
      return "-" + operand(parts[0], binds_negation);
    case Form::between:
      return operand(parts[0], binds_comparison) + " between " + operand(parts[1], binds_sum) + " and " +
             operand(parts[2], binds_sum);
    case Form::in:
      return operand(parts[0], binds_comparison) + " in (" + rest_of(tree) + ")";
    case Form::instance_of:
      return operand(parts[0], binds_instance) + " instance of " + type_text(tree);
    case Form::path:
      return operand(parts[0], binds_postfix) + "." + tree.text;
    case Form::filter:
      return operand(parts[0], binds_postfix) + "[" + printed(parts[1]) + "]";
    case Form::call:
      return operand(parts[0], binds_postfix) + "(" + joined(std::span(parts).subspan(1), argument_text) + ")";
    case Form::if_:
      return "if " + printed(parts[0]) + " then " + printed(parts[1]) + " else " + printed(parts[2]);
    case Form::for_:
      return loop_text(tree, "for ", " return ");
    case Form::some:
      return loop_text(tree, "some ", " satisfies ");
    case Form::every:
      return loop_text(tree, "every ", " satisfies ");
    case Form::list:
      return "[" + joined(parts, printed) + "]";
    case Form::context:
      return "{" + joined(parts, entry_text) + "}";
    case Form::function:
      return function_tree_text(tree);
    case Form::range:
      return range_tree_text(tree);
    case Form::test:
      return "(" + bare_test(tree) + ")";
    case Form::any_test:
      return "-";
    case Form::not_tests:
      return "not(" + joined(parts, bare_test) + ")";
    case Form::tests:
      return joined(parts, bare_test);
    default:
      return binary_text(tree);
  }
}

}  // namespace

std::string to_text(const Tree& tree) { return printed(tree); }

bool same_tree(const Tree& a, const Tree& b) {
  bool same = a.form == b.form && a.sign == b.sign && a.low_side == b.low_side && a.high_side == b.high_side &&
              (a.form == Form::literal || a.text == b.text) && identical(a.value, b.value) && equivalent(a.type, b.type);
  return same && std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(), same_tree);
}

}  // namespace hashira::feel
