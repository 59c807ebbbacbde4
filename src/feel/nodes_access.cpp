// Nodes that read: constants, slots, paths, filters (DMN 1.5 §10.3.2.5, 10.3.2.11).
#include "feel/nodes.h"
#include "feel/properties.h"

namespace hashira::feel {
namespace {

class ConstantNode final : public Node {
 public:
  ConstantNode(Value value, Origin origin) : Node(origin), value_(std::move(value)) {}
  Value evaluate(Frame&) const override { return value_; }
  const Value& look(Frame&, Value&) const override { return value_; }
  const Value* constant() const override { return &value_; }

 private:
  Value value_;
};

class InputNode final : public Node {
 public:
  InputNode(std::size_t slot, Origin origin) : Node(origin), slot_(slot) {}
  Value evaluate(Frame& frame) const override { return frame.inputs[slot_]; }
  const Value& look(Frame& frame, Value&) const override { return frame.inputs[slot_]; }

 private:
  std::size_t slot_;
};

class LocalNode final : public Node {
 public:
  LocalNode(int slot, Origin origin) : Node(origin), slot_(slot) {}
  Value evaluate(Frame& frame) const override { return frame.locals[slot_]; }
  const Value& look(Frame& frame, Value&) const override { return frame.locals[slot_]; }

 private:
  int slot_;
};

class ItemEntryNode final : public Node {
 public:
  ItemEntryNode(NodeList items, std::string name, NodePtr fallback, Origin origin)
      : Node(origin), items_(std::move(items)), name_(std::move(name)), fallback_(std::move(fallback)) {}

  Value evaluate(Frame& frame) const override {
    Value hold;
    return look(frame, hold);
  }
  const Value& look(Frame& frame, Value& hold) const override {
    for (const NodePtr& item : items_) {
      Value item_hold;
      const Value& value = item->look(frame, item_hold);
      const Value* entry = value.find(name_, hint_);
      if (!entry) continue;
      if (&value != &item_hold) return *entry;
      hold = *entry;
      return hold;
    }
    return fallback_->look(frame, hold);
  }

 private:
  NodeList items_;
  std::string name_;
  EntryHint hint_;
  NodePtr fallback_;
};

class PathNode final : public Node {
 public:
  PathNode(NodePtr value, std::string name, Origin origin)
      : Node(origin), value_(std::move(value)), name_(std::move(name)) {}

  Value evaluate(Frame& frame) const override {
    Value hold;
    return look(frame, hold);
  }
  const Value& look(Frame& frame, Value& hold) const override {
    Value value_hold;
    const Value& value = value_->look(frame, value_hold);
    if (const Value* entry = value.find(name_, hint_)) {
      if (&value != &value_hold) return *entry;
      hold = *entry;
      return hold;
    }
    hold = of(value, frame);
    return hold;
  }

 private:
  Value of(const Value& value, Frame& frame) const {
    if (value.is(Kind::list)) return of_items(value, frame);
    if (value.is_null()) return fail_of(value, Reason::null_argument);
    if (value.is(Kind::context)) return entry_of(value);
    return property(value, name_).at_origin(origin());
  }

  Value entry_of(const Value& context) const {
    const Value* entry = context.find(name_, hint_);
    return entry ? *entry : fail_here(Reason::no_entry);
  }

  // The path of each item.
  Value of_items(const Value& list, Frame& frame) const {
    if (!frame.environment.spend_bytes(list.bytes())) return fail_here(Reason::out_of_fuel);
    std::vector<Value> out;
    out.reserve(list.size());
    for (const Value& item : list.items()) out.push_back(of(item, frame));
    return Value::list(std::move(out));
  }

  NodePtr value_;
  std::string name_;
  EntryHint hint_;
};

class FilterNode final : public Node {
 public:
  FilterNode(NodePtr list, NodePtr condition, int item_slot, Origin origin)
      : Node(origin), list_(std::move(list)), condition_(std::move(condition)), slot_(item_slot) {}

  Value evaluate(Frame& frame) const override {
    Value hold;
    const Value& list = list_->look(frame, hold);
    if (list.is_null()) return of_null(list, frame);
    std::span<const Value> items = list.is(Kind::list) ? list.items() : std::span(&list, 1);
    return filtered(items, frame);
  }

 private:
  // Null is a list of nothing for a condition, and has no item for an index.
  Value of_null(const Value& list, Frame& frame) const {
    if (list.reason() != Reason::none) return list;
    return filtered({}, frame);
  }

  // The first result says whether this is an index or a condition.
  Value filtered(std::span<const Value> items, Frame& frame) const {
    Value first = tried(items.empty() ? Value() : items[0], frame);
    if (first.is(Kind::number)) return item_at(items, first);
    if (!items.empty() && !first.is(Kind::boolean) && !first.is_null()) return fail_here(Reason::not_boolean);
    std::vector<Value> out;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (!frame.environment.spend(1)) return fail_here(Reason::out_of_fuel);
      if ((i == 0 ? first : tried(items[i], frame)).is_true()) out.push_back(items[i]);
    }
    if (!frame.environment.spend_bytes(64 + out.size() * sizeof(Value))) return fail_here(Reason::out_of_fuel);
    return Value::list(std::move(out));
  }

  Value tried(const Value& item, Frame& frame) const {
    if (const Value* known = condition_->constant()) return *known;
    frame.locals[slot_] = item;
    return condition_->evaluate(frame);
  }

  Value item_at(std::span<const Value> items, const Value& position) const {
    auto index = position.as_integer();
    auto size = static_cast<std::int64_t>(items.size());
    if (!index || *index == 0 || *index > size || *index < -size) return fail_here(Reason::index_out_of_range);
    return items[static_cast<std::size_t>(*index > 0 ? *index - 1 : size + *index)];
  }

  NodePtr list_, condition_;
  int slot_;
};

}  // namespace

bool all_constant(const NodeList& nodes) {
  return std::all_of(nodes.begin(), nodes.end(), [](const NodePtr& node) { return node->constant() != nullptr; });
}

NodePtr constant_node(Value value, Origin origin) { return std::make_unique<ConstantNode>(std::move(value), origin); }
NodePtr input_node(std::size_t slot, Origin origin) { return std::make_unique<InputNode>(slot, origin); }
NodePtr local_node(int slot, Origin origin) { return std::make_unique<LocalNode>(slot, origin); }
NodePtr item_entry_node(NodeList items, std::string name, NodePtr fallback, Origin origin) {
  return std::make_unique<ItemEntryNode>(std::move(items), std::move(name), std::move(fallback), origin);
}
NodePtr path_node(NodePtr value, std::string name, Origin origin) {
  return std::make_unique<PathNode>(std::move(value), std::move(name), origin);
}
NodePtr filter_node(NodePtr list, NodePtr condition, int item_slot, Origin origin) {
  return std::make_unique<FilterNode>(std::move(list), std::move(condition), item_slot, origin);
}

}  // namespace hashira::feel
