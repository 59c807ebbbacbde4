#include "store/sqlite/recent.h"

namespace hashira::store::sqlite {
namespace {

using journal::Change;
using journal::Key;
using journal::Row;
using journal::Table;

constexpr std::uint32_t removed = 0xffffffff;

void append_u32(Bytes& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>((value >> shift) & 0xff);
}

// Takes `size` bytes from the front; nullopt when there are fewer.
std::optional<BytesView> take(BytesView& in, std::size_t size) {
  if (in.size() < size) return std::nullopt;
  BytesView out = in.substr(0, size);
  in.remove_prefix(size);
  return out;
}

std::optional<std::uint32_t> take_u32(BytesView& in) {
  std::optional<BytesView> bytes = take(in, 4);
  if (!bytes) return std::nullopt;
  std::uint32_t value = 0;
  for (char c : *bytes) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

// table (1) ‖ size of key (4) ‖ key ‖ size of value (4; removed: all ones) ‖ value
std::optional<Change> take_change(BytesView& in) {
  std::optional<BytesView> table = take(in, 1);
  if (!table || static_cast<unsigned char>(table->front()) >= journal::table_count) return std::nullopt;
  Change out;
  out.at.table = static_cast<Table>(table->front());
  std::optional<std::uint32_t> size = take_u32(in);
  std::optional<BytesView> key = size ? take(in, *size) : std::nullopt;
  std::optional<std::uint32_t> value_size = key ? take_u32(in) : std::nullopt;
  if (!value_size) return std::nullopt;
  out.at.key = Bytes(*key);
  if (*value_size == removed) return out;
  std::optional<BytesView> value = take(in, *value_size);
  if (!value) return std::nullopt;
  out.value = Bytes(*value);
  return out;
}

}  // namespace

Bytes encode_changes(std::span<const Change* const> changes) {
  std::size_t size = 0;
  for (const Change* change : changes) size += 9 + change->at.key.size() + (change->value ? change->value->size() : 0);
  Bytes out;
  out.reserve(size);
  for (const Change* change : changes) {
    out += static_cast<char>(change->at.table);
    append_u32(out, static_cast<std::uint32_t>(change->at.key.size()));
    out += change->at.key;
    append_u32(out, change->value ? static_cast<std::uint32_t>(change->value->size()) : removed);
    if (change->value) out += *change->value;
  }
  return out;
}

Result<std::vector<Change>> decode_changes(BytesView log_row) {
  std::vector<Change> out;
  while (!log_row.empty()) {
    std::optional<Change> change = take_change(log_row);
    if (!change) {
      return fail("store.corrupt", "a row of the log of recent changes is damaged",
                  "restore the data folder from a backup, or rebuild it from its entries");
    }
    out.push_back(std::move(*change));
  }
  return out;
}

void Recent::add(std::int64_t id, std::span<const Change* const> changes) {
  for (const Change* change : changes) {
    auto [at, fresh] = tables_[static_cast<std::size_t>(change->at.table)].try_emplace(change->at.key);
    Versions& versions = at->second;
    size_ += fresh ? 1 : 0;
    if (!fresh) {
      versions.old_id = versions.id;
      versions.old_value = std::move(versions.value);
    }
    versions.id = id;
    versions.value = change->value;
  }
  last_ = std::max(last_, id);
}

void Recent::drop(std::int64_t id) {
  for (Rows& rows : tables_) {
    for (auto at = rows.begin(); at != rows.end();) {
      Versions& versions = at->second;
      if (versions.id != id) {
        ++at;
      } else if (versions.old_id == 0) {
        at = rows.erase(at);
        --size_;
      } else {
        versions = {versions.old_id, 0, std::move(versions.old_value), std::nullopt};
        ++at;
      }
    }
  }
  last_ = std::min(last_, id - 1);
}

std::optional<Bytes> Recent::forget(Table table, const std::optional<Bytes>& after, std::int64_t moved,
                                    std::size_t limit) {
  Rows& rows = tables_[static_cast<std::size_t>(table)];
  std::optional<Bytes> last;
  auto at = after ? rows.upper_bound(*after) : rows.begin();
  for (std::size_t seen = 0; at != rows.end() && seen < limit; ++seen) {
    if (seen + 1 == limit) last = at->first;
    if (at->second.id > moved) {
      ++at;
    } else {
      at = rows.erase(at);
      --size_;
    }
  }
  return last;
}

void Recent::clear(LogState state) {
  tables_ = {};
  size_ = 0;
  last_ = state.moved;
}

const std::optional<Bytes>* Recent::seen(const Versions& versions, std::int64_t last) {
  if (versions.id <= last) return &versions.value;
  return versions.old_id != 0 && versions.old_id <= last ? &versions.old_value : nullptr;
}

const std::optional<Bytes>* Recent::find(const Key& key, std::int64_t last) const {
  const Rows& rows = tables_[static_cast<std::size_t>(key.table)];
  auto found = rows.find(key.key);
  return found == rows.end() ? nullptr : seen(found->second, last);
}

void Recent::lay_over(Table table, BytesView prefix, BytesView after, const std::optional<Bytes>& until,
                      std::int64_t last, std::vector<Row>& page) const {
  const Rows& rows = tables_[static_cast<std::size_t>(table)];
  bool from_first = after.empty() || after < prefix;
  auto at = from_first ? rows.lower_bound(prefix) : rows.upper_bound(after);
  std::vector<Row> merged;
  auto row = page.begin();
  for (; at != rows.end() && at->first.starts_with(prefix) && (!until || at->first <= *until); ++at) {
    const std::optional<Bytes>* value = seen(at->second, last);
    if (value == nullptr) continue;
    while (row != page.end() && row->key < at->first) merged.push_back(std::move(*row++));
    if (row != page.end() && row->key == at->first) ++row;
    if (*value) merged.push_back({at->first, **value});
  }
  if (merged.empty() && row == page.begin()) return;
  std::move(row, page.end(), std::back_inserter(merged));
  page = std::move(merged);
}

std::vector<Change> Recent::newest(Table table, const std::optional<Bytes>& after, std::size_t limit) const {
  const Rows& rows = tables_[static_cast<std::size_t>(table)];
  std::vector<Change> out;
  for (auto at = after ? rows.upper_bound(*after) : rows.begin(); at != rows.end() && out.size() < limit; ++at) {
    out.push_back({{table, at->first}, at->second.value});
  }
  return out;
}

}  // namespace hashira::store::sqlite
