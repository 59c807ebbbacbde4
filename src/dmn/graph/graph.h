// The linked model: every element of the main file and of what it imports, compiled, and how they require each other.
//
// A file imported twice under different names stands here twice, since each way of import has input data of its own
// (DMN 1.5, 6.3.2 and 10.4: an imported element is known by `import name.name`).
// Guarantees: never changes once linked; shared by threads. References and cycles were checked while linking.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "dmn/compiler.h"
#include "dmn/item_type.h"
#include "dmn/syntax/drg_elements.h"
#include "feel/function.h"

namespace hashira::dmn {

using ElementId = std::uint32_t;

enum class ElementKind { input, decision, knowledge_model, service };

// What fills a slot of an element's frame: a required element, or an import's context of required elements.
struct SlotSource {
  std::string name;
  ElementId element = 0;  // when `inside` is empty
  std::vector<SlotSource> inside;
  bool is_read = true;  // by the element's texts; an invocation that calls a function directly does not read it
};

struct Element {
  ElementKind kind = ElementKind::input;
  std::string name;       // as its own file calls it
  std::string path_name;  // with the import names before it: `base.Person`
  std::size_t unit = 0;
  std::string id;
  ItemTypePtr type;  // of the variable; of a function: its result
  feel::Type scope_type;
  syntax::Spot spot;
  const syntax::Decision* decision = nullptr;
  const syntax::BusinessKnowledgeModel* knowledge_model = nullptr;
  const syntax::DecisionService* service = nullptr;

  std::vector<ElementId> requires_values;     // inputs and decisions
  std::vector<ElementId> requires_knowledge;  // functions
  std::vector<SlotSource> slots;              // the frame's first slots, in order
  std::vector<ElementId> outputs;             // of a service
  std::vector<ElementId> parameters;          // of a service: input data, then input decisions
  NodePtr logic;
  bool logic_has_type = false;  // a decision's logic already gives values of the variable's type
  std::size_t frame_size = 0;
  feel::Ref<feel::Callable> function;  // of knowledge models and services
};

// One way of importing one file; unit 0 is the main file.
struct Unit {
  const syntax::Definitions* file = nullptr;
  const TypeTable* types = nullptr;
  std::vector<std::string> way;  // the import names that lead here; none for the main file
  std::string path;              // the same joined by '.', with a '.' at the end
  std::vector<std::pair<const syntax::Import*, std::size_t>> imports;
  std::map<std::string, ElementId, std::less<>> by_id;
  std::map<std::string, ElementId, std::less<>> by_name;
};

struct Graph {
  std::vector<std::unique_ptr<const syntax::Definitions>> files;
  std::vector<std::unique_ptr<const TypeTable>> types;
  std::vector<Unit> units;
  std::vector<Element> elements;
  std::vector<feel::Expression> texts;  // by the number that origins of nulls carry
  std::vector<Error> problems;
  std::vector<const CompiledTable*> tables;

  Place place(const Element& element) const { return units[element.unit].file->place(element.spot); }
  // By path name, by variable name, or by id; nullptr when there is none of that kind.
  const Element* find(std::string_view name, ElementKind kind) const;
};

// Reads, links and compiles; the first source is the main file. Errors: unreadable files, imports that are not given,
// cycles. Mistakes inside expressions go to `problems`.
Result<std::shared_ptr<const Graph>> link(const std::vector<Source>& sources, feel::Names names);

}  // namespace hashira::dmn
