// The door of the room: names and slots, unary tests, places and reasons, what an expression reads, bounds of its text.
#include "feel/feel.h"

#include <gtest/gtest.h>

#include <thread>

#include "feel/number.h"

namespace hashira::feel {
namespace {

Value evaluated(std::string_view text, const Scope& scope, std::vector<Value> slots, CompileOptions options = {}) {
  auto expression = compile(text, scope, options);
  EXPECT_TRUE(expression) << expression.error().text();
  Environment environment;
  return expression ? expression->evaluate(slots, environment) : Value();
}

std::string code_of(std::string_view text, const Scope& scope, CompileOptions options = {}) {
  auto expression = compile(text, scope, options);
  return expression ? "compiled" : expression.error().code;
}

Scope loan_scope() {
  Scope scope;
  Type loan = Type::context({{"loan amount", Type::of(TypeKind::number)}, {"rate", Type::of(TypeKind::number)}});
  scope.add("Loan", loan);
  scope.add("monthly  income", Type::of(TypeKind::number));
  scope.add("income-tax");
  scope.add("list of loans", Type::list(loan));
  return scope;
}

Value loan_of(std::int64_t amount, std::int64_t rate) {
  return Value::context({{"loan amount", Value::integer(amount)}, {"rate", Value::integer(rate)}});
}

std::vector<Value> loan_slots() {
  return {loan_of(100, 3), Value::integer(7), Value::integer(2), Value::list({loan_of(5, 1), loan_of(6, 2)})};
}

TEST(Names, LongestMatchWithBlanksAndOperators) {
  Scope scope = loan_scope();
  EXPECT_EQ(to_text(evaluated("Loan.loan amount * 2", scope, loan_slots())), "200");
  EXPECT_EQ(to_text(evaluated("monthly income - income-tax", scope, loan_slots())), "5");
  EXPECT_EQ(to_text(evaluated("monthly\n income-income-tax", scope, loan_slots())), "5");
  EXPECT_EQ(to_text(evaluated("list of loans[loan amount > 5].rate", scope, loan_slots())), "[2]");
  EXPECT_EQ(to_text(evaluated("for l in list of loans return l.loan amount", scope, loan_slots())), "[5, 6]");
}

TEST(Names, UnknownNamesSayWhatWasMeant) {
  CompileOptions options;
  options.place = Place{"rules.dmn", 10, 5};
  auto expression = compile("1 +\n  monthly incom", loan_scope(), options);
  ASSERT_FALSE(expression);
  EXPECT_EQ(expression.error().code, "feel.unknown_name");
  EXPECT_EQ(expression.error().place, (Place{"rules.dmn", 11, 3}));
  EXPECT_NE(expression.error().mend.find("monthly income"), std::string::npos);
}

TEST(Names, LenientUnknownNamesAreNullWithAReason) {
  CompileOptions options;
  options.names = Names::lenient;
  Value value = evaluated("nothing + 1", Scope(), {}, options);
  EXPECT_EQ(value.reason(), Reason::unknown_name);
}

TEST(Names, ALocalNameHidesTheScopeAndABuiltin) {
  Scope scope;
  scope.add("x");
  EXPECT_EQ(to_text(evaluated("for x in [1, 2] return x", scope, {Value::integer(9)})), "[1, 2]");
  EXPECT_EQ(to_text(evaluated("{count: 5, r: count + 1}.r", scope, {Value::null()})), "6");
  EXPECT_EQ(to_text(evaluated("{date: 5, r: date(\"2020-05-20\")}.r", scope, {Value::null()})), "@\"2020-05-20\"");
}

TEST(Reads, NamesTheSlots) {
  auto expression = compile("if Loan.rate > 1 then (function(a) a + income-tax)(1) else 2", loan_scope());
  ASSERT_TRUE(expression);
  EXPECT_EQ(expression->reads(), (std::vector<std::size_t>{0, 2}));
  EXPECT_FALSE(expression->is_constant());
  EXPECT_TRUE(compile("1 + 2", Scope())->is_constant());
  EXPECT_FALSE(compile("today()", Scope())->is_constant());
}

Value tested(std::string_view tests, Value input) {
  Scope scope;
  scope.add("?");
  scope.add("limit");
  CompileOptions options;
  options.grammar = Grammar::unary_tests;
  return evaluated(tests, scope, {std::move(input), Value::integer(10)}, options);
}

TEST(UnaryTests, EveryForm) {
  EXPECT_TRUE(tested("-", Value::null()).is_true());
  EXPECT_TRUE(tested("< limit", Value::integer(9)).is_true());
  EXPECT_TRUE(tested("<= limit, > 100", Value::integer(101)).is_true());
  EXPECT_TRUE(tested("not(1, 2)", Value::integer(3)).is_true());
  EXPECT_TRUE(tested("not(1, 2)", Value::integer(2)).is_false());
  EXPECT_TRUE(tested("[1..limit[", Value::integer(10)).is_false());
  EXPECT_TRUE(tested("]1..limit]", Value::integer(10)).is_true());
  EXPECT_TRUE(tested("\"a\", \"b\"", Value::string("b")).is_true());
  EXPECT_TRUE(tested("[1, 2, 3]", Value::integer(2)).is_true());
  EXPECT_TRUE(tested("[1, 2, 3]", Value::list({Value::integer(1), Value::integer(2), Value::integer(3)})).is_true());
  EXPECT_TRUE(tested("? > 5 and ? < limit", Value::integer(7)).is_true());
  EXPECT_TRUE(tested("list contains([1, 7], ?)", Value::integer(7)).is_true());
  EXPECT_TRUE(tested("true", Value::boolean(false)).is_false());
  EXPECT_TRUE(tested("false", Value::boolean(false)).is_true());
  EXPECT_TRUE(tested("null", Value::null()).is_true());
  EXPECT_TRUE(tested("null", Value::integer(1)).is_false());
  EXPECT_TRUE(tested("!= 5", Value::integer(6)).is_true());
  EXPECT_TRUE(tested("> 5", Value::null()).is_null());
  EXPECT_TRUE(tested("not(> 5)", Value::null()).is_null());
}

TEST(Reasons, SayWhereAndWhatInTwoLanguages) {
  Scope scope;
  scope.add("a");
  scope.add("b");
  auto expression = compile("1 +\n a / b", scope);
  Environment environment;
  std::vector<Value> slots = {Value::integer(1), Value::integer(0)};
  Value value = expression->evaluate(slots, environment);
  EXPECT_EQ(value.reason(), Reason::division_by_zero);
  EXPECT_EQ(reason_text(value, *expression), "2:2: division by zero in `a / b`");
  EXPECT_EQ(reason_text(value, *expression, Language::japanese), "2:2: 0 で割ろうとしました（`a / b`）");
}

TEST(Reasons, TheLeftmostFailureWins) {
  Scope scope;
  scope.add("a");
  auto expression = compile("sqrt(-a) + a / 0", scope);
  Environment environment;
  std::vector<Value> slots = {Value::integer(1)};
  EXPECT_EQ(expression->evaluate(slots, environment).reason(), Reason::out_of_domain);
}

std::vector<std::string> warnings_of(std::string_view text) {
  Scope scope = loan_scope();
  scope.add("born", Type::of(TypeKind::date));
  scope.add("name", Type::of(TypeKind::string));
  auto expression = compile(text, scope);
  EXPECT_TRUE(expression) << text;
  std::vector<std::string> codes;
  for (const Error& warning : expression->warnings()) codes.push_back(warning.code);
  return codes;
}

TEST(Warnings, SayWhatCanOnlyBeNull) {
  std::vector<std::string> types = {"feel.types_never_meet"};
  EXPECT_EQ(warnings_of("name + 1"), types);
  EXPECT_EQ(warnings_of("born < 2020"), types);
  EXPECT_EQ(warnings_of("name = monthly income"), types);
  EXPECT_EQ(warnings_of("monthly income and true"), types);
  EXPECT_EQ(warnings_of("name in [1..5]"), types);
  EXPECT_EQ(warnings_of("Loan.rate in (< \"x\")"), types);
  EXPECT_EQ(warnings_of("for l in list of loans return l.rate + born"), types);
  EXPECT_EQ(warnings_of("Loan.rat"), std::vector<std::string>{"feel.unknown_entry"});
  for (auto text : {"monthly income + income-tax", "born + @\"P1Y\"", "name in (\"a\", \"b\")", "name = null",
                    "list of loans[rate > 1].rate", "Loan.rate in [1..5]", "born - born > @\"P1D\""}) {
    EXPECT_EQ(warnings_of(text), std::vector<std::string>{}) << text;
  }
}

TEST(Bounds, DeepAndLongTextsAreRefused) {
  std::string deep(10000, '(');
  EXPECT_EQ(code_of(deep + "1" + std::string(10000, ')'), Scope()), "feel.too_deep");
  EXPECT_EQ(code_of(std::string(10000, '-') + "1", Scope()), "feel.too_deep");
  std::string chain = "1";
  for (int i = 0; i < 20000; ++i) chain += "+1";
  EXPECT_EQ(code_of(chain, Scope()), "feel.too_deep");
  EXPECT_EQ(code_of(std::string(2 << 20, ' '), Scope()), "feel.too_long");
  std::string brackets;
  for (int i = 0; i < 3000; ++i) brackets += "[1..2[";
  EXPECT_NE(code_of(brackets, Scope()), "compiled");
  std::string ins = "1";
  for (int i = 0; i < 150; ++i) ins += " in (1";
  EXPECT_NE(code_of(ins, Scope()), "compiled");
}

TEST(Threads, OneExpressionServesSeveral) {
  Scope scope;
  scope.add("n");
  auto expression = compile("{k: [n, \"text\"], f: function(x) x + n, r: f(count(k))}.r", scope);
  ASSERT_TRUE(expression);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&expression, t] {
      Environment environment;
      std::vector<Value> slots = {Value::integer(t)};
      for (int i = 0; i < 1000; ++i) ASSERT_EQ(expression->evaluate(slots, environment).as_integer(), t + 2);
    });
  }
  for (auto& thread : threads) thread.join();
}

}  // namespace
}  // namespace hashira::feel
