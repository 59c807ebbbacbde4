// Synthetic totals of other bodies: for every attested or imported figure its published number, stated and checked as the
// office would (app/reported.h), marked synthetic. Only the calibrated records have them: a total is typed, never made up.
#pragma once

#include "app/engine.h"

namespace hashira::synth {

// How many were stated; programmes that have totals already are left as they are.
Result<std::uint64_t> state_totals(app::Engine& engine);

}  // namespace hashira::synth
