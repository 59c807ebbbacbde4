// Business knowledge models and decision services as functions that FEEL can call (DMN 1.5, 6.3.9, 6.3.10 and 10.4).
#pragma once

#include "dmn/boxed/function.h"
#include "dmn/graph/plan.h"

namespace hashira::dmn {

// Requires: the graph outlives the function. `body` sees what the model requires, then the parameters.
feel::Ref<FrameFunction> knowledge_function(const Graph& graph, const Element& element, FunctionCode code);
// Another kind of body (Java): `maker` gives the function to call.
feel::Ref<feel::Callable> external_knowledge_function(Signature signature, NodePtr maker);
feel::Ref<feel::Callable> service_function(const Graph& graph, const Element& element, Signature signature);

}  // namespace hashira::dmn
