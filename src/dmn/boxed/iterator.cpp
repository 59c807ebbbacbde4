// Boxed for, some and every over a list or a range of whole numbers (DMN 1.5, 7.3.11, 7.3.12 and 10.3.2.14-16).
#include "dmn/boxed/sequence.h"
#include "dmn/compiler.h"
#include "dmn/item_type.h"

namespace hashira::dmn {
namespace {

struct BoxedLoop {
  NodePtr in;
  NodePtr result;
  std::size_t slot = 0;     // the iterator variable
  std::size_t partial = 0;  // `for` only: the results so far
};

class BoxedFor final : public Node {
 public:
  explicit BoxedFor(BoxedLoop loop) : loop_(std::move(loop)) {}
  feel::Value evaluate(feel::Value* frame, feel::Environment& environment) const override {
    const Sequence sequence(loop_.in->evaluate(frame, environment));
    if (!sequence.ok()) return sequence.failure();
    std::vector<feel::Value> results;
    for (std::size_t i = 0; i < sequence.size(); ++i) {
      if (!environment.spend(1)) return feel::Value::null(feel::Reason::out_of_fuel);
      frame[loop_.slot] = sequence.at(i);
      frame[loop_.partial] = feel::Value::list(results);
      results.push_back(loop_.result->evaluate(frame, environment));
    }
    return feel::Value::list(std::move(results));
  }

 private:
  BoxedLoop loop_;
};

// `some` is true at the first true, `every` false at the first false; a null on the way makes null of what is left.
class BoxedQuantified final : public Node {
 public:
  BoxedQuantified(BoxedLoop loop, bool decisive) : loop_(std::move(loop)), decisive_(decisive) {}
  feel::Value evaluate(feel::Value* frame, feel::Environment& environment) const override {
    const Sequence sequence(loop_.in->evaluate(frame, environment));
    if (!sequence.ok()) return sequence.failure();
    feel::Value unknown;
    bool all_known = true;
    for (std::size_t i = 0; i < sequence.size(); ++i) {
      if (!environment.spend(1)) return feel::Value::null(feel::Reason::out_of_fuel);
      frame[loop_.slot] = sequence.at(i);
      feel::Value result = loop_.result->evaluate(frame, environment);
      if (result.as_boolean() == decisive_) return feel::Value::boolean(decisive_);
      if (all_known && !result.is(feel::Kind::boolean)) {
        all_known = false;
        unknown = result.is_null() ? std::move(result) : feel::Value::null(feel::Reason::not_boolean);
      }
    }
    return all_known ? feel::Value::boolean(!decisive_) : unknown;
  }

 private:
  BoxedLoop loop_;
  bool decisive_;
};

}  // namespace

NodePtr compile_iterator(Compiler& compiler, const syntax::Iterator& iterator, Lexical& lexical) {
  BoxedLoop loop;
  loop.in = compiler.expression(iterator.in, lexical);
  Lexical inner = lexical;
  loop.slot = inner.add(iterator.variable.name, feel_type(compiler.type(iterator.variable.type)));
  const bool is_for = iterator.kind == syntax::Iterator::Kind::for_each;
  if (is_for) loop.partial = inner.add("partial");
  loop.result = compiler.expression(iterator.result, inner);
  if (is_for) return std::make_unique<BoxedFor>(std::move(loop));
  return std::make_unique<BoxedQuantified>(std::move(loop), iterator.kind == syntax::Iterator::Kind::some);
}

}  // namespace hashira::dmn
