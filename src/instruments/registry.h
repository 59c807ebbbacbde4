// The written list of instruments: what kinds of delivery this program knows. Handed in by the wiring.
//
// Guarantees: names and entry types are unique (registry_test holds it). Each instrument's entries stand in its header.
#pragma once

#include "cases/instrument.h"

namespace hashira::instruments {

cases::Instruments make_instruments();

}  // namespace hashira::instruments
