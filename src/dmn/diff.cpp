// Comparing models decision by decision; tables by sweeping the space of both at once.
#include "dmn/diff.h"

#include <algorithm>

#include <fmt/core.h>

#include "dmn/graph/graph.h"
#include "dmn/table/geometry.h"

namespace hashira::dmn {
namespace {

using Kind = Difference::Kind;

// What a table says for the rules that match, as text: the same for equal outcomes.
std::string diff_outcome(const CompiledTable& table, const std::vector<RuleNumber>& rules) {
  using syntax::HitPolicy;
  const auto outputs_of = [&](RuleNumber rule) {
    std::string text;
    for (const TableOutput& output : table.outputs())
      text += (text.empty() ? "" : ", ") + (output.entry(rule).text.empty() ? "null" : output.entry(rule).text);
    return text;
  };
  if (rules.empty()) {
    std::string text;
    for (const TableOutput& output : table.outputs())
      if (output.default_entry) text += (text.empty() ? "" : ", ") + output.default_entry->text;
    return text.empty() ? "no rule" : text;
  }
  const HitPolicy policy = table.syntax().hit_policy;
  if (policy == HitPolicy::first) return outputs_of(rules[0]);
  if (policy == HitPolicy::unique) return rules.size() == 1 ? outputs_of(rules[0]) : "several rules (not allowed)";
  std::vector<std::pair<std::size_t, std::string>> all;
  for (const RuleNumber rule : rules) all.emplace_back(table.outputs()[0].entry(rule).priority, outputs_of(rule));
  if (policy == HitPolicy::priority || policy == HitPolicy::output_order)
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  if (policy == HitPolicy::priority || policy == HitPolicy::any) return all[0].second;
  std::string text;
  for (const auto& [priority, outputs] : all) text += (text.empty() ? "[" : "; ") + outputs;
  return text + "]";
}

// Both tables over common axes: the rules of the first, then those of the second.
class TableDiff {
 public:
  TableDiff(const CompiledTable& before, const CompiledTable& after) : before_(before), after_(after) {}

  // nullopt: the tables cannot be laid over each other.
  std::optional<std::vector<Difference>> run() {
    if (!lay_over()) return std::nullopt;
    const auto visit = [this](const Box& box, std::span<const RuleNumber> rules) {
      std::vector<RuleNumber> old_rules, new_rules;
      for (const RuleNumber rule : rules)
        if (rule < before_.rules())
          old_rules.push_back(rule);
        else
          new_rules.push_back(rule - static_cast<RuleNumber>(before_.rules()));
      const std::string was = diff_outcome(before_, old_rules), is = diff_outcome(after_, new_rules);
      if (was != is) changed_[{was, is}].push_back(box);
    };
    if (!sweep(grid_, domain_of(axes_), visit)) return std::nullopt;
    return differences();
  }

 private:
  const CompiledTable& before_;
  const CompiledTable& after_;
  std::vector<Axis> axes_;
  std::vector<std::vector<std::optional<RankSet>>> sets_;  // by axis, for the cells of both
  RuleGrid grid_;
  std::map<std::pair<std::string, std::string>, std::vector<Box>> changed_;

  const TableInput* counterpart(const TableInput& input) const {
    for (const TableInput& other : after_.inputs())
      if (other.text == input.text) return &other;
    return nullptr;
  }

  bool lay_over() {
    if (before_.inputs().size() != after_.inputs().size() || before_.outputs().size() != after_.outputs().size())
      return false;
    grid_.rules = before_.rules() + after_.rules();
    grid_.columns = before_.inputs().size();
    std::vector<std::pair<const TableInput*, const TableInput*>> pairs;
    for (const TableInput& input : before_.inputs()) {
      const TableInput* other = counterpart(input);
      if (!other || !add_axis(input, *other)) return false;
      pairs.emplace_back(&input, other);
    }
    for (std::size_t rule = 0; rule < grid_.rules; ++rule)
      for (std::size_t column = 0; column < grid_.columns; ++column) {
        const auto& [old_input, new_input] = pairs[column];
        const bool old_rule = rule < before_.rules();
        const std::size_t cell = old_rule ? old_input->cell_of_rule[rule]
                                          : old_input->cells.size() + new_input->cell_of_rule[rule - before_.rules()];
        grid_.sets.push_back(&*sets_[column][cell]);
      }
    return true;
  }

  bool add_axis(const TableInput& old_input, const TableInput& new_input) {
    TableInput both = new_input;
    both.cells = old_input.cells;
    both.cells.insert(both.cells.end(), new_input.cells.begin(), new_input.cells.end());
    both.column = Column(both.cells);
    std::vector<std::optional<RankSet>> sets;
    for (const Cell& cell : both.cells) {
      sets.push_back(both.column.ranks(cell));
      if (!sets.back()) return false;
    }
    axes_.push_back(axis_of(both));
    grid_.last_ranks.push_back(both.column.last_rank());
    sets_.push_back(std::move(sets));
    return true;
  }

  std::vector<Difference> differences() {
    std::vector<Difference> found;
    for (auto& [outcomes, boxes] : changed_)
      for (const Box& box : joined(std::move(boxes)))
        found.push_back({Kind::outcome, before_.owner(), box_text(axes_, box), outcomes.first, outcomes.second});
    return found;
  }
};

// All texts of an expression, in order: equal texts mean equal logic.
void diff_texts(const syntax::ExpressionPtr& expression, std::string& text);

struct DiffTexts {
  std::string& text;

  void add(std::string_view word) const { text += std::string(trimmed(word)) + "\n"; }
  void operator()(const syntax::LiteralExpression& logic) const { add(logic.text.text); }
  void operator()(const syntax::DecisionTable& logic) const {
    add(fmt::format("table {} {}", static_cast<int>(logic.hit_policy), static_cast<int>(logic.aggregation)));
    for (const auto& input : logic.inputs) add(input.expression.text);
    for (const auto& output : logic.outputs)
      add(output.name + (output.values ? output.values->text.text : "") +
          (output.default_value ? output.default_value->text.text : ""));
    for (const auto& rule : logic.rules) {
      for (const auto& cell : rule.inputs) add(cell.text);
      for (const auto& cell : rule.outputs) add(cell.text);
    }
  }
  void operator()(const syntax::Context& logic) const {
    for (const auto& entry : logic.entries) {
      add(entry.variable ? entry.variable->name : "");
      diff_texts(entry.value, text);
    }
  }
  void operator()(const syntax::Invocation& logic) const {
    diff_texts(logic.callee, text);
    for (const auto& binding : logic.bindings) {
      add(binding.parameter.name);
      diff_texts(binding.value, text);
    }
  }
  void operator()(const syntax::Relation& logic) const {
    for (const auto& column : logic.columns) add(column.name);
    for (const auto& row : logic.rows)
      for (const auto& cell : row) diff_texts(cell, text);
  }
  void operator()(const syntax::List& logic) const {
    for (const auto& item : logic.items) diff_texts(item, text);
  }
  void operator()(const syntax::FunctionDefinition& logic) const {
    for (const auto& parameter : logic.parameters) add(parameter.name + ":" + parameter.type.name);
    diff_texts(logic.body, text);
  }
  void operator()(const syntax::Filter& logic) const {
    diff_texts(logic.in, text);
    diff_texts(logic.match, text);
  }
  void operator()(const syntax::Iterator& logic) const {
    add(logic.variable.name);
    diff_texts(logic.in, text);
    diff_texts(logic.result, text);
  }
  void operator()(const syntax::Conditional& logic) const {
    diff_texts(logic.condition, text);
    diff_texts(logic.then_value, text);
    diff_texts(logic.else_value, text);
  }
};

void diff_texts(const syntax::ExpressionPtr& expression, std::string& text) {
  if (!expression) return;
  text += fmt::format("{} {}\n", expression->logic.index(), expression->type.name);
  std::visit(DiffTexts{text}, expression->logic);
}

std::string diff_element_text(const Element& element) {
  std::string text = element.type ? element.type->name + " " + feel::to_text(element.type->type) + "\n" : "\n";
  if (element.decision) diff_texts(element.decision->logic, text);
  if (element.knowledge_model) DiffTexts{text}(element.knowledge_model->function);
  return std::string(trimmed(text));
}

std::string diff_item(const Element& element) {
  constexpr std::string_view kinds[] = {"input", "decision", "function", "service"};
  return fmt::format("{} {}", kinds[static_cast<int>(element.kind)], element.path_name);
}

// The element's only table, when its whole logic is one.
const CompiledTable* diff_table_of(const Graph& graph, const Element& element) {
  const CompiledTable* found = nullptr;
  for (const CompiledTable* table : graph.tables)
    if (table->owner() == element.path_name) {
      if (found) return nullptr;
      found = table;
    }
  const syntax::ExpressionPtr logic = element.decision          ? element.decision->logic
                                      : element.knowledge_model ? element.knowledge_model->function.body
                                                                : nullptr;
  return logic && std::holds_alternative<syntax::DecisionTable>(logic->logic) ? found : nullptr;
}

std::vector<Difference> diff_element(const Graph& old_graph, const Element& old_element, const Graph& new_graph,
                                     const Element& new_element) {
  const std::string was = diff_element_text(old_element), is = diff_element_text(new_element);
  if (was == is) return {};
  const CompiledTable *old_table = diff_table_of(old_graph, old_element),
                      *new_table = diff_table_of(new_graph, new_element);
  if (old_table && new_table)
    if (auto regions = TableDiff(*old_table, *new_table).run()) return *std::move(regions);
  return {{Kind::text, diff_item(new_element), {}, was, is}};
}

}  // namespace

std::vector<Difference> diff(const Model& before, const Model& after) {
  std::vector<Difference> differences;
  const Graph &old_graph = before.graph(), &new_graph = after.graph();
  for (const Element& element : old_graph.elements) {
    const Element* other = new_graph.find(element.path_name, element.kind);
    if (!other) {
      differences.push_back({Kind::removed, diff_item(element), {}, {}, {}});
      continue;
    }
    auto found = diff_element(old_graph, element, new_graph, *other);
    differences.insert(differences.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }
  for (const Element& element : new_graph.elements)
    if (!old_graph.find(element.path_name, element.kind))
      differences.push_back({Kind::added, diff_item(element), {}, {}, {}});
  return differences;
}

}  // namespace hashira::dmn
