#include "dmn/trace.h"

namespace hashira::dmn {

constinit thread_local Trace* current_trace = nullptr;

}  // namespace hashira::dmn
