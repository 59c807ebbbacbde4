// Compiles what the linked elements say: types first, since a text reads the types of what it requires.
#include <memory>

#include "dmn/graph/functions.h"
#include "dmn/graph/linker.h"

namespace hashira::dmn {
namespace {

class ElementCompiler {
 public:
  ElementCompiler(Graph& graph, feel::Names names) : graph_(graph) {
    for (const Unit& unit : graph.units) compilers_.push_back(std::make_unique<Compiler>(*unit.types, names, graph.texts, graph.problems));
  }

  void compile_types() {
    for (Element& element : graph_.elements) {
      element.type = compiler(element).type(variable(element).type);
      if (is_function(element) && element.type && element.type->type.is(feel::TypeKind::function)) element.type = element.type->function_result;
    }
    for (Element& element : graph_.elements) element.scope_type = is_function(element) ? function_type(element) : feel_type(element.type);
  }

  void compile_logic() {
    for (Element& element : graph_.elements) {
      compiler(element).set_element(element.path_name);
      if (element.decision) compile_decision(element);
      if (element.knowledge_model) compile_knowledge_model(element);
    }
    for (Element& element : graph_.elements)
      if (element.service) element.function = service_function(graph_, element, service_signature(element));
    for (const auto& compiler : compilers_)
      graph_.tables.insert(graph_.tables.end(), compiler->tables().begin(), compiler->tables().end());
  }

 private:
  Graph& graph_;
  std::vector<std::unique_ptr<Compiler>> compilers_;  // by unit

  Compiler& compiler(const Element& element) { return *compilers_[element.unit]; }
  static bool is_function(const Element& element) { return element.knowledge_model || element.service; }

  const syntax::InformationItem& variable(const Element& element) const {
    if (element.decision) return element.decision->variable;
    if (element.knowledge_model) return element.knowledge_model->variable;
    if (element.service) return element.service->variable;
    const syntax::Definitions& file = *graph_.units[element.unit].file;
    return file.input_data[&element - first_of(element.unit)].variable;
  }

  // A unit's input data come first among its elements, in the file's order.
  const Element* first_of(std::size_t unit) const {
    const Element* first = graph_.elements.data();
    while (first->unit != unit) ++first;
    return first;
  }

  Signature service_signature(const Element& element) {
    Signature signature;
    signature.name = element.name;
    signature.result = element.type;
    signature.result_type = feel_type(element.type);
    for (const ElementId parameter : element.parameters) {
      const Element& given = graph_.elements[parameter];
      signature.types.push_back(given.type);
      signature.parameters.push_back({given.name, feel_type(given.type)});
    }
    return signature;
  }

  feel::Type function_type(const Element& element) {
    std::vector<feel::Type> parameters;
    if (element.service)
      for (const ElementId parameter : element.parameters) parameters.push_back(feel_type(graph_.elements[parameter].type));
    else
      for (const syntax::InformationItem& parameter : element.knowledge_model->function.parameters)
        parameters.push_back(feel_type(compiler(element).type(parameter.type)));
    return feel::Type::function(std::move(parameters), feel_type(element.type));
  }

  feel::Type type_of(const SlotSource& source) const {
    if (source.inside.empty()) return graph_.elements[source.element].scope_type;
    std::vector<feel::Type::Field> fields;
    for (const SlotSource& inner : source.inside) fields.push_back({inner.name, type_of(inner)});
    return feel::Type::context(std::move(fields));
  }

  Lexical scope_of(const Element& element) const {
    Lexical lexical;
    for (const SlotSource& source : element.slots) lexical.add(source.name, type_of(source));
    return lexical;
  }

  void compile_decision(Element& element) {
    if (!element.decision->logic) return;
    Lexical lexical = scope_of(element);
    element.logic = compiler(element).expression(element.decision->logic, lexical);
    element.frame_size = lexical.frame_size();
    element.logic_has_type = compiler(element).type(element.decision->logic->type) == element.type &&
                             !std::holds_alternative<syntax::FunctionDefinition>(element.decision->logic->logic);
  }

  void compile_knowledge_model(Element& element) {
    const syntax::FunctionDefinition& function = element.knowledge_model->function;
    Signature signature = compiler(element).signature(function, element.type, element.name);
    Lexical lexical = scope_of(element);
    if (function.kind != syntax::FunctionKind::feel) {
      Lexical empty;
      element.function = external_knowledge_function(std::move(signature), compiler(element).function(function, element.type, element.name, empty));
      return;
    }
    for (const feel::Parameter& parameter : signature.parameters) lexical.add(parameter.name, parameter.type);
    FunctionCode code;
    code.signature = std::move(signature);
    code.body = compiler(element).expression(function.body, lexical);
    code.frame_size = lexical.frame_size();
    element.function = knowledge_function(graph_, element, std::move(code));
  }
};

}  // namespace

void compile_elements(Graph& graph, feel::Names names) {
  ElementCompiler compiler(graph, names);
  compiler.compile_types();
  compiler.compile_logic();
}

Result<std::shared_ptr<const Graph>> link(const std::vector<Source>& sources, feel::Names names) {
  auto graph = std::make_shared<Graph>();
  CHECK_OK(link_files(*graph, sources));
  CHECK_OK(link_elements(*graph));
  compile_elements(*graph, names);
  return std::shared_ptr<const Graph>(std::move(graph));
}

const Element* Graph::find(std::string_view name, ElementKind kind) const {
  for (const Element& element : elements)
    if (element.kind == kind && element.path_name == name) return &element;
  for (const Element& element : elements)
    if (element.kind == kind && element.unit == 0 && !element.id.empty() && element.id == name) return &element;
  return nullptr;
}

}  // namespace hashira::dmn
