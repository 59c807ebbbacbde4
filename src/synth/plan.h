// Who applies, and how far each application gets.
#pragma once

#include "audit/projection.h"
#include "synth/applicant.h"
#include "synth/synth.h"

namespace hashira::synth {

// How an application ends, if nobody touches it further.
enum class End { submitted, amendment_asked, screened, refused, withdrawn, decided, ordered, paid, bounced, bounced_and_paid, part_repaid,
                 changed,      // a fact was wrong: decided anew after payment, the difference paid or reclaimed
                 cancelled };  // after payment: reclaimed, a half or all of it returned

struct Planned {
  Wanted wanted;
  End end = End::paid;
  bool repeats_last = false;   // the same party as the one before, once more for the same thing
  bool municipality_wrong = false;  // a dimension is corrected after payment
  bool again = false;          // the party before, for something else (another round, another hire)
};

struct Plan {
  std::vector<Planned> applications;
  std::string note;
};

// At least one.
std::uint64_t scaled(std::uint64_t count, double scale);
// May one party be paid for several things?
bool pays_again(const portfolio::Programme& programme);
// Free sizes: a few hundred to two thousand applications × scale.
Plan world_plan(const audit::Version& version, std::uint64_t seed, double scale, Random& random);
// Each published count of the programme's live figures, and its total where the printed amounts can give it; and some more
// who are refused or still under way. A printed total that they cannot give is left alone, and the note says so.
Result<Plan> calibrated_plan(const audit::Version& version, double scale, Random& random);

}  // namespace hashira::synth
