// Golden cases that an official can read: tests/golden/programmes/ID.cases, one case a line, against the programme's rules.
//
//   fact=value fact=value -> yen reason      or, where the rules must not answer yet:      fact=value -> open
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "dmn/check.h"
#include "dmn/dmn.h"
#include "portfolio/check.h"

namespace hashira::portfolio {
namespace {

namespace fs = std::filesystem;

const Portfolio& programmes_tree() {
  static const Portfolio tree = load(HASHIRA_SOURCE_DIR "/programmes/hokkaido-2020").value();
  return tree;
}

dmn::Decision rules_of(const Programme& programme) {
  return dmn::load({{"rules.dmn", programme.rules->text}}).value().decision(programme.rules->decision).value();
}

feel::Value typed_fact(const Fact& fact, const std::string& text) {
  switch (fact.type) {
    case FactType::boolean: return feel::Value::boolean(text == "true");
    case FactType::number:
    case FactType::yen: return feel::Value::integer(std::stoll(text));
    case FactType::date: return feel::Value::date(*Date::parse(text));
    case FactType::text:
    case FactType::choice: break;
  }
  return feel::Value::string(text);
}

// Every clear fact of the programme; those that the line does not name are not known.
feel::Value facts_of_line(const Programme& programme, const std::string& line) {
  std::map<std::string, std::string> given;
  std::istringstream words(line);
  for (std::string word; words >> word;) given[word.substr(0, word.find('='))] = word.substr(word.find('=') + 1);
  std::vector<feel::Entry> out;
  for (const Fact& fact : programme.facts) {
    auto found = given.find(fact.id);
    if (found == given.end()) continue;
    out.emplace_back(fact.id, typed_fact(fact, found->second));
    given.erase(found);
  }
  EXPECT_TRUE(given.empty()) << programme.id << " has no fact '" << given.begin()->first << "': " << line;
  return feel::Value::context(std::move(out));
}

std::string answer_of(const dmn::Decision& decision, const feel::Value& facts) {
  auto outcome = decision.evaluate(facts);
  if (!outcome) return outcome.error().text();
  if (outcome->value.is_null()) return "open";
  const feel::Value *amount = outcome->value.find("amount"), *reason = outcome->value.find("reason");
  const feel::Value* eligible = outcome->value.find("eligible");
  EXPECT_EQ(eligible->is_true(), amount->as_integer().value_or(-1) > 0);
  for (const char* text : {"reason_ja", "reason_en"}) EXPECT_GT(outcome->value.find(text)->as_string().size(), 20u);
  return std::to_string(amount->as_integer().value_or(-1)) + " " + std::string(reason->as_string());
}

int check_cases(const Programme& programme, const fs::path& file) {
  std::ifstream in(file);
  dmn::Decision decision = rules_of(programme);
  int cases = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::size_t arrow = line.find(" -> ");
    EXPECT_NE(arrow, std::string::npos) << line;
    if (arrow == std::string::npos) continue;
    EXPECT_EQ(answer_of(decision, facts_of_line(programme, line.substr(0, arrow))), line.substr(arrow + 4)) << line;
    ++cases;
  }
  return cases;
}

TEST(ProgrammeCases, EveryProgrammeWithRulesDecidesItsCasesAsWritten) {
  int programmes = 0;
  for (const Programme& programme : programmes_tree().programmes) {
    if (!programme.rules) continue;
    fs::path file = fs::path(HASHIRA_SOURCE_DIR "/tests/golden/programmes") / (programme.id + ".cases");
    EXPECT_GE(check_cases(programme, file), 8) << file << " must hold cases of every reason";
    ++programmes;
  }
  EXPECT_GE(programmes, 2);
}

TEST(ProgrammeCases, EveryReasonOfTheRulesHasACase) {
  for (const Programme& programme : programmes_tree().programmes) {
    if (!programme.rules) continue;
    std::ifstream in(fs::path(HASHIRA_SOURCE_DIR "/tests/golden/programmes") / (programme.id + ".cases"));
    std::string cases((std::istreambuf_iterator<char>(in)), {}), text = programme.rules->text;
    const std::string list = "<outputValues id=\"ov_reason\"><text>";
    std::size_t from = text.find(list), to = text.find("</text>", from);
    ASSERT_NE(from, std::string::npos) << programme.id << " lists no reasons";
    for (std::size_t at = text.find('"', from + list.size()); at < to; at = text.find('"', at + 1)) {
      std::size_t end = text.find('"', at + 1);
      EXPECT_NE(cases.find(" " + text.substr(at + 1, end - at - 1) + "\n"), std::string::npos)
          << programme.id << ": no case shows the reason " << text.substr(at + 1, end - at - 1);
      at = end;
    }
  }
}

TEST(ProgrammeCases, NoRulesHaveAGapOrAnOverlap) {
  for (const Programme& programme : programmes_tree().programmes) {
    if (!programme.rules) continue;
    for (const dmn::Finding& finding : dmn::check(dmn::load({{"rules.dmn", programme.rules->text}}).value())) {
      ADD_FAILURE() << programme.id << ": " << finding.error.text() << " " << finding.region;
    }
  }
}

}  // namespace
}  // namespace hashira::portfolio
