// The nearest yes: facts are moved to the values next to them at which some table's outcome can change, one fact at a
// time, then two; numbers are also moved step by step. Each try is evaluated, so that what is told is true.
#include <algorithm>
#include <fmt/core.h>

#include "dmn/explain.h"
#include "dmn/graph/graph.h"
#include "dmn/table/decision_table.h"
#include "dmn/table/geometry.h"
#include "feel/number.h"

namespace hashira::dmn {
namespace {

constexpr std::size_t yes_evaluations_max = 20'000;

struct YesFact {
  std::vector<std::string> path;
  feel::Value value;
  std::vector<feel::Value> candidates;

  std::string name() const {
    std::string text;
    for (const std::string& part : path) text += (text.empty() ? "" : ".") + part;
    return text;
  }
};

void yes_collect_facts(const feel::Value& value, std::vector<std::string>& path, std::vector<YesFact>& facts) {
  if (!value.is(feel::Kind::context)) {
    if (!path.empty()) facts.push_back({path, value, {}});
    return;
  }
  for (std::size_t i = 0; i < value.size(); ++i) {
    path.emplace_back(value.key(i));
    yes_collect_facts(value.at(i), path, facts);
    path.pop_back();
  }
}

feel::Value yes_with(const feel::Value& inputs, const std::vector<std::string>& path, std::size_t at, const feel::Value& changed) {
  if (at == path.size()) return changed;
  std::vector<feel::Entry> entries;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const bool here = inputs.key(i) == path[at];
    entries.emplace_back(inputs.key(i), here ? yes_with(inputs.at(i), path, at + 1, changed) : inputs.at(i));
  }
  return feel::Value::context(std::move(entries));
}

// One step beyond an endpoint: 1 for whole numbers, else one unit of its last place; a day for dates.
std::optional<feel::Value> yes_beyond(const feel::Value& point, int direction) {
  if (point.is(feel::Kind::date)) return feel::Value::date_of_days(point.as_days() + direction);
  if (point.is(feel::Kind::years_months_duration)) return feel::Value::months(point.as_months() + direction);
  if (!point.is_small_number()) return std::nullopt;
  return feel::Value::decimal(point.coefficient() + direction, point.scale());
}

// Values of every rank of the column: its points, and for each gap the value next to the point nearer to `from`.
void yes_add_candidates(const TableInput& input, const feel::Value& from, std::vector<feel::Value>& candidates) {
  const Column& column = input.column;
  const Rank own = column.rank(from);
  for (std::size_t i = 0; i < column.points().size(); ++i) {
    const feel::Value& point = column.points()[i];
    candidates.push_back(point);
    const bool up = 2 * i + 1 >= own;  // the gap above this point is reached by going up from it, else down from the next
    for (const int direction : {up ? 1 : -1, up ? -1 : 1})
      if (auto beyond = yes_beyond(point, direction)) candidates.push_back(*std::move(beyond));
  }
  const Axis axis = axis_of(input);
  candidates.insert(candidates.end(), axis.declared.begin(), axis.declared.end());
  if (column.kind() == feel::Kind::boolean || (input.type && input.type->type.is(feel::TypeKind::boolean)))
    for (const bool value : {true, false}) candidates.push_back(feel::Value::boolean(value));
}

double yes_distance(const feel::Value& from, const feel::Value& to) {
  if (from.is(feel::Kind::number) && to.is(feel::Kind::number)) {
    const double a = from.as_number().as_double(), b = to.as_number().as_double();
    return std::abs(a - b) / std::max(1.0, std::abs(a));
  }
  if (from.is(feel::Kind::date) && to.is(feel::Kind::date)) return std::abs(static_cast<double>(from.as_days() - to.as_days())) / 365.0;
  return 1.0;
}

class YesSearch {
 public:
  YesSearch(const Decision& decision, const feel::Value& inputs, const Outcome& outcome, const ExplainOptions& options)
      : decision_(decision), inputs_(inputs), refused_(outcome.value), options_(options) {
    if (options.want.empty()) return;
    feel::Scope scope;
    scope.add("?");
    if (auto compiled = feel::compile(options.want, scope, {.grammar = feel::Grammar::unary_tests})) want_ = *std::move(compiled);
  }

  bool is_yes(const feel::Value& value) const {
    if (want_) {
      feel::Environment environment;
      return want_->evaluate(std::span(&value, 1), environment).is_true();
    }
    return is_yes_by_kind(value, refused_);
  }

  // The same question for the outcome itself: is there anything to look for?
  bool is_refusal() const { return want_ ? !is_yes(refused_) : is_refusal_by_kind(refused_); }

  std::optional<NearestYes> search(std::vector<YesFact>& facts) {
    for (std::size_t i = 0; i < facts.size(); ++i)
      for (const feel::Value& to : facts[i].candidates) try_changes({{&facts[i], &to}});
    for (const YesFact& fact : facts)
      if (fact.value.is(feel::Kind::number)) probe(fact);
    for (std::size_t i = 0; !best_ && i < facts.size(); ++i)
      for (std::size_t j = i + 1; j < facts.size(); ++j)
        for (const feel::Value& first : facts[i].candidates)
          for (const feel::Value& second : facts[j].candidates) try_pair(facts[i], first, facts[j], second);
    return std::move(best_);
  }

 private:
  using Moves = std::vector<std::pair<const YesFact*, const feel::Value*>>;
  const Decision& decision_;
  const feel::Value& inputs_;
  const feel::Value& refused_;
  const ExplainOptions& options_;
  std::optional<feel::Expression> want_;
  std::size_t evaluations_ = 0;
  double best_distance_ = 0;
  std::size_t best_moves_ = 0;
  std::optional<NearestYes> best_;

  static bool is_refusal_by_kind(const feel::Value& value) {
    if (value.is(feel::Kind::context)) return refused_entry(value).has_value();
    if (value.is(feel::Kind::list)) return value.size() == 0;
    if (value.is(feel::Kind::number)) return value.as_number().sign() <= 0;
    return !value.is_true();
  }

  // The first entry of a context that is a refusal by itself (a boolean that is false, or null).
  static std::optional<std::size_t> refused_entry(const feel::Value& context) {
    for (std::size_t i = 0; i < context.size(); ++i)
      if (context.at(i).is_false() || context.at(i).is_null()) return i;
    return std::nullopt;
  }

  static bool is_yes_by_kind(const feel::Value& value, const feel::Value& refused) {
    if (refused.is(feel::Kind::context) && value.is(feel::Kind::context))
      if (const auto entry = refused_entry(refused)) {
        const feel::Value* now = value.find(refused.key(*entry));
        return now && is_yes_by_kind(*now, refused.at(*entry));
      }
    if (value.is(feel::Kind::string)) return !feel::identical(value, refused);
    return !is_refusal_by_kind(value);
  }

  // A number that reaches tables only through arithmetic: steps that double until the outcome flips, then halves the way.
  void probe(const YesFact& fact) {
    const auto whole = fact.value.as_integer();
    if (!whole || std::abs(*whole) > (std::int64_t{1} << 40)) return;
    for (const int direction : {1, -1}) {
      std::int64_t refused = *whole, step = 1;
      while (step < (std::int64_t{1} << 40) && !yes_at(fact, *whole + direction * step)) {
        refused = *whole + direction * step;
        step *= 2;
      }
      if (step == (std::int64_t{1} << 40)) continue;
      std::int64_t yes = *whole + direction * step;
      while (std::abs(yes - refused) > 1) {
        const std::int64_t middle = refused + (yes - refused) / 2;
        (yes_at(fact, middle) ? yes : refused) = middle;
      }
      const feel::Value to = feel::Value::integer(yes);
      try_changes({{&fact, &to}});
    }
  }

  bool yes_at(const YesFact& fact, std::int64_t value) {
    if (value < 0 && *fact.value.as_integer() >= 0) return false;  // no fact of its kind
    if (++evaluations_ > yes_evaluations_max) return false;
    const auto outcome = decision_.evaluate(yes_with(inputs_, fact.path, 0, feel::Value::integer(value)), options_.evaluation);
    return outcome && is_yes(outcome->value);
  }

  void try_pair(const YesFact& a, const feel::Value& a_to, const YesFact& b, const feel::Value& b_to) { try_changes({{&a, &a_to}, {&b, &b_to}}); }

  void try_changes(const Moves& moves) {
    double distance = 0;
    feel::Value changed = inputs_;
    for (const auto& [fact, to] : moves) {
      if (feel::identical(fact->value, *to)) return;
      distance += yes_distance(fact->value, *to);
      changed = yes_with(changed, fact->path, 0, *to);
    }
    if (best_ && (best_moves_ < moves.size() || best_distance_ <= distance)) return;
    if (++evaluations_ > yes_evaluations_max) return;
    const auto outcome = decision_.evaluate(changed, options_.evaluation);
    if (!outcome || !is_yes(outcome->value)) return;
    best_.emplace();
    best_->outcome = outcome->value;
    best_distance_ = distance;
    best_moves_ = moves.size();
    for (const auto& [fact, to] : moves) best_->changes.push_back({fact->name(), fact->value, *to});
  }
};

// A table's column speaks of a fact when it reads it by name, or showed just its value.
void yes_candidates_of_tables(const Model& model, const std::vector<TableHit>& hits, std::vector<YesFact>& facts) {
  for (YesFact& fact : facts) {
    for (const CompiledTable* table : model.graph().tables)
      for (const TableInput& input : table->inputs())
        if (input.text == fact.name()) yes_add_candidates(input, fact.value, fact.candidates);
    for (const TableHit& hit : hits)
      for (std::size_t i = 0; i < hit.inputs.size(); ++i)
        if (hit.table->inputs()[i].text != fact.name() && feel::identical(hit.inputs[i], fact.value))
          yes_add_candidates(hit.table->inputs()[i], fact.value, fact.candidates);
  }
}

}  // namespace

std::optional<NearestYes> find_nearest_yes(const Decision& decision, const Model& model, const feel::Value& inputs, const Outcome& outcome,
                                           const std::vector<TableHit>& hits, const ExplainOptions& options) {
  YesSearch search(decision, inputs, outcome, options);
  if (!search.is_refusal()) return std::nullopt;
  std::vector<YesFact> facts;
  std::vector<std::string> path;
  yes_collect_facts(inputs, path, facts);
  yes_candidates_of_tables(model, hits, facts);
  return search.search(facts);
}

}  // namespace hashira::dmn
