// Reads a DMN file's <definitions>: imports, item definitions and the elements of the requirements graph.
#include <fmt/core.h>

#include "dmn/syntax/drg_elements.h"
#include "dmn/syntax/reading.h"

namespace hashira::dmn::syntax {
namespace {

constexpr std::string_view drg_namespaces[] = {
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd",    // 1.1
    "http://www.omg.org/spec/DMN/20151101/dmn11.xsd",  // 1.1, as some editors wrote it
    "http://www.omg.org/spec/DMN/20180521/MODEL/",     // 1.2
    "https://www.omg.org/spec/DMN/20191111/MODEL/",    // 1.3
    "https://www.omg.org/spec/DMN/20211108/MODEL/",    // 1.4
    "https://www.omg.org/spec/DMN/20230324/MODEL/",    // 1.5
};

Done drg_check_root(const XmlFile& file) {
  const pugi::xml_node root = file.root();
  const std::string_view uri = namespace_of(root);
  if (local_name(root) != "definitions")
    return fail("dmn.not_dmn", fmt::format("The file's root is <{}>, not <definitions> of DMN.", root.name()),
                "Give a decision model (*.dmn).", file.place(root));
  for (const std::string_view known : drg_namespaces)
    if (uri == known) return {};
  return fail("dmn.not_dmn", fmt::format("\"{}\" is not a DMN namespace that is known here.", uri),
              fmt::format("Save the model as DMN 1.1 to 1.5, for example with xmlns=\"{}\".", drg_namespaces[5]), file.place(root));
}

Result<Reference> drg_reference(const XmlFile& file, pugi::xml_node node) {
  const std::string href = TRY(required_attribute(file, node, "href"));
  const std::size_t hash = href.rfind('#');
  if (hash == std::string::npos) return Reference{{}, href, spot_of(file, node)};
  return Reference{href.substr(0, hash), href.substr(hash + 1), spot_of(file, node)};
}

// Each <outer><inner href="…"/></outer> of `node`, as in <informationRequirement><requiredInput/>.
Result<std::vector<Reference>> drg_required(const XmlFile& file, pugi::xml_node node, std::string_view outer, std::string_view inner) {
  std::vector<Reference> references;
  for (const pugi::xml_node requirement : elements(node, outer))
    if (const pugi::xml_node required = element(requirement, inner)) references.push_back(TRY(drg_reference(file, required)));
  return references;
}

Result<std::vector<Reference>> drg_references(const XmlFile& file, pugi::xml_node node, std::string_view local) {
  std::vector<Reference> references;
  for (const pugi::xml_node child : elements(node, local)) references.push_back(TRY(drg_reference(file, child)));
  return references;
}

// The element's <variable>, or one of the element's own name (DMN 1.1 lets it be left out).
Result<InformationItem> drg_variable(const XmlFile& file, pugi::xml_node node, const std::string& name) {
  const pugi::xml_node variable = element(node, "variable");
  if (!variable) return InformationItem{name, {}, spot_of(file, node)};
  InformationItem item{attribute(variable, "name"), type_ref(file, variable), spot_of(file, variable)};
  if (item.name.empty()) item.name = name;
  return item;
}

Result<Import> drg_import(const XmlFile& file, pugi::xml_node node) {
  Import import;
  import.name = attribute(node, "name");
  import.namespace_uri = TRY(required_attribute(file, node, "namespace"));
  import.type = attribute(node, "importType");
  import.location = attribute(node, "locationURI");
  import.spot = spot_of(file, node);
  return import;
}

Result<InputData> drg_input_data(const XmlFile& file, pugi::xml_node node) {
  InputData input;
  input.id = attribute(node, "id");
  input.name = TRY(required_attribute(file, node, "name"));
  input.variable = TRY(drg_variable(file, node, input.name));
  input.spot = spot_of(file, node);
  return input;
}

Result<Decision> drg_decision(const XmlFile& file, pugi::xml_node node) {
  Decision decision;
  decision.id = attribute(node, "id");
  decision.name = TRY(required_attribute(file, node, "name"));
  decision.question = child_text(file, node, "question").text;
  decision.allowed_answers = child_text(file, node, "allowedAnswers").text;
  decision.variable = TRY(drg_variable(file, node, decision.name));
  decision.required_inputs = TRY(drg_required(file, node, "informationRequirement", "requiredInput"));
  decision.required_decisions = TRY(drg_required(file, node, "informationRequirement", "requiredDecision"));
  decision.required_knowledge = TRY(drg_required(file, node, "knowledgeRequirement", "requiredKnowledge"));
  decision.logic = TRY(read_expression_in(file, node));
  decision.spot = spot_of(file, node);
  return decision;
}

Result<BusinessKnowledgeModel> drg_knowledge_model(const XmlFile& file, pugi::xml_node node) {
  BusinessKnowledgeModel model;
  model.id = attribute(node, "id");
  model.name = TRY(required_attribute(file, node, "name"));
  model.variable = TRY(drg_variable(file, node, model.name));
  model.required_knowledge = TRY(drg_required(file, node, "knowledgeRequirement", "requiredKnowledge"));
  if (const pugi::xml_node logic = element(node, "encapsulatedLogic")) {
    model.function = TRY(read_function_definition(file, logic));
    model.has_function = true;
  }
  model.spot = spot_of(file, node);
  return model;
}

Result<DecisionService> drg_service(const XmlFile& file, pugi::xml_node node) {
  DecisionService service;
  service.id = attribute(node, "id");
  service.name = TRY(required_attribute(file, node, "name"));
  service.variable = TRY(drg_variable(file, node, service.name));
  service.output_decisions = TRY(drg_references(file, node, "outputDecision"));
  service.encapsulated_decisions = TRY(drg_references(file, node, "encapsulatedDecision"));
  service.input_decisions = TRY(drg_references(file, node, "inputDecision"));
  service.input_data = TRY(drg_references(file, node, "inputData"));
  service.spot = spot_of(file, node);
  return service;
}

Result<ItemDefinition> drg_item_definition(const XmlFile& file, pugi::xml_node node) {
  ItemDefinition item;
  item.name = TRY(required_attribute(file, node, "name"));
  item.is_collection = flag(node, "isCollection");
  item.base = type_ref(file, node);
  item.allowed_values = unary_tests(file, node, "allowedValues");
  item.type_constraint = unary_tests(file, node, "typeConstraint");
  for (const pugi::xml_node component : elements(node, "itemComponent"))
    item.components.push_back(TRY(drg_item_definition(file, component)));
  if (const pugi::xml_node function = element(node, "functionItem")) {
    item.function.emplace();
    item.function->output = type_ref(file, function, "outputTypeRef");
    for (const pugi::xml_node parameter : elements(function, "parameters"))
      item.function->parameters.push_back(TRY(information_item(file, parameter)));
  }
  item.spot = spot_of(file, node);
  return item;
}

template <class T>
Done drg_read_all(const XmlFile& file, std::vector<T>& into, std::string_view local, Result<T> (*read)(const XmlFile&, pugi::xml_node)) {
  for (const pugi::xml_node node : elements(file.root(), local)) into.push_back(TRY(read(file, node)));
  return {};
}

}  // namespace

Result<Definitions> read_definitions(const Source& source, const XmlLimits& limits) {
  const XmlFile file = TRY(XmlFile::parse(source, limits));
  CHECK_OK(drg_check_root(file));
  Definitions definitions;
  definitions.file = source.name;
  definitions.name = attribute(file.root(), "name");
  definitions.namespace_uri = attribute(file.root(), "namespace");
  CHECK_OK(drg_read_all(file, definitions.imports, "import", drg_import));
  CHECK_OK(drg_read_all(file, definitions.item_definitions, "itemDefinition", drg_item_definition));
  CHECK_OK(drg_read_all(file, definitions.input_data, "inputData", drg_input_data));
  CHECK_OK(drg_read_all(file, definitions.decisions, "decision", drg_decision));
  CHECK_OK(drg_read_all(file, definitions.knowledge_models, "businessKnowledgeModel", drg_knowledge_model));
  CHECK_OK(drg_read_all(file, definitions.services, "decisionService", drg_service));
  return definitions;
}

}  // namespace hashira::dmn::syntax
