// Lays out elements and follows their references: within the file, to imports, and to what imports import.
#include <fmt/core.h>

#include "dmn/graph/linker.h"
#include "dmn/nearest.h"

namespace hashira::dmn {
namespace {

constexpr std::size_t links_depth_max = 5000;

class ElementLinker {
 public:
  explicit ElementLinker(Graph& graph) : graph_(graph) {}

  void add_all() {
    for (std::size_t unit = 0; unit < graph_.units.size(); ++unit) {
      const syntax::Definitions& file = *graph_.units[unit].file;
      for (const auto& input : file.input_data) add(unit, ElementKind::input, input.id, input.variable, input.spot);
      for (const auto& decision : file.decisions) add(unit, ElementKind::decision, decision.id, decision.variable, decision.spot).decision = &decision;
      for (const auto& model : file.knowledge_models) add(unit, ElementKind::knowledge_model, model.id, model.variable, model.spot).knowledge_model = &model;
      for (const auto& service : file.services) add(unit, ElementKind::service, service.id, service.variable, service.spot).service = &service;
    }
  }

  void connect_all() {
    for (ElementId id = 0; id < graph_.elements.size(); ++id) {
      if (const syntax::Decision* decision = graph_.elements[id].decision) {
        require(id, decision->required_inputs, &Element::requires_values);
        require(id, decision->required_decisions, &Element::requires_values);
        require(id, decision->required_knowledge, &Element::requires_knowledge);
      } else if (const syntax::BusinessKnowledgeModel* model = graph_.elements[id].knowledge_model) {
        require(id, model->required_knowledge, &Element::requires_knowledge);
        // A knowledge model may call itself.
        graph_.elements[id].slots.push_back({graph_.elements[id].name, id, {}});
      } else if (const syntax::DecisionService* service = graph_.elements[id].service) {
        connect_service(id, *service);
      }
    }
  }

  // Requirements of values must not lead back to where they came from.
  Done check_cycles() {
    std::vector<int> state(graph_.elements.size(), 0);  // 0 not met, 1 above, 2 done
    for (ElementId root = 0; root < graph_.elements.size(); ++root) {
      if (state[root] == 2) continue;
      std::vector<std::pair<ElementId, std::size_t>> stack{{root, 0}};
      state[root] = 1;
      while (!stack.empty()) {
        auto& [id, next] = stack.back();
        const auto& needs = graph_.elements[id].requires_values;
        if (next == needs.size()) {
          state[id] = 2;
          stack.pop_back();
          continue;
        }
        const ElementId need = needs[next++];
        if (state[need] == 1 || stack.size() > links_depth_max) return cycle(need);
        if (state[need] == 0) {
          state[need] = 1;
          stack.emplace_back(need, 0);
        }
      }
    }
    return {};
  }

 private:
  Graph& graph_;

  Element& add(std::size_t unit, ElementKind kind, const std::string& id, const syntax::InformationItem& variable, syntax::Spot spot) {
    Element element;
    element.kind = kind;
    element.name = variable.name;
    element.path_name = graph_.units[unit].path + variable.name;
    element.unit = unit;
    element.id = id;
    element.spot = spot;
    const auto number = static_cast<ElementId>(graph_.elements.size());
    graph_.elements.push_back(std::move(element));
    if (!id.empty()) graph_.units[unit].by_id.emplace(id, number);
    graph_.units[unit].by_name.emplace(variable.name, number);
    return graph_.elements.back();
  }

  Done cycle(ElementId id) {
    const Element& element = graph_.elements[id];
    return fail("dmn.cycle", fmt::format("\"{}\" requires itself by way of what it requires.", element.path_name),
                "Remove one of the information requirements of the circle.", graph_.place(element));
  }

  std::optional<ElementId> in_unit(std::size_t unit, const std::string& id) const {
    const Unit& searched = graph_.units[unit];
    if (const auto found = searched.by_id.find(id); found != searched.by_id.end()) return found->second;
    if (const auto named = searched.by_name.find(id); named != searched.by_name.end()) return named->second;  // files without ids
    return std::nullopt;
  }

  // Where the reference leads, and the import names on the way.
  std::optional<ElementId> find(std::size_t unit, const syntax::Reference& reference, std::vector<std::string>& way) const {
    if (reference.namespace_uri.empty() || reference.namespace_uri == graph_.units[unit].file->namespace_uri) return in_unit(unit, reference.id);
    for (const auto& [import, imported] : graph_.units[unit].imports) {
      way.push_back(import->name);
      if (const auto found = find(imported, reference, way)) return found;
      way.pop_back();
    }
    return std::nullopt;
  }

  std::optional<ElementId> found_or_told(ElementId from, const syntax::Reference& reference, std::vector<std::string>& way) {
    const std::size_t unit = graph_.elements[from].unit;
    if (const auto found = find(unit, reference, way)) return found;
    std::vector<std::string> known;
    for (const auto& [id, element] : graph_.units[unit].by_id) known.push_back(id);
    graph_.problems.push_back({"dmn.unknown_reference",
                               fmt::format("\"{}\" refers to #{}, which does not exist.", graph_.elements[from].path_name, reference.id),
                               nearest_mend(reference.id, known), graph_.units[unit].file->place(reference.spot)});
    return std::nullopt;
  }

  void require(ElementId from, const std::vector<syntax::Reference>& references, std::vector<ElementId> Element::*into) {
    for (const syntax::Reference& reference : references) {
      std::vector<std::string> way;
      const auto found = found_or_told(from, reference, way);
      if (!found) continue;
      (graph_.elements[from].*into).push_back(*found);
      add_slot(graph_.elements[from].slots, way, 0, *found);
    }
  }

  // An import of the empty name adds its elements to the importing file's own names (DMN 1.5, 6.3.2).
  void add_slot(std::vector<SlotSource>& slots, const std::vector<std::string>& way, std::size_t at, ElementId element) {
    if (at < way.size() && way[at].empty()) return add_slot(slots, way, at + 1, element);
    if (at == way.size()) {
      slots.push_back({graph_.elements[element].name, element, {}, true});
      return;
    }
    for (SlotSource& slot : slots)
      if (slot.name == way[at] && !slot.inside.empty()) return add_slot(slot.inside, way, at + 1, element);
    SlotSource import_slot{way[at], 0, {}, true};
    add_slot(import_slot.inside, way, at + 1, element);
    slots.push_back(std::move(import_slot));
  }

  std::vector<ElementId> references(ElementId from, const std::vector<syntax::Reference>& written) {
    std::vector<ElementId> found;
    for (const syntax::Reference& reference : written) {
      std::vector<std::string> way;
      if (const auto element = found_or_told(from, reference, way)) found.push_back(*element);
    }
    return found;
  }

  void connect_service(ElementId id, const syntax::DecisionService& service) {
    std::vector<ElementId> outputs = references(id, service.output_decisions);
    std::vector<ElementId> parameters = references(id, service.input_data);
    for (const ElementId decision : references(id, service.input_decisions)) parameters.push_back(decision);
    graph_.elements[id].outputs = std::move(outputs);
    graph_.elements[id].parameters = std::move(parameters);
  }
};

}  // namespace

Done link_elements(Graph& graph) {
  ElementLinker linker(graph);
  linker.add_all();
  linker.connect_all();
  return linker.check_cycles();
}

}  // namespace hashira::dmn
