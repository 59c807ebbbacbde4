#include "portfolio/reason.h"

#include <algorithm>
#include <cassert>

#include "portfolio/internal/int_set.h"
#include "portfolio/internal/reason_words.h"

namespace hashira::portfolio {
namespace {

constexpr std::int64_t totals_tried_max = 400'000;
constexpr std::int64_t counts_tried_max = 10'000;

std::int64_t clamped(std::int64_t value) { return std::clamp(value, -int_set_end, int_set_end); }

std::int64_t product(std::int64_t a, std::int64_t b) {
  std::int64_t out = 0;
  return __builtin_mul_overflow(a, b, &out) ? int_set_end : clamped(out);
}

// One thing that is printed beside a figure and limits it.
struct Constraint {
  Bounds bounds;
  IntSet values;  // within the figure's printed range
  Text words;
};

// Finds out, figure by figure, what the rest of one programme's folder allows.
class Reasoner {
 public:
  explicit Reasoner(const Programme& programme) : programme_(programme) {}

  bool has_row(const Figure& figure) const {
    return figure.kind == "money" || !parts_of(figure).empty() || !limits_on(figure).empty();
  }
  Verdict verdict(const Figure& figure) const;

 private:
  const Programme& programme_;

  std::vector<const Figure*> parts_of(const Figure& figure) const {
    std::vector<const Figure*> parts;
    for (const Figure& other : programme_.figures) {
      if (other.parent == figure.id) parts.push_back(&other);
    }
    return parts;
  }
  std::vector<const Limit*> limits_on(const Figure& figure) const {
    std::vector<const Limit*> limits;
    for (const Limit& limit : programme_.limits) {
      if (limit.figure == figure.id) limits.push_back(&limit);
    }
    return limits;
  }

  static IntSet printed_values(const Figure& figure) {
    Bounds bounds = stands_for(figure);
    return IntSet::interval(bounds.min, *bounds.max);
  }
  Constraint limited(const Figure& figure, const Limit& limit) const;
  Constraint amounts_each(const Figure& figure, const Limit& limit, const Figure& count) const;
  std::vector<Constraint> limits_and_parts(const Figure& figure) const;
  std::vector<Constraint> parts(const Figure& figure) const;
  std::optional<Constraint> whole(const Figure& figure) const;
  // What is left of the printed values of a figure under its own limits and parts, without its parent. A figure that is
  // impossible in itself counts with its printed values, so that one fault is told once.
  IntSet values_below(const Figure& figure) const;
  IntSet values_alone(const Figure& figure) const;
  void give_example(const Figure& figure, const IntSet& values, Verdict& verdict) const;
};

IntSet upto(std::int64_t max) { return IntSet::interval(0, max); }

Constraint Reasoner::amounts_each(const Figure& figure, const Limit& limit, const Figure& count) const {
  std::vector<std::int64_t> amounts;
  for (const Yen& amount : limit.amounts) amounts.push_back(amount.count());
  auto sum = PaymentsSum::of(amounts);
  Bounds printed = stands_for(figure), counts = stands_for(count);
  auto [least, most] = std::minmax_element(amounts.begin(), amounts.end());
  Constraint constraint;
  constraint.bounds = {product(counts.min, *least), product(*counts.max, *most)};
  constraint.words = reason_words::amounts_each(figure, count, limit, constraint.bounds);
  IntSet hull = IntSet::interval(std::max(printed.min, constraint.bounds.min), std::min(*printed.max, *constraint.bounds.max));
  std::int64_t step = sum ? std::max<std::int64_t>(sum->step(), 1) : 1;
  std::int64_t span = hull.empty() ? 0 : (hull.max() - hull.min()) / step + 1;
  if (!sum || *counts.max - counts.min > counts_tried_max || product(span, *counts.max - counts.min + 1) > totals_tried_max) {
    constraint.values = IntSet::of(hull.pieces(), hull.empty());
    return constraint;
  }
  std::vector<IntSet::Piece> reached;
  for (std::int64_t n = counts.min; !hull.empty() && n <= *counts.max; ++n) {
    // Totals of n payments stand in one residue class: start at the first in range.
    std::int64_t from = sum->least(n);
    if (from < hull.min()) from += (hull.min() - from + step - 1) / step * step;
    for (std::int64_t total = from; total <= std::min(hull.max(), sum->most(n)); total += step) {
      if (sum->reaches(n, total)) reached.push_back({total, total});
    }
  }
  constraint.values = IntSet::of(std::move(reached));
  return constraint;
}

Constraint Reasoner::limited(const Figure& figure, const Limit& limit) const {
  const Figure* count = programme_.figure(limit.count);
  const Figure* base = programme_.figure(limit.base);
  Constraint constraint;
  switch (limit.of) {
    case Limit::Of::amount_each: return amounts_each(figure, limit, *count);
    case Limit::Of::maximum_each:
      constraint.bounds = {0, product(*stands_for(*count).max, limit.amounts.front().count())};
      constraint.words = reason_words::maximum_each(figure, *count, limit, constraint.bounds);
      break;
    case Limit::Of::count:
      constraint.bounds = {0, clamped(*limit.count_max)};
      constraint.words = reason_words::count_max(figure, limit);
      break;
    case Limit::Of::total: {
      __extension__ using Wide = __int128;
      std::int64_t max = int_set_end;
      if (!limit.amounts.empty()) max = clamped(limit.amounts.front().count());
      if (base && limit.rate_numerator) {
        Wide share = Wide(*stands_for(*base).max) * *limit.rate_numerator / *limit.rate_denominator;
        if (share < max) max = static_cast<std::int64_t>(share);
      }
      constraint.bounds = {0, max};
      constraint.words = reason_words::total(figure, limit, base, constraint.bounds);
      break;
    }
  }
  constraint.values = upto(*constraint.bounds.max);
  return constraint;
}

std::vector<Constraint> Reasoner::parts(const Figure& figure) const {
  std::vector<Constraint> out;
  IntSet sum = IntSet::interval(0, 0);
  bool partition = false;
  for (const Figure* part : parts_of(figure)) {
    IntSet values = values_below(*part);
    if (part->part_of == PartOf::partition) {
      partition = true;
      sum = sum + values;
      continue;
    }
    Bounds allowed{values.min(), std::nullopt};
    out.push_back({allowed, IntSet::interval(allowed.min, int_set_end), reason_words::part_at_least(figure, *part, allowed)});
  }
  if (partition) {
    Bounds bounds{sum.min(), sum.max()};
    out.push_back({bounds, sum, reason_words::parts(figure, bounds)});
  }
  return out;
}

std::vector<Constraint> Reasoner::limits_and_parts(const Figure& figure) const {
  std::vector<Constraint> constraints;
  for (const Limit* limit : limits_on(figure)) constraints.push_back(limited(figure, *limit));
  for (Constraint& part : parts(figure)) constraints.push_back(std::move(part));
  return constraints;
}

IntSet Reasoner::values_below(const Figure& figure) const {
  IntSet printed = printed_values(figure), values = printed;
  for (const Constraint& constraint : limits_and_parts(figure)) values = values & constraint.values;
  return values.empty() ? printed : values;
}

IntSet Reasoner::values_alone(const Figure& figure) const {
  IntSet printed = printed_values(figure), values = printed;
  for (const Limit* limit : limits_on(figure)) values = values & limited(figure, *limit).values;
  return values.empty() ? printed : values;
}

// A part is what its whole leaves over.
std::optional<Constraint> Reasoner::whole(const Figure& figure) const {
  const Figure* parent = programme_.figure(figure.parent);
  if (!parent) return std::nullopt;
  IntSet values = values_alone(*parent);
  if (figure.part_of == PartOf::of_which) {
    Bounds allowed{0, values.max()};
    return Constraint{allowed, upto(values.max()), reason_words::within_whole(figure, *parent, allowed)};
  }
  for (const Figure* sibling : parts_of(*parent)) {
    if (sibling != &figure && sibling->part_of == PartOf::partition) values = values + -values_below(*sibling);
  }
  Bounds allowed{std::max<std::int64_t>(0, values.min()), values.max()};
  return Constraint{allowed, values, reason_words::rest_of_whole(figure, *parent, allowed)};
}

void append_words(Text& why, const Text& more) {
  why.ja += more.ja;
  why.en += (why.en.empty() ? "" : " ") + more.en;
}

Bounds both(const std::optional<Bounds>& a, const Bounds& b) {
  if (!a) return b;
  Bounds out{std::max(a->min, b.min), a->max};
  if (b.max && (!out.max || *b.max < *out.max)) out.max = b.max;
  return out;
}

// n payments as even as can be: they stay under a maximum if any do.
std::vector<PaymentGroup> even_payments(std::int64_t count, std::int64_t total) {
  std::vector<PaymentGroup> groups;
  if (count <= 0) return groups;
  std::int64_t each = total / count, more = total % count;
  if (more > 0) groups.push_back({more, each + 1});
  if (count > more) groups.push_back({count - more, each});
  return groups;
}

void Reasoner::give_example(const Figure& figure, const IntSet& values, Verdict& verdict) const {
  std::vector<const Limit*> limits = limits_on(figure);
  if (limits.size() != 1 || values.empty() || !values.exact()) return;
  const Limit& limit = *limits.front();
  const Figure* count = programme_.figure(limit.count);
  if (!count || stands_for(*count).max != stands_for(*count).min) return;
  std::int64_t total = values.nearest(figure.published_value);
  if (limit.of == Limit::Of::maximum_each) verdict.example = even_payments(count->published_value, total);
  if (limit.of != Limit::Of::amount_each) return;
  std::vector<std::int64_t> amounts;
  for (const Yen& amount : limit.amounts) amounts.push_back(amount.count());
  if (auto sum = PaymentsSum::of(amounts)) verdict.example = sum->payments(count->published_value, total).value_or(std::vector<PaymentGroup>{});
}

Verdict Reasoner::verdict(const Figure& figure) const {
  Verdict verdict;
  verdict.programme = programme_.id;
  verdict.figure = figure.id;
  verdict.line = figure.source.line;
  verdict.printed = figure.printed.published;
  verdict.unit = figure.unit;
  verdict.stands_for = stands_for(figure);
  std::vector<Constraint> constraints = limits_and_parts(figure);
  if (auto from_whole = whole(figure)) constraints.push_back(std::move(*from_whole));
  IntSet values = printed_values(figure);
  for (const Constraint& constraint : constraints) {
    values = values & constraint.values;
    verdict.bounds = both(verdict.bounds, constraint.bounds);
    append_words(verdict.why, constraint.words);
  }
  if (!constraints.empty()) {
    verdict.standing = values.empty() ? Standing::impossible : Standing::possible;
    append_words(verdict.why, reason_words::printed(figure, verdict.stands_for));
  }
  append_words(verdict.why, reason_words::conclusion(verdict.standing, values.exact()));
  for (const Limit* limit : limits_on(figure)) {
    if (limit->rate_numerator && limit->base.empty()) append_words(verdict.why, reason_words::rate_without_base(*limit));
    if (!limit->reading_assumed && limit->source.kind != Source::Kind::assumption) continue;
    verdict.rests_on_reading = true;
    append_words(verdict.why, reason_words::reading(*limit));
  }
  if (verdict.standing == Standing::possible) give_example(figure, values, verdict);
  return verdict;
}

}  // namespace

Bounds stands_for(const Figure& figure) {
  std::int64_t value = figure.published_value, precision = figure.printed.precision;
  assert(figure.published_scale == figure.printed.precision_scale || figure.published_scale == 0);
  // x rounds to v when 2v − p ≤ 2x < 2v + p.
  std::int64_t lo = value - precision / 2;
  std::int64_t hi = precision % 2 == 0 ? value + precision / 2 - 1 : value + precision / 2;
  return {std::max<std::int64_t>(0, lo), hi};
}

std::vector<Verdict> reason(const Programme& programme) {
  std::vector<Verdict> verdicts;
  Reasoner reasoner(programme);
  for (const Figure& figure : programme.figures) {
    if (reasoner.has_row(figure)) verdicts.push_back(reasoner.verdict(figure));
  }
  return verdicts;
}

std::vector<Verdict> reason(const Portfolio& portfolio) {
  std::vector<Verdict> all;
  for (const Programme& programme : portfolio.programmes) {
    for (Verdict& verdict : reason(programme)) all.push_back(std::move(verdict));
  }
  return all;
}

}  // namespace hashira::portfolio
