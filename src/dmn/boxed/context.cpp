// Boxed context: entries in order, each seeing those before it; an entry without a name is the result (DMN 1.5, 7.3.5).
#include "dmn/compiler.h"
#include "dmn/item_type.h"

namespace hashira::dmn {
namespace {

struct BoxedEntry {
  NodePtr value;
  ItemTypePtr type;
  std::size_t slot = 0;
};

class BoxedContext final : public Node {
 public:
  BoxedContext(std::vector<BoxedEntry> entries, feel::Ref<feel::Shape> shape, NodePtr result)
      : entries_(std::move(entries)), shape_(std::move(shape)), result_(std::move(result)) {}

  feel::Value evaluate(feel::Value* frame, feel::Environment& environment) const override {
    for (const BoxedEntry& entry : entries_) {
      feel::Value& slot = frame[entry.slot];
      entry.value->evaluate_into(slot, frame, environment);
      if (const feel::Value& value = conformed(slot, entry.type, slot, environment); &value != &slot) slot = value;
    }
    if (result_) return result_->evaluate(frame, environment);
    std::vector<feel::Value> values;
    values.reserve(entries_.size());
    for (const BoxedEntry& entry : entries_) values.push_back(frame[entry.slot]);
    return feel::Value::context(shape_, std::move(values));
  }
  bool gives(const ItemTypePtr& type) const override { return result_ && result_->gives(type); }

 private:
  std::vector<BoxedEntry> entries_;
  feel::Ref<feel::Shape> shape_;
  NodePtr result_;
};

// A name given twice would make a context that is none.
bool context_name_is_new(Compiler& compiler, const std::vector<std::string>& names, const syntax::InformationItem& variable) {
  for (const std::string& name : names)
    if (name == variable.name) {
      compiler.problem("dmn.duplicate_name", "The context has two entries called \"" + name + "\".", "Rename one of them.", variable.spot);
      return false;
    }
  return true;
}

}  // namespace

NodePtr compile_context(Compiler& compiler, const syntax::Context& context, Lexical& lexical) {
  Lexical inner = lexical;
  std::vector<BoxedEntry> entries;
  std::vector<std::string> names;
  NodePtr result;
  for (const syntax::Context::Entry& entry : context.entries) {
    NodePtr value = compiler.expression(entry.value, inner);
    if (!entry.variable) {
      result = std::move(value);
      continue;
    }
    if (!context_name_is_new(compiler, names, *entry.variable)) return compiler.expression({}, lexical);
    ItemTypePtr type = compiler.type(entry.variable->type);
    if (!type && entry.value) type = compiler.type(entry.value->type);
    const std::size_t slot = inner.add(entry.variable->name, feel_type(type), type);
    names.push_back(inner.scope().names()[slot].name);
    entries.push_back({std::move(value), std::move(type), slot});
  }
  return std::make_unique<BoxedContext>(std::move(entries), feel::make_ref<feel::Shape>(std::move(names)), std::move(result));
}

}  // namespace hashira::dmn
