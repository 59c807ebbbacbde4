// Golden cases: rules as outsiders wrote them (tests/golden/dmn), each line a decision, its inputs and what comes out.
//
// HASHIRA_UPDATE=1 rewrites the expected outcomes; the change is then read in the diff.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <cstdlib>
#include <filesystem>
#include <fmt/core.h>
#include <fstream>
#include <iterator>
#include <sstream>

#include "dmn/check.h"
#include "feel/codec.h"

namespace hashira::dmn {
namespace {

namespace files = std::filesystem;

std::string golden_text(const files::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string golden_outcome(const Decision& decision, std::string_view inputs) {
  std::vector<feel::Type::Field> fields;
  for (const InputSpec& input : decision.inputs()) fields.push_back({input.name, input.type});
  const auto value = feel::from_json(boost::json::parse(inputs), feel::Type::context(std::move(fields)));
  if (!value) return value.error().text();
  const auto outcome = decision.evaluate(*value);
  return outcome ? feel::to_text(outcome->value) : outcome.error().text();
}

// The line with the outcome that comes about.
std::string golden_line(const Model& model, const std::string& line) {
  const std::size_t first = line.find(" | "), last = line.rfind(" | ");
  if (first == std::string::npos || last == first) return line;
  const auto decision = model.decision(line.substr(0, first));
  if (!decision) return decision.error().text();
  return line.substr(0, last + 3) + golden_outcome(*decision, line.substr(first + 3, last - first - 3));
}

void golden_check(const files::path& cases) {
  const files::path model_path = files::path(cases).replace_extension(".dmn");
  const auto model = load({{model_path.filename().string(), golden_text(model_path)}});
  ASSERT_TRUE(model) << model.error().text();
  std::istringstream in(golden_text(cases));
  std::string expected, got;
  for (std::string line; std::getline(in, line);) {
    expected += line + "\n";
    got += golden_line(*model, line) + "\n";
  }
  if (std::getenv("HASHIRA_UPDATE")) std::ofstream(cases, std::ios::binary) << got;
  else EXPECT_EQ(got, expected) << cases;
  for (const Finding& finding : check(*model)) EXPECT_NE(finding.severity, Severity::error) << finding.error.text();
}

TEST(Golden, RulesByOutsidersDecideAsTheyDid) {
  int found = 0;
  for (const auto& entry : files::directory_iterator(HASHIRA_SOURCE_DIR "/tests/golden/dmn")) {
    if (entry.path().extension() != ".cases") continue;
    golden_check(entry.path());
    ++found;
  }
  EXPECT_GE(found, 3);
}

}  // namespace
}  // namespace hashira::dmn
