// A compiled decision table: input columns with their cells, outputs, hit policy, and an index over the rules.
//
// Guarantees: the same cells serve evaluation, explaining and checking; outputs are evaluated for hit rules only; FIRST
// stops at the first hit. Written in DMN 1.5, chapter 8.
#pragma once

#include <boost/container/small_vector.hpp>
#include <string>
#include <vector>

#include "dmn/compiler.h"
#include "dmn/read_path.h"
#include "dmn/table/cell.h"
#include "dmn/table/column.h"
#include "dmn/table/index.h"

namespace hashira::dmn {

struct TableInput {
  std::string text;  // the input expression, as written
  std::string label;
  ReadPath expression;
  ItemTypePtr type;
  std::vector<Cell> cells;                 // each text once
  std::vector<std::uint32_t> cell_of_rule;
  Column column{{}};
  std::vector<std::optional<RankSet>> sets;  // of the cells
  std::optional<std::string> values;         // the allowed input values, as written

  const Cell& cell(std::size_t rule) const { return cells[cell_of_rule[rule]]; }
};

struct TableEntry {
  std::string text;
  std::optional<feel::Value> constant;
  feel::Expression expression;
  std::size_t priority = 0;  // of a constant: its place among the output values
};

struct TableOutput {
  std::string name;
  ItemTypePtr type;
  std::vector<TableEntry> entries;  // each text once
  std::vector<std::uint32_t> entry_of_rule;
  std::optional<TableEntry> default_entry;
  std::vector<feel::Value> values;  // the output values, highest priority first

  const TableEntry& entry(std::size_t rule) const { return entries[entry_of_rule[rule]]; }
};

class CompiledTable final : public Node {
 public:
  // Requires: `table` outlives this node.
  CompiledTable(Compiler& compiler, const syntax::DecisionTable& table, syntax::Spot spot, Lexical& lexical);

  feel::Value evaluate(feel::Value* frame, feel::Environment& environment) const override;
  bool needs_frame() const override { return needs_frame_; }
  const feel::Value* evaluate_over(const feel::Value* const* slots, feel::Value& hold, feel::Environment& environment) const override;
  bool gives(const ItemTypePtr& type) const override;

  // The pieces, for explaining and checking.
  const std::vector<TableInput>& inputs() const { return inputs_; }
  const std::vector<TableOutput>& outputs() const { return outputs_; }
  const RuleGrid& grid() const { return grid_; }
  const syntax::DecisionTable& syntax() const { return table_; }
  const std::string& owner() const { return owner_; }
  Place place() const { return place_; }
  Place rule_place(std::size_t rule) const;
  std::size_t rules() const { return grid_.rules; }
  feel::Value input_value(std::size_t input, feel::Value* frame, feel::Environment& environment) const;
  bool cell_matches(std::size_t rule, std::size_t input, const feel::Value& value, feel::Value* frame, feel::Environment& environment) const;
  feel::Value output_value(const TableOutput& output, const TableEntry& entry, feel::Value* frame, feel::Environment& environment) const;

 private:
  const syntax::DecisionTable& table_;
  std::string owner_;
  Place place_;
  std::size_t scope_ = 0;  // slots in scope; `?` follows
  std::vector<TableInput> inputs_;
  std::vector<TableOutput> outputs_;
  feel::Ref<feel::Shape> shape_;  // of a result with several outputs
  RuleGrid grid_;
  RuleIndex index_;
  RuleMasks masks_;
  // FAST PATH: the grid's cells in a row for each rule; a cell of several spans, or of none known, has its set beside.
  struct QuickCell {
    RankSpan hull;
    const RankSet* set = nullptr;  // when the hull says too little
    bool evaluated = false;        // only evaluation can tell
  };
  std::vector<QuickCell> quick_cells_;

  static constexpr std::size_t inputs_over_slots_max = 16;
  bool needs_frame_ = true;  // there are texts to evaluate besides names and paths

  void compile_input(Compiler& compiler, std::size_t number, const Lexical& lexical, const feel::Scope& with_input);
  void compile_output(Compiler& compiler, std::size_t number, const Lexical& lexical);
  void build_index();
  void build_quick_cells();
  // The rules that match a row of inputs, in table order; FIRST stops at one. False: out of fuel.
  using Hits = boost::container::small_vector<RuleNumber, 8>;
  struct Row {
    const Rank* ranks;
    const feel::Value* const* values;
    feel::Value* frame;
  };
  const feel::Value& decided(const Row& row, feel::Value& hold, feel::Environment& environment) const;
  const feel::Value& concluded(std::span<const RuleNumber> hits, const Row& row, feel::Value& hold, feel::Environment& environment) const;
  const feel::Value* constant_of_one_rule(std::span<const RuleNumber> hits, feel::Value* frame, feel::Environment& environment) const;
  bool has_texts() const;
  bool find_hits(const Row& row, Hits& hits, feel::Environment& environment) const;
  // How many rules match, and which; nullopt: out of fuel. Requires: room for RuleMasks::rules_max.
  std::optional<std::size_t> find_in_masks(const Row& row, RuleNumber* hits, feel::Environment& environment) const;
  bool evaluated_cells_match(std::size_t rule, const Row& row, feel::Environment& environment) const;
  bool matches(std::size_t rule, const Row& row, feel::Environment& environment) const;
  bool has_one_constant_of(const ItemTypePtr& type) const;
  feel::Value result_of(std::span<const RuleNumber> hits, feel::Value* frame, feel::Environment& environment) const;
  feel::Value rule_output(RuleNumber rule, feel::Value* frame, feel::Environment& environment) const;
  feel::Value default_output(feel::Value* frame, feel::Environment& environment) const;
  std::size_t priority(const TableOutput& output, RuleNumber rule, feel::Value* frame, feel::Environment& environment) const;
  bool goes_before(RuleNumber a, RuleNumber b, feel::Value* frame, feel::Environment& environment) const;
  RuleNumber most_important(std::span<const RuleNumber> hits, feel::Value* frame, feel::Environment& environment) const;
  std::vector<RuleNumber> by_priority(std::span<const RuleNumber> hits, feel::Value* frame, feel::Environment& environment) const;
  feel::Value any_of(std::span<const RuleNumber> hits, feel::Value* frame, feel::Environment& environment) const;
  feel::Value list_of(std::span<const RuleNumber> hits, feel::Value* frame, feel::Environment& environment) const;
  std::optional<feel::Value> sum_of_constants(std::span<const RuleNumber> hits) const;
  feel::Value collected(std::span<const RuleNumber> hits, feel::Value* frame, feel::Environment& environment) const;
};

// Where `value` stands among a table's output values; past the end when it does not.
std::size_t priority_of(const feel::Value& value, const std::vector<feel::Value>& values);

}  // namespace hashira::dmn
