// Checks rules.dmn and every FEEL text of a folder: they compile, and they read only facts that rules may read.
#include <fmt/core.h>

#include <algorithm>
#include <cstring>
#include <pugixml.hpp>

#include "dmn/dmn.h"
#include "feel/feel.h"
#include "portfolio/internal/read.h"

namespace hashira::portfolio {
namespace {

using feel::Type;
using feel::TypeKind;

constexpr std::size_t feel_text_bytes_max = 20'000;

Type feel_type(FactType type) {
  switch (type) {
    case FactType::number:
    case FactType::yen: return Type::of(TypeKind::number);
    case FactType::boolean: return Type::of(TypeKind::boolean);
    case FactType::date: return Type::of(TypeKind::date);
    case FactType::text:
    case FactType::choice: break;
  }
  return Type::of(TypeKind::string);
}

bool clear(const Fact& fact) { return fact.openness != Openness::sealed; }

void add_clear_facts(feel::Scope& scope, const Programme& programme) {
  for (const Fact& fact : programme.facts) {
    if (clear(fact)) scope.add(fact.id, feel_type(fact.type));
  }
}

// What a figure may read of a case beside its facts; docs/programme-folder.md names them.
void add_case_names(feel::Scope& scope) {
  for (const char* name : {"state", "party", "reported_figure"}) scope.add(name, Type::of(TypeKind::string));
  for (const char* name : {"requested", "approved", "ordered", "paid", "settled", "reported_value", "credits_issued", "credits_sold", "credit_sales",
                           "credits_retired"}) scope.add(name, Type::of(TypeKind::number));
  for (const char* name : {"applied_on", "decided_on", "settled_on", "paid_on"}) scope.add(name, Type::of(TypeKind::date));
}

// The sealed fact that the text reads, if that is why it does not compile.
const Fact* sealed_fact_read(const Programme& programme, feel::Scope scope, const std::string& text) {
  std::size_t first = scope.names().size();
  std::vector<const Fact*> sealed;
  for (const Fact& fact : programme.facts) {
    if (clear(fact)) continue;
    scope.add(fact.id, feel_type(fact.type));
    sealed.push_back(&fact);
  }
  auto compiled = feel::compile(text, scope, {.size_max = feel_text_bytes_max});
  if (!compiled) return nullptr;
  for (std::size_t slot : compiled->reads()) {
    if (slot >= first) return sealed[slot - first];
  }
  return nullptr;
}

void check_feel(Reading& reading, const std::string& text, const feel::Scope& scope, const std::string& path) {
  if (text.empty()) return;
  Place place = reading.places.contains(path) ? reading.places[path] : Place{reading.file("programme.yaml"), 0, 0};
  auto compiled = feel::compile(text, scope, {.place = place, .size_max = feel_text_bytes_max});
  if (compiled) return;
  if (const Fact* fact = sealed_fact_read(reading.programme, scope, text)) {
    reading.mistakes.add("portfolio.sealed_fact", fmt::format("this reads '{}', which is sealed", fact->id),
                         "read open facts and dimensions only, or add a coarse dimension for it", place);
    return;
  }
  Error error = compiled.error();
  if (error.mend.empty()) error.mend = "correct the FEEL expression; docs/programme-folder.md lists the names it may read";
  if (error.place.line == 0) error.place = place;
  reading.mistakes.add(std::move(error));
}

void check_figures_feel(Reading& reading) {
  feel::Scope scope;
  add_clear_facts(scope, reading.programme);
  add_case_names(scope);
  for (const Figure& figure : reading.programme.figures) {
    std::string path = "figures/" + figure.id + "/";
    check_feel(reading, figure.where, scope, path + "where");
    check_feel(reading, figure.value, scope, path + "value");
    check_feel(reading, figure.key, scope, path + "key");
    check_feel(reading, figure.date, scope, path + "date");
    auto need = [&](Aggregate aggregate, const std::string& text, std::string_view key) {
      if (figure.aggregate != aggregate || !text.empty()) return;
      reading.mistakes.add("portfolio.missing_key", fmt::format("the figure '{}' does not say what it takes", figure.id),
                           fmt::format("add `{}:`", key), reading.places[path + "aggregate"]);
    };
    need(Aggregate::sum, figure.value, "value");
    need(Aggregate::distinct, figure.key, "key");
  }
}

// A question may depend on what was asked before it, and on nothing later.
void check_questions_feel(Reading& reading) {
  feel::Scope asked;
  for (std::size_t i = 0; i < reading.programme.questions.size(); ++i) {
    const Question& question = reading.programme.questions[i];
    check_feel(reading, question.when, asked, fmt::format("questions/{}/when", i));
    const Fact* fact = reading.programme.fact(question.fact);
    if (fact && clear(*fact)) asked.add(fact->id, feel_type(fact->type));
  }
}

bool name_char(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

// A folder without questions has no facts yet: its key may name what intake will ask, so only the form is checked.
void add_names_in(const std::string& text, feel::Scope& scope) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && name_char(text[end])) ++end;
    if (end > at && (text[at] < '0' || text[at] > '9')) scope.add(text.substr(at, end - at));
    at = end == at ? at + 1 : end;
  }
}

void check_key_feel(Reading& reading) {
  if (!reading.programme.money) return;
  feel::Scope scope;
  add_clear_facts(scope, reading.programme);
  check_feel(reading, reading.programme.money->layer, scope, "money/layer");
  scope.add("party", Type::of(TypeKind::string));
  const std::string& key = reading.programme.money->entitlement_key;
  if (reading.programme.facts.empty()) add_names_in(key, scope);
  check_feel(reading, key, scope, "money/entitlement_key");
}

void check_rule_input(Reading& reading, const dmn::InputSpec& input, const Place& place) {
  const Fact* fact = reading.programme.fact(input.name);
  if (!fact) {
    std::vector<std::string_view> known;
    for (const Fact& one : reading.programme.facts) {
      if (clear(one)) known.push_back(one.id);
    }
    auto near = nearest_word(input.name, known);
    reading.mistakes.add("portfolio.unknown_name", fmt::format("the rules read '{}', which is no fact", input.name),
                         near ? fmt::format("did you mean '{}'?", *near) : "add it to `facts:` of questions.yaml", place);
  } else if (!clear(*fact)) {
    reading.mistakes.add("portfolio.sealed_fact", fmt::format("the rules read '{}', which is sealed", input.name),
                         "read open facts and dimensions only", place);
  } else if (!feel::conforms_to(feel_type(fact->type), input.type)) {
    reading.mistakes.add("portfolio.wrong_type",
                         fmt::format("the rules read '{}' as {}, but the fact is {}", input.name, feel::to_text(input.type),
                                     feel::to_text(feel_type(fact->type))),
                         "give the input data of the model the fact's type", place);
  }
}

bool element(const pugi::xml_node& node, std::string_view name) {
  std::string_view full = node.name();
  std::size_t colon = full.find(':');
  return full.substr(colon == std::string_view::npos ? 0 : colon + 1) == name;
}

// Which annotation of the table's rules is the source; nothing if none is.
std::optional<int> source_column(const pugi::xml_node& table) {
  int column = 0;
  for (const pugi::xml_node& child : table.children()) {
    if (!element(child, "annotation")) continue;
    if (std::strcmp(child.attribute("name").value(), "source") == 0) return column;
    ++column;
  }
  return std::nullopt;
}

std::string annotation_text(const pugi::xml_node& rule, int column) {
  for (const pugi::xml_node& child : rule.children()) {
    if (!element(child, "annotationEntry") || column-- > 0) continue;
    for (const pugi::xml_node& text : child.children()) {
      if (element(text, "text")) return text.text().get();
    }
  }
  return {};
}

// Every rule names its source, so that what rests on an assumption can say so. dmn::load has bounded the file before.
void check_rule_sources(Reading& reading, const Rules& rules) {
  pugi::xml_document document;
  if (!document.load_buffer(rules.text.data(), rules.text.size())) return;
  auto place = [&](const pugi::xml_node& node) {
    auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0));
    std::string_view before = std::string_view(rules.text).substr(0, offset);
    auto line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
    std::size_t newline = before.rfind('\n');
    return Place{reading.file(rules.file), line, static_cast<int>(before.size() - (newline == std::string_view::npos ? 0 : newline + 1))};
  };
  std::vector<pugi::xml_node> open{document.document_element()};
  while (!open.empty()) {
    pugi::xml_node node = open.back();
    open.pop_back();
    for (const pugi::xml_node& child : node.children()) open.push_back(child);
    if (!element(node, "decisionTable")) continue;
    std::optional<int> column = source_column(node);
    if (!column) {
      reading.mistakes.add("portfolio.missing_source", "the rules of this table name no source",
                           "add an annotation column `source` with report:LINE, public:TITLE, DATE or assumption", place(node));
      continue;
    }
    for (const pugi::xml_node& rule : node.children()) {
      if (!element(rule, "rule") || parse_source(annotation_text(rule, *column))) continue;
      reading.mistakes.add("portfolio.bad_source", "the rule names no source",
                           "write report:LINE, public:TITLE, DATE or assumption into its `source` annotation", place(rule));
    }
  }
}

void check_model(Reading& reading, const Rules& rules) {
  std::string file = reading.file(rules.file);
  auto model = dmn::load({{file, rules.text}});
  if (!model) {
    Error error = model.error();
    if (error.place.source.empty()) error.place.source = file;
    if (error.mend.empty()) error.mend = "correct the model in a DMN editor";
    reading.mistakes.add(std::move(error));
    return;
  }
  auto decision = model->decision(rules.decision);
  if (!decision) {
    Error error = decision.error();
    error.place = reading.places["rules/decision"];
    if (error.mend.empty()) error.mend = "name a decision of the model";
    reading.mistakes.add(std::move(error));
    return;
  }
  check_rule_sources(reading, rules);
  for (const dmn::InputSpec& input : decision->inputs()) check_rule_input(reading, input, reading.places["rules/decision"]);
}

}  // namespace

void check_rules(Reading& reading) {
  check_figures_feel(reading);
  check_questions_feel(reading);
  check_key_feel(reading);
  Programme& programme = reading.programme;
  if (!programme.rules) return;
  auto file = programme.files.find(programme.rules->file);
  if (file == programme.files.end()) {
    reading.mistakes.add("portfolio.missing_file", fmt::format("there is no file '{}'", programme.rules->file), "add it, or take `rules:` out",
                         reading.places["rules"]);
    return;
  }
  programme.rules->text = file->second;
  check_model(reading, *programme.rules);
}

}  // namespace hashira::portfolio
