// Text → tree → text → tree: what is printed parses to the same tree, and values print as literals that read back.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "feel/feel.h"
#include "feel/number.h"
#include "feel/parser.h"
#include "feel/temporal.h"

namespace hashira::feel {
namespace {

CompileOptions tree_test_options() {
  CompileOptions options;
  options.names = Names::lenient;
  options.depth_max = 500;
  return options;
}

Scope tree_test_scope() {
  Scope scope;
  for (auto name : {"a", "b", "monthly income", "x-y", "?"}) scope.add(name);
  return scope;
}

Tree leaf(Form form, std::string text, Value value = {}) {
  Tree tree;
  tree.form = form;
  tree.text = std::move(text);
  tree.value = std::move(value);
  return tree;
}

Tree node(Form form, std::vector<Tree> parts, std::string text = {}) {
  Tree tree = leaf(form, std::move(text));
  tree.parts = std::move(parts);
  return tree;
}

rc::Gen<Tree> any_leaf() {
  return rc::gen::oneOf(
      rc::gen::map(rc::gen::inRange(0, 100000), [](int n) { return leaf(Form::literal, "", Value::decimal(n, 2)); }),
      rc::gen::map(rc::gen::element<std::string>("", "a", "\"\\\n", "柱🐎"), [](std::string s) { return leaf(Form::literal, "", Value::string(s)); }),
      rc::gen::element(leaf(Form::literal, "", Value::boolean(true)), leaf(Form::literal, ""), leaf(Form::at_literal, "2020-05-20"),
                       leaf(Form::name, "a"), leaf(Form::name, "monthly income"), leaf(Form::name, "x-y"), leaf(Form::name, "unheard of")));
}

rc::Gen<Tree> any_tree(int depth);

rc::Gen<std::vector<Tree>> any_trees(int depth, int count) {
  return rc::gen::container<std::vector<Tree>>(static_cast<std::size_t>(count), any_tree(depth));
}

Tree iteration_of(Tree domain, std::string name) { return node(Form::iteration, {std::move(domain)}, std::move(name)); }

Tree test_of(Tree end, int sign) {
  Tree tree = node(Form::test, {std::move(end)});
  tree.sign = static_cast<TestSign>(sign);
  return tree;
}

Tree range_of(std::vector<Tree> ends, int sides) {
  Tree tree = node(Form::range, std::move(ends));
  tree.low_side = sides % 2 ? Side::open : Side::closed;
  tree.high_side = sides / 2 % 2 ? Side::open : Side::closed;
  return tree;
}

// A tree of one of the forms, whose parts are these (three of them).
Tree of_form(int which, std::vector<Tree> p) {
  std::vector<Tree> two = {p[0], p[1]};
  auto binary = static_cast<Form>(static_cast<int>(Form::add) + which % 13);
  switch (which % 20) {
    case 0: return node(Form::negation, {p[0]});
    case 1: return node(Form::between, p);
    case 2: return node(Form::in, {p[0], p[1], test_of(p[2], which / 20 % 6)});
    case 3: return node(Form::path, {p[0]}, "name");
    case 4: return node(Form::filter, two);
    case 5: return node(Form::call, p);
    case 6: return node(Form::call, {p[0], node(Form::argument, {p[1]}, "some name")});
    case 7: return node(Form::if_, p);
    case 8: return node(Form::for_, {iteration_of(p[0], "i"), iteration_of(p[1], "j"), p[2]});
    case 9: return node(Form::some, {iteration_of(p[0], "i"), p[1]});
    case 10: return node(Form::every, {node(Form::iteration, two, "k"), p[2]});
    case 11: return node(Form::list, p);
    case 12: return node(Form::context, {node(Form::entry, {p[0]}, "key one"), node(Form::entry, {p[1]}, "c")});
    case 13: return node(Form::function, {leaf(Form::parameter, "p"), p[0]});
    case 14: return range_of(two, which / 20);
    case 15: return test_of(p[0], which / 20 % 6);
    case 16: {
      Tree tree = node(Form::instance_of, {p[0]});
      tree.type = Type::list(Type::of(TypeKind::number));
      return tree;
    }
    default: return node(binary, two);
  }
}

rc::Gen<Tree> any_tree(int depth) {
  if (depth == 0) return any_leaf();
  return rc::gen::mapcat(rc::gen::inRange(0, 1000), [depth](int which) {
    if (which < 300) return any_leaf();
    return rc::gen::map(any_trees(depth - 1, 3), [which](std::vector<Tree> parts) { return of_form(which, std::move(parts)); });
  });
}

RC_GTEST_PROP(TreeText, PrintedTreesParseToThemselves, ()) {
  Tree tree = *any_tree(4).as("a tree");
  std::string text = to_text(tree);
  auto parsed = parse(text, tree_test_scope(), tree_test_options());
  RC_LOG() << text << "\n";
  if (!parsed) RC_LOG() << parsed.error().text() << "\n";
  RC_ASSERT(parsed.has_value());
  if (!same_tree(tree, *parsed)) RC_LOG() << "read as: " << to_text(*parsed) << "\n";
  RC_ASSERT(same_tree(tree, *parsed));
}

TEST(TreeText, UnaryTestsReadBack) {
  CompileOptions options = tree_test_options();
  options.grammar = Grammar::unary_tests;
  for (auto text : {"-", "< 5", "not(< 5, 7)", "[1..3], > 10", "? + 1 > a", "\"x\", \"y\"", "null", "not(a)", "(< 5)"}) {
    auto tree = parse(text, tree_test_scope(), options);
    ASSERT_TRUE(tree) << text << ": " << tree.error().text();
    auto again = parse(to_text(*tree), tree_test_scope(), options);
    ASSERT_TRUE(again) << to_text(*tree);
    EXPECT_TRUE(same_tree(*tree, *again)) << text << " / " << to_text(*tree);
  }
}

rc::Gen<Value> any_value(int depth) {
  auto scalars = rc::gen::oneOf(
      rc::gen::map(rc::gen::pair(rc::gen::arbitrary<std::int64_t>(), rc::gen::inRange(0, 30)),
                   [](std::pair<std::int64_t, int> p) { return Value::decimal(p.first, p.second); }),
      rc::gen::map(rc::gen::arbitrary<std::int32_t>(), [](std::int32_t n) { return Value::date_of_days(n); }),
      rc::gen::map(rc::gen::inRange(-100000, 100000), [](int n) { return Value::months(n); }),
      rc::gen::map(rc::gen::pair(rc::gen::arbitrary<std::int32_t>(), rc::gen::inRange(0, 999'999'999)),
                   [](std::pair<std::int32_t, int> p) { return Value::boxed(Kind::days_time_duration, duration_of(p.first, p.second)); }),
      rc::gen::map(rc::gen::element<std::string>("", "\"quoted\"", "a\\b\n\t\r", "柱🐎"), [](std::string s) { return Value::string(s); }),
      rc::gen::element(Value::boolean(true), Value::null(),
                       Value::boxed(Kind::time, *time_of(23, 59, Decimal::of(5975, 2), Zone::utc()))));
  if (depth == 0) return scalars;
  auto items = rc::gen::mapcat(rc::gen::inRange<std::size_t>(0, 4), [depth](std::size_t count) {
    return rc::gen::container<std::vector<Value>>(count, any_value(depth - 1));
  });
  return rc::gen::oneOf(
      scalars, rc::gen::map(items, [](std::vector<Value> v) { return Value::list(std::move(v)); }),
      rc::gen::map(items, [](std::vector<Value> v) {
        std::vector<Entry> entries;
        for (Value& value : v) entries.emplace_back("key " + std::to_string(entries.size()), value);
        return Value::context(std::move(entries));
      }));
}

RC_GTEST_PROP(ValueText, PrintedValuesReadBack, ()) {
  Value value = *any_value(3).as("a value");
  std::string text = to_text(value);
  auto expression = compile(text, Scope(), tree_test_options());
  RC_LOG() << text << "\n";
  RC_ASSERT(expression.has_value());
  Environment environment;
  Value again = expression->evaluate({}, environment);
  RC_LOG() << to_text(again) << "\n";
  RC_ASSERT(identical(value, again));
}

}  // namespace
}  // namespace hashira::feel
