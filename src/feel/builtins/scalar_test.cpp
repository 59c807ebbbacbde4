// Runs scalar_test.txt: every line's expression must give the value beside it, under a fixed clock.
#include <fstream>

#include <gtest/gtest.h>

#include "feel/feel.h"

namespace hashira::feel {
namespace {

std::string value_of(std::string_view text) {
  Environment environment;
  environment.now = [] { return Instant{1'589'945'696'789}; };
  environment.today = [] { return hashira::Date::of(2020, 5, 20); };
  auto expression = compile(text, Scope(), CompileOptions{.names = Names::lenient});
  if (!expression) return expression.error().text();
  return to_text(expression->evaluate({}, environment));
}

TEST(ScalarBuiltins, GiveWhatTheTextSays) {
  std::ifstream file(HASHIRA_SOURCE_DIR "/src/feel/builtins/scalar_test.txt");
  ASSERT_TRUE(file);
  int cases = 0;
  for (std::string line; std::getline(file, line);) {
    std::size_t arrow = line.find(" => ");
    if (line.empty() || line[0] == '#' || arrow == std::string::npos) continue;
    ++cases;
    EXPECT_EQ(value_of(line.substr(0, arrow)), line.substr(arrow + 4)) << line;
  }
  EXPECT_GT(cases, 150);
}

}  // namespace
}  // namespace hashira::feel
