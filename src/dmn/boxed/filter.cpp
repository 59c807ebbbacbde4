// Boxed filter: the items for which the match is true, or the item at a whole number (DMN 1.5, 7.3.10 and 10.3.2.5).
//
// A match that is FEEL text becomes FEEL's own filter, which finds the items' entries by name. Another boxed match sees
// `item` and the entries that the list's declared type names, since compiled texts must know their names beforehand.
#include "dmn/boxed/sequence.h"
#include "dmn/compiler.h"
#include "dmn/item_type.h"

namespace hashira::dmn {
namespace {

struct BoxedFilterCode {
  NodePtr in;
  NodePtr match;
  std::size_t item_slot = 0;
  std::vector<std::pair<std::string, std::size_t>> entries;  // names of the items' entries and their slots
};

class BoxedFilter final : public Node {
 public:
  explicit BoxedFilter(BoxedFilterCode code) : code_(std::move(code)) {}

  feel::Value evaluate(feel::Value* frame, feel::Environment& environment) const override {
    const Sequence sequence(code_.in->evaluate(frame, environment));
    if (!sequence.ok()) return sequence.failure();
    std::vector<feel::Value> kept;
    for (std::size_t i = 0; i < sequence.size(); ++i) {
      if (!environment.spend(1)) return feel::Value::null(feel::Reason::out_of_fuel);
      const feel::Value item = sequence.at(i);
      const feel::Value matched = match(item, frame, environment);
      if (matched.is(feel::Kind::number)) return item_at(sequence, matched);
      if (matched.is_true()) kept.push_back(item);
    }
    return feel::Value::list(std::move(kept));
  }

 private:
  BoxedFilterCode code_;

  feel::Value match(const feel::Value& item, feel::Value* frame, feel::Environment& environment) const {
    frame[code_.item_slot] = item;
    for (const auto& [name, slot] : code_.entries) {
      const feel::Value* entry = item.find(name);
      frame[slot] = entry ? *entry : feel::Value::null(feel::Reason::no_entry);
    }
    return code_.match->evaluate(frame, environment);
  }

  // Positions count from 1, and from −1 backwards.
  static feel::Value item_at(const Sequence& sequence, const feel::Value& position) {
    const auto at = position.as_integer();
    const auto size = static_cast<std::int64_t>(sequence.size());
    if (!at || *at == 0 || *at > size || *at < -size) return feel::Value::null(feel::Reason::index_out_of_range);
    return sequence.at(static_cast<std::size_t>(*at > 0 ? *at - 1 : size + *at));
  }
};

constexpr std::string_view filter_source_name = "__in";

class BoxedTextFilter final : public Node {
 public:
  BoxedTextFilter(NodePtr in, std::size_t slot, feel::Expression filter) : in_(std::move(in)), slot_(slot), filter_(std::move(filter)) {}
  feel::Value evaluate(feel::Value* frame, feel::Environment& environment) const override {
    frame[slot_] = in_->evaluate(frame, environment);
    return filter_.evaluate({frame, slot_ + 1}, environment);
  }

 private:
  NodePtr in_;
  std::size_t slot_;
  feel::Expression filter_;
};

NodePtr filter_by_text(Compiler& compiler, const syntax::Filter& filter, const syntax::Text& match, Lexical& lexical) {
  NodePtr in = compiler.expression(filter.in, lexical);
  Lexical inner = lexical;
  const std::size_t slot = inner.add(filter_source_name, filter.in ? compiler.declared_type(*filter.in, lexical) : feel::Type{});
  syntax::Text text = match;
  text.text = std::string(filter_source_name) + "[" + match.text + "\n]";
  text.spot.column -= static_cast<int>(filter_source_name.size()) + 1;
  return std::make_unique<BoxedTextFilter>(std::move(in), slot, compiler.text(text, inner.scope()));
}

}  // namespace

NodePtr compile_filter(Compiler& compiler, const syntax::Filter& filter, Lexical& lexical) {
  if (const auto* literal = filter.match ? std::get_if<syntax::LiteralExpression>(&filter.match->logic) : nullptr)
    return filter_by_text(compiler, filter, literal->text, lexical);
  BoxedFilterCode code;
  code.in = compiler.expression(filter.in, lexical);
  Lexical inner = lexical;
  if (const auto list = filter.in ? compiler.declared_type(*filter.in, lexical) : feel::Type{}; list.is(feel::TypeKind::list))
    for (const feel::Type::Field& field : list.is_general() ? std::vector<feel::Type::Field>{} : list.item().fields())
      code.entries.emplace_back(field.name, inner.add(field.name, field.type));
  code.item_slot = inner.add("item");
  code.match = compiler.expression(filter.match, inner);
  return std::make_unique<BoxedFilter>(std::move(code));
}

}  // namespace hashira::dmn
