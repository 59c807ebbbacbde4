// Reads boxed expressions: one small reader for each, chosen by the element's name.
#include "dmn/syntax/expression.h"

#include <fmt/core.h>

#include "dmn/syntax/reading.h"

namespace hashira::dmn::syntax {
namespace {

using Logic = decltype(Expression::logic);
using LogicReader = Result<Logic> (*)(const XmlFile&, pugi::xml_node);

Result<Logic> boxed_literal(const XmlFile& file, pugi::xml_node node) {
  return literal_expression(file, node);
}

Result<Logic> boxed_table(const XmlFile& file, pugi::xml_node node) {
  return TRY(read_decision_table(file, node));
}

// The expression wrapped in child `local`, as <in>, <match> or <then>; empty when left out.
Result<ExpressionPtr> boxed_part(const XmlFile& file, pugi::xml_node node, std::string_view local) {
  const pugi::xml_node part = element(node, local);
  if (!part) return ExpressionPtr{};
  return read_expression_in(file, part);
}

Result<Logic> boxed_context(const XmlFile& file, pugi::xml_node node) {
  Context context;
  for (const pugi::xml_node entry : elements(node, "contextEntry")) {
    Context::Entry read;
    if (const pugi::xml_node variable = element(entry, "variable")) read.variable = TRY(information_item(file, variable));
    read.value = TRY(read_expression_in(file, entry));
    context.entries.push_back(std::move(read));
  }
  return context;
}

Result<Logic> boxed_invocation(const XmlFile& file, pugi::xml_node node) {
  Invocation invocation;
  invocation.callee = TRY(read_expression_in(file, node));
  if (!invocation.callee)
    return fail("dmn.missing_element", "The invocation does not say what it invokes.",
                "Add a <literalExpression> with the function's name.", file.place(node));
  for (const pugi::xml_node binding : elements(node, "binding")) {
    const pugi::xml_node parameter = element(binding, "parameter");
    if (!parameter)
      return fail("dmn.missing_element", "The binding has no <parameter>.", "Name the parameter.", file.place(binding));
    Invocation::Binding read;
    read.parameter = TRY(information_item(file, parameter));
    read.value = TRY(read_expression_in(file, binding));
    invocation.bindings.push_back(std::move(read));
  }
  return invocation;
}

Result<std::vector<ExpressionPtr>> boxed_expressions(const XmlFile& file, pugi::xml_node node) {
  std::vector<ExpressionPtr> read;
  for (const pugi::xml_node child : elements(node))
    if (is_expression(child)) read.push_back(TRY(read_expression(file, child)));
  return read;
}

Result<Logic> boxed_relation(const XmlFile& file, pugi::xml_node node) {
  Relation relation;
  for (const pugi::xml_node column : elements(node, "column")) relation.columns.push_back(TRY(information_item(file, column)));
  for (const pugi::xml_node row : elements(node, "row")) {
    relation.rows.push_back(TRY(boxed_expressions(file, row)));
    if (relation.rows.back().size() != relation.columns.size())
      return fail("dmn.rule_shape",
                  fmt::format("The row has {} values; the relation has {} columns.", relation.rows.back().size(), relation.columns.size()),
                  "Give every row one expression for each column.", file.place(row));
  }
  return relation;
}

Result<Logic> boxed_list(const XmlFile& file, pugi::xml_node node) {
  return List{TRY(boxed_expressions(file, node))};
}

Result<Logic> boxed_function(const XmlFile& file, pugi::xml_node node) {
  return TRY(read_function_definition(file, node));
}

Result<Logic> boxed_filter(const XmlFile& file, pugi::xml_node node) {
  return Filter{TRY(boxed_part(file, node, "in")), TRY(boxed_part(file, node, "match"))};
}

Result<Logic> boxed_conditional(const XmlFile& file, pugi::xml_node node) {
  return Conditional{TRY(boxed_part(file, node, "if")), TRY(boxed_part(file, node, "then")), TRY(boxed_part(file, node, "else"))};
}

Result<Logic> boxed_iterator(const XmlFile& file, pugi::xml_node node) {
  Iterator iterator;
  const std::string_view name = local_name(node);
  iterator.kind = name == "for" ? Iterator::Kind::for_each : name == "some" ? Iterator::Kind::some : Iterator::Kind::every;
  iterator.variable.name = TRY(required_attribute(file, node, "iteratorVariable"));
  iterator.variable.spot = spot_of(file, node);
  if (const pugi::xml_node in = element(node, "in")) iterator.variable.type = type_ref(file, in);
  iterator.in = TRY(boxed_part(file, node, "in"));
  iterator.result = TRY(boxed_part(file, node, name == "for" ? "return" : "satisfies"));
  return iterator;
}

struct BoxedReader {
  std::string_view element;
  LogicReader read;
};

constexpr BoxedReader boxed_readers[] = {
    {"literalExpression", boxed_literal}, {"decisionTable", boxed_table},    {"context", boxed_context},
    {"invocation", boxed_invocation},     {"relation", boxed_relation},      {"list", boxed_list},
    {"functionDefinition", boxed_function}, {"filter", boxed_filter},        {"conditional", boxed_conditional},
    {"for", boxed_iterator},              {"some", boxed_iterator},          {"every", boxed_iterator}};

LogicReader boxed_reader_of(pugi::xml_node node) {
  const std::string_view name = local_name(node);
  for (const BoxedReader& reader : boxed_readers)
    if (reader.element == name) return reader.read;
  return nullptr;
}

}  // namespace

bool is_expression(pugi::xml_node node) {
  return boxed_reader_of(node) != nullptr;
}

Result<ExpressionPtr> read_expression(const XmlFile& file, pugi::xml_node node) {
  auto expression = std::make_shared<Expression>();
  expression->logic = TRY(boxed_reader_of(node)(file, node));
  expression->type = type_ref(file, node);
  expression->spot = spot_of(file, node);
  return ExpressionPtr(std::move(expression));
}

Result<ExpressionPtr> read_expression_in(const XmlFile& file, pugi::xml_node parent) {
  for (const pugi::xml_node child : elements(parent))
    if (is_expression(child)) return read_expression(file, child);
  return ExpressionPtr{};
}

Result<FunctionDefinition> read_function_definition(const XmlFile& file, pugi::xml_node node) {
  FunctionDefinition function;
  const std::string kind = attribute(node, "kind");
  if (kind == "Java" || kind == "J") function.kind = FunctionKind::java;
  else if (kind == "PMML" || kind == "P") function.kind = FunctionKind::pmml;
  else if (!kind.empty() && kind != "FEEL" && kind != "F")
    return fail("dmn.bad_attribute", fmt::format("kind=\"{}\" is not known.", kind), "Write FEEL, Java or PMML.", file.place(node));
  for (const pugi::xml_node parameter : elements(node, "formalParameter"))
    function.parameters.push_back(TRY(information_item(file, parameter)));
  function.body = TRY(read_expression_in(file, node));
  return function;
}

}  // namespace hashira::dmn::syntax
