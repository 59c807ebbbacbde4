// Relations between points and ranges: DMN 1.5 §10.3.4.9, table 78.
#include "feel/builtins/table.h"
#include "feel/types.h"

namespace hashira::feel {
namespace {

constexpr std::string_view range_clause = "10.3.4.9";

// One side of a range, or a point as a closed range of itself. An open side lies beyond everything.
struct End {
  const Value* value;  // nullptr: beyond everything
  bool included;
  int beyond;  // −1: before, 1: behind
};

struct Ends {
  End start, end;
};

Ends ends_of(const Value& value) {
  if (!value.is(Kind::range)) return {{&value, true, 0}, {&value, true, 0}};
  const RangeObject& range = value.as_range();
  auto side = [](const Value& v, Side s, int beyond) { return End{s == Side::none ? nullptr : &v, s == Side::closed, beyond}; };
  return {side(range.low, range.low_side, -1), side(range.high, range.high_side, 1)};
}

// The comparisons of one relation; once values cannot be compared the relation is null.
class Relation {
 public:
  bool less(const End& a, const End& b) { return order(a, b) < 0; }
  bool same(const End& a, const End& b) { return order(a, b) == 0; }
  Value answer(bool holds) const { return comparable_ ? Value::boolean(holds) : Value::null(Reason::not_comparable); }

  // All of a lies before all of b.
  bool before(const Ends& a, const Ends& b) {
    return less(a.end, b.start) || (same(a.end, b.start) && (!a.end.included || !b.start.included));
  }
  // The start of a is no later than that of b.
  bool starts_first(const End& a, const End& b) { return less(a, b) || (same(a, b) && (a.included || !b.included)); }
  bool starts_earlier(const End& a, const End& b) { return less(a, b) || (same(a, b) && a.included && !b.included); }
  bool ends_last(const End& a, const End& b) { return less(b, a) || (same(a, b) && (a.included || !b.included)); }
  bool reaches(const End& end, const End& start) {
    return less(start, end) || (same(end, start) && end.included && start.included);
  }

 private:
  int order(const End& a, const End& b) {
    if (!a.value || !b.value) return (a.value ? 0 : a.beyond) - (b.value ? 0 : b.beyond);
    auto known = compare(*a.value, *b.value);
    if (!known) comparable_ = false;
    return known.value_or(2);
  }
  bool comparable_ = true;
};

using Holds = bool (*)(Relation&, const Ends&, const Ends&);

bool before(Relation& r, const Ends& a, const Ends& b) { return r.before(a, b); }
bool meets(Relation& r, const Ends& a, const Ends& b) { return a.end.included && b.start.included && r.same(a.end, b.start); }
bool overlaps(Relation& r, const Ends& a, const Ends& b) { return r.reaches(a.end, b.start) && r.reaches(b.end, a.start); }
bool overlaps_before(Relation& r, const Ends& a, const Ends& b) {
  return r.starts_earlier(a.start, b.start) && r.reaches(a.end, b.start) && r.ends_last(b.end, a.end);
}
bool includes(Relation& r, const Ends& a, const Ends& b) {
  return r.starts_first(a.start, b.start) && r.ends_last(a.end, b.end);
}
bool starts(Relation& r, const Ends& a, const Ends& b) {
  return r.same(a.start, b.start) && a.start.included == b.start.included && r.ends_last(b.end, a.end);
}
bool finishes(Relation& r, const Ends& a, const Ends& b) {
  return r.same(a.end, b.end) && a.end.included == b.end.included && r.starts_first(b.start, a.start);
}
bool coincides(Relation& r, const Ends& a, const Ends& b) {
  return r.same(a.start, b.start) && r.same(a.end, b.end) && a.start.included == b.start.included &&
         a.end.included == b.end.included;
}

template <Holds holds>
Value relation_builtin(Arguments arguments, Environment&) {
  Relation relation;
  bool answer = holds(relation, ends_of(arguments[0]), ends_of(arguments[1]));
  return relation.answer(answer);
}

// The same with the arguments changed round.
template <Holds holds>
Value converse_builtin(Arguments arguments, Environment&) {
  Relation relation;
  bool answer = holds(relation, ends_of(arguments[1]), ends_of(arguments[0]));
  return relation.answer(answer);
}

constexpr Kinds points = takes::number | takes::string | takes::date | takes::time | takes::date_time | takes::duration;
constexpr Taken point_taken{"point", points}, point_1{"point1", points}, point_2{"point2", points},
    range_taken{"range", takes::range}, range_1{"range1", takes::range}, range_2{"range2", takes::range};

constexpr Builtin relation(std::string_view name, Taken first, Taken second, Scalar run) {
  return {name, range_clause, {first, second}, run};
}

const Builtin range_rows[] = {
    relation("before", point_1, point_2, relation_builtin<before>),
    relation("before", point_taken, range_taken, relation_builtin<before>),
    relation("before", range_taken, point_taken, relation_builtin<before>),
    relation("before", range_1, range_2, relation_builtin<before>),
    relation("after", point_1, point_2, converse_builtin<before>),
    relation("after", point_taken, range_taken, converse_builtin<before>),
    relation("after", range_taken, point_taken, converse_builtin<before>),
    relation("after", range_1, range_2, converse_builtin<before>),
    relation("meets", range_1, range_2, relation_builtin<meets>),
    relation("met by", range_1, range_2, converse_builtin<meets>),
    relation("overlaps", range_1, range_2, relation_builtin<overlaps>),
    relation("overlaps before", range_1, range_2, relation_builtin<overlaps_before>),
    relation("overlaps after", range_1, range_2, converse_builtin<overlaps_before>),
    relation("finishes", point_taken, range_taken, relation_builtin<finishes>),
    relation("finishes", range_1, range_2, relation_builtin<finishes>),
    relation("finished by", range_taken, point_taken, converse_builtin<finishes>),
    relation("finished by", range_1, range_2, converse_builtin<finishes>),
    relation("includes", range_taken, point_taken, relation_builtin<includes>),
    relation("includes", range_1, range_2, relation_builtin<includes>),
    relation("during", point_taken, range_taken, converse_builtin<includes>),
    relation("during", range_1, range_2, converse_builtin<includes>),
    relation("starts", point_taken, range_taken, relation_builtin<starts>),
    relation("starts", range_1, range_2, relation_builtin<starts>),
    relation("started by", range_taken, point_taken, converse_builtin<starts>),
    relation("started by", range_1, range_2, converse_builtin<starts>),
    relation("coincides", point_1, point_2, relation_builtin<coincides>),
    relation("coincides", range_1, range_2, relation_builtin<coincides>),
};

}  // namespace

std::span<const Builtin> range_builtins() { return range_rows; }

}  // namespace hashira::feel
