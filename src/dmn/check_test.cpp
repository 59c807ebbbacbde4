// Checking, explaining and comparing models, on tables small enough to see what is right.
#include "dmn/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dmn/diff.h"
#include "dmn/explain.h"

namespace hashira::dmn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string check_rule(std::string_view kind, std::string_view area, std::string_view output) {
  return fmt::format(
      "<rule><inputEntry><text><![CDATA[{}]]></text></inputEntry><inputEntry><text><![CDATA[{}]]></text></inputEntry>"
      "<outputEntry><text>{}</text></outputEntry></rule>",
      kind, area, output);
}

Model check_model(std::string_view policy, const std::string& rules, std::string_view after = "") {
  const std::string text = fmt::format(
      R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:test" name="test">
  <itemDefinition name="tKind"><typeRef>string</typeRef><allowedValues><text>"shop","bath"</text></allowedValues></itemDefinition>
  <inputData name="area" id="i1"><variable name="area" typeRef="number"/></inputData>
  <inputData name="kind" id="i2"><variable name="kind" typeRef="tKind"/></inputData>
  <decision name="rate" id="d1">
    <informationRequirement><requiredInput href="#i1"/></informationRequirement>
    <informationRequirement><requiredInput href="#i2"/></informationRequirement>
    <decisionTable hitPolicy="{}">
      <input><inputExpression typeRef="tKind"><text>kind</text></inputExpression></input>
      <input><inputExpression typeRef="number"><text>area</text></inputExpression></input>
      <output/>{}
    </decisionTable>
  </decision>{}</definitions>)",
      policy, rules, after);
  return *load({{"test.dmn", text}}, Mistakes::keep);
}

std::vector<std::string> check_codes(const Model& model) {
  std::vector<std::string> codes;
  for (const Finding& finding : check(model))
    codes.push_back(finding.error.code + (finding.region.empty() ? "" : " " + finding.region));
  return codes;
}

TEST(Check, FindsNothingWrongInACompleteTable) {
  EXPECT_THAT(
      check_codes(check_model("UNIQUE", check_rule("\"shop\"", "<= 1000", "1") + check_rule("\"shop\"", "> 1000", "2") +
                                            check_rule("\"bath\"", "-", "3"))),
      IsEmpty());
}

TEST(Check, NamesTheExactGap) {
  EXPECT_THAT(
      check_codes(check_model("UNIQUE", check_rule("\"shop\"", "< 1000", "1") + check_rule("\"shop\"", "> 3000", "2") +
                                            check_rule("\"bath\"", "-", "3"))),
      ElementsAre("dmn.gap kind: \"shop\", area: [1000..3000]"));
}

TEST(Check, NamesTheExactOverlapAndItsRules) {
  const Model model = check_model("UNIQUE", check_rule("-", "<= 2000", "1") + check_rule("\"shop\"", ">= 1000", "2") +
                                                check_rule("\"bath\"", "> 2000", "3"));
  EXPECT_THAT(check_codes(model), ElementsAre("dmn.overlap kind: \"shop\", area: [1000..2000]"));
  EXPECT_THAT(check(model)[0].rules, ElementsAre(1, 2));
}

TEST(Check, AnyMayOverlapWhereRulesAgree) {
  EXPECT_THAT(check_codes(check_model("ANY", check_rule("-", "<= 2000", "1") + check_rule("-", ">= 1000", "1"))),
              IsEmpty());
  EXPECT_THAT(check_codes(check_model("ANY", check_rule("-", "<= 2000", "1") + check_rule("-", ">= 1000", "2"))),
              ElementsAre("dmn.overlap area: [1000..2000]"));
}

TEST(Check, FindsRulesHiddenByEarlierOnes) {
  const Model model = check_model("FIRST", check_rule("\"shop\"", "-", "1") + check_rule("\"bath\"", "< 5", "2") +
                                               check_rule("-", "< 9", "3") + check_rule("\"shop\"", "7", "4") +
                                               check_rule("-", "-", "5"));
  EXPECT_THAT(check_codes(model), ElementsAre("dmn.unreachable_rule"));
  EXPECT_THAT(check(model)[0].rules, ElementsAre(4));
}

TEST(Check, FindsValuesThatCannotMeet) {
  EXPECT_THAT(check_codes(check_model("FIRST", check_rule("-", "\"big\"", "1") + check_rule("-", "-", "2"))),
              ElementsAre("dmn.types_never_meet", "dmn.unreachable_rule"));
  EXPECT_THAT(check_codes(check_model("FIRST", check_rule("\"café\"", "-", "1") + check_rule("-", "-", "2"))),
              ElementsAre("dmn.unreachable_rule"));
}

TEST(Check, NamesUnknownNames) {
  EXPECT_THAT(
      check_codes(check_model(
          "FIRST", check_rule("-", "-", "2"),
          "<decision name='a'><literalExpression typeRef='tKnid'><text>1</text></literalExpression></decision>")),
      ElementsAre("dmn.unknown_type"));
}

std::vector<std::string> amount_codes(std::string_view name, std::string_view text) {
  return check_codes(check_model(
      "FIRST", check_rule("-", "-", "2"),
      fmt::format("<decision name='{}'><informationRequirement><requiredInput href='#i1'/></informationRequirement>"
                  "<literalExpression><text>{}</text></literalExpression></decision>",
                  name, text)));
}

TEST(Check, AsksHowAmountsAreRounded) {
  EXPECT_THAT(amount_codes("grant amount", "area / 12"), ElementsAre("dmn.no_rounding_unit"));
  EXPECT_THAT(amount_codes("支給額", "area * 0.8"), ElementsAre("dmn.no_rounding_unit"));
  EXPECT_THAT(amount_codes("grant amount", "floor(area / 12)"), IsEmpty());
  EXPECT_THAT(amount_codes("half", "area / 2"), IsEmpty());
}

TEST(Check, SeesTextsThatCanOnlyBeNull) {
  EXPECT_THAT(amount_codes("x", "area + &quot;m&quot;"), ElementsAre("feel.types_never_meet"));
  EXPECT_THAT(amount_codes("x", "area + 1"), IsEmpty());
}

TEST(Check, SeesCapsTheWrongWayRound) {
  const auto with_cap = [](std::string_view text) {
    return check_codes(
        check_model("FIRST", check_rule("-", "-", "2"),
                    fmt::format("<inputData name='cap' id='c'/><decision "
                                "name='x'><informationRequirement><requiredInput href='#c'/></informationRequirement>"
                                "<informationRequirement><requiredInput href='#i1'/></informationRequirement>"
                                "<literalExpression><text><![CDATA[{}]]></text></literalExpression></decision>",
                                text)));
  };
  EXPECT_THAT(with_cap("max(area * 2, cap)"), ElementsAre("dmn.cap_does_not_cap"));
  EXPECT_THAT(with_cap("if area > cap then area else cap"), ElementsAre("dmn.cap_does_not_cap"));
  EXPECT_THAT(with_cap("ceiling(min(area, cap))"), ElementsAre("dmn.rounded_after_cap"));
  EXPECT_THAT(with_cap("min(area * 2, cap)"), IsEmpty());
}

TEST(Diff, NamesTheRegionWhoseOutcomeChanges) {
  const Model before = check_model("FIRST", check_rule("\"shop\"", "<= 1000", "1") + check_rule("-", "-", "0"));
  const Model after = check_model("FIRST", check_rule("\"shop\"", "<= 1500", "1") + check_rule("-", "-", "0"));
  const auto differences = diff(before, after);
  ASSERT_EQ(differences.size(), 1U);
  EXPECT_EQ(differences[0].region, "kind: \"shop\", area: (1000..1500]");
  EXPECT_EQ(differences[0].before, "0");
  EXPECT_EQ(differences[0].after, "1");
  EXPECT_THAT(diff(before, before), IsEmpty());
}

feel::Value facts(std::int64_t area, std::string_view kind) {
  return feel::Value::context({{"area", feel::Value::integer(area)}, {"kind", feel::Value::string(kind)}});
}

TEST(Explain, TellsMatchedAndNearlyMatchedRulesAndTheNearestYes) {
  const Model model = check_model("FIRST", check_rule("\"shop\"", "<= 1000", "200000") + check_rule("-", "-", "0"));
  const auto explanation = explain(model, "rate", facts(1200, "shop"));
  ASSERT_TRUE(explanation);
  ASSERT_EQ(explanation->tables.size(), 1U);
  EXPECT_EQ(explanation->tables[0].matched[0].number, 2U);
  ASSERT_EQ(explanation->tables[0].nearly.size(), 1U);
  EXPECT_EQ(explanation->tables[0].nearly[0].cell, "<= 1000");
  ASSERT_TRUE(explanation->nearest_yes);
  EXPECT_EQ(explanation->nearest_yes->changes[0].fact, "area");
  EXPECT_EQ(feel::to_text(explanation->nearest_yes->changes[0].to), "1000");
}

TEST(Explain, ChangesTwoFactsWhereOneIsNotEnough) {
  const Model model = check_model("FIRST", check_rule("\"shop\"", "< 1000", "200000") + check_rule("-", "-", "0"));
  const auto explanation = explain(model, "rate", facts(1200, "bath"));
  ASSERT_TRUE(explanation && explanation->nearest_yes);
  ASSERT_EQ(explanation->nearest_yes->changes.size(), 2U);
  EXPECT_EQ(feel::to_text(explanation->nearest_yes->changes[0].to), "999");
  EXPECT_EQ(feel::to_text(explanation->nearest_yes->changes[1].to), "\"shop\"");
}

TEST(Explain, MovesNumbersThatReachTablesThroughArithmetic) {
  const Model model =
      check_model("FIRST", check_rule("-", "-", "0"),
                  "<decision name='rich'><informationRequirement><requiredInput href='#i1'/></informationRequirement>"
                  "<literalExpression><text>area / 12 &gt; 250</text></literalExpression></decision>");
  const auto explanation = explain(model, "rich", facts(1200, "shop"));
  ASSERT_TRUE(explanation && explanation->nearest_yes);
  EXPECT_EQ(feel::to_text(explanation->nearest_yes->changes[0].to), "3001");
}

TEST(Explain, LooksForWhatIsWanted) {
  const Model model = check_model("FIRST", check_rule("\"shop\"", "<= 1000", "1") +
                                               check_rule("\"shop\"", "<= 5000", "2") + check_rule("-", "-", "3"));
  const auto explanation = explain(model, "rate", facts(9000, "shop"), {.evaluation = {}, .want = "1"});
  ASSERT_TRUE(explanation && explanation->nearest_yes);
  EXPECT_EQ(feel::to_text(explanation->nearest_yes->changes[0].to), "1000");
}

}  // namespace
}  // namespace hashira::dmn
