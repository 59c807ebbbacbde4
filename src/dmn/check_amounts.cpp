// Checks that people who write benefit rules need: amounts that nobody rounds, caps that do not cap, rounding after a
// cap.
//
// What counts as an amount or a cap is told by its name or type, in English or Japanese; so these are warnings.
#include <algorithm>

#include <fmt/core.h>

#include "dmn/check.h"
#include "dmn/graph/graph.h"
#include "dmn/table/decision_table.h"
#include "feel/program.h"

namespace hashira::dmn {
namespace {

using feel::Form;
using feel::Tree;

constexpr std::string_view amount_words[] = {"amount", "yen",  "fee",  "benefit", "payment", "grant", "subsidy",
                                             "円",     "金額", "給付", "支給",    "補助",    "助成",  "額"};
constexpr std::string_view cap_words[] = {"cap", "limit", "maximum", "upper bound", "上限", "限度"};
constexpr std::string_view least_words[] = {"minimum", "least", "lower bound", "下限", "最低"};
constexpr std::string_view share_words[] = {"ratio", "percent", "share", "factor", "率", "割合"};
constexpr std::string_view rounding_names[] = {"floor",      "ceiling",       "decimal",        "round up",
                                               "round down", "round half up", "round half down"};
constexpr std::string_view upward_names[] = {"ceiling", "round up", "round half up", "round half down"};

bool amount_is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string amount_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

// English words stand alone ("cap", not "capacity"); Japanese ones anywhere.
template <std::size_t N>
bool amount_named(std::string_view name, const std::string_view (&words)[N]) {
  const std::string text = amount_lower(name);
  for (const std::string_view word : words)
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
      const bool starts = at == 0 || !amount_is_letter(word[0]) || !amount_is_letter(text[at - 1]);
      const std::size_t end = at + word.size();
      const bool plural = end < text.size() && text[end] == 's';
      const bool ends = end + (plural ? 1 : 0) >= text.size() || !amount_is_letter(word.back()) ||
                        !amount_is_letter(text[end + (plural ? 1 : 0)]);
      if (starts && ends) return true;
    }
  return false;
}

template <std::size_t N>
bool amount_calls(const Tree& tree, const std::string_view (&names)[N]) {
  return tree.form == Form::call && !tree.parts.empty() &&
         std::find(std::begin(names), std::end(names), tree.parts[0].text) != std::end(names);
}

bool amount_calls(const Tree& tree, std::string_view name) {
  return tree.form == Form::call && !tree.parts.empty() && tree.parts[0].text == name;
}

const Tree& amount_argument(const Tree& tree) {
  return tree.form == Form::argument ? tree.parts[0] : tree;
}

bool amount_is_name(const Tree& tree) {
  return tree.form == Form::name || tree.form == Form::path;
}

bool amount_any_part(const Tree& tree, std::size_t from, bool (*holds)(const Tree&)) {
  for (std::size_t i = from; i < tree.parts.size(); ++i)
    if (holds(amount_argument(tree.parts[i]))) return true;
  return false;
}

// Can the value have fractions of the unit its operands are counted in?
bool amount_fractional(const Tree& tree) {
  switch (tree.form) {
    case Form::literal:
      return tree.value.is(feel::Kind::number) && !tree.value.as_integer();
    case Form::name:
    case Form::path:
      return amount_named(tree.text, share_words);
    case Form::divide:
      return true;
    case Form::negation:
    case Form::add:
    case Form::subtract:
    case Form::multiply:
      return amount_any_part(tree, 0, amount_fractional);
    case Form::if_:
      return amount_any_part(tree, 1, amount_fractional);
    case Form::call:
      return !amount_calls(tree, rounding_names) && (amount_calls(tree, "min") || amount_calls(tree, "max")) &&
             amount_any_part(tree, 1, amount_fractional);
    case Form::list:
      return amount_any_part(tree, 0, amount_fractional);
    default:
      return false;
  }
}

bool amount_is_cap(const Tree& tree) {
  return amount_is_name(tree) && amount_named(tree.text, cap_words);
}
bool amount_is_least(const Tree& tree) {
  return amount_is_name(tree) && amount_named(tree.text, least_words);
}
bool amount_capped(const Tree& tree) {
  return amount_calls(tree, "min") && amount_any_part(tree, 1, amount_is_cap);
}

bool amount_same(const Tree& a, const Tree& b) {
  return a.form == b.form && a.text == b.text && feel::identical(a.value, b.value) &&
         std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(), amount_same);
}

// `if a < b then a else b` takes the smaller, `if a > b then a else b` the greater.
std::optional<bool> amount_if_takes_greater(const Tree& tree) {
  if (tree.form != Form::if_ || tree.parts.size() != 3 || tree.parts[0].parts.size() != 2) return std::nullopt;
  const Tree& condition = tree.parts[0];
  const bool greater = condition.form == Form::greater || condition.form == Form::greater_or_equal;
  if (!greater && condition.form != Form::less && condition.form != Form::less_or_equal) return std::nullopt;
  const Tree &a = condition.parts[0], &b = condition.parts[1];
  if (amount_same(tree.parts[1], a) && amount_same(tree.parts[2], b)) return greater;
  if (amount_same(tree.parts[1], b) && amount_same(tree.parts[2], a)) return !greater;
  return std::nullopt;
}

struct AmountText {
  std::string owner;
  const feel::Expression* expression = nullptr;
  bool is_amount = false;
};

class AmountCheck {
 public:
  AmountCheck(const AmountText& text, std::vector<Finding>& findings) : text_(text), findings_(findings) {}

  void run() {
    const Tree& tree = text_.expression->program()->tree;
    if (text_.is_amount && amount_fractional(tree))
      tell(tree, "dmn.no_rounding_unit",
           fmt::format("\"{}\" can be a fraction of a yen, and nothing says how it is rounded.", text_.owner),
           "Round it to its unit, for example floor(…) or round down(…, -3).");
    visit(tree);
  }

 private:
  const AmountText& text_;
  std::vector<Finding>& findings_;

  void tell(const Tree& tree, std::string code, std::string what, std::string mend) {
    const feel::Program& program = *text_.expression->program();
    Place place = program.place;
    for (std::uint32_t i = 0; i < tree.begin && i < program.text.size(); ++i) {
      place.column = program.text[i] == '\n' ? 1 : place.column + 1;
      place.line += program.text[i] == '\n' ? 1 : 0;
    }
    findings_.push_back({Severity::warning,
                         {std::move(code), std::move(what), std::move(mend), std::move(place)},
                         text_.owner,
                         {},
                         {}});
  }

  void visit(const Tree& tree) {
    const auto by_if = amount_if_takes_greater(tree);
    const bool greater = amount_calls(tree, "max") || by_if == true,
               smaller = amount_calls(tree, "min") || by_if == false;
    if (greater && amount_any_part(tree, 1, amount_is_cap))
      tell(tree, "dmn.cap_does_not_cap", fmt::format("\"{}\" takes the greater of an amount and its cap.", text_.owner),
           "Write min(…) to stay below a cap.");
    if (smaller && amount_any_part(tree, 1, amount_is_least))
      tell(tree, "dmn.least_is_no_least",
           fmt::format("\"{}\" takes the smaller of an amount and its least amount.", text_.owner),
           "Write max(…) to stay above a least amount.");
    if (amount_calls(tree, upward_names) && amount_any_part(tree, 1, amount_capped))
      tell(tree, "dmn.rounded_after_cap",
           fmt::format("\"{}\" is rounded up after its cap, and can go beyond it.", text_.owner),
           "Round first, then take min(…) with the cap.");
    for (const Tree& part : tree.parts) visit(part);
  }
};

bool amount_element(const Element& element) {
  return amount_named(element.name, amount_words) || (element.type && amount_named(element.type->name, amount_words));
}

// The literal expressions of decisions and functions, found by their place; other texts belong to no amount by name.
std::vector<AmountText> amount_literals(const Graph& graph) {
  std::vector<AmountText> texts;
  std::map<std::tuple<std::string, int, int>, const Element*> owners;
  for (const Element& element : graph.elements) {
    const syntax::ExpressionPtr logic = element.decision          ? element.decision->logic
                                        : element.knowledge_model ? element.knowledge_model->function.body
                                                                  : nullptr;
    const auto* literal = logic ? std::get_if<syntax::LiteralExpression>(&logic->logic) : nullptr;
    if (literal)
      owners.emplace(
          std::tuple(graph.units[element.unit].file->file, literal->text.spot.line, literal->text.spot.column),
          &element);
  }
  for (const feel::Expression& text : graph.texts) {
    const Place& place = text.program()->place;
    const auto owner = owners.find(std::tuple(place.source, place.line, place.column));
    const bool known = owner != owners.end();
    texts.push_back({known ? owner->second->path_name : std::string(text.text().substr(0, 40)), &text,
                     known && amount_element(*owner->second)});
  }
  return texts;
}

// Which of a model's texts are a table's amounts.
void amount_mark_tables(const Graph& graph, std::vector<AmountText>& texts) {
  std::map<const feel::Program*, std::string> amounts;
  for (const CompiledTable* table : graph.tables)
    for (const TableOutput& output : table->outputs()) {
      const bool is_amount = amount_named(output.name.empty() ? table->owner() : output.name, amount_words) ||
                             (output.type && amount_named(output.type->name, amount_words));
      for (const TableEntry& entry : output.entries)
        if (is_amount && entry.expression.program()) amounts.emplace(entry.expression.program(), table->owner());
    }
  for (AmountText& text : texts)
    if (const auto found = amounts.find(text.expression->program()); found != amounts.end()) {
      text.owner = found->second;
      text.is_amount = true;
    }
}

}  // namespace

std::vector<Finding> check_amounts(const Model& model) {
  std::vector<Finding> findings;
  std::vector<AmountText> texts = amount_literals(model.graph());
  amount_mark_tables(model.graph(), texts);
  for (const AmountText& text : texts) AmountCheck(text, findings).run();
  return findings;
}

}  // namespace hashira::dmn
