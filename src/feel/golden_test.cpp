// The golden cases of FEEL: each line of golden/*.txt is an expression and what it gives.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "feel/feel.h"

namespace hashira::feel {
namespace {

struct GoldenCase {
  std::string where, expression, expected;
};

// A case may go on over several lines; `=>` ends it. Lines with # are remarks.
std::vector<GoldenCase> read_cases(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<GoldenCase> cases;
  std::string expression, line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.starts_with("#")) continue;
    auto arrow = line.rfind(" => ");
    expression += line.substr(0, arrow) + (arrow == std::string::npos ? "\n" : "");
    if (arrow == std::string::npos) continue;
    cases.push_back({path.filename().string() + ":" + std::to_string(number), expression, line.substr(arrow + 4)});
    expression.clear();
  }
  return cases;
}

std::string outcome(const std::string& text) {
  auto expression = compile(text, Scope());
  if (!expression) return "! " + expression.error().code;
  Environment environment(Limits{2'000'000, 6'000});
  Value value = expression->evaluate({}, environment);
  if (value.is_null() && value.reason() != Reason::none) return "null " + std::string(reason_code(value.reason()));
  return to_text(value);
}

std::vector<std::filesystem::path> golden_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(HASHIRA_SOURCE_DIR) + "/src/feel/golden")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class Golden : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Golden, EveryLineGivesWhatItSays) {
  auto cases = read_cases(GetParam());
  ASSERT_FALSE(cases.empty());
  for (const GoldenCase& golden : cases) {
    EXPECT_EQ(outcome(golden.expression), golden.expected) << golden.where << ": " << golden.expression;
  }
}

INSTANTIATE_TEST_SUITE_P(Files, Golden, testing::ValuesIn(golden_files()),
                         [](const auto& file) { return file.param.stem().string(); });

}  // namespace
}  // namespace hashira::feel
