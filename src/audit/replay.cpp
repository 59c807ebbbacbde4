#include "audit/replay.h"

#include <fmt/core.h>

namespace hashira::audit {
namespace {

using journal::Entry;
using journal::Head;
using journal::Key;
using journal::StoredEntry;
using journal::StreamId;
using journal::Table;

constexpr std::size_t replay_page = 2000;

}  // namespace

Result<std::optional<Bytes>> MemoryRows::get(const Key& key) {
  std::optional<BytesView> found = find(key.table, key.key);
  return found ? std::optional(Bytes(*found)) : std::nullopt;
}

std::optional<BytesView> MemoryRows::find(Table table, BytesView key) const {
  auto found = of(table).find(key);
  if (found == of(table).end()) return std::nullopt;
  return BytesView(found->second.bytes, found->second.size);
}

char* MemoryRows::keep(BytesView bytes) {
  char* kept = static_cast<char*>(arena_.allocate(std::max<std::size_t>(bytes.size(), 1), 1));
  std::copy(bytes.begin(), bytes.end(), kept);
  return kept;
}

// A value that fits into the room of the one before takes its place; what is left behind stays in the arena unused.
void MemoryRows::put(const Key& key, std::optional<Bytes> value) {
  Rows& rows = tables_[static_cast<std::size_t>(key.table)];
  auto found = rows.find(BytesView(key.key));
  if (!value) {
    if (found != rows.end()) rows.erase(found);
    return;
  }
  auto size = static_cast<std::uint32_t>(value->size());
  if (found == rows.end()) {
    rows.emplace(BytesView(keep(key.key), key.key.size()), Value{keep(*value), size, size});
  } else if (size <= found->second.room) {
    std::copy(value->begin(), value->end(), found->second.bytes);
    found->second.size = size;
  } else {
    found->second = Value{keep(*value), size, size};
  }
}

std::vector<MemoryRows::Row> MemoryRows::sorted(Table table, BytesView prefix) const {
  std::vector<Row> rows;
  for (const auto& [key, value] : of(table)) {
    if (key.starts_with(prefix)) rows.emplace_back(key, BytesView(value.bytes, value.size));
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

Done MemoryRows::each(Table table, BytesView prefix, const std::function<Done(BytesView, BytesView)>& visit) {
  for (const auto& [key, value] : sorted(table, prefix)) CHECK_OK(visit(key, value));
  return {};
}

Done Replay::run(const OnEntry& visit, const OnProgress& progress) {
  std::vector<StreamId> streams = TRY(store_.streams());
  for (const StreamId& stream : streams) progress_.total += TRY(store_.head(stream)).seq;
  for (const StreamId& stream : streams) CHECK_OK(replay_stream(stream, visit, progress));
  counts.streams = streams.size();
  return {};
}

Done Replay::replay_stream(const StreamId& stream, const OnEntry& visit, const OnProgress& progress) {
  Head claimed = TRY(store_.head(stream));
  Head head = journal::genesis(stream);
  for (std::uint64_t from = 1;;) {
    std::vector<StoredEntry> page = TRY(store_.entries(stream, from, replay_page));
    for (const StoredEntry& stored : page) CHECK_OK(replay_entry(head, stored, stream, visit));
    progress_.done += page.size();
    if (progress && !page.empty()) progress(progress_);
    if (page.size() < replay_page) break;
    from = page.back().seq + 1;
  }
  check_head(claimed, head, stream);
  ends[stream] = head;
  return {};
}

Done Replay::replay_entry(Head& head, const StoredEntry& stored, const StreamId& stream, const OnEntry& visit) {
  ++counts.entries;
  bool whole = check_chain(head, stored, stream);
  if (!whole) stop_applying(stream, stored.seq, {});
  if (broken.contains(stream)) return {};
  Result<Entry> entry = journal::decode(stored.bytes);
  if (!entry) {
    stop_applying(stream, stored.seq, entry.error().what);
    return {};
  }
  if (entry->stream != stream || entry->seq != stored.seq || journal::encode(*entry) != stored.bytes) {
    stop_applying(stream, stored.seq, fmt::format("its bytes name another entry ({}/{})", entry->stream, entry->seq));
    return {};
  }
  counts.synthetic += entry->synthetic ? 1 : 0;
  if (!entry->party.empty()) parties.insert(entry->party);
  Result<Effect> effect = project(rows, *entry, versions, instruments_);
  if (!effect) {
    stop_applying(stream, stored.seq, effect.error().what);
    return {};
  }
  return visit ? visit({*entry, stored, *effect}) : Done();
}

// A false answer says that the bytes are not those that were chained. The stored hash is then taken as the one before
// the next entry, so that one changed byte is named once and not at every later entry.
bool Replay::check_chain(Head& head, const StoredEntry& stored, const StreamId& stream) {
  if (stored.seq != head.seq + 1) {
    findings.add("audit.entry_missing",
                 {fmt::format("記録 {}/{}: その前の記録 {} がありません", stream, stored.seq, head.seq + 1),
                  fmt::format("entry {}/{}: entry {} before it is missing", stream, stored.seq, head.seq + 1)});
    broken.insert(stream);
  }
  Hash hash = journal::chain(head.hash, stored.bytes);
  bool whole = hash == stored.hash;
  if (!whole) {
    findings.add("audit.entry_changed",
                 {fmt::format("記録 {}/{}: 内容とハッシュが一致しません（保存 {}…、計算 {}…）", stream, stored.seq,
                              hex(stored.hash).substr(0, 16), hex(hash).substr(0, 16)),
                  fmt::format("entry {}/{}: its bytes and its hash do not agree (stored {}…, computed {}…)", stream,
                              stored.seq, hex(stored.hash).substr(0, 16), hex(hash).substr(0, 16))});
  }
  head = {stored.seq, stored.hash};
  return whole;
}

void Replay::check_head(const Head& claimed, const Head& end, const StreamId& stream) {
  if (claimed == end) return;
  findings.add("audit.head_differs",
               {fmt::format("系列 {}: 先頭は記録 {} を指しますが、記録は {} で終わっています", stream, claimed.seq, end.seq),
                fmt::format("stream {}: its head stands at entry {} ({}…), its entries end at {} ({}…)", stream, claimed.seq,
                            hex(claimed.hash).substr(0, 16), end.seq, hex(end.hash).substr(0, 16))});
}

void Replay::stop_applying(const StreamId& stream, std::uint64_t seq, const std::string& why) {
  broken.insert(stream);
  if (why.empty()) return;  // already named
  findings.add("audit.entry_does_not_apply",
               {fmt::format("記録 {}/{}: 適用できません（{}）", stream, seq, why),
                fmt::format("entry {}/{}: it cannot be applied: {}", stream, seq, why)});
}

}  // namespace hashira::audit
