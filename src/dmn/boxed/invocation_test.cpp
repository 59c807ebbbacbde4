// Invocations bound when the model is compiled give what FEEL's own calls give: the same function, called by a text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dmn/dmn.h"

namespace hashira::dmn {
namespace {

using feel::Value;

// "outer" requires "inner", which stands behind it in the file; decision D invokes outer, decision F calls it in FEEL.
constexpr std::string_view invocation_model = R"(
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:test" name="test">
  <itemDefinition name="tGrade"><typeRef>string</typeRef><allowedValues><text>"A","B"</text></allowedValues></itemDefinition>
  <itemDefinition name="tPerson"><itemComponent name="grade"><typeRef>tGrade</typeRef></itemComponent>
    <itemComponent name="years"><typeRef>number</typeRef></itemComponent></itemDefinition>
  <inputData name="person" id="i1"><variable name="person" typeRef="tPerson"/></inputData>
  <inputData name="loose" id="i2"><variable name="loose"/></inputData>
  <businessKnowledgeModel name="outer" id="b1"><variable name="outer"/>
    <encapsulatedLogic><formalParameter name="grade" typeRef="tGrade"/><formalParameter name="years" typeRef="number"/>
      <context><contextEntry><variable name="base"/><invocation><literalExpression><text>inner</text></literalExpression>
          <binding><parameter name="of"/><literalExpression><text>grade</text></literalExpression></binding></invocation></contextEntry>
        <contextEntry><literalExpression><text>if years = null then base else base + years</text></literalExpression></contextEntry></context>
    </encapsulatedLogic>
    <knowledgeRequirement><requiredKnowledge href="#b2"/></knowledgeRequirement></businessKnowledgeModel>
  <businessKnowledgeModel name="inner" id="b2"><variable name="inner"/>
    <encapsulatedLogic><formalParameter name="of" typeRef="tGrade"/>
      <literalExpression><text>if of = "A" then 100 else if of = null then 0 else 10</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
  DECISIONS
</definitions>)";

std::string invocation_decision(std::string_view name, std::string_view logic) {
  return "<decision name=\"" + std::string(name) + "\"><variable name=\"" + std::string(name) + "\"/>" +
         "<informationRequirement><requiredInput href=\"#i1\"/></informationRequirement>"
         "<informationRequirement><requiredInput href=\"#i2\"/></informationRequirement>"
         "<knowledgeRequirement><requiredKnowledge href=\"#b1\"/></knowledgeRequirement>" +
         std::string(logic) + "</decision>";
}

std::string invocation_of_outer(std::string_view grade, std::string_view years) {
  const auto binding = [](std::string_view name, std::string_view text) {
    return "<binding><parameter name=\"" + std::string(name) + "\"/><literalExpression><text>" + std::string(text) +
           "</text></literalExpression></binding>";
  };
  std::string logic = "<invocation><literalExpression><text>outer</text></literalExpression>" + binding("grade", grade);
  if (!years.empty()) logic += binding("years", years);
  return logic + "</invocation>";
}

std::string invocation_literal(std::string_view text) {
  return "<literalExpression><text>" + std::string(text) + "</text></literalExpression>";
}

Model invocation_loaded(const std::string& decisions) {
  std::string text(invocation_model);
  text.replace(text.find("DECISIONS"), 9, decisions);
  auto model = load({{"test.dmn", text}});
  if (!model) throw std::runtime_error(model.error().text());
  return *std::move(model);
}

Value invocation_person(std::string_view grade, Value years) {
  return Value::context({{"grade", Value::string(grade)}, {"years", std::move(years)}});
}

std::vector<Value> invocation_people() {
  return {
      invocation_person("A", Value::integer(3)),
      invocation_person("B", Value()),
      invocation_person("C", Value::integer(1)),
      Value::context({{"years", Value::integer(2)}, {"grade", Value::string("B")}}),  // the entries the other way round
      Value::list({invocation_person("A", Value::integer(7))}),
      Value(),
      Value::integer(5)};
}

TEST(Invocation, GivesWhatACallInFeelGives) {
  const std::pair<std::string_view, std::string_view> bindings[] = {{"person.grade", "person.years"},
                                                                    {"loose.grade", "loose.years"},
                                                                    {"loose", "person.years"},
                                                                    {"person.grade", "1 + 1"}};
  for (const auto& [grade, years] : bindings) {
    const std::string call = "outer(" + std::string(grade) + ", " + std::string(years) + ")";
    const Model model = invocation_loaded(invocation_decision("by invocation", invocation_of_outer(grade, years)) +
                                          invocation_decision("by call", invocation_literal(call)));
    for (const Value& person : invocation_people()) {
      const Value inputs = Value::context({{"person", person}, {"loose", person}});
      const Value direct = model.decision("by invocation")->evaluate(inputs)->value,
                  called = model.decision("by call")->evaluate(inputs)->value;
      EXPECT_TRUE(feel::identical(direct, called)) << call << " of " << feel::to_text(person) << ": "
                                                   << feel::to_text(direct) << ", not " << feel::to_text(called);
    }
  }
}

TEST(Invocation, TakesWhatIsLeftUnboundAsNull) {
  const Model model = invocation_loaded(invocation_decision("d", invocation_of_outer("person.grade", "")));
  const Value inputs = Value::context({{"person", invocation_person("A", Value::integer(3))}, {"loose", Value()}});
  EXPECT_EQ(feel::to_text(model.decision("d")->evaluate(inputs)->value), "100");
}

TEST(Invocation, RefusesAnArgumentOfAnotherType) {
  const Model model = invocation_loaded(invocation_decision("d", invocation_of_outer("loose", "1")));
  const Value inputs = Value::context({{"person", Value()}, {"loose", Value::string("Z")}});
  const auto outcome = model.decision("d")->evaluate(inputs);
  EXPECT_EQ(outcome->value.reason(), feel::Reason::type_constraint);
  ASSERT_EQ(outcome->messages.size(), 1u);
}

// Contexts of different shapes meet one path: what the path found in one must not mislead it in the next.
TEST(Invocation, FindsEntriesWhereverTheyStand) {
  const Model model = invocation_loaded(invocation_decision("d", invocation_literal("loose.b")));
  const auto b_of = [&](Value loose) {
    return feel::to_text(
        model.decision("d")->evaluate(Value::context({{"person", Value()}, {"loose", std::move(loose)}}))->value);
  };
  const Value one = Value::integer(1), two = Value::integer(2), three = Value::integer(3);
  for (int round = 0; round < 2; ++round) {
    EXPECT_EQ(b_of(Value::context({{"a", one}, {"b", two}})), "2");
    EXPECT_EQ(b_of(Value::context({{"b", three}, {"a", one}})), "3");
    EXPECT_EQ(b_of(Value::context({{"a", one}, {"c", two}})), "null");
    EXPECT_EQ(b_of(Value::list({Value::context({{"x", one}, {"y", one}, {"b", two}})})), "[2]");
  }
}

}  // namespace
}  // namespace hashira::dmn
