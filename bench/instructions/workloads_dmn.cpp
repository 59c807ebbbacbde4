// Workloads of dmn: tables of 1,000 and 10,000 rules and a FIRST table of 3,700, made here so that they never change.
#include <array>
#include <cassert>
#include <string>

#include <fmt/core.h>

#include "dmn/dmn.h"
#include "workloads.h"

namespace bench {
namespace {

using hashira::feel::Value;

std::string rule(int i, int width) {
  return fmt::format(
      "<rule><inputEntry><text>[{}..{})</text></inputEntry><inputEntry><text>\"area {}\"</text></inputEntry>"
      "<outputEntry><text>{}</text></outputEntry></rule>\n",
      i * width, (i + 1) * width, i % 179, i * 1000);
}

std::string table(int rules, std::string_view hit_policy) {
  std::string xml = fmt::format(
      "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"t\" namespace=\"urn:t\">"
      "<inputData name=\"days\"><variable name=\"days\" typeRef=\"number\"/></inputData>"
      "<inputData name=\"area\"><variable name=\"area\" typeRef=\"string\"/></inputData>"
      "<decision name=\"amount\"><variable name=\"amount\" typeRef=\"number\"/>"
      "<informationRequirement id=\"a\"><requiredInput href=\"#days\"/></informationRequirement>"
      "<informationRequirement id=\"b\"><requiredInput href=\"#area\"/></informationRequirement>"
      "<decisionTable hitPolicy=\"{}\"><input><inputExpression "
      "typeRef=\"number\"><text>days</text></inputExpression></input>"
      "<input><inputExpression typeRef=\"string\"><text>area</text></inputExpression></input><output "
      "typeRef=\"number\"/>\n",
      hit_policy);
  for (int i = 0; i < rules; ++i) xml += rule(i, 10);
  xml += "</decisionTable></decision></definitions>";
  for (std::string_view name : {"days", "area"}) {  // the ids that the requirements point at
    std::string from = fmt::format("<inputData name=\"{}\">", name);
    xml.replace(xml.find(from), from.size(), fmt::format("<inputData id=\"{0}\" name=\"{0}\">", name));
  }
  return xml;
}

struct Prepared {
  Prepared(int rules, std::string_view hit_policy)
      : count(rules), model(load(rules, hit_policy)), decision(*model.decision("amount")) {}

  static hashira::dmn::Model load(int rules, std::string_view hit_policy) {
    auto loaded = hashira::dmn::load({{"table.dmn", table(rules, hit_policy)}});
    assert(loaded);
    return *std::move(loaded);
  }
  // The rule a third of the way down, and the last.
  void run() const {
    for (int i : {count / 3, count - 1}) {
      std::array inputs{Value::integer(i * 10 + 5), Value::string(fmt::format("area {}", i % 179))};
      auto outcome = decision.evaluate(inputs);
      assert(outcome && outcome->value.as_integer() == i * 1000);
      sink = outcome->value.coefficient();
    }
  }

  int count;
  hashira::dmn::Model model;
  hashira::dmn::Decision decision;
};

void load_1000() {
  Prepared::load(1000, "UNIQUE");
}

void unique_1000() {
  static const Prepared prepared(1000, "UNIQUE");
  for (int i = 0; i < 10; ++i) prepared.run();
}

void unique_10000() {
  static const Prepared prepared(10'000, "UNIQUE");
  for (int i = 0; i < 10; ++i) prepared.run();
}

void first_3700() {
  static const Prepared prepared(3700, "FIRST");
  for (int i = 0; i < 10; ++i) prepared.run();
}

constexpr Workload tables[] = {
    {"dmn/load-1000", load_1000},
    {"dmn/unique-1000-20", unique_1000},
    {"dmn/unique-10000-20", unique_10000},
    {"dmn/first-3700-20", first_3700},
};

}  // namespace

std::span<const Workload> dmn_workloads() {
  return tables;
}

}  // namespace bench
