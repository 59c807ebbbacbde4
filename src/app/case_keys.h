// What follows from a case's facts beside what the rules say: its entitlement key, and in which layer it lies.
#pragma once

#include "audit/projection.h"

namespace hashira::app {

// What × when of the entitlement key; who (cases/fields.h) is put in front by whoever writes it.
std::string entitlement_of(const audit::Version& version, const cases::Facts& facts);

// Who holds such a case and pays it (money terms: layer). Empty: the prefecture.
std::string layer_of(const audit::Version& version, const cases::Facts& facts);

// "app.other_layer" when the facts would move the case into another layer: its money would change hands.
Done check_same_layer(const audit::Version& version, const cases::Case& value, const cases::Facts& facts);

}  // namespace hashira::app
