// Replays every entry of a store into rows in memory and checks each stream's chain on the way.
//
// Ensures: after `run`, `rows` holds what the entries explain; whatever contradicts the chain stands in the findings.
// Reads pages of entries and nothing else but published folders. Chain: docs/entry-format.md.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "audit/findings.h"
#include "audit/projection.h"
#include "journal/store.h"

namespace hashira::audit {

class MemoryRows final : public Rows {
 public:
  Result<std::optional<Bytes>> get(const journal::Key& key) override;
  void put(const journal::Key& key, std::optional<Bytes> value) override;
  Done each(journal::Table table, BytesView prefix,
            const std::function<Done(BytesView key, BytesView value)>& visit) override;

  using Row = std::pair<const Bytes, Bytes>;
  // Rows of a table under a prefix, by key. The pointers live until the next put.
  std::vector<const Row*> sorted(journal::Table table, BytesView prefix = {}) const;

 private:
  std::array<std::unordered_map<Bytes, Bytes>, journal::table_count> tables_;
};

struct Progress {
  std::uint64_t done = 0;
  std::uint64_t total = 0;
};
using OnProgress = std::function<void(const Progress&)>;  // called once a page; may be empty

struct Replayed {
  const journal::Entry& entry;
  const journal::StoredEntry& stored;
  const Effect& effect;
};
using OnEntry = std::function<Done(const Replayed&)>;

class Replay {
 public:
  Replay(journal::Store& store, const cases::Instruments& instruments)
      : versions(store, instruments), store_(store), instruments_(instruments) {}

  // Every stream in byte order; errors are the store's or the visitor's own.
  Done run(const OnEntry& visit, const OnProgress& progress = {});

  Versions versions;
  MemoryRows rows;
  Findings findings;
  Counts counts;
  std::map<journal::StreamId, journal::Head> ends;  // as the entries give them
  std::unordered_set<Bytes> parties;                // that entries name
  // Streams with an entry that could not be applied: their rows cannot be compared.
  std::set<journal::StreamId, std::less<>> broken;

 private:
  Done replay_stream(const journal::StreamId& stream, const OnEntry& visit, const OnProgress& progress);
  Done replay_entry(journal::Head& head, const journal::StoredEntry& stored, const journal::StreamId& stream,
                    const OnEntry& visit);
  bool check_chain(journal::Head& head, const journal::StoredEntry& stored, const journal::StreamId& stream);
  void check_head(const journal::Head& claimed, const journal::Head& end, const journal::StreamId& stream);
  void stop_applying(const journal::StreamId& stream, std::uint64_t seq, const std::string& why);

  journal::Store& store_;
  const cases::Instruments& instruments_;
  Progress progress_;
};

}  // namespace hashira::audit
