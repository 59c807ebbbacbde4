// Compiling decision tables and finding the rules that match.
#include "dmn/table/decision_table.h"

#include <bit>
#include <fmt/core.h>
#include <unordered_map>

#include "dmn/frame.h"
#include "dmn/trace.h"

namespace hashira::dmn {
namespace {

// Compiles each different text of a column once and says which rule has which.
template <class Item, class Texts, class Compile>
void table_compile_once(std::vector<Item>& items, std::vector<std::uint32_t>& of_rule, const Texts& texts, std::size_t rules, Compile compile) {
  std::unordered_map<std::string_view, std::uint32_t> known;
  of_rule.reserve(rules);
  for (std::size_t rule = 0; rule < rules; ++rule) {
    const syntax::Text& text = texts(rule);
    const auto [at, is_new] = known.emplace(trimmed(text.text), static_cast<std::uint32_t>(items.size()));
    if (is_new) items.push_back(compile(text));
    of_rule.push_back(at->second);
  }
}

// What an output's type allows, where the table itself does not order its output values.
std::vector<feel::Value> table_output_values(const syntax::OutputClause& clause, const ItemTypePtr& type) {
  std::string_view text;
  if (clause.values) text = clause.values->text.text;
  else if (type && !type->tests.empty()) text = type->tests.back().text;
  if (text.empty()) return {};
  return constant_tests(trimmed(text)).value_or(std::vector<feel::Value>{});
}

void table_note_hits(const CompiledTable& table, std::span<const RuleNumber> hits, std::span<const feel::Value* const> inputs) {
  Trace* trace = current_trace;
  if (!trace || trace->keep == Keep::nothing) return;
  TableHit& hit = trace->tables.emplace_back();
  hit.table = &table;
  hit.rules.reserve(hits.size());
  for (const RuleNumber rule : hits) hit.rules.push_back(rule + 1);
  if (trace->keep != Keep::hits_and_inputs) return;
  for (const feel::Value* input : inputs) hit.inputs.push_back(*input);
}

// Room for a table's input values while it is evaluated: few tables have more than eight.
template <class T>
using TableRow = boost::container::small_vector<T, 8>;

}  // namespace

CompiledTable::CompiledTable(Compiler& compiler, const syntax::DecisionTable& table, syntax::Spot spot, Lexical& lexical)
    : table_(table), owner_(compiler.element()), place_(compiler.types().definitions().place(spot)), scope_(lexical.size()) {
  Lexical inner = lexical;
  inner.add("?");
  for (std::size_t i = 0; i < table.inputs.size(); ++i) {
    const ItemTypePtr type = compiler.type(table.inputs[i].type);
    feel::Scope scope = lexical.scope();
    scope.add("?", feel_type(type));
    compile_input(compiler, i, lexical, scope);
  }
  for (std::size_t i = 0; i < table.outputs.size(); ++i) compile_output(compiler, i, lexical);
  if (outputs_.size() > 1) {
    std::vector<std::string> names;
    for (const TableOutput& output : outputs_) names.push_back(output.name);
    shape_ = feel::make_ref<feel::Shape>(std::move(names));
  }
  build_index();
}

void CompiledTable::compile_input(Compiler& compiler, std::size_t number, const Lexical& lexical, const feel::Scope& with_input) {
  const syntax::InputClause& clause = table_.inputs[number];
  TableInput input;
  input.text = trimmed(clause.expression.text);
  input.label = clause.label;
  input.type = compiler.type(clause.type);
  input.expression = ReadPath(compiler.text(clause.expression, lexical.scope()), lexical.scope());
  if (clause.values) input.values = clause.values->text.text;
  table_compile_once(input.cells, input.cell_of_rule, [&](std::size_t rule) -> const syntax::Text& { return table_.rules[rule].inputs[number]; },
                     table_.rules.size(), [&](const syntax::Text& text) { return compile_cell(compiler, text, with_input); });
  input.column = Column(input.cells);
  for (Cell& cell : input.cells) {
    input.sets.push_back(input.column.ranks(cell));
    if (!input.sets.back() && cell.kind == Cell::Kind::constants) make_expression(compiler, cell, with_input);
  }
  inputs_.push_back(std::move(input));
}

void CompiledTable::compile_output(Compiler& compiler, std::size_t number, const Lexical& lexical) {
  const syntax::OutputClause& clause = table_.outputs[number];
  TableOutput output;
  output.name = clause.name;
  output.type = compiler.type(clause.type);
  output.values = table_output_values(clause, output.type);
  const auto entry_of = [&](const syntax::Text& text) {
    TableEntry entry;
    entry.text = trimmed(text.text);
    if (entry.text.empty() || entry.text == "-") entry.constant.emplace();
    else entry.expression = compiler.text(text, lexical.scope());
    if (!entry.text.empty() && entry.expression.program() && entry.expression.is_constant()) {
      feel::Environment environment;
      entry.constant = conform(entry.expression.evaluate(std::vector<feel::Value>(scope_), environment), output.type, environment);
    }
    if (entry.constant) entry.priority = priority_of(*entry.constant, output.values);
    return entry;
  };
  table_compile_once(output.entries, output.entry_of_rule, [&](std::size_t rule) -> const syntax::Text& { return table_.rules[rule].outputs[number]; },
                     table_.rules.size(), entry_of);
  if (clause.default_value) output.default_entry = entry_of(clause.default_value->text);
  outputs_.push_back(std::move(output));
}

void CompiledTable::build_index() {
  grid_.rules = table_.rules.size();
  grid_.columns = inputs_.size();
  for (std::size_t rule = 0; rule < grid_.rules; ++rule)
    for (const TableInput& input : inputs_) {
      const auto& set = input.sets[input.cell_of_rule[rule]];
      grid_.sets.push_back(set ? &*set : nullptr);
    }
  for (const TableInput& input : inputs_) grid_.last_ranks.push_back(input.column.last_rank());
  index_ = RuleIndex(grid_, table_.hit_policy == syntax::HitPolicy::first ? Wanted::first_match : Wanted::all_matches);
  build_quick_cells();
  masks_ = RuleMasks(grid_);
  needs_frame_ = inputs_.size() > inputs_over_slots_max || has_texts();
}

bool CompiledTable::has_texts() const {
  const auto is_text = [](const TableEntry& entry) { return !entry.constant; };
  const auto is_test = [](const Cell& cell) { return cell.kind == Cell::Kind::expression; };
  for (const TableInput& input : inputs_)
    if (!input.expression.is_path() || std::any_of(input.cells.begin(), input.cells.end(), is_test)) return true;
  for (const TableOutput& output : outputs_)
    if (std::any_of(output.entries.begin(), output.entries.end(), is_text) || (output.default_entry && is_text(*output.default_entry)))
      return true;
  return false;
}

void CompiledTable::build_quick_cells() {
  quick_cells_.reserve(grid_.sets.size());
  for (const RankSet* set : grid_.sets) {
    QuickCell& cell = quick_cells_.emplace_back();
    cell.evaluated = !set;
    if (!set) cell.hull = {0, ~Rank{0}};
    else if (set->empty()) cell.hull = {1, 0};
    else cell.hull = {set->front().first, set->back().last};
    if (set && set->size() > 1) cell.set = set;
  }
}

// Constant outputs conform already when they were compiled; numbers added up or counted are numbers.
bool CompiledTable::gives(const ItemTypePtr& type) const {
  using syntax::HitPolicy;
  if (!type || outputs_.size() != 1) return false;
  if (table_.hit_policy == HitPolicy::rule_order || table_.hit_policy == HitPolicy::output_order) return false;
  if (table_.hit_policy != HitPolicy::collect) return has_one_constant_of(type);
  const bool adds = table_.aggregation == syntax::Aggregation::sum || table_.aggregation == syntax::Aggregation::count;
  return adds && type->simple == feel::Kind::number && !type->constrained && !outputs_[0].default_entry;
}

bool CompiledTable::has_one_constant_of(const ItemTypePtr& type) const {
  feel::Environment environment;
  const auto fits = [&](const TableEntry& entry) { return entry.constant && feel::identical(conform(*entry.constant, type, environment), *entry.constant); };
  const TableOutput& output = outputs_[0];
  return std::all_of(output.entries.begin(), output.entries.end(), fits) && (!output.default_entry || fits(*output.default_entry));
}

feel::Value CompiledTable::evaluate(feel::Value* frame, feel::Environment& environment) const {
  const Frame holds(inputs_.size());
  TableRow<const feel::Value*> values(inputs_.size(), boost::container::default_init);
  TableRow<Rank> ranks(inputs_.size(), boost::container::default_init);
  for (std::size_t i = 0; i < inputs_.size(); ++i) {
    values[i] = &inputs_[i].expression.look(frame, environment, holds[i]);
    ranks[i] = inputs_[i].column.rank(*values[i]);
  }
  feel::Value hold;
  const feel::Value& value = decided({ranks.data(), values.data(), frame}, hold, environment);
  return &value == &hold ? std::move(hold) : value;
}

const feel::Value* CompiledTable::evaluate_over(const feel::Value* const* slots, feel::Value& hold, feel::Environment& environment) const {
  if (needs_frame_) return nullptr;
  const feel::Value* values[inputs_over_slots_max];
  Rank ranks[inputs_over_slots_max];
  for (std::size_t i = 0; i < grid_.columns; ++i) {
    values[i] = inputs_[i].expression.look_over(slots);
    if (!values[i]) return nullptr;
    ranks[i] = inputs_[i].column.rank(*values[i]);
  }
  return &decided({ranks, values, nullptr}, hold, environment);
}

// The value where it stands, or in `hold`.
const feel::Value& CompiledTable::decided(const Row& row, feel::Value& hold, feel::Environment& environment) const {
  if (!masks_.empty()) {
    RuleNumber hits[RuleMasks::rules_max];
    if (const auto count = find_in_masks(row, hits, environment)) return concluded({hits, *count}, row, hold, environment);
  } else {
    Hits hits;
    if (find_hits(row, hits, environment)) return concluded({hits.data(), hits.size()}, row, hold, environment);
  }
  hold = feel::Value::null(feel::Reason::out_of_fuel);
  return hold;
}

const feel::Value& CompiledTable::concluded(std::span<const RuleNumber> hits, const Row& row, feel::Value& hold,
                                            feel::Environment& environment) const {
  table_note_hits(*this, hits, {row.values, grid_.columns});
  if (const feel::Value* constant = constant_of_one_rule(hits, row.frame, environment)) return *constant;
  hold = result_of(hits, row.frame, environment);
  return hold;
}

feel::Value CompiledTable::input_value(std::size_t input, feel::Value* frame, feel::Environment& environment) const {
  return inputs_[input].expression.evaluate(frame, environment);
}

bool CompiledTable::find_hits(const Row& row, Hits& hits, feel::Environment& environment) const {
  const auto candidates = index_.candidates(row.ranks);
  if (!environment.spend(static_cast<std::int64_t>(candidates.size()) + 1)) return false;
  for (const RuleNumber rule : candidates) {
    if (!matches(rule, row, environment)) continue;
    hits.push_back(rule);
    if (table_.hit_policy == syntax::HitPolicy::first) break;
  }
  return true;
}

std::optional<std::size_t> CompiledTable::find_in_masks(const Row& row, RuleNumber* hits, feel::Environment& environment) const {
  if (!environment.spend(1)) return std::nullopt;
  std::size_t count = 0;
  for (std::uint64_t left = masks_.matching(row.ranks); left != 0; left &= left - 1) {
    if (!environment.spend(1)) return std::nullopt;
    const auto rule = static_cast<RuleNumber>(std::countr_zero(left));
    if ((masks_.evaluated() >> rule & 1) != 0 && !evaluated_cells_match(rule, row, environment)) continue;
    hits[count++] = rule;
    if (table_.hit_policy == syntax::HitPolicy::first) break;
  }
  return count;
}

// What ranks tell comes first; texts are evaluated only for rules that are left.
bool CompiledTable::matches(std::size_t rule, const Row& row, feel::Environment& environment) const {
  const QuickCell* cells = quick_cells_.data() + rule * grid_.columns;
  bool evaluated = false;
  for (std::size_t i = 0; i < grid_.columns; ++i) {
    if (row.ranks[i] < cells[i].hull.first || row.ranks[i] > cells[i].hull.last) return false;
    if (cells[i].set && !contains(*cells[i].set, row.ranks[i])) return false;
    evaluated = evaluated || cells[i].evaluated;
  }
  return !evaluated || evaluated_cells_match(rule, row, environment);
}

bool CompiledTable::evaluated_cells_match(std::size_t rule, const Row& row, feel::Environment& environment) const {
  const QuickCell* cells = quick_cells_.data() + rule * grid_.columns;
  for (std::size_t i = 0; i < grid_.columns; ++i)
    if (cells[i].evaluated && !cell_matches(rule, i, *row.values[i], row.frame, environment)) return false;
  return true;
}

bool CompiledTable::cell_matches(std::size_t rule, std::size_t input, const feel::Value& value, feel::Value* frame, feel::Environment& environment) const {
  if (const auto& set = inputs_[input].sets[inputs_[input].cell_of_rule[rule]]) return contains(*set, inputs_[input].column.rank(value));
  frame[scope_] = value;
  return inputs_[input].cell(rule).expression.evaluate({frame, scope_ + 1}, environment).is_true();
}

Place CompiledTable::rule_place(std::size_t rule) const {
  return {place_.source, table_.rules[rule].spot.line, table_.rules[rule].spot.column};
}

NodePtr compile_decision_table(Compiler& compiler, const syntax::DecisionTable& table, syntax::Spot spot, Lexical& lexical) {
  auto node = std::make_unique<CompiledTable>(compiler, table, spot, lexical);
  compiler.note_table(*node);
  return node;
}

}  // namespace hashira::dmn
