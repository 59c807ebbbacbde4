// tExpression: any boxed expression, with the type it declares (DMN 1.5, 7.3.1).
#pragma once

#include <variant>

#include "base/result.h"
#include "dmn/syntax/boxed.h"
#include "dmn/syntax/decision_table.h"
#include "dmn/syntax/literal_expression.h"
#include "dmn/xml.h"

namespace hashira::dmn::syntax {

struct Expression {
  std::variant<LiteralExpression, DecisionTable, Context, Invocation, Relation, List, FunctionDefinition, Filter, Iterator,
               Conditional>
      logic;
  TypeRef type;
  Spot spot;
};

// Is `node` an expression element?
bool is_expression(pugi::xml_node node);
// Requires: is_expression(node). Errors: dmn.missing_attribute, dmn.bad_attribute, dmn.missing_element, dmn.rule_shape.
Result<ExpressionPtr> read_expression(const XmlFile& file, pugi::xml_node node);
// The first expression among `parent`'s children; empty when there is none.
Result<ExpressionPtr> read_expression_in(const XmlFile& file, pugi::xml_node parent);
Result<DecisionTable> read_decision_table(const XmlFile& file, pugi::xml_node node);
Result<FunctionDefinition> read_function_definition(const XmlFile& file, pugi::xml_node node);

}  // namespace hashira::dmn::syntax
