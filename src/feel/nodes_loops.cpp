// Nodes of loops: for, some, every (DMN 1.5 §10.3.2.14).
#include "feel/nodes.h"
#include "feel/temporal_calendar.h"

namespace hashira::feel {
namespace {

// The numbers or dates from one end to the other, both included, up or down.
class Stretch {
 public:
  // nullopt: ends that are not both whole numbers or both dates.
  static std::optional<Stretch> of(const Value& from, const Value& to) {
    Stretch stretch;
    if (from.is(Kind::date) && to.is(Kind::date)) {
      stretch.dates_ = true;
      stretch.at_ = from.as_days();
      stretch.last_ = to.as_days();
      return stretch;
    }
    auto first = from.as_integer(), last = to.as_integer();
    if (!first || !last) return std::nullopt;
    stretch.at_ = *first;
    stretch.last_ = *last;
    return stretch;
  }
  Value value() const { return dates_ ? Value::date_of_days(at_) : Value::integer(at_); }
  // Moves on; false at the last.
  bool next() {
    if (at_ == last_) return false;
    at_ += at_ < last_ ? 1 : -1;
    return true;
  }

 private:
  std::int64_t at_ = 0, last_ = 0;
  bool dates_ = false;
};

// Runs `visit` for every combination of the iterations' values, the last varying fastest. Stops when `visit` says so.
class LoopNode : public Node {
 public:
  LoopNode(std::vector<Iteration> iterations, Origin origin) : Node(origin), iterations_(std::move(iterations)) {}

 protected:
  enum class Go : std::uint8_t { on, stop };

  // A null where an iteration has nothing to go over; its reason is kept in `failure`.
  template <class Visit>
  Go walk(std::size_t depth, Frame& frame, Value& failure, const Visit& visit) const {
    if (depth == iterations_.size()) return visit();
    const Iteration& iteration = iterations_[depth];
    auto each = [&](const Value& value) {
      if (!frame.environment.spend(1)) return give_up(failure, Reason::out_of_fuel);
      frame.locals[iteration.slot] = value;
      return walk(depth + 1, frame, failure, visit);
    };
    Value domain = iteration.domain->evaluate(frame);
    if (iteration.end) return stretch(domain, iteration.end->evaluate(frame), failure, each);
    if (domain.is(Kind::range)) return range(domain.as_range(), failure, each);
    if (domain.is_null()) {
      failure = fail_of(domain, Reason::null_argument);
      return Go::stop;
    }
    std::span<const Value> items = domain.is(Kind::list) ? domain.items() : std::span<const Value>(&domain, 1);
    for (const Value& item : items) {
      if (each(item) == Go::stop) return Go::stop;
    }
    return Go::on;
  }

 private:
  Go give_up(Value& failure, Reason reason) const {
    failure = fail_here(reason);
    return Go::stop;
  }

  template <class Each>
  Go stretch(const Value& from, const Value& to, Value& failure, const Each& each) const {
    auto values = Stretch::of(from, to);
    if (!values) {
      failure = from.is_null() ? fail_of(from, Reason::wrong_type) : fail_of(to, Reason::wrong_type);
      return Go::stop;
    }
    do {
      if (each(values->value()) == Go::stop) return Go::stop;
    } while (values->next());
    return Go::on;
  }

  // A range as the domain: its values in order; an open end is left out.
  template <class Each>
  Go range(const RangeObject& domain, Value& failure, const Each& each) const {
    if (domain.form != RangeForm::interval || !Stretch::of(domain.low, domain.high)) {
      return give_up(failure, Reason::wrong_type);
    }
    auto inside = [&](const Value& value) {
      bool outside = in_range(value, domain) != true;
      return outside ? Go::on : each(value);
    };
    return stretch(domain.low, domain.high, failure, inside);
  }

  std::vector<Iteration> iterations_;
};

class ForNode final : public LoopNode {
 public:
  ForNode(std::vector<Iteration> iterations, NodePtr result, int partial_slot, Origin origin)
      : LoopNode(std::move(iterations), origin), result_(std::move(result)), partial_slot_(partial_slot) {}

  Value evaluate(Frame& frame) const override {
    std::vector<Value> results;
    Value failure;
    if (partial_slot_ >= 0) frame.locals[partial_slot_] = Value();  // a list left from an earlier run is another's
    auto visit = [&] {
      if (partial_slot_ >= 0 && !show_partial(results, frame)) {
        failure = fail_here(Reason::out_of_fuel);
        return Go::stop;
      }
      if (!frame.environment.spend_bytes(2 * sizeof(Value))) {  // the vector doubles as it grows
        failure = fail_here(Reason::out_of_fuel);
        return Go::stop;
      }
      results.push_back(result_->evaluate(frame));
      return Go::on;
    };
    Go end = walk(0, frame, failure, visit);
    return end == Go::on ? Value::list(std::move(results)) : failure;
  }

 private:
  // The results so far, for the name `partial`: a list that grows in place unless somebody keeps it.
  bool show_partial(const std::vector<Value>& results, Frame& frame) const {
    Value& partial = frame.locals[partial_slot_];
    bool grown = !results.empty() && partial.size() + 1 == results.size() && partial.append_unshared(results.back());
    if (grown) return frame.environment.spend_bytes(2 * sizeof(Value));
    if (!frame.environment.spend_bytes(64 + results.size() * sizeof(Value))) return false;
    partial = Value::list(results);
    return true;
  }

  NodePtr result_;
  int partial_slot_;
};

class QuantifiedNode final : public LoopNode {
 public:
  QuantifiedNode(bool deciding, std::vector<Iteration> iterations, NodePtr condition, Origin origin)
      : LoopNode(std::move(iterations), origin), condition_(std::move(condition)), deciding_(deciding) {}

  // `some` is decided by the first true, `every` by the first false; a null leaves the rest undecided.
  Value evaluate(Frame& frame) const override {
    Value undecided = Value::boolean(!deciding_);
    Value failure;
    bool decided = false;
    auto visit = [&] {
      Value answer = condition_->evaluate(frame);
      decided = answer.as_boolean() == deciding_;
      if (!answer.is(Kind::boolean)) undecided = fail_of(answer, Reason::not_boolean);
      return decided ? Go::stop : Go::on;
    };
    Go end = walk(0, frame, failure, visit);
    if (decided) return Value::boolean(deciding_);
    return end == Go::on ? undecided : failure;
  }

 private:
  NodePtr condition_;
  bool deciding_;
};

}  // namespace

NodePtr for_node(std::vector<Iteration> iterations, NodePtr result, int partial_slot, Origin origin) {
  return std::make_unique<ForNode>(std::move(iterations), std::move(result), partial_slot, origin);
}
NodePtr quantified_node(Form form, std::vector<Iteration> iterations, NodePtr condition, Origin origin) {
  return std::make_unique<QuantifiedNode>(form == Form::some, std::move(iterations), std::move(condition), origin);
}

}  // namespace hashira::feel
