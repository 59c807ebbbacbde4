// A group of commands that become durable together: Work over two layers, what the group has and what this command
// adds. A refused command drops its layer; the group becomes one commit per stream it touched.
#pragma once

#include <array>
#include <map>
#include <set>

#include "app/work.h"
#include "base/ports.h"

namespace hashira::app {

// Rows that nearly every command reads (figures, balances, counters), kept between groups. Only the writer touches it.
class HotRows {
 public:
  const std::optional<Bytes>* find(const journal::Key& key) const;
  void keep(const journal::Key& key, std::optional<Bytes> value);  // ignored where the key is not of a hot kind
  void clear() { rows_.clear(); }

 private:
  std::map<journal::Key, std::optional<Bytes>> rows_;
};

class Group final : public Work, private audit::Rows {
 public:
  struct Parts {
    journal::Store& store;
    audit::Versions& versions;
    const cases::Instruments& instruments;
    Clock& clock;
    HotRows& hot;
    std::map<journal::StreamId, journal::Head>& heads;  // known heads, kept between groups
    Date today;
    const Group* below = nullptr;  // a group that is being made durable: what it wrote counts
  };
  explicit Group(Parts parts) : parts_(parts) {}

  // Reads rows that the group will ask for, in one round trip.
  Done read_ahead(std::vector<journal::Key> keys);
  // Runs one command; on a refusal everything it wrote is gone.
  Done run(const std::function<Done(Work&)>& command);
  bool empty() const { return group_.entries.empty() && group_.rows.empty(); }
  // Keys to make durable first, then the commits. `settle` after the commit remembers heads and hot rows.
  std::vector<journal::KeyStore::PartyKey> keys() const { return group_.keys; }
  Result<std::vector<journal::Commit>> commits();
  void settle();
  // The group below is durable and settled: the store has what it wrote.
  void stand_alone();

  // Work
  Result<std::optional<Bytes>> get(const journal::Key& key) override;
  void put(const journal::Key& key, std::optional<Bytes> value) override;
  Result<std::vector<journal::Row>> scan(journal::Table table, BytesView prefix, BytesView after,
                                         std::size_t limit) override;
  Result<cases::Case> case_of(const journal::StreamId& stream, std::uint64_t number) override;
  Result<cases::Draft> draft_of(const journal::StreamId& stream, std::uint64_t number) override;
  Result<journal::Entry> entry(const journal::StreamId& stream, std::uint64_t seq) override;
  Result<std::uint64_t> next_number(const journal::StreamId& stream, std::string_view kind) override;
  Result<std::uint64_t> append(journal::Entry entry) override;
  Result<journal::Head> head(const journal::StreamId& stream) override;
  void add_key(journal::KeyStore::PartyKey key) override { command_.keys.push_back(std::move(key)); }
  Date today() override { return parts_.today; }
  audit::Versions& versions() override { return parts_.versions; }
  const cases::Instruments& instruments() override { return parts_.instruments; }

 private:
  using Layer = std::map<journal::Key, std::optional<Bytes>>;
  struct Part {
    Layer rows;
    std::map<journal::StreamId, std::vector<journal::StoredEntry>> entries;
    std::vector<journal::KeyStore::PartyKey> keys;
  };

  Done each(journal::Table table, BytesView prefix,
            const std::function<Done(BytesView key, BytesView value)>& visit) override;
  Done complete(journal::Entry& entry);
  void merge_command();
  // Newest first; the last one may be missing.
  std::array<const Part*, 3> parts() const {
    return {&command_, &group_, parts_.below != nullptr ? &parts_.below->group_ : nullptr};
  }

  Parts parts_;
  Part group_, command_;
  Layer stored_;  // read ahead: what the store has, below the group's own rows
};

}  // namespace hashira::app
