// How often a return link's holder may be wrong about the proof that goes with it.
// Guarantees: after five wrong proofs a case is shut for a quarter of an hour, however its link is spelt; bounded in number;
// forgotten at restart. A try counts before it is judged, so that many at once are no way around.
// Used by own_account_pages.cpp.
#pragma once

#include <map>
#include <mutex>
#include <string>

#include "base/date.h"

namespace hashira::http {

class ProofLimits {
 public:
  static constexpr int wrong_max = 5;
  static constexpr std::int64_t shut_ms = 15 * 60 * 1000;
  static constexpr std::size_t cases_max = 10'000;

  // Takes one of the tries; `was_right` gives it back.
  bool take_try(const std::string& case_name, Instant now) {
    std::lock_guard lock(mutex_);
    if (cases_.size() >= cases_max && !cases_.contains(case_name)) cases_.clear();  // real cases only: a flood guesses at none
    Tries& tries = cases_[case_name];
    if (now.ms - tries.last.ms >= shut_ms) tries.wrong = 0;
    if (tries.wrong >= wrong_max) return false;
    ++tries.wrong;
    tries.last = now;
    return true;
  }
  void was_right(const std::string& case_name) {
    std::lock_guard lock(mutex_);
    auto found = cases_.find(case_name);
    if (found != cases_.end() && found->second.wrong > 0) --found->second.wrong;
  }

 private:
  struct Tries {
    int wrong = 0;
    Instant last;
  };
  std::mutex mutex_;
  std::map<std::string, Tries> cases_;
};

}  // namespace hashira::http
