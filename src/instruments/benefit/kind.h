// What a benefit is among the instruments of money: its lifecycle, its families of events, and how its state follows the money.
//
// Guarantees: all that is due is ordered in one sum. Written in benefit.h.
#pragma once

#include "instruments/money/families.h"

namespace hashira::instruments::benefit {

const cases::Lifecycle& lifecycle();  // lifecycle.cpp
const money::Kind& kind();            // benefit.cpp

}  // namespace hashira::instruments::benefit
