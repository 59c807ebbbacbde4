// A table's input column as a line of ranks: each endpoint of its cells, each gap between them, null, and all else.
//
// Guarantees: two inputs of one rank match exactly the same cells of the column. A cell is then a set of rank intervals,
// which evaluation looks up and checking calculates with.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "dmn/table/cell.h"
#include "feel/value.h"

namespace hashira::dmn {

using Rank = std::uint32_t;

struct RankSpan {
  Rank first = 0;
  Rank last = 0;  // included
  bool operator==(const RankSpan&) const = default;
};
using RankSet = std::vector<RankSpan>;  // ascending, apart

bool contains(const RankSet& set, Rank rank);
RankSet intersection(const RankSet& a, const RankSet& b);
RankSet complement(const RankSet& set, Rank last);

class Column {
 public:
  // Takes the endpoints of all constant cells of the column's leading kind.
  explicit Column(const std::vector<Cell>& cells);

  Rank rank(const feel::Value& input) const;
  // nullopt: an expression, or constants of a kind that this column does not order.
  std::optional<RankSet> ranks(const Cell& cell) const;

  Rank null_rank() const { return static_cast<Rank>(2 * points_.size() + 1); }
  Rank other_rank() const { return null_rank() + 1; }
  Rank last_rank() const { return other_rank(); }
  // Ranks 2i+1 are the points, 2i the gaps before them, 2n the gap after the last.
  const std::vector<feel::Value>& points() const { return points_; }
  feel::Kind kind() const { return kind_; }

 private:
  feel::Kind kind_ = feel::Kind::null;  // null: no constant at all
  std::vector<feel::Value> points_;     // ascending
  std::vector<std::int64_t> scaled_;    // FAST PATH: number points × 10^scale_, when all fit 64 bits
  int scale_ = 0;
  enum class By : std::uint8_t { points, text, boolean, scaled };
  By by_ = By::points;  // how ranks are found
  Rank boolean_ranks_[2] = {};           // FAST PATH: of false and true
  std::vector<std::uint64_t> prefixes_;  // FAST PATH: text points' first eight bytes, in the order of the points

  void scale_points();
  void take_prefixes();
  Rank rank_of_text(const feel::Value& value) const;
  Rank rank_of_text_from(Rank index, const feel::Value& value) const;
  Rank rank_of_scaled(std::int64_t scaled) const;
  Rank rank_of_small(std::int64_t coefficient, int scale) const;
  Rank rank_of_point(const feel::Value& value) const;
  std::optional<RankSet> ranks_of_test(const feel::Value& test) const;
  RankSet without(const RankSet& matched, const Cell& cell) const;
};

}  // namespace hashira::dmn
