// questions.yaml: the facts of a case and the questions that ask for them, one a page.
#include <fmt/core.h>

#include <algorithm>

#include "portfolio/internal/read.h"
#include "portfolio/internal/words.h"

namespace hashira::portfolio {
namespace {

// FEEL reads names with spaces and signs, but a fact's name is also a column and a form field.
bool fact_id(std::string_view text) {
  if (text.empty() || text.size() > 60 || text[0] < 'a' || text[0] > 'z') return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

void read_choices(Fields& fields, Reading& reading, Fact& fact) {
  fact.list = fields.text("list");
  if (!fact.list.empty()) {
    if (const ChoiceList* list = reading.portfolio.list(fact.list)) {
      fact.choices = list->choices;
    } else {
      fields.mistake("portfolio.unknown_list", fmt::format("there is no list '{}'", fact.list.substr(0, 60)),
                     "put it in the portfolio's lists/ folder", fields.place("list"));
    }
  }
  for (const YamlNode* node : fields.list("choices")) {
    Fields item(*node, fields.file(), "choice", fields.mistakes());
    Choice choice{item.text("id", Need::required), {item.text("ja", Need::required), item.text("en")}, item.text("group")};
    item.end();
    bool twice = std::any_of(fact.choices.begin(), fact.choices.end(), [&](const Choice& c) { return c.id == choice.id; });
    if (twice) {
      item.mistake("portfolio.duplicate_id", fmt::format("the choice '{}' stands here twice", choice.id.substr(0, 60)), "keep one of the two",
                   item.place("id"));
    }
    fact.choices.push_back(std::move(choice));
  }
  if (fact.type == FactType::choice && fact.choices.empty() && fact.list.empty()) {
    fields.mistake("portfolio.missing_key", fmt::format("the fact '{}' has no choices", fact.id), "add `choices:` or `list:`", fields.place());
  }
}

Fact read_fact(Fields& fields, Reading& reading) {
  Fact fact;
  fact.id = fields.text("id", Need::required);
  if (!fact.id.empty() && !fact_id(fact.id)) {
    fields.mistake("portfolio.bad_id", fmt::format("'{}' is no fact's name", fact.id.substr(0, 60)),
                   "start with a lower-case letter; use letters, digits and _", fields.place("id"));
  }
  fact.label = fields.bilingual("label", Need::required);
  if (!fields.has("type")) fields.node("type", Need::required);
  fact.type = fields.word<FactType>("type", words::fact_types).value_or(FactType::text);
  fact.openness = fields.word<Openness>("is", words::openness).value_or(Openness::open);
  read_choices(fields, reading, fact);
  fact.min = fields.integer("min");
  fact.max = fields.integer("max");
  fact.length_max = static_cast<int>(std::clamp<std::int64_t>(fields.integer("length_max").value_or(200), 1, 10'000));
  fact.check = std::string(fields.word<std::string_view>("check", words::fact_checks).value_or(""));
  if (fact.min && fact.max && *fact.max < *fact.min) {
    fields.mistake("portfolio.bad_range", fmt::format("'{}' has a max below its min", fact.id), "swap them", fields.place("max"));
  }
  return fact;
}

void read_facts(Fields& root, Reading& reading) {
  for (const YamlNode* node : root.list("facts")) {
    Fields fields(*node, root.file(), "the fact", root.mistakes());
    Fact fact = read_fact(fields, reading);
    fields.end();
    reading.places["facts/" + fact.id] = fields.place("id");
    if (!fact.id.empty() && reading.programme.fact(fact.id)) {
      fields.mistake("portfolio.duplicate_id", fmt::format("the fact '{}' stands here twice", fact.id), "keep one of the two",
                     fields.place("id"));
      continue;
    }
    reading.programme.facts.push_back(std::move(fact));
  }
}

void read_questions(Fields& root, Reading& reading) {
  for (const YamlNode* node : root.list("questions")) {
    Fields fields(*node, root.file(), "the question", root.mistakes());
    Question question;
    question.fact = fields.text("fact", Need::required);
    question.ask = fields.bilingual("ask", Need::required);
    question.hint = fields.bilingual("hint");
    question.when = fields.text("when");
    question.required = fields.flag("required").value_or(true);
    question.source = fields.source("source", Need::required);
    fields.end();
    std::string path = "questions/" + std::to_string(reading.programme.questions.size());
    reading.places[path + "/fact"] = fields.place("fact");
    reading.places[path + "/when"] = fields.place("when");
    reading.programme.questions.push_back(std::move(question));
  }
}

}  // namespace

void read_questions_file(const YamlNode& root, Reading& reading) {
  Fields fields(root, reading.file("questions.yaml"), "questions.yaml", reading.mistakes);
  read_facts(fields, reading);
  read_questions(fields, reading);
  fields.end();
}

void read_narrative_file(const YamlNode& root, Reading& reading) {
  std::string file = reading.file("narrative.yaml");
  if (root.kind != YamlNode::Kind::list) {
    reading.mistakes.add("portfolio.wrong_type", "narrative.yaml must be a list of sentences", "start each sentence with `- ja: …`",
                         {file, root.line, root.column});
    return;
  }
  for (const YamlNode& node : root.items) {
    Fields fields(node, file, "the sentence", reading.mistakes);
    Text sentence{fields.text("ja", Need::required), fields.text("en")};
    fields.end();
    std::string path = "narrative/" + std::to_string(reading.programme.narrative.size());
    reading.places[path + "/ja"] = fields.place("ja");
    reading.places[path + "/en"] = fields.place("en");
    reading.programme.narrative.push_back(std::move(sentence));
  }
}

}  // namespace hashira::portfolio
