#include "store/sqlite/log_record.h"

namespace hashira::store::sqlite {
namespace {

using journal::Change;
using journal::Commit;
using journal::StoredEntry;

constexpr std::uint32_t removed = 0xffffffff;
constexpr char entry_item = '\xff';  // every other item is a change and begins with its table

void append_u32(Bytes& out, std::size_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>((value >> shift) & 0xff);
}

void append_run(Bytes& out, BytesView run) {
  append_u32(out, run.size());
  out += run;
}

// Takes items off the front; after the first that is cut short every answer is empty.
class ItemReader {
 public:
  explicit ItemReader(BytesView left) : left_(left) {}
  bool at_end() const { return left_.empty() || cut_; }
  bool cut() const { return cut_; }

  BytesView take(std::size_t size) {
    cut_ = cut_ || left_.size() < size;
    if (cut_) return {};
    BytesView out = left_.substr(0, size);
    left_.remove_prefix(size);
    return out;
  }
  std::uint32_t u32() {
    std::uint32_t value = 0;
    for (char c : take(4)) value = value << 8 | static_cast<unsigned char>(c);
    return value;
  }
  BytesView run() { return take(u32()); }
  std::uint64_t u64() {
    BytesView bytes = take(8);
    return cut_ ? 0 : read_u64(bytes);
  }
  void refuse() { cut_ = true; }

 private:
  BytesView left_;
  bool cut_ = false;
};

void take_entry(ItemReader& in, std::vector<Commit>& commits) {
  journal::StreamId stream(in.run());
  StoredEntry entry;
  entry.seq = in.u64();
  BytesView hash = in.take(entry.hash.size());
  entry.bytes = in.run();
  if (in.cut()) return;
  entry.hash = hash_from(hash);
  if (commits.empty() || commits.back().stream != stream) commits.push_back({std::move(stream), {}, {}, {}});
  commits.back().entries.push_back(std::move(entry));
}

void take_change(ItemReader& in, unsigned char table, std::vector<Commit>& commits) {
  if (table >= journal::table_count) return in.refuse();
  Change change{{static_cast<journal::Table>(table), Bytes(in.run())}, std::nullopt};
  std::uint32_t size = in.u32();
  if (size != removed) change.value = Bytes(in.take(size));
  if (in.cut()) return;
  if (commits.empty()) commits.emplace_back();
  commits.back().changes.push_back(std::move(change));
}

}  // namespace

Bytes encode_record(std::span<const Commit> commits, std::span<const Change* const> changes, std::size_t room) {
  std::size_t size = room;
  for (const Commit& commit : commits) {
    for (const StoredEntry& entry : commit.entries)
      size += 17 + commit.stream.size() + entry.hash.size() + entry.bytes.size();
  }
  for (const Change* change : changes) size += 9 + change->at.key.size() + (change->value ? change->value->size() : 0);
  Bytes out;
  out.reserve(size);
  out.resize(room);
  for (const Commit& commit : commits) {
    for (const StoredEntry& entry : commit.entries) {
      out += entry_item;
      append_run(out, commit.stream);
      append_u64(out, entry.seq);
      out += view(entry.hash);
      append_run(out, entry.bytes);
    }
  }
  for (const Change* change : changes) {
    out += static_cast<char>(change->at.table);
    append_run(out, change->at.key);
    append_u32(out, change->value ? change->value->size() : removed);
    if (change->value) out += *change->value;
  }
  return out;
}

Result<std::vector<Commit>> decode_record(BytesView content) {
  std::vector<Commit> out;
  ItemReader in(content);
  while (!in.at_end()) {
    BytesView item = in.take(1);
    if (item.front() == entry_item) {
      take_entry(in, out);
    } else {
      take_change(in, static_cast<unsigned char>(item.front()), out);
    }
  }
  if (!in.cut()) return out;
  return fail("store.corrupt", "a record of the log of recent commits is damaged",
              "restore the data folder from a backup, or rebuild it from its entries");
}

}  // namespace hashira::store::sqlite
