// Nodes of tests: `in` and unary tests (DMN 1.5 §7.3.3, §10.3.2.13 table 54, §10.3.2.7).
#include "feel/arithmetic.h"
#include "feel/nodes.h"

namespace hashira::feel {
namespace {

Value of_optional(std::optional<bool> answer) {
  return answer ? Value::boolean(*answer) : Value::null(Reason::not_comparable);
}

bool sign_holds(TestSign sign, int order) {
  switch (sign) {
    case TestSign::less:
      return order < 0;
    case TestSign::less_or_equal:
      return order <= 0;
    case TestSign::greater:
      return order > 0;
    default:
      return order >= 0;
  }
}

class SignTest final : public Test {
 public:
  SignTest(TestSign sign, NodePtr endpoint) : sign_(sign), endpoint_(std::move(endpoint)) {}

  Value test(const Value& value, Frame& frame) const override {
    Value hold;
    const Value& endpoint = endpoint_->look(frame, hold);
    if (sign_ == TestSign::equal || sign_ == TestSign::not_equal) {
      auto same = equal(value, endpoint);
      return same ? Value::boolean(*same == (sign_ == TestSign::equal)) : failed(Reason::not_comparable, value, endpoint);
    }
    auto order = compare(value, endpoint);
    return order ? Value::boolean(sign_holds(sign_, *order)) : failed(Reason::not_comparable, value, endpoint);
  }

 private:
  TestSign sign_;
  NodePtr endpoint_;
};

class ValueTest final : public Test {
 public:
  explicit ValueTest(NodePtr node) : node_(std::move(node)) {}

  Value test(const Value& value, Frame& frame) const override {
    Value hold;
    const Value& wanted = node_->look(frame, hold);
    if (wanted.is_null() && wanted.reason() != Reason::none) return wanted;
    auto answer = contains(wanted, value);
    return answer ? Value::boolean(*answer) : failed(Reason::not_comparable, value, wanted);
  }

 private:
  NodePtr node_;
};

class ConditionTest final : public Test {
 public:
  explicit ConditionTest(NodePtr node) : node_(std::move(node)) {}

  // Its boolean; of another type, what the value must be equal to or in.
  Value test(const Value& value, Frame& frame) const override {
    Value result = node_->evaluate(frame);
    if (result.is(Kind::boolean) || result.is_null()) return result;
    return of_optional(contains(result, value));
  }

 private:
  NodePtr node_;
};

class AnyTest final : public Test {
 public:
  Value test(const Value&, Frame&) const override { return Value::boolean(true); }
};

// True if one test holds; null if one is null and none holds.
class InNode final : public Node {
 public:
  InNode(NodePtr value, std::vector<TestPtr> tests, bool holds, Origin origin)
      : Node(origin), value_(std::move(value)), tests_(std::move(tests)), holds_(holds) {}

  Value evaluate(Frame& frame) const override {
    Value hold;
    const Value& value = value_->look(frame, hold);
    Value undecided = Value::boolean(!holds_);
    for (const TestPtr& test : tests_) {
      Value answer = test->test(value, frame);
      if (answer.is_true()) return Value::boolean(holds_);
      if (!answer.is(Kind::boolean)) undecided = answer.at_origin(origin());
    }
    return undecided;
  }

 private:
  NodePtr value_;
  std::vector<TestPtr> tests_;
  bool holds_;
};

bool contains_item(const Value& list, const Value& value) {
  auto items = list.items();
  return std::any_of(items.begin(), items.end(), [&](const Value& item) {
    return item.is(Kind::range) && !value.is(Kind::range) ? in_range(value, item.as_range()) == true
                                                          : equal(item, value) == true;
  });
}

}  // namespace

std::optional<bool> in_range(const Value& value, const RangeObject& range) {
  if (range.form != RangeForm::interval) {
    auto same = equal(value, range.low);
    return same ? std::optional(*same == (range.form == RangeForm::equal)) : std::nullopt;
  }
  std::optional<bool> answer = true;
  if (range.low_side != Side::none) {
    auto order = compare(value, range.low);
    if (!order) answer = std::nullopt;
    if (order && (*order < 0 || (*order == 0 && range.low_side == Side::open))) return false;
  }
  if (range.high_side != Side::none) {
    auto order = compare(value, range.high);
    if (!order) answer = std::nullopt;
    if (order && (*order > 0 || (*order == 0 && range.high_side == Side::open))) return false;
  }
  return answer;
}

std::optional<bool> contains(const Value& container, const Value& value) {
  if (container.is(Kind::list)) return contains_item(container, value) || equal(container, value) == true;
  if (container.is(Kind::range) && !value.is(Kind::range)) return in_range(value, container.as_range());
  return equal(value, container);
}

TestPtr sign_test(TestSign sign, NodePtr endpoint) { return std::make_unique<SignTest>(sign, std::move(endpoint)); }
TestPtr value_test(NodePtr value) { return std::make_unique<ValueTest>(std::move(value)); }
TestPtr condition_test(NodePtr condition) { return std::make_unique<ConditionTest>(std::move(condition)); }
TestPtr any_test() { return std::make_unique<AnyTest>(); }
NodePtr in_node(NodePtr value, std::vector<TestPtr> tests, Origin origin) {
  return std::make_unique<InNode>(std::move(value), std::move(tests), true, origin);
}
NodePtr not_in_node(NodePtr value, std::vector<TestPtr> tests, Origin origin) {
  return std::make_unique<InNode>(std::move(value), std::move(tests), false, origin);
}

}  // namespace hashira::feel
