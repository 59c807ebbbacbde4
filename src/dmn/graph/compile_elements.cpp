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
    functions_.resize(graph_.elements.size());
    for (const ElementId id : knowledge_models_in_order()) compile(graph_.elements[id]);
    for (Element& element : graph_.elements)
      if (element.decision) compile(element);
    for (Element& element : graph_.elements)
      if (element.service) element.function = service_function(graph_, element, service_signature(element));
    for (const auto& compiler : compilers_)
      graph_.tables.insert(graph_.tables.end(), compiler->tables().begin(), compiler->tables().end());
  }

 private:
  Graph& graph_;
  std::vector<std::unique_ptr<Compiler>> compilers_;  // by unit
  std::vector<const FrameFunction*> functions_;       // by element: knowledge models compiled so far

  // Those that others require come first, so that their invocations can bind to them. There are no circles.
  std::vector<ElementId> knowledge_models_in_order() const {
    std::vector<ElementId> order;
    std::vector<bool> seen(graph_.elements.size());
    std::vector<std::pair<ElementId, std::size_t>> stack;
    for (ElementId id = 0; id < graph_.elements.size(); ++id) {
      if (!seen[id]) stack.emplace_back(id, 0);
      seen[id] = true;
      while (!stack.empty()) {
        auto& [element, next] = stack.back();
        const auto& needs = graph_.elements[element].requires_knowledge;
        if (next == needs.size()) {
          if (graph_.elements[element].knowledge_model) order.push_back(element);
          stack.pop_back();
        } else if (const ElementId need = needs[next++]; !seen[need]) {
          seen[need] = true;
          stack.emplace_back(need, 0);
        }
      }
    }
    return order;
  }

  void compile(Element& element) {
    compiler(element).set_element(element.path_name);
    if (element.decision) compile_decision(element);
    if (element.knowledge_model) compile_knowledge_model(element);
  }

  void note_reads(Element& element) {
    for (std::size_t slot = 0; slot < element.slots.size(); ++slot) element.slots[slot].is_read = compiler(element).reads(slot);
  }

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
    for (const SlotSource& source : element.slots) {
      const Element& required = graph_.elements[source.element];
      const bool is_value = source.inside.empty() && !is_function(required);
      const std::size_t slot = lexical.add(source.name, type_of(source), is_value ? required.type : ItemTypePtr{});
      if (source.inside.empty()) lexical.set_function(slot, functions_[source.element]);
    }
    return lexical;
  }

  void compile_decision(Element& element) {
    if (!element.decision->logic) return;
    Lexical lexical = scope_of(element);
    element.logic = compiler(element).expression(element.decision->logic, lexical);
    element.frame_size = lexical.frame_size();
    element.logic_has_type = element.logic->gives(element.type);
    note_reads(element);
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
    for (std::size_t i = 0; i < signature.parameters.size(); ++i)
      lexical.add(signature.parameters[i].name, signature.parameters[i].type, signature.types[i]);
    FunctionCode code;
    code.signature = std::move(signature);
    code.body = compiler(element).expression(function.body, lexical);
    code.frame_size = lexical.frame_size();
    note_reads(element);
    const feel::Ref<FrameFunction> made = knowledge_function(graph_, element, std::move(code));
    functions_[static_cast<std::size_t>(&element - graph_.elements.data())] = made.get();
    element.function = feel::Ref<feel::Callable>::share(made.get());
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
