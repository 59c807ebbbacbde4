// Building the rule index: split where the larger half gets smallest, until few rules are left or splitting stops paying.
#include "dmn/table/index.h"

#include <algorithm>

namespace hashira::dmn {
namespace {

constexpr std::size_t index_leaf_rules = 6;
constexpr std::size_t index_depth_max = 48;

struct IndexSplit {
  std::size_t column = 0;
  Rank at = 0;
  std::size_t cost = 0;  // rules of the larger half plus half of those that go both ways
  bool found = false;
};

}  // namespace

class IndexBuilder {
 public:
  IndexBuilder(RuleIndex& index, const RuleGrid& grid, Wanted wanted)
      : index_(index), grid_(grid), wanted_(wanted), entries_max_(grid.rules * 12 + 256) {}

  void build() {
    std::vector<RuleNumber> all(grid_.rules);
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<RuleNumber>(i);
    std::vector<RankSpan> region;
    for (const Rank last : grid_.last_ranks) region.push_back({0, last});
    pending_ = all.size();
    build_node(std::move(all), region, 0);
  }

 private:
  RuleIndex& index_;
  const RuleGrid& grid_;
  Wanted wanted_;
  std::size_t entries_max_;
  std::size_t pending_ = 0;  // rules in nodes that are not yet leaves
  std::vector<Rank> starts_, ends_;

  std::uint32_t build_node(std::vector<RuleNumber> rules, std::vector<RankSpan>& region, std::size_t depth) {
    const auto number = static_cast<std::uint32_t>(index_.nodes_.size());
    index_.nodes_.emplace_back();
    if (wanted_ == Wanted::first_match) drop_hidden(rules, region);
    const IndexSplit split = rules.size() > index_leaf_rules && depth < index_depth_max ? best_split(rules, region) : IndexSplit{};
    if (!split.found || index_.entries_.size() + pending_ > entries_max_) {
      make_leaf(number, rules);
      return number;
    }
    const RankSpan whole = region[split.column];
    region[split.column] = {whole.first, split.at - 1};
    auto below_rules = touching(rules, split.column, region[split.column]);
    region[split.column] = {split.at, whole.last};
    auto above_rules = touching(rules, split.column, region[split.column]);
    pending_ += below_rules.size() + above_rules.size() - rules.size();
    rules = {};
    region[split.column] = {whole.first, split.at - 1};
    const std::uint32_t below = build_node(std::move(below_rules), region, depth + 1);
    region[split.column] = {split.at, whole.last};
    const std::uint32_t above = build_node(std::move(above_rules), region, depth + 1);
    region[split.column] = whole;
    index_.nodes_[number] = {static_cast<std::uint32_t>(split.column), split.at, below, above};
    return number;
  }

  void make_leaf(std::uint32_t number, const std::vector<RuleNumber>& rules) {
    index_.nodes_[number] = {RuleIndex::leaf, 0, static_cast<std::uint32_t>(index_.entries_.size()), static_cast<std::uint32_t>(rules.size())};
    index_.entries_.insert(index_.entries_.end(), rules.begin(), rules.end());
    pending_ -= rules.size();
  }

  // After a rule that matches all of the region no later rule is ever first.
  void drop_hidden(std::vector<RuleNumber>& rules, const std::vector<RankSpan>& region) {
    for (std::size_t i = 0; i < rules.size(); ++i) {
      if (!covers(rules[i], region)) continue;
      pending_ -= rules.size() - (i + 1);
      rules.resize(i + 1);
      return;
    }
  }

  bool covers(RuleNumber rule, const std::vector<RankSpan>& region) const {
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const RankSet* set = grid_.at(rule, column);
      if (!set) return false;
      const RankSet inside = intersection(*set, {region[column]});
      if (inside.size() != 1 || inside[0] != region[column]) return false;
    }
    return true;
  }

  std::vector<RuleNumber> touching(const std::vector<RuleNumber>& rules, std::size_t column, RankSpan span) const {
    std::vector<RuleNumber> kept;
    for (const RuleNumber rule : rules) {
      const RankSet* set = grid_.at(rule, column);
      if (!set || std::any_of(set->begin(), set->end(), [&](const RankSpan& s) { return s.first <= span.last && s.last >= span.first; }))
        kept.push_back(rule);
    }
    return kept;
  }

  IndexSplit best_split(const std::vector<RuleNumber>& rules, const std::vector<RankSpan>& region) {
    IndexSplit best;
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const IndexSplit split = best_of_column(rules, column, region[column]);
      if (split.found && (!best.found || split.cost < best.cost)) best = split;
    }
    return best;
  }

  // For each place where a set starts: how many rules reach below it and how many above. Sets count as their hull here.
  IndexSplit best_of_column(const std::vector<RuleNumber>& rules, std::size_t column, RankSpan span) {
    starts_.clear();
    ends_.clear();
    for (const RuleNumber rule : rules) {
      const RankSet* set = grid_.at(rule, column);
      starts_.push_back(!set || set->empty() ? span.first : std::max(set->front().first, span.first));
      ends_.push_back(!set || set->empty() ? span.last : std::min(set->back().last, span.last));
    }
    std::sort(starts_.begin(), starts_.end());
    std::sort(ends_.begin(), ends_.end());
    IndexSplit best{column, 0, 0, false};
    for (std::size_t i = 0, j = 0; i < starts_.size() && j < ends_.size();) {
      const Rank at = std::min(i < starts_.size() ? starts_[i] : span.last + 1, ends_[j] + 1);
      while (i < starts_.size() && starts_[i] < at) ++i;   // i rules start below `at`
      while (j < ends_.size() && ends_[j] < at) ++j;       // j rules end below it
      consider(best, at, span, i, rules.size() - j, rules.size());
      while (i < starts_.size() && starts_[i] == at) ++i;  // move on past it
      if (at > span.last) break;
    }
    return best;
  }

  static void consider(IndexSplit& best, Rank at, RankSpan span, std::size_t below, std::size_t above, std::size_t all) {
    if (at <= span.first || at > span.last) return;
    const std::size_t larger = std::max(below, above);
    if (larger >= all) return;
    const std::size_t cost = larger + (below + above - all) / 2;
    if (!best.found || cost < best.cost) best = {best.column, at, cost, true};
  }
};

RuleMasks::RuleMasks(const RuleGrid& grid) {
  if (grid.rules > rules_max || grid.columns == 0) return;
  for (std::size_t column = 0; column < grid.columns; ++column) {
    starts_.push_back(static_cast<std::uint32_t>(masks_.size()));
    masks_.resize(masks_.size() + grid.last_ranks[column] + 1);
  }
  for (std::size_t rule = 0; rule < grid.rules; ++rule) {
    const std::uint64_t bit = std::uint64_t{1} << rule;
    all_ |= bit;
    for (std::size_t column = 0; column < grid.columns; ++column) {
      const RankSet* set = grid.at(rule, column);
      const RankSet whole{{0, grid.last_ranks[column]}};
      if (!set) evaluated_ |= bit;
      for (const RankSpan& span : set ? *set : whole)
        for (Rank rank = span.first; rank <= span.last; ++rank) masks_[starts_[column] + rank] |= bit;
    }
  }
}

RuleIndex::RuleIndex(const RuleGrid& grid, Wanted wanted) {
  IndexBuilder(*this, grid, wanted).build();
}

}  // namespace hashira::dmn
