// Chooses controls for questions.
// Guarantees: see question_view.h.
// HTML: WHATWG forms; autofill detail tokens §4.10.18.7.
#include "http/question_view.h"

#include "http/pages.h"
#include "http/words.h"

namespace hashira::http {
namespace {

constexpr std::size_t radio_choices_max = 8;

View option(const std::string& value, const std::string& label, const std::string& typed, std::size_t index) {
  View one;
  one.set("value", value);
  one.set("label", label);
  one.set("chosen", yes(value == typed));
  // The first option carries the field's own id, so that the error summary can lead to it.
  one.set("suffix", index == 0 ? std::string() : "-" + std::to_string(index));
  return one;
}

View radios(const portfolio::Fact& fact, const std::string& typed, Language language) {
  View list{View::type::list};
  if (fact.type == portfolio::FactType::boolean) {
    list << option("true", language == Language::ja ? "はい" : "Yes", typed, 0);
    list << option("false", language == Language::ja ? "いいえ" : "No", typed, 1);
    return list;
  }
  std::size_t index = 0;
  for (const auto& choice : fact.choices) list << option(choice.id, pick(choice.label, language), typed, index++);
  return list;
}

// Choices by their group, in the order in which the groups first come.
View select_groups(const portfolio::Fact& fact, const std::string& typed, Language language) {
  std::vector<std::pair<std::string, View>> groups;
  for (const auto& choice : fact.choices) {
    auto found = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.first == choice.group; });
    if (found == groups.end()) found = groups.insert(groups.end(), {choice.group, View(View::type::list)});
    found->second << option(choice.id, pick(choice.label, language), typed, 1);
  }
  View list{View::type::list};
  for (auto& [name, options] : groups) {
    View group;
    group.set("group", optional_text(name));
    group.set("options", std::move(options));
    list << std::move(group);
  }
  return list;
}

struct Control {
  std::string_view type = "text", mode = "text", autocomplete = "off", width;
};

Control control_of(const portfolio::Fact& fact) {
  if (fact.type == portfolio::FactType::date) return {"date", "text", "off", "short"};
  if (fact.type == portfolio::FactType::yen || fact.type == portfolio::FactType::number)
    return {"text", "numeric", "off", "short"};
  if (fact.check == "phone") return {"tel", "tel", "tel", "short"};
  if (fact.check == "postal_code") return {"text", "numeric", "postal-code", "short"};
  if (fact.check == "corporate_number" || fact.check == "account_number" || fact.check == "municipality_code")
    return {"text", "numeric", "off", "short"};
  return {};
}

bool shown_as_radios(const portfolio::Fact& fact) {
  return fact.type == portfolio::FactType::boolean ||
         (fact.type == portfolio::FactType::choice && fact.choices.size() <= radio_choices_max);
}

void set_control(View& view, const portfolio::Fact& fact, const std::string& typed, Language language) {
  bool with_radios = shown_as_radios(fact);
  bool with_select = fact.type == portfolio::FactType::choice && !with_radios;
  view.set("is_group", yes(with_radios));
  view.set("radios", with_radios ? radios(fact, typed, language) : yes(false));
  view.set("select", with_select ? View("groups", select_groups(fact, typed, language)) : yes(false));
  auto control = control_of(fact);
  View input;
  input.set("type", std::string(control.type));
  input.set("mode", std::string(control.mode));
  input.set("autocomplete", std::string(control.autocomplete));
  input.set("width", std::string(control.width));
  input.set("max", std::to_string(fact.type == portfolio::FactType::text ? fact.length_max : 40));
  view.set("input", with_radios || with_select ? yes(false) : std::move(input));
}

}  // namespace

std::vector<const portfolio::Question*> path_of(const audit::Version& version, const app::Answers& answers) {
  std::vector<const portfolio::Question*> path;
  app::Answers so_far;
  while (const auto* question = app::next_question(version, so_far)) {
    path.push_back(question);
    auto found = answers.find(question->fact);
    if (found == answers.end()) break;
    so_far.insert(*found);
  }
  return path;
}

View question_view(const portfolio::Programme& programme, const portfolio::Question& question, const std::string& typed,
                   const std::vector<app::AnswerError>& errors, Language language) {
  View view;
  const auto* fact = programme.fact(question.fact);
  assert(fact != nullptr);  // the folder's checker refuses a question without its fact
  view.set("fact", question.fact);
  view.set("ask", pick(question.ask, language));
  view.set("hint", optional_text(pick(question.hint, language)));
  view.set("optional", yes(!question.required));
  view.set("source", written(question.source, language));
  view.set("sealed", yes(fact->openness == portfolio::Openness::sealed));
  view.set("typed", typed);
  View list{View::type::list};
  for (const auto& error : errors) {
    View one;
    one.set("what", pick(error.what, language));
    one.set("mend", pick(error.mend, language));
    list << std::move(one);
  }
  view.set("wrong", errors.empty() ? yes(false) : View("errors", list));
  set_control(view, *fact, typed, language);
  return view;
}

View error_summary(const std::vector<Summary>& errors) {
  if (errors.empty()) return yes(false);
  View list{View::type::list};
  for (const auto& error : errors) {
    View one;
    one.set("link", error.link);
    one.set("text", error.text);
    list << std::move(one);
  }
  return View("errors", list);
}

}  // namespace hashira::http
