// The boxed expressions but decision tables (DMN 1.5, chapter 7.3 and 10.2.2): context, invocation, relation, list,
// function definition, filter, iterators (for, some, every) and conditional.
#pragma once

#include <memory>
#include <optional>

#include "dmn/syntax/common.h"

namespace hashira::dmn::syntax {

struct Expression;
using ExpressionPtr = std::shared_ptr<const Expression>;  // may be empty where the standard lets a part be left out

struct Context {
  struct Entry {
    std::optional<InformationItem> variable;  // without one: the context's result
    ExpressionPtr value;
  };
  std::vector<Entry> entries;
};

struct Invocation {
  struct Binding {
    InformationItem parameter;
    ExpressionPtr value;
  };
  ExpressionPtr callee;
  std::vector<Binding> bindings;
};

struct Relation {
  std::vector<InformationItem> columns;
  std::vector<std::vector<ExpressionPtr>> rows;
};

struct List {
  std::vector<ExpressionPtr> items;
};

enum class FunctionKind { feel, java, pmml };

struct FunctionDefinition {
  FunctionKind kind = FunctionKind::feel;
  std::vector<InformationItem> parameters;
  ExpressionPtr body;
};

struct Filter {
  ExpressionPtr in;
  ExpressionPtr match;
};

struct Iterator {
  enum class Kind { for_each, some, every };
  Kind kind = Kind::for_each;
  InformationItem variable;
  ExpressionPtr in;
  ExpressionPtr result;  // `return`, or `satisfies`
};

struct Conditional {
  ExpressionPtr condition;
  ExpressionPtr then_value;
  ExpressionPtr else_value;
};

}  // namespace hashira::dmn::syntax
