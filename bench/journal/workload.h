// The work of small applications as the store sees it: 2 entries and 13 changes each, like a benefit's submission.
//
// Kept apart from the engine on purpose: this is the peer against which the whole path (HTTP → store) is measured.
#pragma once

#include <vector>

#include "base/ports.h"
#include "journal/store.h"

namespace hashira::bench {

class Workload {
 public:
  explicit Workload(journal::StreamId stream) : stream_(std::move(stream)), head_(journal::genesis(stream_)) {}

  // One group: a commit per application, each on the head that the one before leaves.
  std::vector<journal::Commit> group(std::size_t applications);

 private:
  journal::Commit application();
  journal::Entry entry(std::string type, journal::Body body);
  Bytes key(std::string_view kind, BytesView rest) const;
  void add_rows(journal::Commit& commit);

  journal::StreamId stream_;
  journal::Head head_;
  std::uint64_t number_ = 0;
  std::unique_ptr<Random> random_ = seeded_random(20200520);
};

}  // namespace hashira::bench
