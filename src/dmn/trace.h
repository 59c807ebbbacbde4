// What an evaluation did: which rules of which tables matched, which inputs were read. Kept only while someone listens.
#pragma once

#include <boost/container/small_vector.hpp>
#include <string>
#include <vector>

#include "base/result.h"
#include "feel/value.h"

namespace hashira::dmn {

class CompiledTable;

struct TableHit {
  const CompiledTable* table = nullptr;  // of the model that was evaluated; CompiledTable::owner() names its decision
  boost::container::small_vector<std::size_t, 4> rules;  // matched, counted from 1, in table order
  std::vector<feel::Value> inputs;       // the values of its input expressions, when the trace keeps them
};

enum class Keep { nothing, hits, hits_and_inputs };

struct Trace {
  Keep keep = Keep::hits;
  std::vector<TableHit> tables;          // in the order of evaluation
  std::vector<std::string> inputs_read;  // by name, as InputSpec names them
  std::vector<std::string> inputs_missing;
};

// The listener of this thread's evaluation; nullptr when nobody listens.
extern constinit thread_local Trace* current_trace;

}  // namespace hashira::dmn
