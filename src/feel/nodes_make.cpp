// Nodes that make lists, contexts and ranges (DMN 1.5 §10.3.2.5–10.3.2.7).
#include "feel/arithmetic.h"
#include "feel/nodes.h"

namespace hashira::feel {
namespace {

class ListNode final : public Node {
 public:
  ListNode(NodeList items, Origin origin) : Node(origin), items_(std::move(items)) {}

  Value evaluate(Frame& frame) const override {
    if (!frame.environment.spend_bytes(64 + items_.size() * sizeof(Value))) return fail_here(Reason::out_of_fuel);
    std::vector<Value> values;
    values.reserve(items_.size());
    for (const NodePtr& item : items_) values.push_back(item->evaluate(frame));
    return Value::list(std::move(values));
  }

 private:
  NodeList items_;
};

class ContextNode final : public Node {
 public:
  ContextNode(std::vector<std::string> names, NodeList values, std::vector<int> slots, Origin origin)
      : Node(origin), shape_(make_ref<Shape>(std::move(names))), values_(std::move(values)), slots_(std::move(slots)) {}

  Value evaluate(Frame& frame) const override {
    if (!frame.environment.spend_bytes(64 + values_.size() * sizeof(Value))) return fail_here(Reason::out_of_fuel);
    std::vector<Value> values;
    values.reserve(values_.size());
    for (std::size_t i = 0; i < values_.size(); ++i) {
      values.push_back(values_[i]->evaluate(frame));
      if (slots_[i] >= 0) frame.locals[slots_[i]] = values.back();
    }
    return Value::context(shape_, std::move(values));
  }

 private:
  Ref<Shape> shape_;
  NodeList values_;
  std::vector<int> slots_;
};

class RangeNode final : public Node {
 public:
  RangeNode(Side low_side, NodePtr low, NodePtr high, Side high_side, Origin origin)
      : Node(origin), low_(std::move(low)), high_(std::move(high)), low_side_(low_side), high_side_(high_side) {}

  Value evaluate(Frame& frame) const override {
    return checked_range(low_side_, low_->evaluate(frame), high_->evaluate(frame), high_side_).at_origin(origin());
  }

 private:
  NodePtr low_, high_;
  Side low_side_, high_side_;
};

class SignRangeNode final : public Node {
 public:
  SignRangeNode(TestSign sign, NodePtr endpoint, Origin origin) : Node(origin), sign_(sign), endpoint_(std::move(endpoint)) {}

  Value evaluate(Frame& frame) const override {
    Value end = endpoint_->evaluate(frame);
    if (end.is_null() && end.reason() != Reason::none) return end;
    switch (sign_) {
      case TestSign::equal:
        return of_form(RangeForm::equal, std::move(end));
      case TestSign::not_equal:
        return of_form(RangeForm::not_equal, std::move(end));
      case TestSign::less:
        return make_range(Side::none, Value(), std::move(end), Side::open);
      case TestSign::less_or_equal:
        return make_range(Side::none, Value(), std::move(end), Side::closed);
      case TestSign::greater:
        return make_range(Side::open, std::move(end), Value(), Side::none);
      case TestSign::greater_or_equal:
        return make_range(Side::closed, std::move(end), Value(), Side::none);
    }
    return Value();
  }

 private:
  static Value of_form(RangeForm form, Value end) {
    return Value::range(make_ref<RangeObject>(Side::closed, end, end, Side::closed, form));
  }

  TestSign sign_;
  NodePtr endpoint_;
};

}  // namespace

Value checked_range(Side low_side, Value low, Value high, Side high_side) {
  for (const Value* end : {&low, &high}) {
    if (end->is_null() && end->reason() != Reason::none) return *end;
  }
  if (!low.is_null() && !high.is_null()) {
    auto order = compare(low, high);
    if (!order) return Value::null(Reason::not_comparable);
    if (*order > 0) return Value::null(Reason::out_of_domain);
  }
  return make_range(low_side, std::move(low), std::move(high), high_side);
}

NodePtr list_node(NodeList items, Origin origin) { return std::make_unique<ListNode>(std::move(items), origin); }
NodePtr context_node(std::vector<std::string> names, NodeList values, std::vector<int> slots, Origin origin) {
  return std::make_unique<ContextNode>(std::move(names), std::move(values), std::move(slots), origin);
}
NodePtr range_node(Side low_side, NodePtr low, NodePtr high, Side high_side, Origin origin) {
  return std::make_unique<RangeNode>(low_side, std::move(low), std::move(high), high_side, origin);
}
NodePtr sign_range_node(TestSign sign, NodePtr endpoint, Origin origin) {
  return std::make_unique<SignRangeNode>(sign, std::move(endpoint), origin);
}

}  // namespace hashira::feel
