// Compiles boxed expressions of one model file to nodes. Mistakes do not stop it: each is noted as a problem and its
// node gives null, so that the rest of the model stays usable; who loads decides whether problems are errors.
#pragma once

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "dmn/item_type.h"
#include "dmn/node.h"
#include "dmn/syntax/expression.h"
#include "feel/feel.h"

namespace hashira::dmn {

class CompiledTable;
class FrameFunction;  // boxed/function.h
struct Signature;     // boxed/function.h

// The names in scope while compiling, and how many slots the frame will need at most.
class Lexical {
 public:
  // Starts an element's or a function's frame.
  Lexical() : most_(std::make_shared<std::size_t>(0)) {}

  // `known`: what the slot's value is sure to conform to.
  std::size_t add(std::string_view name, feel::Type type = {}, ItemTypePtr known = {}) {
    const std::size_t slot = scope_.add(name, std::move(type));
    *most_ = std::max(*most_, slot + 1);
    known_.push_back({std::move(known), nullptr});
    return slot;
  }
  const ItemTypePtr& item_type(std::size_t slot) const { return known_[slot].type; }
  // A slot that always holds this function.
  void set_function(std::size_t slot, const FrameFunction* function) { known_[slot].function = function; }
  const FrameFunction* function(std::size_t slot) const { return known_[slot].function; }
  // A copy starts a frame of its own when its function gets called.
  Lexical new_frame() const {
    Lexical copy = *this;
    copy.most_ = std::make_shared<std::size_t>(size());
    return copy;
  }
  std::size_t size() const { return scope_.names().size(); }
  std::size_t frame_size() const { return *most_; }
  const feel::Scope& scope() const { return scope_; }

 private:
  struct Known {
    ItemTypePtr type;
    const FrameFunction* function;
  };
  feel::Scope scope_;
  std::vector<Known> known_;  // by slot
  std::shared_ptr<std::size_t> most_;  // shared by the inner scopes of one frame
};

class Compiler {
 public:
  Compiler(const TypeTable& types, feel::Names names, std::vector<feel::Expression>& texts, std::vector<Error>& problems)
      : types_(types), names_(names), texts_(texts), problems_(problems) {}

  // Any boxed expression; an empty pointer is an expression left out, which is null.
  NodePtr expression(const syntax::ExpressionPtr& expression, Lexical& lexical);
  NodePtr function(const syntax::FunctionDefinition& function, ItemTypePtr result, std::string_view name, Lexical& lexical);

  // Parameters and result; the result's type is `result`, else what the body declares.
  Signature signature(const syntax::FunctionDefinition& function, ItemTypePtr result, std::string_view name);

  // One FEEL text; a mistake in it is noted, and the expression is then null.
  feel::Expression text(const syntax::Text& text, const feel::Scope& scope, feel::Grammar grammar = feel::Grammar::expression);
  // The type an expression declares, or that of the name it consists of; any otherwise.
  feel::Type declared_type(const syntax::Expression& expression, const Lexical& lexical);
  ItemTypePtr type(const syntax::TypeRef& reference) { return types_.resolve(reference, problems_); }
  void problem(std::string code, std::string what, std::string mend, syntax::Spot spot) {
    problems_.push_back({std::move(code), std::move(what), std::move(mend), types_.definitions().place(spot)});
  }
  const TypeTable& types() const { return types_; }

  // The decision or function being compiled, for messages; and the tables met on the way.
  void set_element(std::string name) {
    element_ = std::move(name);
    reads_.clear();
  }
  const std::string& element() const { return element_; }
  void note_table(const CompiledTable& table) { tables_.push_back(&table); }
  const std::vector<const CompiledTable*>& tables() const { return tables_; }
  // The slots that the element's texts read. (What an invocation calls directly, it does not read.)
  bool reads(std::size_t slot) const { return reads_.contains(slot); }
  void note_read(std::size_t slot) { reads_.insert(slot); }

 private:
  const TypeTable& types_;
  feel::Names names_;
  std::vector<feel::Expression>& texts_;  // by the number that origins of nulls carry
  std::vector<Error>& problems_;
  std::string element_;
  std::vector<const CompiledTable*> tables_;
  std::set<std::size_t> reads_;
};

// One compile function for each concept; each stands in the concept's file.
NodePtr compile_literal(Compiler&, const syntax::LiteralExpression&, Lexical&);
NodePtr compile_context(Compiler&, const syntax::Context&, Lexical&);
NodePtr compile_invocation(Compiler&, const syntax::Invocation&, Lexical&);
NodePtr compile_relation(Compiler&, const syntax::Relation&, Lexical&);
NodePtr compile_list(Compiler&, const syntax::List&, Lexical&);
NodePtr compile_filter(Compiler&, const syntax::Filter&, Lexical&);
NodePtr compile_iterator(Compiler&, const syntax::Iterator&, Lexical&);
NodePtr compile_conditional(Compiler&, const syntax::Conditional&, Lexical&);
NodePtr compile_decision_table(Compiler&, const syntax::DecisionTable&, syntax::Spot, Lexical&);

}  // namespace hashira::dmn
