// A store that fails when it is told to: the next commit, or the answer to it after it was made durable.
#pragma once

#include <functional>

#include "journal/store.h"

namespace hashira::sim {

enum class Fault : std::uint8_t { none, commit_fails, answer_lost };

class FaultyStore final : public journal::Store {
 public:
  explicit FaultyStore(journal::Store& inner) : inner_(&inner) {}

  Fault fault = Fault::none;
  std::uint64_t commits = 0;  // that reached the store
  std::function<void(std::span<const journal::Commit>)> committed;  // told of what was made durable
  std::function<void(journal::Commit&)> tamper;  // for tests of the auditor: changes what is written

  Result<journal::Head> head(const journal::StreamId& stream) override { return inner_->head(stream); }
  Result<std::vector<journal::StreamId>> streams() override { return inner_->streams(); }
  Result<std::vector<std::optional<Bytes>>> get(std::span<const journal::Key> keys) override { return inner_->get(keys); }
  Result<std::vector<journal::Row>> scan(journal::Table table, BytesView prefix, BytesView after, std::size_t limit) override {
    return inner_->scan(table, prefix, after, limit);
  }
  Result<std::vector<journal::StoredEntry>> entries(const journal::StreamId& stream, std::uint64_t from_seq,
                                                    std::size_t limit) override {
    return inner_->entries(stream, from_seq, limit);
  }
  Done commit(std::span<const journal::Commit> commits_given) override {
    Fault now = std::exchange(fault, Fault::none);
    if (now == Fault::commit_fails) return fail("sim.disk_full", "the disk is full", "make room");
    ++commits;
    CHECK_OK(tamper ? commit_tampered(commits_given) : inner_->commit(commits_given));
    if (committed) committed(commits_given);
    if (now == Fault::answer_lost) return fail("sim.answer_lost", "the store does not answer", "look whether it was written");
    return {};
  }

 private:
  Done commit_tampered(std::span<const journal::Commit> given) {
    std::vector<journal::Commit> changed(given.begin(), given.end());
    for (journal::Commit& one : changed) tamper(one);
    return inner_->commit(changed);
  }
  journal::Store* inner_;
};

}  // namespace hashira::sim
