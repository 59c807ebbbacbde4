// Model: loading, and naming what it holds.
#include <algorithm>
#include <fmt/core.h>

#include "dmn/decision_plan.h"
#include "dmn/dmn.h"
#include "dmn/nearest.h"

namespace hashira::dmn {
namespace {

std::vector<std::string> model_names(const Graph& graph, ElementKind kind) {
  std::vector<std::string> names;
  for (const Element& element : graph.elements)
    if (element.kind == kind) names.push_back(element.path_name);
  return names;
}

Result<Decision> model_decision(const std::shared_ptr<const Graph>& graph, std::string_view name, ElementKind kind) {
  const Element* element = graph->find(name, kind);
  if (element) return Decision(std::make_shared<const Decision::Plan>(graph, *element));
  const bool service = kind == ElementKind::service;
  return fail(service ? "dmn.unknown_service" : "dmn.unknown_decision",
              fmt::format("The model \"{}\" has no {} called \"{}\".", graph->files[0]->name, service ? "decision service" : "decision", name),
              nearest_mend(name, model_names(*graph, kind)), {graph->files[0]->file});
}

std::string model_allowed(const ItemTypePtr& type) {
  std::string text;
  if (type)
    for (const ItemType::Test& test : type->tests) text += (text.empty() ? "" : "; ") + test.text;
  return text;
}

}  // namespace

InputSpec input_spec(const Element& element) {
  return {element.path_name, feel_type(element.type), element.type, model_allowed(element.type)};
}

const std::string& Model::name() const { return graph_->files[0]->name; }
const std::string& Model::namespace_uri() const { return graph_->files[0]->namespace_uri; }
const std::vector<Error>& Model::problems() const { return graph_->problems; }

std::vector<std::string> Model::decisions() const { return model_names(*graph_, ElementKind::decision); }
std::vector<std::string> Model::services() const { return model_names(*graph_, ElementKind::service); }

std::vector<InputSpec> Model::inputs() const {
  std::vector<InputSpec> specs;
  for (const Element& element : graph_->elements)
    if (element.kind == ElementKind::input) specs.push_back(input_spec(element));
  return specs;
}

Result<Decision> Model::decision(std::string_view name) const { return model_decision(graph_, name, ElementKind::decision); }
Result<Decision> Model::service(std::string_view name) const { return model_decision(graph_, name, ElementKind::service); }

Result<Decision> Model::decisions_together(const std::vector<std::string>& names) const {
  std::vector<ElementId> wanted;
  for (const std::string& name : names) {
    const Element* element = graph_->find(name, ElementKind::decision);
    if (!element) return decision(name);  // the error names the nearest
    const auto id = static_cast<ElementId>(element - graph_->elements.data());
    if (std::find(wanted.begin(), wanted.end(), id) == wanted.end()) wanted.push_back(id);
  }
  return Decision(std::make_shared<const Decision::Plan>(graph_, wanted));
}

Result<Model> load(const std::vector<Source>& sources, Mistakes mistakes) {
  auto graph = TRY(link(sources, mistakes == Mistakes::keep ? feel::Names::lenient : feel::Names::strict));
  if (mistakes == Mistakes::refuse && !graph->problems.empty()) return fail(graph->problems.front());
  return Model(std::move(graph));
}

}  // namespace hashira::dmn
