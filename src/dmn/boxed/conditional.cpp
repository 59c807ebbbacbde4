// Boxed conditional: true takes the then-part, false and null the else-part; anything else is no condition, and the
// whole is null (DMN 1.5, 7.3.13).
#include "dmn/compiler.h"

namespace hashira::dmn {
namespace {

class BoxedConditional final : public Node {
 public:
  BoxedConditional(NodePtr condition, NodePtr then_value, NodePtr else_value)
      : condition_(std::move(condition)), then_(std::move(then_value)), else_(std::move(else_value)) {}
  feel::Value evaluate(feel::Value* frame, feel::Environment& environment) const override {
    const feel::Value condition = condition_->evaluate(frame, environment);
    if (!condition.is_null() && !condition.is(feel::Kind::boolean)) return feel::Value::null(feel::Reason::not_boolean);
    return (condition.is_true() ? then_ : else_)->evaluate(frame, environment);
  }
  bool gives(const ItemTypePtr& type) const override { return then_->gives(type) && else_->gives(type); }

 private:
  NodePtr condition_, then_, else_;
};

}  // namespace

NodePtr compile_conditional(Compiler& compiler, const syntax::Conditional& conditional, Lexical& lexical) {
  NodePtr condition = compiler.expression(conditional.condition, lexical);
  NodePtr then_value = compiler.expression(conditional.then_value, lexical);
  return std::make_unique<BoxedConditional>(std::move(condition), std::move(then_value),
                                            compiler.expression(conditional.else_value, lexical));
}

}  // namespace hashira::dmn
