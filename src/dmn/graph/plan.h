// In which order to evaluate what a decision or a service requires, over one run of local values.
//
// Guarantees: each required decision is evaluated once, after all that it requires; given elements are not evaluated.
#pragma once

#include "dmn/frame.h"
#include "dmn/graph/graph.h"

namespace hashira::dmn {

// One slot of a frame, from local values instead of elements.
struct Fill {
  enum class From { local, function, import_context };
  From from = From::local;
  std::uint32_t slot = 0;
  std::uint32_t index = 0;  // the local, or the element of a function
  feel::Ref<feel::Shape> shape;
  std::vector<Fill> inside;
};

struct Step {
  ElementId element = 0;
  std::uint32_t target = 0;  // the local that its value goes to
  std::vector<Fill> fills;
  bool reads_locals = false;  // all fills are copies of locals
};

struct Plan {
  std::vector<ElementId> inputs;  // local i is inputs[i]: given elements first, then the input data met on the way
  std::vector<Step> steps;
  std::vector<std::uint32_t> results;  // locals of what was wanted
  std::size_t locals = 0;
};

Plan plan_for(const Graph& graph, const std::vector<ElementId>& wanted, const std::vector<ElementId>& given);
// Evaluates the steps. Requires: `locals` has plan.locals slots, the inputs filled in and of their types.
void run(const Plan& plan, const Graph& graph, Locals& locals, feel::Environment& environment);
// Of the slots that the element's logic reads.
std::vector<Fill> fills_of(const Element& element, const Graph& graph, const std::map<ElementId, std::uint32_t>& local_of);
void fill(const std::vector<Fill>& fills, const Graph& graph, const feel::Value* const* locals, feel::Value* frame);

}  // namespace hashira::dmn
