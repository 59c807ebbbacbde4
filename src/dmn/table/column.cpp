// Ranks of values, and rank sets of cells.
#include "dmn/table/column.h"

#include <algorithm>

namespace hashira::dmn {
namespace {

// Kinds whose order is total and agrees with equality; zones and mixed types are left to FEEL itself.
bool column_orders(feel::Kind kind) {
  using feel::Kind;
  return kind == Kind::number || kind == Kind::string || kind == Kind::boolean || kind == Kind::date ||
         kind == Kind::days_time_duration || kind == Kind::years_months_duration;
}

int column_compare(const feel::Value& a, const feel::Value& b) {
  if (a.is(feel::Kind::boolean)) return static_cast<int>(a.is_true()) - static_cast<int>(b.is_true());
  if (a.is(feel::Kind::string)) return a.as_string().compare(b.as_string());
  return feel::compare(a, b).value_or(0);
}

bool column_less(const feel::Value& a, const feel::Value& b) {
  return column_compare(a, b) < 0;
}

template <class Visit>
void column_for_ends(const feel::Value& test, Visit visit) {
  if (!test.is(feel::Kind::range)) return visit(test);
  const feel::RangeObject& range = test.as_range();
  if (range.low_side != feel::Side::none) visit(range.low);
  if (range.high_side != feel::Side::none) visit(range.high);
}

// Unions spans that touch; keeps them ascending.
RankSet column_normal(RankSet spans) {
  std::sort(spans.begin(), spans.end(), [](const RankSpan& a, const RankSpan& b) { return a.first < b.first; });
  RankSet merged;
  for (const RankSpan& span : spans) {
    if (!merged.empty() && span.first <= merged.back().last + 1) merged.back().last = std::max(merged.back().last, span.last);
    else merged.push_back(span);
  }
  return merged;
}

__extension__ typedef __int128 ColumnWide;  // products of two 64-bit numbers

// Halving without branches that cannot be foretold.
template <class Key>
Rank column_first_not_below(const std::vector<Key>& sorted, Key key) {
  const Key* base = sorted.data();
  if (sorted.size() <= 8) {
    Rank below = 0;
    for (const Key each : sorted) below += each < key ? 1 : 0;
    return below;
  }
  for (std::size_t left = sorted.size(); left > 0;) {
    const std::size_t half = (left + 1) / 2;
    if (base[half - 1] < key) base += half;
    left -= half;
  }
  return static_cast<Rank>(base - sorted.data());
}

constexpr std::int64_t column_power(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

}  // namespace

bool contains(const RankSet& set, Rank rank) {
  if (set.size() == 1) return rank >= set[0].first && rank <= set[0].last;
  const auto after = std::upper_bound(set.begin(), set.end(), rank, [](Rank r, const RankSpan& span) { return r < span.first; });
  return after != set.begin() && rank <= (after - 1)->last;
}

RankSet intersection(const RankSet& a, const RankSet& b) {
  RankSet both;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const Rank first = std::max(a[i].first, b[j].first), last = std::min(a[i].last, b[j].last);
    if (first <= last) both.push_back({first, last});
    ++(a[i].last < b[j].last ? i : j);
  }
  return both;
}

RankSet complement(const RankSet& set, Rank last) {
  RankSet rest;
  Rank next = 0;
  for (const RankSpan& span : set) {
    if (span.first > next) rest.push_back({next, span.first - 1});
    next = span.last + 1;
  }
  if (next <= last) rest.push_back({next, last});
  return rest;
}

Column::Column(const std::vector<Cell>& cells) {
  std::map<feel::Kind, std::size_t> counts;
  const auto for_all_ends = [&cells](auto visit) {
    for (const Cell& cell : cells)
      if (cell.kind == Cell::Kind::constants)
        for (const feel::Value& test : cell.tests) column_for_ends(test, visit);
  };
  for_all_ends([&counts](const feel::Value& end) { counts[end.kind()] += column_orders(end.kind()) ? 1 : 0; });
  for (const auto& [kind, count] : counts)
    if (count > (kind_ == feel::Kind::null ? 0 : counts[kind_])) kind_ = kind;
  for_all_ends([this](const feel::Value& end) {
    if (!end.is_null() && end.is(kind_)) points_.push_back(end);
  });
  std::sort(points_.begin(), points_.end(), column_less);
  points_.erase(std::unique(points_.begin(), points_.end(), [](const auto& a, const auto& b) { return column_compare(a, b) == 0; }),
                points_.end());
  scale_points();
  take_prefixes();
  if (kind_ == feel::Kind::boolean)
    for (const bool truth : {false, true}) boolean_ranks_[truth ? 1 : 0] = rank_of_point(feel::Value::boolean(truth));
  if (!prefixes_.empty()) by_ = By::text;
  else if (!scaled_.empty()) by_ = By::scaled;
  else if (kind_ == feel::Kind::boolean) by_ = By::boolean;
}

void Column::take_prefixes() {
  if (kind_ != feel::Kind::string) return;
  for (const feel::Value& point : points_) prefixes_.push_back(point.text_prefix());
}

void Column::scale_points() {
  if (kind_ != feel::Kind::number) return;
  for (const feel::Value& point : points_) {
    if (!point.is_small_number()) return;
    scale_ = std::max(scale_, point.scale());
  }
  for (const feel::Value& point : points_) {
    std::int64_t scaled = 0;
    if (scale_ > 18 || __builtin_mul_overflow(point.coefficient(), column_power(scale_ - point.scale()), &scaled)) {
      scaled_.clear();
      return;
    }
    scaled_.push_back(scaled);
  }
}

Rank Column::rank_of_scaled(std::int64_t scaled) const {
  const Rank index = column_first_not_below(scaled_, scaled);
  return 2 * index + (index < scaled_.size() && scaled_[index] == scaled ? 1 : 0);
}

Rank Column::rank_of_small(std::int64_t coefficient, int scale) const {
  if (scale == scale_) return rank_of_scaled(coefficient);
  ColumnWide key = coefficient;
  bool above = false;  // the value lies above `key`, short of the next whole step
  if (scale <= scale_) {
    key *= column_power(scale_ - scale);
  } else {
    const std::int64_t step = column_power(scale - scale_);
    const std::int64_t down = coefficient / step - (coefficient % step < 0 ? 1 : 0);
    above = static_cast<ColumnWide>(down) * step != coefficient;
    key = down;
  }
  const auto at = std::lower_bound(scaled_.begin(), scaled_.end(), key, [](std::int64_t point, ColumnWide k) { return point < k; });
  const auto index = static_cast<Rank>(at - scaled_.begin());
  if (at == scaled_.end() || *at != key) return 2 * index;
  return 2 * index + (above ? 2 : 1);
}

// FAST PATH: a text whose first eight bytes are all of it, or are no point's.
Rank Column::rank_of_text(const feel::Value& value) const {
  const std::uint64_t prefix = value.text_prefix();
  Rank index = 0;
  if (prefixes_.size() <= 8)
    while (index < prefixes_.size() && prefixes_[index] < prefix) ++index;
  else index = column_first_not_below(prefixes_, prefix);
  if (index == prefixes_.size() || prefixes_[index] != prefix) return 2 * index;
  const std::size_t size = value.as_string().size();
  if (size <= 8 && points_[index].as_string().size() == size) return 2 * index + 1;
  return rank_of_text_from(index, value);
}

// Only points with the value's own first eight bytes, from `index` on, need a look at the rest.
Rank Column::rank_of_text_from(Rank index, const feel::Value& value) const {
  const std::string_view text = value.as_string();
  for (const std::uint64_t prefix = value.text_prefix(); index < prefixes_.size() && prefixes_[index] == prefix; ++index) {
    const int order = points_[index].as_string().compare(text);
    if (order == 0) return 2 * index + 1;
    if (order > 0) break;
  }
  return 2 * index;
}

Rank Column::rank_of_point(const feel::Value& value) const {
  const auto at = std::lower_bound(points_.begin(), points_.end(), value, column_less);
  const auto index = static_cast<Rank>(at - points_.begin());
  return 2 * index + (at != points_.end() && column_compare(*at, value) == 0 ? 1 : 0);
}

Rank Column::rank(const feel::Value& input) const {
  if (input.is_null()) return null_rank();
  if (!input.is(kind_)) return other_rank();
  switch (by_) {
    case By::text: return rank_of_text(input);
    case By::boolean: return boolean_ranks_[input.is_true() ? 1 : 0];
    case By::scaled: return input.is_small_number() ? rank_of_small(input.coefficient(), input.scale()) : rank_of_point(input);
    case By::points: break;
  }
  return rank_of_point(input);
}

std::optional<RankSet> Column::ranks_of_test(const feel::Value& test) const {
  if (test.is_null()) return RankSet{{null_rank(), null_rank()}};
  if (test.is(kind_)) return RankSet{{rank(test), rank(test)}};
  if (!test.is(feel::Kind::range)) return std::nullopt;
  const feel::RangeObject& range = test.as_range();
  Rank first = 0, last = null_rank() - 1;
  for (const bool low : {true, false}) {
    const feel::Side side = low ? range.low_side : range.high_side;
    const feel::Value& end = low ? range.low : range.high;
    if (side == feel::Side::none) continue;
    if (end.is_null()) return RankSet{};  // compared with null: never true
    if (!end.is(kind_)) return std::nullopt;
    const Rank at = rank(end);
    if (low) first = side == feel::Side::open ? at + 1 : at;
    else if (at == 0 && side == feel::Side::open) return RankSet{};
    else last = side == feel::Side::open ? at - 1 : at;
  }
  return first <= last ? RankSet{{first, last}} : RankSet{};
}

// not(…): false becomes true, null stays null. A null input makes `null < 5` null but `null = 5` false; an input of
// another type makes either null.
RankSet Column::without(const RankSet& matched, const Cell& cell) const {
  const bool null_decides = std::none_of(cell.tests.begin(), cell.tests.end(), [](const auto& test) { return test.is(feel::Kind::range); });
  return intersection(complement(matched, last_rank()), RankSet{{0, null_decides ? null_rank() : null_rank() - 1}});
}

std::optional<RankSet> Column::ranks(const Cell& cell) const {
  if (cell.kind == Cell::Kind::any) return RankSet{{0, last_rank()}};
  if (cell.kind == Cell::Kind::expression) return std::nullopt;
  RankSet spans;
  for (const feel::Value& test : cell.tests) {
    const auto test_spans = ranks_of_test(test);
    if (!test_spans) return std::nullopt;
    spans.insert(spans.end(), test_spans->begin(), test_spans->end());
  }
  RankSet matched = column_normal(std::move(spans));
  return cell.negated ? without(matched, cell) : matched;
}

}  // namespace hashira::dmn
