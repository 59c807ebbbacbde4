// Nodes of operators: arithmetic, comparison, three-valued logic, if, instance of (DMN 1.5 §10.3.2.10–10.3.2.13).
#include "feel/arithmetic.h"
#include "feel/nodes.h"

namespace hashira::feel {
namespace {

using Operation = Value (*)(const Value&, const Value&);

class ArithmeticNode final : public Node {
 public:
  ArithmeticNode(Operation operation, NodePtr left, NodePtr right, Origin origin)
      : Node(origin), operation_(operation), left_(std::move(left)), right_(std::move(right)) {}

  Value evaluate(Frame& frame) const override {
    Value left_hold, right_hold;
    const Value& left = left_->look(frame, left_hold);
    const Value& right = right_->look(frame, right_hold);
    Value result = operation_(left, right);
    if (!frame.environment.spend_bytes(result.bytes())) return fail_here(Reason::out_of_fuel);
    return result.is_null() ? result.at_origin(origin()) : result;
  }

 private:
  Operation operation_;
  NodePtr left_, right_;
};

class NegationNode final : public Node {
 public:
  NegationNode(NodePtr operand, Origin origin) : Node(origin), operand_(std::move(operand)) {}
  Value evaluate(Frame& frame) const override {
    Value hold;
    return negative_of(operand_->look(frame, hold)).at_origin(origin());
  }

 private:
  NodePtr operand_;
};

bool order_holds(Form form, int order) {
  switch (form) {
    case Form::less:
      return order < 0;
    case Form::less_or_equal:
      return order <= 0;
    case Form::greater:
      return order > 0;
    default:
      return order >= 0;
  }
}

class ComparisonNode final : public Node {
 public:
  ComparisonNode(Form form, NodePtr left, NodePtr right, Origin origin)
      : Node(origin), form_(form), left_(std::move(left)), right_(std::move(right)) {}

  Value evaluate(Frame& frame) const override {
    Value left_hold, right_hold;
    const Value& left = left_->look(frame, left_hold);
    const Value& right = right_->look(frame, right_hold);
    return form_ == Form::equal || form_ == Form::not_equal ? by_equality(left, right) : by_order(left, right);
  }

 private:
  Value by_equality(const Value& left, const Value& right) const {
    auto same = equal(left, right);
    if (!same) return failed(Reason::not_comparable, left, right).at_origin(origin());
    return Value::boolean(*same == (form_ == Form::equal));
  }
  Value by_order(const Value& left, const Value& right) const {
    auto order = compare(left, right);
    if (!order) return failed(Reason::not_comparable, left, right).at_origin(origin());
    return Value::boolean(order_holds(form_, *order));
  }

  Form form_;
  NodePtr left_, right_;
};

class BetweenNode final : public Node {
 public:
  BetweenNode(NodePtr value, NodePtr low, NodePtr high, Origin origin)
      : Node(origin), value_(std::move(value)), low_(std::move(low)), high_(std::move(high)) {}

  Value evaluate(Frame& frame) const override {
    Value value_hold, low_hold, high_hold;
    const Value& value = value_->look(frame, value_hold);
    const Value& low = low_->look(frame, low_hold);
    const Value& high = high_->look(frame, high_hold);
    auto from_low = compare(value, low), from_high = compare(value, high);
    if ((from_low && *from_low < 0) || (from_high && *from_high > 0)) return Value::boolean(false);
    if (from_low && from_high) return Value::boolean(true);
    return failed(Reason::not_comparable, value, from_low ? high : low).at_origin(origin());
  }

 private:
  NodePtr value_, low_, high_;
};

// Three-valued `and` (decided by false) and `or` (decided by true): table 50.
class LogicNode final : public Node {
 public:
  LogicNode(bool deciding, NodePtr left, NodePtr right, Origin origin)
      : Node(origin), deciding_(deciding), left_(std::move(left)), right_(std::move(right)) {}

  Value evaluate(Frame& frame) const override {
    Value left_hold, right_hold;
    const Value& left = left_->look(frame, left_hold);
    if (left.as_boolean() == deciding_) return Value::boolean(deciding_);
    const Value& right = right_->look(frame, right_hold);
    if (right.as_boolean() == deciding_) return Value::boolean(deciding_);
    if (left.is(Kind::boolean) && right.is(Kind::boolean)) return Value::boolean(!deciding_);
    return failed(Reason::not_boolean, left, right).at_origin(origin());
  }

 private:
  bool deciding_;
  NodePtr left_, right_;
};

class InstanceOfNode final : public Node {
 public:
  InstanceOfNode(NodePtr value, Type type, Origin origin) : Node(origin), value_(std::move(value)), type_(std::move(type)) {}
  Value evaluate(Frame& frame) const override {
    Value hold;
    return Value::boolean(instance_of(value_->look(frame, hold), type_));
  }

 private:
  NodePtr value_;
  Type type_;
};

class IfNode final : public Node {
 public:
  IfNode(NodePtr condition, NodePtr then, NodePtr otherwise, Origin origin)
      : Node(origin), condition_(std::move(condition)), then_(std::move(then)), otherwise_(std::move(otherwise)) {}

  Value evaluate(Frame& frame) const override { return branch(frame).evaluate(frame); }
  const Value& look(Frame& frame, Value& hold) const override { return branch(frame).look(frame, hold); }

 private:
  const Node& branch(Frame& frame) const {
    Value hold;
    return condition_->look(frame, hold).is_true() ? *then_ : *otherwise_;
  }

  NodePtr condition_, then_, otherwise_;
};

Operation operation_of(Form form) {
  switch (form) {
    case Form::add:
      return sum_of;
    case Form::subtract:
      return difference_of;
    case Form::multiply:
      return product_of;
    case Form::divide:
      return quotient_of;
    default:
      return power_of;
  }
}

}  // namespace

NodePtr arithmetic_node(Form form, NodePtr left, NodePtr right, Origin origin) {
  return std::make_unique<ArithmeticNode>(operation_of(form), std::move(left), std::move(right), origin);
}
NodePtr negation_node(NodePtr operand, Origin origin) { return std::make_unique<NegationNode>(std::move(operand), origin); }
NodePtr comparison_node(Form form, NodePtr left, NodePtr right, Origin origin) {
  return std::make_unique<ComparisonNode>(form, std::move(left), std::move(right), origin);
}
NodePtr between_node(NodePtr value, NodePtr low, NodePtr high, Origin origin) {
  return std::make_unique<BetweenNode>(std::move(value), std::move(low), std::move(high), origin);
}
NodePtr logic_node(Form form, NodePtr left, NodePtr right, Origin origin) {
  return std::make_unique<LogicNode>(form == Form::disjunction, std::move(left), std::move(right), origin);
}
NodePtr instance_of_node(NodePtr value, Type type, Origin origin) {
  return std::make_unique<InstanceOfNode>(std::move(value), std::move(type), origin);
}
NodePtr if_node(NodePtr condition, NodePtr then, NodePtr otherwise, Origin origin) {
  return std::make_unique<IfNode>(std::move(condition), std::move(then), std::move(otherwise), origin);
}

}  // namespace hashira::feel
