// Replays every entry of a store into rows in memory and checks each stream's chain on the way.
//
// Ensures: after `run`, `rows` holds what the entries explain; whatever contradicts the chain stands in the findings.
// Reads pages of entries and nothing else but published folders. Chain: docs/entry-format.md.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <set>
#include <boost/unordered/unordered_flat_map.hpp>
#include <memory_resource>
#include <unordered_set>

#include "audit/findings.h"
#include "audit/projection.h"
#include "journal/store.h"

namespace hashira::audit {

// Keys and values lie in one arena and live as long as the rows: millions of them cost no allocation each.
class MemoryRows final : public Rows {
 public:
  Result<std::optional<Bytes>> get(const journal::Key& key) override;
  void put(const journal::Key& key, std::optional<Bytes> value) override;
  Done each(journal::Table table, BytesView prefix,
            const std::function<Done(BytesView key, BytesView value)>& visit) override;

  std::optional<BytesView> find(journal::Table table, BytesView key) const;
  std::size_t size(journal::Table table) const { return of(table).size(); }
  using Row = std::pair<BytesView, BytesView>;
  std::vector<Row> sorted(journal::Table table, BytesView prefix = {}) const;  // by key

 private:
  struct Value {
    char* bytes = nullptr;
    std::uint32_t size = 0, room = 0;
  };
  using Rows = boost::unordered_flat_map<BytesView, Value, std::hash<BytesView>>;
  const Rows& of(journal::Table table) const { return tables_[static_cast<std::size_t>(table)]; }
  char* keep(BytesView bytes);

  std::pmr::monotonic_buffer_resource arena_{1 << 20};
  std::array<Rows, journal::table_count> tables_;
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
