#include "dmn/trace.h"

namespace hashira::dmn {

Trace*& current_trace() {
  thread_local Trace* trace = nullptr;
  return trace;
}

}  // namespace hashira::dmn
