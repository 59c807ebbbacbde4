// The compiler's state and its functions for each form of tree, inside the compile*.cpp files only.
//
// Each file has one chapter: compile_operators (operators and tests), compile_make (lists, contexts, ranges, paths, filters),
// compile_functions (loops, functions, calls), compile_names (what a name means). The contract stands in compile.h.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "feel/compile.h"
#include "feel/levels.h"
#include "feel/nodes.h"
#include "feel/parser.h"

namespace hashira::feel {

inline Type kind_type(TypeKind kind) { return Type::of(kind); }
int height_of(const Tree& tree);
bool mentions(const Tree& tree, std::string_view name);
inline bool reads_clock_name(std::string_view name) { return name == "now" || name == "today"; }

class Compiler {
 public:
  Compiler(const Scope& scope, const CompileOptions& options, Program& program)
      : scope_(scope), options_(options), program_(program) {}

  Result<NodePtr> run(const Tree& tree);

 private:
  Origin origin(const Tree& tree);
  Typed folded(NodePtr node, Type type, bool constant_parts);
  static bool constant(const Typed& typed) { return typed.node->constant() != nullptr; }

  Result<Typed> expression(const Tree& tree);
  Result<Typed> larger_expression(const Tree& tree);
  Result<Typed> negation(const Tree& tree);
  Result<Typed> binary(const Tree& tree, NodePtr (*make)(Form, NodePtr, NodePtr, Origin), Type type);
  Result<Typed> between(const Tree& tree);
  Result<Typed> instance(const Tree& tree);
  Result<Typed> if_(const Tree& tree);
  Result<NodeList> expressions(std::span<const Tree> trees);
  Result<Typed> list(const Tree& tree);
  Result<Typed> context(const Tree& tree);
  Result<Typed> double_entry(const Tree& part);
  Result<Typed> range(const Tree& tree);
  Result<Typed> sign_range(const Tree& tree);
  Result<Typed> path(const Tree& tree);
  Result<Typed> filter(const Tree& tree);
  Result<std::vector<Iteration>> iterations(std::span<const Tree> trees, LocalScope& scope);
  Result<Typed> for_(const Tree& tree);
  Result<Typed> quantified(const Tree& tree);
  Result<Typed> function(const Tree& tree, std::string_view self);
  Result<Type> function_body(const Tree& tree, ClosureCode& code, Level& inner);
  static std::vector<Type> types_of(const std::vector<Parameter>& parameters);
  Result<Typed> external(const Tree& tree, std::vector<Parameter> parameters);
  Result<Typed> call(const Tree& tree);
  Result<Typed> builtin_call(const Tree& tree, std::span<const Builtin> rows, std::vector<std::string> names, NodeList arguments);
  Result<TestPtr> test(const Tree& tree, const Type& value);
  static Form form_of(TestSign sign);
  Result<Typed> in(const Tree& tree);
  Result<TestPtr> unary_test(const Tree& tree, const Type& value);
  Result<Typed> unary_tests(const Tree& tree);
  Result<Typed> name(const Tree& tree);
  std::optional<Typed> resolve(Level& at, const Tree& tree, NodeList& items);
  std::optional<Typed> captured(Level& at, const Tree& tree);
  std::optional<Typed> self(Level& at, const Tree& tree);
  std::optional<Typed> input(const Tree& tree);
  std::optional<Typed> outside(const Tree& tree);
  bool is_declared(const std::string& wanted) const;
  Result<Typed> unknown(const Tree& tree);
  std::string nearest_name(std::string_view wanted) const;
  void warn_types(const Tree& tree, const Type& left, const Type& right);
  void warn_entry(const Tree& tree, const Type& owner);
  Place place(const Tree& tree) const;
  Level& level() { return *level_; }

  const Scope& scope_;
  const CompileOptions& options_;
  Program& program_;
  Level root_;
  Level* level_ = &root_;
  std::set<std::size_t> reads_;
};

}  // namespace hashira::feel
