// Sweeping a table's space, and putting boxes into words.
#include "dmn/table/geometry.h"

#include <algorithm>

#include <fmt/core.h>

namespace hashira::dmn {
namespace {

struct SweepEvent {
  Rank at = 0;
  bool starts = false;
  RuleNumber rule = 0;
};

class Sweep {
 public:
  Sweep(const RuleGrid& grid, const std::vector<RankSet>& domain, const BoxVisit& visit, std::size_t work_max)
      : grid_(grid), domain_(domain), visit_(visit), work_(work_max) {
    for (std::size_t column = 0; column < grid.columns; ++column) order_.push_back(column);
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::size_t a, std::size_t b) { return wide_cells(a) < wide_cells(b); });
  }

  bool run() {
    std::vector<RuleNumber> all(grid_.rules);
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<RuleNumber>(i);
    Box box(grid_.columns);
    for (std::size_t column = 0; column < grid_.columns; ++column)
      if (!domain_[column].empty()) box[column] = {domain_[column].front().first, domain_[column].back().last};
    walk(0, all, box);
    return work_ > 0;
  }

 private:
  const RuleGrid& grid_;
  const std::vector<RankSet>& domain_;
  const BoxVisit& visit_;
  std::size_t work_;
  std::vector<std::size_t> order_;  // columns with the fewest "any" cells first

  std::size_t wide_cells(std::size_t column) const {
    std::size_t count = 0;
    for (std::size_t rule = 0; rule < grid_.rules; ++rule) {
      const RankSet* set = grid_.at(rule, column);
      count += !set || (set->size() == 1 && set->front() == RankSpan{0, grid_.last_ranks[column]}) ? 1 : 0;
    }
    return count;
  }

  void walk(std::size_t level, const std::vector<RuleNumber>& rules, Box& box) {
    if (work_ == 0) return;
    if (level == order_.size() || rules.empty()) return visit_(box, rules);
    const std::size_t column = order_[level];
    const RankSpan whole = box[column];
    for (const RankSpan& part : domain_[column]) walk_part(level, column, part, rules, box);
    box[column] = whole;
  }

  void walk_part(std::size_t level, std::size_t column, RankSpan part, const std::vector<RuleNumber>& rules, Box& box) {
    const std::vector<SweepEvent> events = events_of(column, part, rules);
    std::vector<RuleNumber> active;
    Rank from = part.first;
    for (std::size_t i = 0; i < events.size();) {
      const Rank at = events[i].at;
      if (at > from) visit_span(level, column, {from, at - 1}, active, box);
      for (; i < events.size() && events[i].at == at; ++i) apply(events[i], active);
      from = at;
    }
    if (from <= part.last) visit_span(level, column, {from, part.last}, active, box);
  }

  void visit_span(std::size_t level, std::size_t column, RankSpan span, const std::vector<RuleNumber>& active,
                  Box& box) {
    work_ -= std::min(work_, active.size() + 1);
    box[column] = span;
    walk(level + 1, active, box);
  }

  std::vector<SweepEvent> events_of(std::size_t column, RankSpan part, const std::vector<RuleNumber>& rules) const {
    std::vector<SweepEvent> events;
    const RankSet everything{part};
    for (const RuleNumber rule : rules) {
      const RankSet* set = grid_.at(rule, column);
      for (const RankSpan& span : set ? *set : everything) {
        const Rank first = std::max(span.first, part.first), last = std::min(span.last, part.last);
        if (first > last) continue;
        events.push_back({first, true, rule});
        if (last < part.last) events.push_back({last + 1, false, rule});
      }
    }
    std::sort(events.begin(), events.end(), [](const SweepEvent& a, const SweepEvent& b) {
      return std::tuple(a.at, a.starts, a.rule) < std::tuple(b.at, b.starts, b.rule);
    });
    return events;
  }

  static void apply(const SweepEvent& event, std::vector<RuleNumber>& active) {
    const auto at = std::lower_bound(active.begin(), active.end(), event.rule);
    if (event.starts)
      active.insert(at, event.rule);
    else
      active.erase(at);
  }
};

// Between two neighbouring days, or around true and false, there is nothing.
bool geometry_gap_is_empty(const Column& column, Rank gap) {
  const std::vector<feel::Value>& points = column.points();
  if (column.kind() == feel::Kind::boolean) return true;
  const std::size_t next = gap / 2;
  if (column.kind() != feel::Kind::date || next == 0 || next == points.size()) return false;
  return points[next].as_days() == points[next - 1].as_days() + 1;
}

void geometry_add(RankSet& set, Rank rank) {
  if (!set.empty() && set.back().last + 1 == rank)
    set.back().last = rank;
  else
    set.push_back({rank, rank});
}

// Ranks with at least one value that the tests allow.
RankSet geometry_allowed(const TableInput& input, const std::vector<feel::Value>& tests) {
  std::vector<Rank> ranks;
  for (const feel::Value& test : tests) {
    if (!test.is(feel::Kind::range)) {
      ranks.push_back(input.column.rank(test));
      continue;
    }
    const feel::RangeObject& range = test.as_range();
    const Rank first = range.low.is_null()
                           ? 0
                           : input.column.rank(range.low) +
                                 (range.low_side == feel::Side::open && input.column.rank(range.low) % 2 == 1 ? 1 : 0);
    const Rank top = range.high.is_null() ? input.column.null_rank() - 1 : input.column.rank(range.high);
    const Rank last = range.high_side == feel::Side::open && top % 2 == 1 ? top - 1 : top;
    for (Rank rank = first; rank <= last && rank < input.column.null_rank(); ++rank) ranks.push_back(rank);
  }
  std::sort(ranks.begin(), ranks.end());
  ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
  RankSet set;
  for (const Rank rank : ranks)
    if (rank != input.column.other_rank()) geometry_add(set, rank);
  return set;
}

std::optional<std::vector<feel::Value>> geometry_declared_values(const TableInput& input) {
  if (input.values) return constant_tests(trimmed(*input.values));
  if (input.type && !input.type->tests.empty()) return constant_tests(trimmed(input.type->tests.back().text));
  return std::nullopt;
}

bool geometry_names_null(const TableInput& input) {
  for (const Cell& cell : input.cells)
    if (cell.kind == Cell::Kind::constants && !cell.negated)
      for (const feel::Value& test : cell.tests)
        if (test.is_null()) return true;
  return false;
}

RankSet geometry_domain(const TableInput& input) {
  if (input.column.kind() == feel::Kind::null) return {{0, 0}};  // no cell looks at it
  const feel::Type type = feel_type(input.type);
  if (!type.is(feel::TypeKind::any) && feel::to_text(type) != feel::kind_name(input.column.kind()))
    return {{input.column.other_rank(), input.column.other_rank()}};  // no cell speaks of values of its type
  if (const auto declared = geometry_declared_values(input)) return geometry_allowed(input, *declared);
  RankSet set;
  for (Rank rank = 0; rank < input.column.null_rank(); ++rank)
    if (rank % 2 == 1 || !geometry_gap_is_empty(input.column, rank)) geometry_add(set, rank);
  // Only one of true and false is named: the other is the gap on its other side.
  if (input.column.kind() == feel::Kind::boolean && input.column.points().size() == 1)
    set = input.column.points()[0].is_true() ? RankSet{{0, 1}} : RankSet{{1, 2}};
  if (geometry_names_null(input)) geometry_add(set, input.column.null_rank());
  return set;
}

// The declared values within a span, as a list of tests.
std::string geometry_declared_text(const Axis& axis, RankSpan span) {
  std::string text;
  for (const feel::Value& value : axis.declared)
    if (const Rank rank = axis.column.rank(value); rank >= span.first && rank <= span.last)
      text += (text.empty() ? "" : ", ") + feel::to_text(value);
  return text;
}

}  // namespace

bool sweep(const RuleGrid& grid, const std::vector<RankSet>& domain, const BoxVisit& visit, std::size_t work_max) {
  return Sweep(grid, domain, visit, work_max).run();
}

Axis axis_of(const TableInput& input) {
  Axis axis{input.label.empty() ? input.text : input.label, input.column, geometry_domain(input), {}};
  const auto declared = geometry_declared_values(input);
  const auto is_range = [](const feel::Value& value) { return value.is(feel::Kind::range); };
  if (declared && std::none_of(declared->begin(), declared->end(), is_range)) axis.declared = *declared;
  return axis;
}

std::vector<Axis> axes_of(const CompiledTable& table) {
  std::vector<Axis> axes;
  for (const TableInput& input : table.inputs()) axes.push_back(axis_of(input));
  return axes;
}

std::vector<RankSet> domain_of(const std::vector<Axis>& axes) {
  std::vector<RankSet> domain;
  for (const Axis& axis : axes) domain.push_back(axis.domain);
  return domain;
}

std::vector<Box> joined(std::vector<Box> boxes) {
  const auto join_at = [](const Box& a, const Box& b) -> std::optional<std::size_t> {
    std::optional<std::size_t> differs;
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (a[i] == b[i]) continue;
      if (differs || (a[i].last + 1 != b[i].first && b[i].last + 1 != a[i].first)) return std::nullopt;
      differs = i;
    }
    return differs;
  };
  for (std::size_t i = 0; i < boxes.size(); ++i)
    for (std::size_t j = i + 1; j < boxes.size(); ++j) {
      const auto column = join_at(boxes[i], boxes[j]);
      if (!column) continue;
      RankSpan& span = boxes[i][*column];
      span = {std::min(span.first, boxes[j][*column].first), std::max(span.last, boxes[j][*column].last)};
      boxes.erase(boxes.begin() + static_cast<std::ptrdiff_t>(j));
      j = i;  // the wider box may join what it could not before
    }
  return boxes;
}

std::string span_text(const Axis& axis, RankSpan span) {
  const Column& column = axis.column;
  if (axis.domain.size() == 1 && axis.domain[0] == span) return "-";
  if (span.first >= column.null_rank()) return "null";
  if (!axis.declared.empty()) return geometry_declared_text(axis, span);
  const auto& points = column.points();
  if (column.kind() == feel::Kind::boolean && span.first == span.last && span.first % 2 == 0 && points.size() == 1)
    return points[0].is_true() ? "false" : "true";
  const bool low_in = span.first % 2 == 1, high_in = span.last % 2 == 1;
  const bool has_low = span.first > 0, has_high = high_in || span.last < column.null_rank() - 1;
  const std::string low = has_low ? feel::to_text(points[low_in ? span.first / 2 : span.first / 2 - 1]) : "";
  const std::string high = has_high ? feel::to_text(points[span.last / 2]) : "";
  if (low_in && span.first == span.last) return low;
  if (has_low && has_high) return fmt::format("{}{}..{}{}", low_in ? '[' : '(', low, high, high_in ? ']' : ')');
  if (has_low) return (low_in ? ">= " : "> ") + low;
  if (has_high) return (high_in ? "<= " : "< ") + high;
  return "-";
}

std::string box_text(const std::vector<Axis>& axes, const Box& box) {
  std::string text;
  for (std::size_t i = 0; i < box.size(); ++i) {
    const std::string span = span_text(axes[i], box[i]);
    if (span == "-") continue;
    text += (text.empty() ? "" : ", ") + axes[i].name + ": " + span;
  }
  return text.empty() ? "anything" : text;
}

}  // namespace hashira::dmn
