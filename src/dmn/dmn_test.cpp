// Straight through: from a file's text to an outcome, and the mistakes a file can hold.
#include "dmn/dmn.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hashira::dmn {
namespace {

constexpr std::string_view dmn_head =
    R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:test" name="test">)";

std::string model_of(std::string_view inside) {
  return std::string(dmn_head) + std::string(inside) + "</definitions>";
}

Model loaded(std::string_view inside) {
  auto model = load({{"test.dmn", model_of(inside)}});
  if (!model) throw std::runtime_error(model.error().text());
  return *std::move(model);
}

Error refusal(const std::string& text) {
  const auto model = load({{"test.dmn", text}});
  return model ? Error{} : model.error();
}

constexpr std::string_view rate_table = R"(
  <inputData name="area" id="i1"><variable name="area" typeRef="number"/></inputData>
  <inputData name="kind" id="i2"><variable name="kind" typeRef="string"/></inputData>
  <decision name="daily rate" id="d1">
    <variable name="daily rate" typeRef="number"/>
    <informationRequirement><requiredInput href="#i1"/></informationRequirement>
    <informationRequirement><requiredInput href="#i2"/></informationRequirement>
    <decisionTable hitPolicy="UNIQUE">
      <input><inputExpression><text>kind</text></inputExpression></input>
      <input><inputExpression><text>area</text></inputExpression></input>
      <output/>
      <rule><inputEntry><text>"shop"</text></inputEntry><inputEntry><text>&lt;= 1000</text></inputEntry><outputEntry><text>200000</text></outputEntry></rule>
      <rule><inputEntry><text>"shop"</text></inputEntry><inputEntry><text>&gt; 1000</text></inputEntry><outputEntry><text>200000 * area / 1000</text></outputEntry></rule>
      <rule><inputEntry><text>not("shop")</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>0</text></outputEntry></rule>
    </decisionTable>
  </decision>
  <decision name="half" id="d2">
    <informationRequirement><requiredDecision href="#d1"/></informationRequirement>
    <literalExpression><text>daily rate / 2</text></literalExpression>
  </decision>)";

feel::Value decide(const Model& model, std::string_view decision, std::vector<feel::Entry> inputs) {
  const auto outcome = model.decision(decision)->evaluate(feel::Value::context(std::move(inputs)));
  return outcome ? outcome->value : feel::Value::string(outcome.error().text());
}

TEST(Dmn, DecidesByTableAndByWhatItRequires) {
  const Model model = loaded(rate_table);
  using feel::Value;
  EXPECT_EQ(
      feel::to_text(decide(model, "daily rate", {{"area", Value::integer(800)}, {"kind", Value::string("shop")}})),
      "200000");
  EXPECT_EQ(
      feel::to_text(decide(model, "daily rate", {{"area", Value::integer(2500)}, {"kind", Value::string("shop")}})),
      "500000");
  EXPECT_EQ(feel::to_text(decide(model, "half", {{"area", Value::integer(2500)}, {"kind", Value::string("shop")}})),
            "250000");
  EXPECT_EQ(feel::to_text(decide(model, "half", {{"area", Value::integer(1)}, {"kind", Value::string("bath")}})), "0");
}

TEST(Dmn, DecidesSeveralAtOnce) {
  const auto both = loaded(rate_table).decisions_together({"half", "daily rate"});
  const auto outcome = both->evaluate(
      feel::Value::context({{"area", feel::Value::integer(2500)}, {"kind", feel::Value::string("shop")}}));
  EXPECT_EQ(feel::to_text(outcome->value), "{half: 250000, \"daily rate\": 500000}");
  EXPECT_EQ(outcome->rules.size(), 1U);
  EXPECT_EQ(loaded(rate_table).decisions_together({"half", "haf"}).error().code, "dmn.unknown_decision");
}

TEST(Dmn, GivesEachOfSeveralItsOwnInputs) {
  const Model model = loaded(
      "<inputData name='a' id='a'/><inputData name='b' id='b'/>"
      "<decision name='x'><informationRequirement><requiredInput "
      "href='#a'/></informationRequirement><literalExpression><text>a + 1</text></literalExpression></decision>"
      "<decision name='y'><informationRequirement><requiredInput "
      "href='#b'/></informationRequirement><literalExpression><text>b + 2</text></literalExpression></decision>"
      "<decisionService name='s'><outputDecision href='#x'/><outputDecision href='#y'/><inputData "
      "href='#b'/><inputData href='#a'/></decisionService>");
  const auto inputs = feel::Value::context({{"b", feel::Value::integer(20)}, {"a", feel::Value::integer(10)}});
  EXPECT_EQ(feel::to_text(model.decisions_together({"x", "y"})->evaluate(inputs)->value), "{x: 11, y: 22}");
  EXPECT_EQ(feel::to_text(model.service("s")->evaluate(inputs)->value), "{x: 11, y: 22}");
}

TEST(Dmn, TellsWhichRulesMatched) {
  const Model model = loaded(rate_table);
  const auto outcome = model.decision("half")->evaluate(
      feel::Value::context({{"area", feel::Value::integer(2500)}, {"kind", feel::Value::string("shop")}}));
  ASSERT_TRUE(outcome);
  ASSERT_EQ(outcome->rules.size(), 1U);
  EXPECT_THAT(outcome->rules[0].rules, testing::ElementsAre(2));
}

TEST(Dmn, AbsentInputsAreErrorsWhenStrictAndNullWhenLenient) {
  const Model model = loaded(rate_table);
  const auto decision = model.decision("half");
  const auto inputs = feel::Value::context({{"kind", feel::Value::string("shop")}});
  const auto strict = decision->evaluate(inputs, {.absent = Absent::strict});
  ASSERT_FALSE(strict);
  EXPECT_EQ(strict.error().code, "dmn.missing_input");
  const auto lenient = decision->evaluate(inputs);
  ASSERT_TRUE(lenient);
  EXPECT_TRUE(lenient->value.is_null());
  EXPECT_FALSE(lenient->messages.empty());
}

TEST(Dmn, NamesTheNearestDecision) {
  const auto decision = loaded(rate_table).decision("daly rate");
  ASSERT_FALSE(decision);
  EXPECT_EQ(decision.error().mend, "Did you mean \"daily rate\"?");
}

TEST(Dmn, MistakesHavePlaceAndMend) {
  EXPECT_EQ(refusal("<definitions").code, "dmn.bad_xml");
  EXPECT_EQ(refusal("<!DOCTYPE a [<!ENTITY b 'c'>]><definitions/>").code, "dmn.doctype");
  EXPECT_EQ(refusal("<definitions xmlns='urn:other'/>").code, "dmn.not_dmn");
  EXPECT_EQ(refusal(std::string(dmn_head) + "<decision id='a'/></definitions>").code, "dmn.missing_attribute");
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "<list>";
  EXPECT_EQ(refusal(std::string(dmn_head) + deep).code, "dmn.bad_xml");
  for (int i = 0; i < 1000; ++i) deep += "</list>";
  EXPECT_EQ(refusal(model_of("<decision name='a'>" + deep + "</decision>")).code, "dmn.too_deep");
  const Error unknown = refusal(
      model_of("\n<decision name='a'>\n<literalExpression><text>1 + amuont</text></literalExpression></decision>"));
  EXPECT_EQ(unknown.code, "feel.unknown_name");
  EXPECT_EQ(unknown.place, (Place{"test.dmn", 3, 30}));
}

TEST(Dmn, RefusesCircles) {
  const Error error =
      refusal(model_of("<decision name='a' id='a'><informationRequirement><requiredDecision "
                       "href='#b'/></informationRequirement></decision>"
                       "<decision name='b' id='b'><informationRequirement><requiredDecision "
                       "href='#a'/></informationRequirement></decision>"));
  EXPECT_EQ(error.code, "dmn.cycle");
}

}  // namespace
}  // namespace hashira::dmn
