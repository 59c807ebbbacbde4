// How often a return link's holder may be wrong about the proof that goes with it.
// Guarantees: after five wrong proofs a link is shut for a quarter of an hour; bounded in number; forgotten at restart.
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
  static constexpr std::size_t links_max = 10'000;

  bool may_try(const std::string& link, Instant now) {
    std::lock_guard lock(mutex_);
    auto found = links_.find(link);
    if (found == links_.end()) return true;
    if (now.ms - found->second.last.ms >= shut_ms) {
      links_.erase(found);
      return true;
    }
    return found->second.wrong < wrong_max;
  }
  void was_wrong(const std::string& link, Instant now) {
    std::lock_guard lock(mutex_);
    if (links_.size() >= links_max) links_.clear();  // only real links come here; a flood of them is no guessing of one
    Tries& tries = links_[link];
    ++tries.wrong;
    tries.last = now;
  }

 private:
  struct Tries {
    int wrong = 0;
    Instant last;
  };
  std::mutex mutex_;
  std::map<std::string, Tries> links_;
};

}  // namespace hashira::http
