// A store of which one entry reads with one byte changed: what an audit must name.
#pragma once

#include "journal/store.h"

namespace hashira::tests {

class TamperedStore final : public journal::Store {
 public:
  TamperedStore(journal::Store& store, journal::StreamId stream, std::uint64_t seq)
      : store_(store), stream_(std::move(stream)), seq_(seq) {}

  Result<journal::Head> head(const journal::StreamId& stream) override { return store_.head(stream); }
  Result<std::vector<journal::StreamId>> streams() override { return store_.streams(); }
  Result<std::vector<std::optional<Bytes>>> get(std::span<const journal::Key> keys) override { return store_.get(keys); }
  Result<std::vector<journal::Row>> scan(journal::Table table, BytesView prefix, BytesView after, std::size_t limit) override {
    return store_.scan(table, prefix, after, limit);
  }
  Result<std::vector<journal::StoredEntry>> entries(const journal::StreamId& stream, std::uint64_t from_seq, std::size_t limit) override {
    std::vector<journal::StoredEntry> out = TRY(store_.entries(stream, from_seq, limit));
    for (journal::StoredEntry& entry : out) {
      if (stream == stream_ && entry.seq == seq_) entry.bytes.back() ^= 1;
    }
    return out;
  }
  Done commit(std::span<const journal::Commit> commits) override { return store_.commit(commits); }

 private:
  journal::Store& store_;
  journal::StreamId stream_;
  std::uint64_t seq_;
};

}  // namespace hashira::tests
