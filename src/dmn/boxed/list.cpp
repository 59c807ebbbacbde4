// Boxed list (DMN 1.5, 7.3.9) and relation, a list of contexts written as a table (7.3.8).
#include "dmn/compiler.h"
#include "dmn/item_type.h"

namespace hashira::dmn {
namespace {

std::vector<feel::Value> boxed_values(const std::vector<NodePtr>& nodes, feel::Value* frame, feel::Environment& environment) {
  std::vector<feel::Value> values;
  values.reserve(nodes.size());
  for (const NodePtr& node : nodes) values.push_back(node->evaluate(frame, environment));
  return values;
}

class BoxedList final : public Node {
 public:
  explicit BoxedList(std::vector<NodePtr> items) : items_(std::move(items)) {}
  feel::Value evaluate(feel::Value* frame, feel::Environment& environment) const override {
    return feel::Value::list(boxed_values(items_, frame, environment));
  }

 private:
  std::vector<NodePtr> items_;
};

class BoxedRow final : public Node {
 public:
  BoxedRow(feel::Ref<feel::Shape> shape, std::vector<NodePtr> cells, const std::vector<ItemTypePtr>& types)
      : shape_(std::move(shape)), cells_(std::move(cells)), types_(types) {}
  feel::Value evaluate(feel::Value* frame, feel::Environment& environment) const override {
    std::vector<feel::Value> values = boxed_values(cells_, frame, environment);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = conform(std::move(values[i]), types_[i], environment);
    return feel::Value::context(shape_, std::move(values));
  }

 private:
  feel::Ref<feel::Shape> shape_;
  std::vector<NodePtr> cells_;
  std::vector<ItemTypePtr> types_;
};

std::vector<NodePtr> boxed_nodes(Compiler& compiler, const std::vector<syntax::ExpressionPtr>& expressions, Lexical& lexical) {
  std::vector<NodePtr> nodes;
  for (const syntax::ExpressionPtr& expression : expressions) nodes.push_back(compiler.expression(expression, lexical));
  return nodes;
}

}  // namespace

NodePtr compile_list(Compiler& compiler, const syntax::List& list, Lexical& lexical) {
  return std::make_unique<BoxedList>(boxed_nodes(compiler, list.items, lexical));
}

NodePtr compile_relation(Compiler& compiler, const syntax::Relation& relation, Lexical& lexical) {
  std::vector<std::string> names;
  std::vector<ItemTypePtr> types;
  for (const syntax::InformationItem& column : relation.columns) {
    names.push_back(column.name);
    types.push_back(compiler.type(column.type));
  }
  const auto shape = feel::make_ref<feel::Shape>(std::move(names));
  std::vector<NodePtr> rows;
  for (const auto& row : relation.rows) rows.push_back(std::make_unique<BoxedRow>(shape, boxed_nodes(compiler, row, lexical), types));
  return std::make_unique<BoxedList>(std::move(rows));
}

}  // namespace hashira::dmn
