// Compiling what makes or opens lists, contexts and ranges.
#include <algorithm>

#include "feel/compiling.h"

namespace hashira::feel {

Result<Typed> Compiler::list(const Tree& tree) {
  NodeList items;
  std::optional<Type> item;
  for (const Tree& part : tree.parts) {
    Typed made = TRY(expression(part));
    item = !item || equivalent(*item, made.type) ? made.type : Type{};
    items.push_back(std::move(made.node));
  }
  bool known = all_constant(items);
  return folded(list_node(std::move(items), origin(tree)), Type::list(item.value_or(Type{})), known);
}

// Each entry sees the ones before it.
Result<Typed> Compiler::context(const Tree& tree) {
  LocalScope scope(level());
  std::vector<std::string> names;
  std::vector<int> slots;
  std::vector<Type::Field> fields;
  NodeList values;
  for (const Tree& part : tree.parts) {
    const Tree& body = part.parts[0];
    Typed value = TRY(body.form == Form::function ? function(body, part.text) : expression(body));
    if (std::find(names.begin(), names.end(), part.text) != names.end()) return double_entry(part);
    slots.push_back(scope.add(part.text, value.type));
    fields.push_back({part.text, value.type});
    names.push_back(part.text);
    values.push_back(std::move(value.node));
  }
  bool known = all_constant(values);
  if (known) std::fill(slots.begin(), slots.end(), -1);
  return folded(context_node(std::move(names), std::move(values), std::move(slots), origin(tree)),
                Type::context(std::move(fields)), known);
}

// Two entries of one name: null, as 10.3.2.6 says that keys are distinct.
Result<Typed> Compiler::double_entry(const Tree& part) {
  if (options_.names == Names::lenient) return Typed{constant_node(Value::null(Reason::bad_argument, origin(part)), {}), {}};
  return fail("feel.double_entry", "the context has two entries named " + part.text, "rename one", place(part));
}

Result<Typed> Compiler::range(const Tree& tree) {
  Typed low = TRY(expression(tree.parts[0]));
  Typed high = TRY(expression(tree.parts[1]));
  bool known = constant(low) && constant(high);
  return folded(range_node(tree.low_side, std::move(low.node), std::move(high.node), tree.high_side, origin(tree)),
                Type::range(low.type), known);
}

Result<Typed> Compiler::sign_range(const Tree& tree) {
  Typed end = TRY(expression(tree.parts[0]));
  bool known = constant(end);
  return folded(sign_range_node(tree.sign, std::move(end.node), origin(tree)), Type::range(end.type), known);
}

// Paths, with the types of entries where they are known.
Result<Typed> Compiler::path(const Tree& tree) {
  Typed value = TRY(expression(tree.parts[0]));
  const Type& owner = value.type.is(TypeKind::list) ? value.type.item() : value.type;
  const Type::Field* field = owner.field(tree.text);
  Type type = field ? field->type : Type{};
  if (value.type.is(TypeKind::list)) type = Type::list(type);
  if (!field && owner.is(TypeKind::context) && !owner.is_general()) warn_entry(tree, owner);
  bool known = constant(value);
  return folded(path_node(std::move(value.node), tree.text, origin(tree)), std::move(type), known);
}

// Inside the brackets, `item` and the entries of the item are names (10.3.2.5).
Result<Typed> Compiler::filter(const Tree& tree) {
  Typed list = TRY(expression(tree.parts[0]));
  Type item = list.type.is(TypeKind::list) ? list.type.item() : list.type;
  LocalScope scope(level());
  int slot = scope.add("item", item);
  scope.add_at(slot, "", item, LocalName::Means::item);
  Typed condition = TRY(expression(tree.parts[1]));
  bool by_index = condition.type.is(TypeKind::number);
  Type type = by_index ? item : list.type.is(TypeKind::list) ? list.type : Type::list(list.type);
  return Typed{filter_node(std::move(list.node), std::move(condition.node), slot, origin(tree)), std::move(type)};
}

void Compiler::warn_entry(const Tree& tree, const Type& owner) {
  program_.warnings.push_back({"feel.unknown_entry", to_text(owner) + " has no entry `" + tree.text + "`",
                               "name one of its entries", place(tree)});
}

}  // namespace hashira::feel
