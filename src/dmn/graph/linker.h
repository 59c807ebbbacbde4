// Finding what references and imports mean, before anything is compiled.
#pragma once

#include "dmn/graph/graph.h"

namespace hashira::dmn {

// Files, type tables and units. Errors: dmn.bad_xml and its kin, dmn.missing_import, dmn.import_cycle, dmn.too_large.
Done link_files(Graph& graph, const std::vector<Source>& sources);
// Elements of all units, what they require, and the slots of their frames. Errors: dmn.cycle.
Done link_elements(Graph& graph);
// Types of all elements, then their logic. Mistakes go to graph.problems.
void compile_elements(Graph& graph, feel::Names names);

}  // namespace hashira::dmn
