// Synthetic credits of CO2: a block of a registry, sales through receivables, some retired, as the office would (app/credits.h).
//
// Guarantees: marked synthetic; the same seed gives the same facts. Calibrated: as many settled sales, of as many tonnes, as the programme's
// figures print, in even parts. That, prices, buyers and the size of the block are assumptions.
#pragma once

#include "synth/synth.h"

namespace hashira::synth {

// How many sales were settled. None when programmes are named, or when there are credits already.
Result<std::uint64_t> make_credits(app::Engine& engine, const Options& options);

}  // namespace hashira::synth
