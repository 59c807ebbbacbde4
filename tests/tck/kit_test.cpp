// The conformance kit against the committed results: a lost pass and an unrecorded gain both fail.
//
// The kit is read from HASHIRA_TCK, else from ../shared/dmn-tck beside the repository. To record results after a change:
// dmn_tck --disputed tests/tck/disputed.csv --csv tests/tck/results.csv KIT/TestCases
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "base/ports.h"
#include "dmn/tck/runner.h"

namespace hashira::dmn::tck {
namespace {

std::string kit_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string kit_cases() {
  const char* named = std::getenv("HASHIRA_TCK");
  return (named ? std::string(named) : std::string(HASHIRA_SOURCE_DIR "/../shared/dmn-tck")) + "/TestCases";
}

std::set<std::string> kit_lines(const std::string& text) {
  std::istringstream in(text);
  std::set<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.insert(line);
  return lines;
}

std::string kit_only_in(const std::set<std::string>& a, const std::set<std::string>& b) {
  std::string text;
  for (const std::string& line : a)
    if (!b.contains(line)) text += "  " + line + "\n";
  return text;
}

TEST(ConformanceKit, GivesTheCommittedResults) {
  if (!std::filesystem::is_directory(kit_cases())) GTEST_SKIP() << "The kit is not at " << kit_cases() << "; set HASHIRA_TCK.";
  RunOptions options;
  options.disputed = *read_disputed({"disputed.csv", kit_file(HASHIRA_SOURCE_DIR "/tests/tck/disputed.csv")});
  options.evaluation.now = system_clock()->now();
  options.evaluation.today = options.evaluation.now->date_in_japan();
  const auto report = run({kit_cases()}, options);
  ASSERT_TRUE(report) << report.error().text();
  const auto got = kit_lines(csv_of(*report)), recorded = kit_lines(kit_file(HASHIRA_SOURCE_DIR "/tests/tck/results.csv"));
  EXPECT_EQ(kit_only_in(got, recorded), "") << "These results are not recorded (a gain, or a lost pass).\n" << text_of(*report);
  EXPECT_EQ(kit_only_in(recorded, got), "") << "These recorded results did not come about.";
}

}  // namespace
}  // namespace hashira::dmn::tck
