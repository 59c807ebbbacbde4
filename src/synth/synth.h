// Synthetic records: applicants who never were, taken through the real commands of `app`, marked in every entry.
//
// A programme whose intake has not opened yet gets none. A world has free sizes; calibrated reaches the published sizes by
// choosing who applies and with what facts, never what they get. Deterministic by seed: same facts, cases and figures
// (times of recording and the folder's own keys differ).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/engine.h"

namespace hashira::synth {

struct Options {
  std::vector<std::string> programmes;  // empty: every programme that takes applications
  std::uint64_t seed = 2020;
  bool calibrated = false;              // otherwise a world
  double scale = 1;                     // of the sizes; above 0
};

struct Progress {
  std::uint64_t done = 0, total = 0;    // applicants
};
using OnProgress = std::function<void(const Progress&)>;

struct Made {
  std::string programme;
  std::uint64_t applicants = 0;         // applications, repeated ones included
  std::uint64_t paid = 0;               // still paid at the end
  std::string note;                     // what the numbers are: "calibrated to 29,227 payments …", "world of seed 7"
};

// "synth.no_intake" for a named programme that takes no applications; "synth.not_calibrated" when no published count and
// total fix the sizes.
Result<std::vector<Made>> run(app::Engine& engine, const Options& options, const OnProgress& progress = {});

}  // namespace hashira::synth
