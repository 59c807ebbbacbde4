#include "feel/compile.h"

#include <algorithm>
#include <set>

#include "feel/levels.h"
#include "feel/meets.h"
#include "feel/nodes.h"
#include "feel/parser.h"
#include "feel/temporal.h"

namespace hashira::feel {
namespace {

Type kind_type(TypeKind kind) { return Type::of(kind); }

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

int height_of(const Tree& tree) {
  int height = 0;
  for (const Tree& part : tree.parts) height = std::max(height, height_of(part));
  return height + 1;
}

bool mentions(const Tree& tree, std::string_view name) {
  if (tree.form == Form::name && tree.text == name) return true;
  return std::any_of(tree.parts.begin(), tree.parts.end(), [&](const Tree& part) { return mentions(part, name); });
}

// What an `@"…"` literal is: the first that reads it.
Value at_value(std::string_view text) {
  if (auto days = parse_date(text)) return Value::date_of_days(*days);
  if (auto moment = parse_date_time(text)) return Value::boxed(Kind::date_time, *moment);
  if (auto time = parse_time(text)) return Value::boxed(Kind::time, *time);
  if (auto duration = parse_days_time_duration(text)) return Value::boxed(Kind::days_time_duration, *duration);
  if (auto months = parse_years_months_duration(text)) return Value::months(*months);
  return Value::null(Reason::bad_literal);
}

bool reads_clock_name(std::string_view name) { return name == "now" || name == "today"; }

class Compiler {
 public:
  Compiler(const Scope& scope, const CompileOptions& options, Program& program)
      : scope_(scope), options_(options), program_(program) {}

  Result<NodePtr> run(const Tree& tree) {
    Typed made = TRY(options_.grammar == Grammar::expression ? expression(tree) : unary_tests(tree));
    program_.local_count = static_cast<std::size_t>(root_.slot_count);
    program_.reads.assign(reads_.begin(), reads_.end());
    return std::move(made.node);
  }

 private:
  Origin origin(const Tree& tree) {
    program_.marks.push_back({tree.begin, tree.end});
    return {options_.source, static_cast<std::uint32_t>(program_.marks.size())};
  }

  // A node that depends on constants alone is evaluated now.
  Typed folded(NodePtr node, Type type, bool constant_parts) {
    if (!constant_parts) return {std::move(node), std::move(type)};
    Environment environment(Limits{10'000, 1'000});
    Frame frame{nullptr, nullptr, environment};  // nodes with locals are not folded
    Value value = node->evaluate(frame);
    if (environment.exhausted()) return {std::move(node), std::move(type)};
    Type known = value.is_null() ? type : type_of(value);
    return {constant_node(std::move(value), node->origin()), std::move(known)};
  }
  static bool constant(const Typed& typed) { return typed.node->constant() != nullptr; }

  Result<Typed> expression(const Tree& tree) {
    switch (tree.form) {
      case Form::literal:
        return Typed{constant_node(tree.value, origin(tree)), type_of(tree.value)};
      case Form::at_literal: {
        Origin place = origin(tree);
        Value value = at_value(tree.text).at_origin(place);
        return Typed{constant_node(value, place), type_of(value)};
      }
      case Form::name:
        return name(tree);
      case Form::negation:
        return negation(tree);
      case Form::add:
      case Form::subtract:
      case Form::multiply:
      case Form::divide:
      case Form::power:
        return binary(tree, arithmetic_node, {});
      case Form::equal:
      case Form::not_equal:
      case Form::less:
      case Form::less_or_equal:
      case Form::greater:
      case Form::greater_or_equal:
        return binary(tree, comparison_node, kind_type(TypeKind::boolean));
      case Form::conjunction:
      case Form::disjunction:
        return binary(tree, logic_node, kind_type(TypeKind::boolean));
      default:
        return larger_expression(tree);
    }
  }

  Result<Typed> larger_expression(const Tree& tree) {
    switch (tree.form) {
      case Form::between:
        return between(tree);
      case Form::in:
        return in(tree);
      case Form::instance_of:
        return instance(tree);
      case Form::path:
        return path(tree);
      case Form::filter:
        return filter(tree);
      case Form::call:
        return call(tree);
      case Form::if_:
        return if_(tree);
      case Form::for_:
        return for_(tree);
      case Form::some:
      case Form::every:
        return quantified(tree);
      case Form::list:
        return list(tree);
      case Form::context:
        return context(tree);
      case Form::function:
        return function(tree, "");
      case Form::range:
        return range(tree);
      case Form::test:
        return sign_range(tree);
      default:
        return fail("feel.syntax", "this form stands only in unary tests", "", place_of(program_.text, tree.begin, options_.place));
    }
  }

  Result<Typed> negation(const Tree& tree) {
    Typed operand = TRY(expression(tree.parts[0]));
    bool known = constant(operand);
    return folded(negation_node(std::move(operand.node), origin(tree)), operand.type, known);
  }

  Result<Typed> binary(const Tree& tree, NodePtr (*make)(Form, NodePtr, NodePtr, Origin), Type type) {
    Typed left = TRY(expression(tree.parts[0]));
    Typed right = TRY(expression(tree.parts[1]));
    bool known = constant(left) && constant(right);
    if (!can_meet(tree.form, left.type, right.type)) warn_types(tree, left.type, right.type);
    if (type.is(TypeKind::any) && left.type.is(TypeKind::number) && right.type.is(TypeKind::number)) type = left.type;
    return folded(make(tree.form, std::move(left.node), std::move(right.node), origin(tree)), std::move(type), known);
  }

  Result<Typed> between(const Tree& tree) {
    Typed value = TRY(expression(tree.parts[0]));
    Typed low = TRY(expression(tree.parts[1]));
    Typed high = TRY(expression(tree.parts[2]));
    NodePtr node = between_node(std::move(value.node), std::move(low.node), std::move(high.node), origin(tree));
    return Typed{std::move(node), kind_type(TypeKind::boolean)};
  }

  Result<Typed> instance(const Tree& tree) {
    Typed value = TRY(expression(tree.parts[0]));
    if (!tree.text.empty()) return Typed{constant_node(Value::null(Reason::unknown_name, origin(tree)), {}), {}};
    return Typed{instance_of_node(std::move(value.node), tree.type, origin(tree)), kind_type(TypeKind::boolean)};
  }

  Result<Typed> if_(const Tree& tree) {
    Typed condition = TRY(expression(tree.parts[0]));
    Typed then = TRY(expression(tree.parts[1]));
    Typed otherwise = TRY(expression(tree.parts[2]));
    Type type = equivalent(then.type, otherwise.type) ? then.type : Type{};
    NodePtr node = if_node(std::move(condition.node), std::move(then.node), std::move(otherwise.node), origin(tree));
    return Typed{std::move(node), std::move(type)};
  }

  Result<NodeList> expressions(std::span<const Tree> trees) {
    NodeList nodes;
    for (const Tree& tree : trees) nodes.push_back(std::move(TRY(expression(tree)).node));
    return nodes;
  }

  Result<Typed> list(const Tree& tree) {
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
  Result<Typed> context(const Tree& tree) {
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
  Result<Typed> double_entry(const Tree& part) {
    if (options_.names == Names::lenient) return Typed{constant_node(Value::null(Reason::bad_argument, origin(part)), {}), {}};
    return fail("feel.double_entry", "the context has two entries named " + part.text, "rename one", place(part));
  }

  Result<Typed> range(const Tree& tree) {
    Typed low = TRY(expression(tree.parts[0]));
    Typed high = TRY(expression(tree.parts[1]));
    bool known = constant(low) && constant(high);
    return folded(range_node(tree.low_side, std::move(low.node), std::move(high.node), tree.high_side, origin(tree)),
                  Type::range(low.type), known);
  }

  Result<Typed> sign_range(const Tree& tree) {
    Typed end = TRY(expression(tree.parts[0]));
    bool known = constant(end);
    return folded(sign_range_node(tree.sign, std::move(end.node), origin(tree)), Type::range(end.type), known);
  }

  // Paths, with the types of entries where they are known.
  Result<Typed> path(const Tree& tree) {
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
  Result<Typed> filter(const Tree& tree) {
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

  // Loops.
  Result<std::vector<Iteration>> iterations(std::span<const Tree> trees, LocalScope& scope) {
    std::vector<Iteration> out;
    for (const Tree& tree : trees) {
      Typed domain = TRY(expression(tree.parts[0]));
      NodePtr end;
      if (tree.parts.size() > 1) end = std::move(TRY(expression(tree.parts[1])).node);
      bool over_items = domain.type.is(TypeKind::list) || domain.type.is(TypeKind::range);
      int slot = scope.add(tree.text, over_items ? domain.type.item() : domain.type);
      out.push_back({std::move(domain.node), std::move(end), slot});
    }
    return out;
  }

  Result<Typed> for_(const Tree& tree) {
    LocalScope scope(level());
    auto over = TRY(iterations(std::span(tree.parts).first(tree.parts.size() - 1), scope));
    int partial = mentions(tree.parts.back(), "partial") ? scope.add("partial") : -1;
    Typed result = TRY(expression(tree.parts.back()));
    Type type = Type::list(result.type);
    return Typed{for_node(std::move(over), std::move(result.node), partial, origin(tree)), std::move(type)};
  }

  Result<Typed> quantified(const Tree& tree) {
    LocalScope scope(level());
    auto over = TRY(iterations(std::span(tree.parts).first(tree.parts.size() - 1), scope));
    Typed condition = TRY(expression(tree.parts.back()));
    NodePtr node = quantified_node(tree.form, std::move(over), std::move(condition.node), origin(tree));
    return Typed{std::move(node), kind_type(TypeKind::boolean)};
  }

  // Functions.
  Result<Typed> function(const Tree& tree, std::string_view self) {
    auto code = std::make_shared<ClosureCode>();
    Level inner;
    inner.outer = level_;
    inner.self = self;
    for (std::size_t i = 0; i + 1 < tree.parts.size(); ++i) code->parameters.push_back({tree.parts[i].text, tree.parts[i].type});
    if (tree.parts.back().form == Form::external) return external(tree, std::move(code->parameters));
    level_ = &inner;
    auto body = function_body(tree.parts.back(), *code, inner);
    level_ = inner.outer;
    Type result = TRY(std::move(body));
    code->local_count = static_cast<std::size_t>(inner.slot_count);
    code->self_slot = inner.self_slot;
    code->height = height_of(tree);
    Type type = Type::function(types_of(code->parameters), std::move(result));
    return Typed{closure_node(std::move(code), std::move(inner.captures), origin(tree)), std::move(type)};
  }

  Result<Type> function_body(const Tree& tree, ClosureCode& code, Level& inner) {
    LocalScope scope(inner);
    for (const Parameter& parameter : code.parameters) scope.add(parameter.name, parameter.type);
    Typed body = TRY(expression(tree));
    code.body = std::move(body.node);
    return std::move(body.type);
  }

  static std::vector<Type> types_of(const std::vector<Parameter>& parameters) {
    std::vector<Type> types;
    for (const Parameter& parameter : parameters) types.push_back(parameter.type);
    return types;
  }

  Result<Typed> external(const Tree& tree, std::vector<Parameter> parameters) {
    Typed mapping = TRY(expression(tree.parts.back().parts[0]));
    Origin here = origin(tree);
    const Value* known = mapping.node->constant();
    Value function = external_function(known ? *known : Value(), std::move(parameters), here);
    return Typed{constant_node(std::move(function), here), Type::of(TypeKind::function)};
  }

  // Calls.
  Result<Typed> call(const Tree& tree) {
    std::vector<std::string> names;
    NodeList arguments;
    for (std::size_t i = 1; i < tree.parts.size(); ++i) {
      const Tree& part = tree.parts[i];
      if (part.form == Form::argument) names.push_back(part.text);
      arguments.push_back(std::move(TRY(expression(part.form == Form::argument ? part.parts[0] : part)).node));
    }
    const Tree& callee = tree.parts[0];
    auto rows = callee.form == Form::name ? find_builtin(callee.text) : std::span<const Builtin>();
    if (!rows.empty() && !is_declared(callee.text)) return builtin_call(tree, rows, std::move(names), std::move(arguments));
    Typed function = TRY(expression(callee));
    Type type = function.type.is(TypeKind::function) ? function.type.result() : Type{};
    return Typed{call_node(std::move(function.node), rows, std::move(names), std::move(arguments), origin(tree)), type};
  }

  Result<Typed> builtin_call(const Tree& tree, std::span<const Builtin> rows, std::vector<std::string> names, NodeList arguments) {
    bool clock = reads_clock_name(rows[0].name);
    program_.reads_clock = program_.reads_clock || clock;
    bool known = !clock && all_constant(arguments) && rows[0].name != "sort";
    return folded(builtin_call_node(rows, std::move(names), std::move(arguments), origin(tree)), {}, known);
  }

  // Tests.
  Result<TestPtr> test(const Tree& tree, const Type& value) {
    if (tree.form == Form::any_test) return any_test();
    Typed end = TRY(expression(tree.form == Form::test ? tree.parts[0] : tree));
    bool meets = tree.form == Form::test ? can_meet(form_of(tree.sign), value, end.type) : can_be_in(value, end.type);
    if (!meets) warn_types(tree, value, end.type);
    if (tree.form == Form::test) return sign_test(tree.sign, std::move(end.node));
    return value_test(std::move(end.node));
  }

  static Form form_of(TestSign sign) { return static_cast<Form>(static_cast<int>(Form::equal) + static_cast<int>(sign)); }

  Result<Typed> in(const Tree& tree) {
    Typed value = TRY(expression(tree.parts[0]));
    std::vector<TestPtr> tests;
    for (std::size_t i = 1; i < tree.parts.size(); ++i) tests.push_back(TRY(test(tree.parts[i], value.type)));
    return Typed{in_node(std::move(value.node), std::move(tests), origin(tree)), kind_type(TypeKind::boolean)};
  }

  // An expression that reads `?` is itself the answer; any other is what `?` must equal or be in.
  Result<TestPtr> unary_test(const Tree& tree, const Type& value) {
    if (tree.form == Form::any_test || tree.form == Form::test || !mentions(tree, "?")) return test(tree, value);
    return condition_test(std::move(TRY(expression(tree)).node));
  }

  Result<Typed> unary_tests(const Tree& tree) {
    Tree input;
    input.form = Form::name;
    input.text = "?";
    input.begin = tree.begin;
    input.end = tree.end;
    Typed value = TRY(name(input));
    std::vector<TestPtr> tests;
    if (tree.form == Form::any_test) tests.push_back(any_test());
    for (const Tree& part : tree.parts) tests.push_back(TRY(unary_test(part, value.type)));
    auto make = tree.form == Form::not_tests ? not_in_node : in_node;
    return Typed{make(std::move(value.node), std::move(tests), origin(tree)), kind_type(TypeKind::boolean)};
  }

  // Names.
  Result<Typed> name(const Tree& tree) {
    NodeList items;
    auto found = resolve(level(), tree, items);
    if (!found) found = outside(tree);
    if (!found && items.empty() && options_.names == Names::strict) return unknown(tree);
    if (!found) found = Typed{constant_node(Value::null(Reason::unknown_name, origin(tree)), {}), {}};
    if (items.empty()) return std::move(*found);
    return Typed{item_entry_node(std::move(items), tree.text, std::move(found->node), origin(tree)), {}};
  }

  // The name among the locals, innermost first; items met on the way that may have an entry of this name go to `items`.
  std::optional<Typed> resolve(Level& at, const Tree& tree, NodeList& items) {
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
  std::optional<Typed> captured(Level& at, const Tree& tree) {
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

  std::optional<Typed> self(Level& at, const Tree& tree) {
    if (at.self.empty() || at.self != tree.text) return std::nullopt;
    if (at.self_slot < 0) at.self_slot = at.new_slot();
    return Typed{local_node(at.self_slot, origin(tree)), Type::of(TypeKind::function)};
  }

  // A name of the scope. Only the root's frame has inputs, so functions capture them.
  std::optional<Typed> input(const Tree& tree) {
    auto slot = scope_.find(tree.text);
    if (!slot) return std::nullopt;
    reads_.insert(*slot);
    return Typed{input_node(*slot, origin(tree)), scope_.names()[*slot].type};
  }

  std::optional<Typed> outside(const Tree& tree) {
    if (level_ == &root_) {
      if (auto found = input(tree)) return found;
    }
    auto rows = find_builtin(tree.text);
    if (rows.empty()) return std::nullopt;
    program_.reads_clock = program_.reads_clock || reads_clock_name(tree.text);
    return Typed{constant_node(builtin_value(rows), origin(tree)), Type::of(TypeKind::function)};
  }

  // Whether a local or the scope has this name, items apart.
  bool is_declared(const std::string& wanted) const {
    for (const Level* at = level_; at; at = at->outer) {
      for (const LocalName& local : at->locals) {
        if (local.means == LocalName::Means::value && local.name == wanted) return true;
      }
    }
    return scope_.find(wanted).has_value();
  }

  Result<Typed> unknown(const Tree& tree) {
    std::string nearest = nearest_name(tree.text);
    std::string mend = nearest.empty() ? "declare it, or write a text in quotes" : "did you mean `" + nearest + "`?";
    return fail("feel.unknown_name", "nothing here is named `" + tree.text + "`", std::move(mend), place(tree));
  }

  std::string nearest_name(std::string_view wanted) const {
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

  void warn_types(const Tree& tree, const Type& left, const Type& right) {
    std::string part(std::string_view(program_.text).substr(tree.begin, tree.end - tree.begin));
    std::string what = "`" + part + "` is always null: a " + to_text(left) + " and a " + to_text(right) + " never meet here";
    program_.warnings.push_back({"feel.types_never_meet", std::move(what), "convert one of them, or read another name", place(tree)});
  }

  void warn_entry(const Tree& tree, const Type& owner) {
    program_.warnings.push_back({"feel.unknown_entry", to_text(owner) + " has no entry `" + tree.text + "`",
                                 "name one of its entries", place(tree)});
  }

  Place place(const Tree& tree) const { return place_of(program_.text, tree.begin, options_.place); }
  Level& level() { return *level_; }

  const Scope& scope_;
  const CompileOptions& options_;
  Program& program_;
  Level root_;
  Level* level_ = &root_;
  std::set<std::size_t> reads_;
};

}  // namespace

Result<std::shared_ptr<const Program>> compile_tree(Tree tree, std::string_view text, const Scope& scope,
                                                    const CompileOptions& options) {
  auto program = std::make_shared<Program>();
  program->text = text;
  program->place = options.place;
  program->source = options.source;
  program->tree = std::move(tree);
  program->height = height_of(program->tree);
  program->root = TRY(Compiler(scope, options, *program).run(program->tree));
  return program;
}

}  // namespace hashira::feel
