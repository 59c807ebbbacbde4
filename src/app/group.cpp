#include "app/group.h"

#include <fmt/core.h>

#include <algorithm>

namespace hashira::app {

using journal::Key;
using journal::Row;
using journal::Table;

const std::optional<Bytes>* HotRows::find(const Key& key) const {
  auto found = rows_.find(key);
  return found == rows_.end() ? nullptr : &found->second;
}

void HotRows::keep(const Key& key, std::optional<Bytes> value) {
  bool hot = key.table == Table::balance || (key.table == Table::cell && key.key.find('#') == Bytes::npos) ||
             (key.table == Table::index && (key.key.starts_with("queued") || key.key.starts_with("counter"))) ||
             (key.table == Table::state && key.key.ends_with("in-force"));
  if (hot) rows_[key] = std::move(value);
}

Done Group::run(const std::function<Done(Work&)>& command) {
  Done done = command(*this);
  if (done) merge_command();
  command_ = {};
  return done;
}

void Group::merge_command() {
  for (auto& [key, value] : command_.rows) group_.rows.insert_or_assign(key, std::move(value));
  for (auto& [stream, entries] : command_.entries) {
    auto& all = group_.entries[stream];
    std::move(entries.begin(), entries.end(), std::back_inserter(all));
  }
  std::move(command_.keys.begin(), command_.keys.end(), std::back_inserter(group_.keys));
}

Result<std::optional<Bytes>> Group::get(const Key& key) {
  for (const Part* part : parts()) {
    if (part == nullptr) continue;
    if (auto found = part->rows.find(key); found != part->rows.end()) return found->second;
  }
  if (auto found = stored_.find(key); found != stored_.end()) return found->second;
  if (const std::optional<Bytes>* kept = parts_.hot.find(key)) return *kept;
  std::vector<std::optional<Bytes>> values = TRY(parts_.store.get(std::span(&key, 1)));
  parts_.hot.keep(key, values.front());
  return std::move(values.front());
}

Done Group::read_ahead(std::vector<Key> keys) {
  if (keys.empty()) return {};
  std::vector<std::optional<Bytes>> values = TRY(parts_.store.get(keys));
  for (std::size_t i = 0; i < keys.size(); ++i) stored_.insert_or_assign(std::move(keys[i]), std::move(values[i]));
  return {};
}

void Group::put(const Key& key, std::optional<Bytes> value) {
  command_.rows.insert_or_assign(key, std::move(value));
}

// The store's page with the layers laid over it. A page may come back short where the layers remove rows; callers go
// on from the last key until a page is empty.
Result<std::vector<Row>> Group::scan(Table table, BytesView prefix, BytesView after, std::size_t limit) {
  std::map<Bytes, std::optional<Bytes>> merged;
  std::vector<Row> stored = TRY(parts_.store.scan(table, prefix, after, limit));
  bool more = stored.size() == limit;
  Bytes last = more ? stored.back().key : Bytes();
  for (Row& row : stored) merged.emplace(std::move(row.key), std::move(row.value));
  Bytes start(after.empty() ? prefix : after);
  const auto newest_first = parts();
  for (auto part = newest_first.rbegin(); part != newest_first.rend(); ++part) {
    if (*part == nullptr) continue;
    const Layer& layer = (*part)->rows;
    for (auto at = layer.lower_bound({table, start}); at != layer.end(); ++at) {
      const Key& key = at->first;
      if (key.table != table || !key.key.starts_with(prefix)) break;
      if (more && key.key > last) break;
      if (!after.empty() && key.key <= after) continue;
      merged.insert_or_assign(key.key, at->second);
    }
  }
  std::vector<Row> out;
  for (auto& [key, value] : merged) {
    if (out.size() == limit) break;
    if (value) out.push_back({key, std::move(*value)});
  }
  if (out.empty() && more) return scan(table, prefix, last, limit);
  return out;
}

Done Group::each(Table table, BytesView prefix, const std::function<Done(BytesView, BytesView)>& visit) {
  Bytes after;
  while (true) {
    std::vector<Row> rows = TRY(scan(table, prefix, after, 1000));
    if (rows.empty()) return {};
    for (const Row& row : rows) CHECK_OK(visit(row.key, row.value));
    after = rows.back().key;
  }
}

Result<cases::Case> Group::case_of(const journal::StreamId& stream, std::uint64_t number) {
  std::optional<Bytes> stored = TRY(get({Table::state, cases::case_key(stream, number)}));
  if (!stored) {
    return fail("app.no_such_case", fmt::format("there is no case {}", cases::case_name(stream, number)),
                "look the number up in the queue");
  }
  return cases::decode_case(*stored);
}

Result<cases::Draft> Group::draft_of(const journal::StreamId& stream, std::uint64_t number) {
  std::optional<Bytes> stored = TRY(get({Table::state, cases::draft_key(stream, number)}));
  if (!stored) {
    return fail("app.no_such_draft", fmt::format("there is no draft {} in {}", number, stream),
                "look the number up in the list of drafts");
  }
  return cases::decode_draft(*stored);
}

Result<journal::Entry> Group::entry(const journal::StreamId& stream, std::uint64_t seq) {
  for (const Part* part : parts()) {
    if (part == nullptr) continue;
    auto found = part->entries.find(stream);
    if (found == part->entries.end()) continue;
    for (const journal::StoredEntry& stored : found->second) {
      if (stored.seq == seq) return journal::decode(stored.bytes);
    }
  }
  std::vector<journal::StoredEntry> stored = TRY(parts_.store.entries(stream, seq, 1));
  if (stored.empty() || stored.front().seq != seq) {
    return fail("app.no_such_entry", fmt::format("{} has no entry {}", stream, seq));
  }
  return journal::decode(stored.front().bytes);
}

Result<std::uint64_t> Group::next_number(const journal::StreamId& stream, std::string_view kind) {
  return static_cast<std::uint64_t>(audit::number_of(TRY(get({Table::index, audit::counter_key(stream, kind)}))) + 1);
}

Result<journal::Head> Group::head(const journal::StreamId& stream) {
  for (const Part* part : parts()) {
    if (part == nullptr) continue;
    auto found = part->entries.find(stream);
    if (found != part->entries.end() && !found->second.empty()) {
      return journal::Head{found->second.back().seq, found->second.back().hash};
    }
  }
  if (auto known = parts_.heads.find(stream); known != parts_.heads.end()) return known->second;
  return parts_.heads[stream] = TRY(parts_.store.head(stream));
}

Done Group::complete(journal::Entry& entry) {
  entry.recorded_at = parts_.clock.now();
  if (entry.happened_on == Date()) entry.happened_on = parts_.today;
  if (entry.account_year == FiscalYear()) entry.account_year = FiscalYear::of(entry.happened_on);
  if (entry.definition.empty()) {
    std::optional<Bytes> in_force = TRY(get({Table::state, audit::in_force_key(entry.stream)}));
    if (in_force) entry.definition = std::move(*in_force);
  }
  return {};
}

Result<std::uint64_t> Group::append(journal::Entry entry) {
  journal::Head before = TRY(head(entry.stream));
  entry.seq = before.seq + 1;
  CHECK_OK(complete(entry));
  // A text from outside that is not UTF-8 is refused here, before it can stop the writer.
  Bytes bytes = TRY(journal::encode_checked(entry));
  Hash hash = journal::chain(before.hash, bytes);
  TRY(audit::project(*this, entry, parts_.versions, parts_.instruments));
  command_.entries[entry.stream].push_back({entry.seq, std::move(bytes), hash});
  return entry.seq;
}

Result<std::vector<journal::Commit>> Group::commits() {
  std::vector<journal::Commit> out;
  for (const auto& [stream, entries] : group_.entries) out.push_back({stream, parts_.heads.at(stream), entries, {}});
  // Secrets (passwords, sessions) change without an entry: they travel with the accounts' stream as it stands.
  if (out.empty()) {
    journal::Head accounts = TRY(head("accounts"));
    out.push_back({"accounts", accounts, {}, {}});
  }
  // Rows belong to the group as a whole; they travel with its first stream.
  for (const auto& [key, value] : group_.rows) out.front().changes.push_back({key, value});
  return out;
}

void Group::settle() {
  for (const auto& [stream, entries] : group_.entries) {
    parts_.heads[stream] = {entries.back().seq, entries.back().hash};
  }
  // A reader may have looked the version in force up again between the command and its commit.
  bool published = std::any_of(group_.rows.begin(), group_.rows.end(), [](const auto& row) {
    return row.first.table == Table::state && row.first.key.ends_with("in-force");
  });
  if (published) parts_.versions.forget_heads();
  for (auto& [key, value] : group_.rows) parts_.hot.keep(key, std::move(value));
}

void Group::stand_alone() {
  parts_.below = nullptr;
  stored_.clear();  // may be older than what the group below wrote
}

}  // namespace hashira::app
