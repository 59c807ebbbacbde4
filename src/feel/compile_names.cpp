// What a name means: a local, an entry of an item, a capture, an input, a built-in; or which name was meant.
#include <algorithm>

#include "feel/compiling.h"

namespace hashira::feel {
namespace {

// Edit distance, for "did you mean"; at most `limit + 1`.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({replaced, row[j] + 1, row[j - 1] + 1}));
    }
  }
  return row[b.size()];
}

}  // namespace

// Names.
Result<Typed> Compiler::name(const Tree& tree) {
  NodeList items;
  auto found = resolve(level(), tree, items);
  if (!found) found = outside(tree);
  if (!found && items.empty() && options_.names == Names::strict) return unknown(tree);
  if (!found) found = Typed{constant_node(Value::null(Reason::unknown_name, origin(tree)), {}), {}};
  if (items.empty()) return std::move(*found);
  return Typed{item_entry_node(std::move(items), tree.text, std::move(found->node), origin(tree)), {}};
}

// The name among the locals, innermost first; items met on the way that may have an entry of this name go to `items`.
std::optional<Typed> Compiler::resolve(Level& at, const Tree& tree, NodeList& items) {
  for (std::size_t i = at.locals.size(); i-- > 0;) {
    const LocalName& local = at.locals[i];
    if (local.means == LocalName::Means::value) {
      if (local.name == tree.text) return Typed{local_node(local.slot, origin(tree)), local.type};
    } else if (const Type::Field* field = local.type.field(tree.text)) {
      return Typed{path_node(local_node(local.slot, origin(tree)), tree.text, origin(tree)), field->type};
    } else if (local.type.is(TypeKind::any) || (local.type.is(TypeKind::context) && local.type.is_general())) {
      items.push_back(local_node(local.slot, origin(tree)));
    }
  }
  if (!at.outer) return std::nullopt;
  return captured(at, tree);
}

// The name from outside the function, brought in by a capture.
std::optional<Typed> Compiler::captured(Level& at, const Tree& tree) {
  NodeList items;
  auto found = resolve(*at.outer, tree, items);
  if (!found) found = input(tree);
  if (!found && items.empty()) return self(at, tree);
  Type type = found ? found->type : Type{};
  NodePtr from = found ? std::move(found->node) : constant_node(Value::null(Reason::unknown_name, origin(tree)), {});
  if (!items.empty()) {
    from = item_entry_node(std::move(items), tree.text, std::move(from), origin(tree));
    type = {};
  }
  int slot = at.new_slot();
  at.captures.push_back({std::move(from), slot});
  at.locals.push_front({tree.text, slot, type, LocalName::Means::value});
  return Typed{local_node(slot, origin(tree)), std::move(type)};
}

std::optional<Typed> Compiler::self(Level& at, const Tree& tree) {
  if (at.self.empty() || at.self != tree.text) return std::nullopt;
  if (at.self_slot < 0) at.self_slot = at.new_slot();
  return Typed{local_node(at.self_slot, origin(tree)), Type::of(TypeKind::function)};
}

// A name of the scope. Only the root's frame has inputs, so functions capture them.
std::optional<Typed> Compiler::input(const Tree& tree) {
  auto slot = scope_.find(tree.text);
  if (!slot) return std::nullopt;
  reads_.insert(*slot);
  return Typed{input_node(*slot, origin(tree)), scope_.names()[*slot].type};
}

std::optional<Typed> Compiler::outside(const Tree& tree) {
  if (level_ == &root_) {
    if (auto found = input(tree)) return found;
  }
  auto rows = find_builtin(tree.text);
  if (rows.empty()) return std::nullopt;
  program_.reads_clock = program_.reads_clock || reads_clock_name(tree.text);
  return Typed{constant_node(builtin_value(rows), origin(tree)), Type::of(TypeKind::function)};
}

// Whether a local or the scope has this name, items apart.
bool Compiler::is_declared(const std::string& wanted) const {
  for (const Level* at = level_; at; at = at->outer) {
    for (const LocalName& local : at->locals) {
      if (local.means == LocalName::Means::value && local.name == wanted) return true;
    }
  }
  return scope_.find(wanted).has_value();
}

Result<Typed> Compiler::unknown(const Tree& tree) {
  std::string nearest = nearest_name(tree.text);
  std::string mend = nearest.empty() ? "declare it, or write a text in quotes" : "did you mean `" + nearest + "`?";
  return fail("feel.unknown_name", "nothing here is named `" + tree.text + "`", std::move(mend), place(tree));
}

std::string Compiler::nearest_name(std::string_view wanted) const {
  std::string best;
  std::size_t best_distance = wanted.size() / 3 + 1;
  auto consider = [&](std::string_view candidate) {
    if (candidate.size() > 200 || wanted.size() > 200) return;
    std::size_t d = distance(wanted, candidate);
    if (d <= best_distance && (best.empty() || d < best_distance)) {
      best = candidate;
      best_distance = d;
    }
  };
  for (const Scope::Name& known : scope_.names()) consider(known.name);
  for (const Level* at = level_; at; at = at->outer) {
    for (const LocalName& local : at->locals) consider(local.name);
  }
  for (std::string_view known : builtin_names()) consider(known);
  return best;
}

}  // namespace hashira::feel
