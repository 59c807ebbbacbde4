// Decision tables against a naive evaluator, on random tables: every rule asked cell by cell through FEEL's unary tests,
// hit policies written out anew. A million tables with HASHIRA_LONG=1, a few thousand otherwise.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fmt/core.h>
#include <numeric>
#include <random>

#include "dmn/dmn.h"

namespace hashira::dmn {
namespace {

constexpr std::string_view random_sum = "COLLECT' aggregation='SUM";
constexpr std::string_view random_policies[] = {"UNIQUE", "FIRST", "PRIORITY", "ANY", "COLLECT", "RULE ORDER", "OUTPUT ORDER", random_sum};
// Texts of less than, just and more than the eight bytes that ranks compare first.
constexpr std::string_view random_beginnings[] = {"", "", "abcdefg", "abcdefgh", "abcdefgha"};
constexpr std::string_view random_brackets_low[] = {"[", "(", "]"};
constexpr std::string_view random_brackets_high[] = {"]", ")", "["};
constexpr std::string_view random_signs[] = {"<", "<=", ">", ">="};

class RandomTable {
 public:
  explicit RandomTable(std::uint64_t seed) : random_(seed) {
    policy_ = random_policies[below(std::size(random_policies))];
    columns_ = 1 + below(3);
    for (std::size_t i = 0; i < columns_; ++i) kinds_.push_back(below(4));
    const std::size_t rules = below(below(10) == 0 ? 130 : 8);  // beyond 64 the index finds them, below it masks do
    for (std::size_t rule = 0; rule < rules; ++rule) {
      rules_.emplace_back();
      for (std::size_t i = 0; i < columns_; ++i) rules_.back().push_back(cell(kinds_[i]));
      outputs_.push_back(fmt::format("{}", below(4)));
    }
  }

  std::string xml() const {
    std::string text = R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:r" name="r">)";
    for (std::size_t i = 0; i < columns_; ++i) text += fmt::format("<inputData name='c{0}' id='c{0}'/>", i);
    text += "<decision name='d'>";
    for (std::size_t i = 0; i < columns_; ++i) text += fmt::format("<informationRequirement><requiredInput href='#c{}'/></informationRequirement>", i);
    text += fmt::format("<decisionTable hitPolicy='{}'>", policy_);
    for (std::size_t i = 0; i < columns_; ++i) text += fmt::format("<input><inputExpression><text>c{}</text></inputExpression></input>", i);
    text += "<output><outputValues><text>3,1,0,2</text></outputValues></output>";
    for (std::size_t rule = 0; rule < rules_.size(); ++rule) {
      text += "<rule>";
      for (const std::string& cell : rules_[rule]) text += "<inputEntry><text><![CDATA[" + cell + "]]></text></inputEntry>";
      text += "<outputEntry><text>" + outputs_[rule] + "</text></outputEntry></rule>";
    }
    return text + "</decisionTable></decision></definitions>";
  }

  std::vector<feel::Value> inputs() {
    std::vector<feel::Value> values;
    for (const std::size_t kind : kinds_) values.push_back(value(below(12) == 0 ? below(4) : kind));
    return values;
  }

  feel::Value naive(const std::vector<feel::Value>& inputs) const {
    std::vector<int> hits;
    for (std::size_t rule = 0; rule < rules_.size(); ++rule)
      if (matches(rule, inputs)) hits.push_back(std::stoi(outputs_[rule]));
    return result(hits);
  }

 private:
  std::mt19937_64 random_;
  std::string_view policy_;
  std::size_t columns_ = 0;
  std::vector<std::size_t> kinds_;
  std::vector<std::vector<std::string>> rules_;
  std::vector<std::string> outputs_;
  mutable std::map<std::string, feel::Expression> tests_;

  std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_); }

  std::string literal(std::size_t kind) {
    switch (kind) {
      case 0: return fmt::format("{}", static_cast<int>(below(9)) - 2);
      case 1: return fmt::format("\"{}{}\"", random_beginnings[below(std::size(random_beginnings))], static_cast<char>('a' + below(3)));
      case 2: return below(2) == 0 ? "true" : "false";
      default: return fmt::format("date(\"2020-05-{:02}\")", 1 + below(9));
    }
  }

  std::string test(std::size_t kind) {
    if (kind == 0 && below(4) == 0) return fmt::format("{}.{}", below(5), below(100));
    if (kind == 2 || below(3) == 0) return literal(kind);
    if (below(2) == 0) return std::string(random_signs[below(4)]) + " " + literal(kind);
    return std::string(random_brackets_low[below(3)]) + literal(kind) + " .. " + literal(kind) + std::string(random_brackets_high[below(3)]);
  }

  std::string cell(std::size_t kind) {
    const std::size_t form = below(20);
    if (form < 4) return "-";
    if (form == 4) return "null";
    if (form == 5) return "? = " + literal(kind);
    if (form == 6) return test(below(4));  // of another kind, perhaps
    std::string tests = test(kind);
    while (below(3) == 0) tests += ", " + test(kind);
    return form == 7 || form == 8 ? "not(" + tests + ")" : tests;
  }

  feel::Value value(std::size_t kind) {
    if (below(15) == 0) return {};
    if (kind == 0 && below(2) == 0) return feel::Value::decimal(static_cast<std::int64_t>(below(900)) - 200, 2);
    feel::Environment environment;
    return feel::compile(literal(kind), {})->evaluate({}, environment);
  }

  // One FEEL text a cell, compiled when first asked: no intervals, no index.
  bool holds(const std::string& cell, const feel::Value& input) const {
    feel::Scope scope;
    scope.add("?");
    auto known = tests_.find(cell);
    if (known == tests_.end()) known = tests_.emplace(cell, *feel::compile(cell, scope, {.grammar = feel::Grammar::unary_tests})).first;
    feel::Environment environment;
    return known->second.evaluate(std::span(&input, 1), environment).is_true();
  }

  bool matches(std::size_t rule, const std::vector<feel::Value>& inputs) const {
    for (std::size_t i = 0; i < columns_; ++i)
      if (!holds(rules_[rule][i], inputs[i])) return false;
    return true;
  }

  // 3 goes before 1, 0 and 2, as the output values say.
  static int place_of(int output) { return std::array{2, 1, 3, 0}[static_cast<std::size_t>(output)]; }

  static feel::Value list_of(const std::vector<int>& hits) {
    std::vector<feel::Value> values;
    for (const int hit : hits) values.push_back(feel::Value::integer(hit));
    return feel::Value::list(std::move(values));
  }

  feel::Value result(std::vector<int> hits) const {
    if (hits.empty()) return {};
    const bool one_value = std::adjacent_find(hits.begin(), hits.end(), std::not_equal_to<>()) == hits.end();
    if ((policy_ == "UNIQUE" && hits.size() > 1) || (policy_ == "ANY" && !one_value)) return {};
    if (policy_ == random_sum) return feel::Value::integer(std::accumulate(hits.begin(), hits.end(), 0));
    if (policy_ == "COLLECT" || policy_ == "RULE ORDER") return list_of(hits);
    if (policy_ == "PRIORITY" || policy_ == "OUTPUT ORDER")
      std::stable_sort(hits.begin(), hits.end(), [](int a, int b) { return place_of(a) < place_of(b); });
    return policy_ == "OUTPUT ORDER" ? list_of(hits) : feel::Value::integer(hits[0]);
  }
};

void check_random_table(std::uint64_t seed) {
  RandomTable table(seed);
  const auto model = load({{"random.dmn", table.xml()}});
  ASSERT_TRUE(model) << model.error().text() << "\n" << table.xml();
  const auto decision = model->decision("d");
  for (int i = 0; i < 8; ++i) {
    const std::vector<feel::Value> inputs = table.inputs();
    const auto outcome = decision->evaluate(std::span<const feel::Value>(inputs));
    const feel::Value wanted = table.naive(inputs);
    if (feel::identical(outcome->value, wanted)) continue;
    std::string given;
    for (const feel::Value& input : inputs) given += feel::to_text(input) + "  ";
    FAIL() << "seed " << seed << ": " << given << "gives " << feel::to_text(outcome->value) << ", not " << feel::to_text(wanted) << "\n" << table.xml();
  }
}

TEST(RandomTables, AgreeWithTheNaiveEvaluator) {
  const std::uint64_t tables = std::getenv("HASHIRA_LONG") ? 1'000'000 : 3'000;
  for (std::uint64_t seed = 1; seed <= tables && !testing::Test::HasFailure(); ++seed) check_random_table(seed);
}

}  // namespace
}  // namespace hashira::dmn
