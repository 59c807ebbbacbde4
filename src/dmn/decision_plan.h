// What stands behind a Decision: the plan of one decision or service, and where its inputs come from.
#pragma once

#include "dmn/dmn.h"
#include "dmn/graph/plan.h"

namespace hashira::dmn {

struct Decision::Plan {
  Plan(std::shared_ptr<const Graph> graph_, const Element& element);
  Plan(std::shared_ptr<const Graph> graph_, const std::vector<ElementId>& wanted);

  // One input: its import names and its own, and its place among the model's inputs (npos: an input decision).
  struct Input {
    std::vector<std::string> way;
    std::string name;
    std::string path_name;
    ItemTypePtr type;
    std::size_t model_slot = npos;
    feel::EntryHint hint{};
  };
  static constexpr std::size_t npos = ~std::size_t{0};

  std::shared_ptr<const Graph> graph;
  std::string name;
  dmn::Plan plan;
  std::vector<Input> inputs;
  std::size_t model_inputs = 0;
  feel::Ref<feel::Shape> shape;  // of a service with several outputs
  ItemTypePtr result;            // of a service

 private:
  void take_inputs();
  void shape_results(const std::vector<ElementId>& wanted);
};

InputSpec input_spec(const Element& element);
// The input in a context of inputs; nullptr when it is not there.
const feel::Value* input_in(const feel::Value& inputs, const Decision::Plan::Input& input);

}  // namespace hashira::dmn
