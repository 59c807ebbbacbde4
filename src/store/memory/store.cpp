#include <array>
#include <map>
#include <mutex>
#include <shared_mutex>

#include "store/internal/commit_check.h"
#include "store/memory.h"

namespace hashira::store {
namespace {

using journal::Change;
using journal::Commit;
using journal::Head;
using journal::Key;
using journal::Row;
using journal::StoredEntry;
using journal::StreamId;
using journal::Table;

class MemoryStore final : public journal::Store {
 public:
  Result<Head> head(const StreamId& stream) override {
    std::shared_lock lock(mutex_);
    return head_of(stream);
  }

  Result<std::vector<StreamId>> streams() override {
    std::shared_lock lock(mutex_);
    std::vector<StreamId> out;
    for (const auto& [stream, entries] : entries_) out.push_back(stream);
    return out;
  }

  Result<std::vector<std::optional<Bytes>>> get(std::span<const Key> keys) override {
    std::shared_lock lock(mutex_);
    std::vector<std::optional<Bytes>> out;
    for (const Key& key : keys) {
      auto row = rows(key.table).find(key.key);
      out.push_back(row == rows(key.table).end() ? std::nullopt : std::optional(row->second));
    }
    return out;
  }

  Result<std::vector<Row>> scan(Table table, BytesView prefix, BytesView after, std::size_t limit) override {
    std::shared_lock lock(mutex_);
    std::vector<Row> out;
    const auto& all = rows(table);
    auto row = after.empty() || after < prefix ? all.lower_bound(prefix) : all.upper_bound(after);
    for (; row != all.end() && out.size() < limit && row->first.starts_with(prefix); ++row) {
      out.push_back({row->first, row->second});
    }
    return out;
  }

  Result<std::vector<StoredEntry>> entries(const StreamId& stream, std::uint64_t from_seq, std::size_t limit) override {
    std::shared_lock lock(mutex_);
    auto found = entries_.find(stream);
    if (found == entries_.end()) return std::vector<StoredEntry>();
    const auto& all = found->second;
    std::size_t first = std::min<std::size_t>(from_seq == 0 ? 0 : from_seq - 1, all.size());
    std::size_t count = std::min(limit, all.size() - first);
    auto begin = all.begin() + static_cast<std::ptrdiff_t>(first);
    return std::vector<StoredEntry>(begin, begin + static_cast<std::ptrdiff_t>(count));
  }

  Done commit(std::span<const Commit> commits) override {
    std::unique_lock lock(mutex_);
    CHECK_OK(check_commits(commits, [this](const StreamId& stream) -> Result<Head> { return head_of(stream); }));
    for (const Commit& commit : commits) append(commit);
    for (const Change* change : last_changes(commits)) write(*change);
    return {};
  }

 private:
  using Rows = std::map<Bytes, Bytes, std::less<>>;

  Rows& rows(Table table) { return tables_[static_cast<std::size_t>(table)]; }

  Head head_of(const StreamId& stream) const {
    auto found = entries_.find(stream);
    if (found == entries_.end()) return journal::genesis(stream);
    return {found->second.back().seq, found->second.back().hash};
  }

  void append(const Commit& commit) {
    if (commit.entries.empty()) return;
    auto& all = entries_[commit.stream];
    all.insert(all.end(), commit.entries.begin(), commit.entries.end());
  }

  void write(const Change& change) {
    if (change.value) {
      rows(change.at.table).insert_or_assign(change.at.key, *change.value);
    } else {
      rows(change.at.table).erase(change.at.key);
    }
  }

  std::shared_mutex mutex_;
  std::map<StreamId, std::vector<StoredEntry>> entries_;
  std::array<Rows, journal::table_count> tables_;
};

}  // namespace

std::unique_ptr<journal::Store> make_memory_store() { return std::make_unique<MemoryStore>(); }

}  // namespace hashira::store
