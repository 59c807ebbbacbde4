// What an audit found: differences in words (Japanese and English, in the order they were met) and what was counted.
//
// A difference never stops the audit; only the first `kept_max` are kept in words, all are counted.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "portfolio/programme.h"

namespace hashira::audit {

struct Difference {
  std::string code;      // "audit.row_changed"
  portfolio::Text what;  // "case closure-cooperation-benefit/12: its state is 'paid', the entries say 'ordered'"
};

struct Counts {
  std::uint64_t streams = 0, entries = 0, synthetic = 0;
  std::uint64_t cases = 0, drafts = 0, postings = 0, balances = 0, cells = 0, index_rows = 0;
  std::uint64_t sealed = 0, blobs = 0, checkpoints = 0;
};

class Findings {
 public:
  static constexpr std::size_t kept_max = 100;

  void add(std::string code, portfolio::Text what) {
    ++count_;
    if (kept_.size() < kept_max) kept_.push_back({std::move(code), std::move(what)});
  }
  std::uint64_t count() const { return count_; }
  const std::vector<Difference>& kept() const { return kept_; }

 private:
  std::uint64_t count_ = 0;
  std::vector<Difference> kept_;
};

}  // namespace hashira::audit
