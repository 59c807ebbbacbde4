// Durations as one count of nanoseconds, inside the temporal*.cpp files only.
//
// Guarantees: a duration reaches ±(2^63 − 1) seconds, and its opposite is one too.
// Written in: DMN 1.5 10.3.2.3.7 (days and time duration).
#pragma once

#include "feel/number_bits.h"
#include "feel/temporal.h"

namespace hashira::feel {

std::optional<DaysTimeDuration> duration_of_nanoseconds(bits::Int128 total);

}  // namespace hashira::feel
