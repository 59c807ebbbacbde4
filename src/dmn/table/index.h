// Finds the rules that can match a row of ranks: a binary tree over the columns' ranks.
//
// Guarantees: every rule whose indexed cells contain the ranks is in the leaf that they lead to, in table order. Leaves are
// small where the rules are apart; the whole stays within a few entries a rule, however rules overlap.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "dmn/table/column.h"

namespace hashira::dmn {

using RuleNumber = std::uint32_t;  // from 0

// What the index needs of a table: for each rule and column the ranks that its cell matches.
struct RuleGrid {
  std::size_t rules = 0;
  std::size_t columns = 0;
  std::vector<const RankSet*> sets;       // rules × columns; nullptr: only evaluation can tell
  std::vector<Rank> last_ranks;           // by column

  const RankSet* at(std::size_t rule, std::size_t column) const { return sets[rule * columns + column]; }
};

enum class Wanted { first_match, all_matches };

class RuleIndex {
 public:
  RuleIndex() = default;
  RuleIndex(const RuleGrid& grid, Wanted wanted);

  std::span<const RuleNumber> candidates(const Rank* ranks) const {
    const TreeNode* node = &nodes_[0];
    while (node->column != leaf) node = &nodes_[ranks[node->column] < node->split ? node->below : node->above];
    return {entries_.data() + node->below, node->above};
  }

 private:
  static constexpr std::uint32_t leaf = ~std::uint32_t{0};
  struct TreeNode {
    std::uint32_t column = leaf;
    Rank split = 0;           // ranks below it go `below`
    std::uint32_t below = 0;  // a node; in a leaf the first entry
    std::uint32_t above = 0;  // a node; in a leaf the number of entries
  };
  std::vector<TreeNode> nodes_;
  std::vector<RuleNumber> entries_;

  friend class IndexBuilder;
};

// FAST PATH for tables of up to 64 rules: for each column and rank the rules that match there, as bits. The rules that
// match a row are what its ranks have in common; a cell that only evaluation can tell counts as matching.
class RuleMasks {
 public:
  static constexpr std::size_t rules_max = 64;

  RuleMasks() = default;
  explicit RuleMasks(const RuleGrid& grid);

  bool empty() const { return masks_.empty(); }
  std::uint64_t matching(const Rank* ranks) const {
    std::uint64_t rules = all_;
    for (const std::uint32_t start : starts_) rules &= masks_[start + *ranks++];
    return rules;
  }
  std::uint64_t evaluated() const { return evaluated_; }  // the rules with a cell that only evaluation can tell

 private:
  std::uint64_t all_ = 0, evaluated_ = 0;
  std::vector<std::uint64_t> masks_;   // of all ranks, column after column
  std::vector<std::uint32_t> starts_;  // by column
};

}  // namespace hashira::dmn
