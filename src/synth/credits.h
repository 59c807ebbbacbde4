// Synthetic credits of CO2: a block of a registry, sales through receivables, some retired, as the office would (app/credits.h).
//
// Guarantees: marked synthetic; the same seed gives the same facts. Calibrated: seven sales of 77 tonnes in all (report:590), of eleven
// each, which is an assumption; prices, buyers and the size of the block are, too.
#pragma once

#include "synth/synth.h"

namespace hashira::synth {

// How many sales were settled. None when programmes are named, or when there are credits already.
Result<std::uint64_t> make_credits(app::Engine& engine, const Options& options);

}  // namespace hashira::synth
