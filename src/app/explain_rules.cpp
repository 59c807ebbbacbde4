// What the rules nearly gave, in the words of the programme's own questions. See dmn/explain.h.
#include <fmt/core.h>

#include "app/rules.h"
#include "dmn/explain.h"

namespace hashira::app {
namespace {

using portfolio::Text;

Text label_of(const audit::Version& version, const std::string& input) {
  const portfolio::Fact* fact = version.programme.fact(input);
  return fact == nullptr ? Text{input, input} : fact->label;
}

std::string without_quotes(std::string_view text) {
  bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  return std::string(quoted ? text.substr(1, text.size() - 2) : text);
}

// A value or a cell as FEEL writes it, in words where the programme has them.
Text value_words(const audit::Version& version, const std::string& input, const std::string& written) {
  if (written == "true") return {"はい", "yes"};
  if (written == "false") return {"いいえ", "no"};
  if (written == "null") return {"未回答", "not answered"};
  std::string text = without_quotes(written);
  const portfolio::Fact* fact = version.programme.fact(input);
  for (std::size_t i = 0; fact != nullptr && i < fact->choices.size(); ++i) {
    if (fact->choices[i].id == text) return fact->choices[i].label;
  }
  return {text, text};
}

Text near_words(const audit::Version& version, const dmn::NearRule& near) {
  Text label = label_of(version, near.input), is = value_words(version, near.input, near.value),
       needs = value_words(version, near.input, near.cell);
  return {fmt::format("規則{}：「{}」が「{}」です（要件：{}）", near.rule.number, label.ja, is.ja, needs.ja),
          fmt::format("rule {}: “{}” is “{}”, needed is {}", near.rule.number, label.en, is.en, needs.en)};
}

Text change_words(const audit::Version& version, const dmn::FactChange& change) {
  Text label = label_of(version, change.fact), to = value_words(version, change.fact, feel::to_text(change.to)),
       from = value_words(version, change.fact, feel::to_text(change.from));
  return {fmt::format("「{}」が「{}」でなく「{}」なら", label.ja, from.ja, to.ja),
          fmt::format("if “{}” were “{}” instead of “{}”", label.en, to.en, from.en)};
}

}  // namespace

Reasons explain_rules(const audit::Version& version, const cases::Facts& facts, Date today) {
  Reasons out;
  if (!version.model || !version.programme.rules) return out;
  dmn::ExplainOptions options;
  options.evaluation.today = today;
  Result<dmn::Explanation> explained =
      dmn::explain(*version.model, version.programme.rules->decision, rule_inputs(version, facts), options);
  if (!explained) return out;  // the outcome itself says that the rules could not be evaluated
  for (const dmn::ExplainedTable& table : explained->tables) {
    for (const dmn::NearRule& near : table.nearly) out.nearly.push_back(near_words(version, near));
  }
  const feel::Value* eligible = explained->nearest_yes ? explained->nearest_yes->outcome.find("eligible") : nullptr;
  if (eligible == nullptr || !eligible->is_true())
    return out;  // where no rule matched, any outcome counts as a yes there
  for (const dmn::FactChange& change : explained->nearest_yes->changes)
    out.nearest_yes.push_back(change_words(version, change));
  return out;
}

}  // namespace hashira::app
