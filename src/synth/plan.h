// Who applies, and how far each application gets.
#pragma once

#include "audit/projection.h"
#include "synth/applicant.h"
#include "synth/synth.h"

namespace hashira::synth {

// How an application ends, if nobody touches it further.
enum class End { submitted, amendment_asked, screened, refused, withdrawn, decided, ordered, paid, bounced, bounced_and_paid, part_repaid };

struct Planned {
  Wanted wanted;
  End end = End::paid;
  bool repeats_last = false;   // the same party as the one before, once more
  bool municipality_wrong = false;  // a dimension is corrected after payment
};

struct Plan {
  std::vector<Planned> applications;
  std::string note;
};

// Free sizes: a few hundred to two thousand applications × scale.
Plan world_plan(const audit::Version& version, std::uint64_t seed, double scale, Random& random);
// The published count and total, by the printed amounts; and some more who are refused or still under way.
Result<Plan> calibrated_plan(const audit::Version& version, double scale, Random& random);

}  // namespace hashira::synth
