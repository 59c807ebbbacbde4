#include "store/sqlite/recent.h"

#include <algorithm>

namespace hashira::store::sqlite {

using journal::Change;
using journal::Commit;
using journal::Row;
using journal::StoredEntry;
using journal::StreamId;
using journal::Table;

namespace {

bool key_before(const RecentRows::Row* a, const RecentRows::Row* b) {
  return a->first < b->first;
}

}  // namespace

WriterFirstMutex::WriterFirstMutex() {
  pthread_rwlockattr_t attributes;
  pthread_rwlockattr_init(&attributes);
  pthread_rwlockattr_setkind_np(&attributes, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
  pthread_rwlock_init(&lock_, &attributes);
  pthread_rwlockattr_destroy(&attributes);
}

void RecentRows::put(const Bytes& key, const std::optional<Bytes>& value) {
  auto [at, fresh] = rows_.try_emplace(key);
  at->second = value;
  if (fresh) order_.push_back(&*at);
}

const RecentRows::Row* RecentRows::find(BytesView key) const {
  auto found = rows_.find(key);
  return found == rows_.end() ? nullptr : &*found;
}

void RecentRows::sort() {
  auto middle = order_.begin() + static_cast<std::ptrdiff_t>(sorted_);
  std::sort(middle, order_.end(), key_before);
  std::inplace_merge(order_.begin(), middle, order_.end(), key_before);
  sorted_ = order_.size();
}

std::span<const RecentRows::Row* const> RecentRows::from(BytesView key) const {
  auto at = std::lower_bound(order_.begin(), order_.end(), key,
                             [](const Row* row, BytesView wanted) { return row->first < wanted; });
  return {at, order_.end()};
}

void RecentRows::lay_over(BytesView prefix, BytesView after, const std::optional<Bytes>& until,
                          std::vector<journal::Row>& page) const {
  bool from_first = after.empty() || after < prefix;
  std::vector<journal::Row> merged;
  auto row = page.begin();
  for (const Row* at : from(from_first ? prefix : after)) {
    const auto& [key, value] = *at;
    if (!from_first && key == after) continue;
    if (!key.starts_with(prefix) || (until && key > *until)) break;
    while (row != page.end() && row->key < key) merged.push_back(std::move(*row++));
    if (row != page.end() && row->key == key) ++row;
    if (value) merged.push_back({key, *value});
  }
  if (merged.empty() && row == page.begin()) return;
  std::move(row, page.end(), std::back_inserter(merged));
  page = std::move(merged);
}

std::size_t Generation::size() const {
  std::size_t out = 0;
  for (const RecentRows& table : tables) out += table.size();
  return out;
}

void Recent::add(const LogPlace& place, std::span<const Commit> commits, std::span<const Change* const> changes) {
  for (const Commit& commit : commits) {
    if (commit.entries.empty()) continue;
    auto& all = coming_->entries[commit.stream];
    all.insert(all.end(), commit.entries.begin(), commit.entries.end());
  }
  for (const Change* change : changes) {
    coming_->rows(change->at.table).put(change->at.key, change->value);
    if (change->at.table != Table::index) continue;
    for (const auto& filter : {filter_.get(), next_filter_.get()}) {
      if (filter != nullptr) filter->add(change->at.key);
    }
  }
  coming_->last = place;
}

void Recent::restart(const LogPlace& moved) {
  frozen_.reset();
  coming_ = std::make_shared<Generation>();
  coming_->last = moved;
  filter_.reset();  // what was moved elsewhere is not in it
  next_filter_.reset();
}

bool Recent::is_absent(const journal::Key& key) const {
  return key.table == Table::index && filter_ && !filter_->may_have(key.key);
}

void Recent::begin_filter(const std::shared_ptr<KeyFilter>& filter) {
  next_filter_ = filter;
  for (const Generation* generation : generations()) {
    if (generation == nullptr) continue;
    for (const RecentRows::Row* row : generation->rows(Table::index).all()) next_filter_->add(row->first);
  }
}

void Recent::finish_filter(const std::shared_ptr<KeyFilter>& filter) {
  if (next_filter_ == filter) filter_ = std::move(next_filter_);
}

std::shared_ptr<const Generation> Recent::freeze() {
  if (frozen_) return frozen_;
  frozen_ = std::exchange(coming_, std::make_shared<Generation>());
  coming_->last = frozen_->last;
  return frozen_;
}

void Recent::drop(const Generation* moved) {
  if (frozen_.get() == moved) frozen_.reset();
}

std::size_t Recent::size() const {
  return coming_->size() + (frozen_ ? frozen_->size() : 0);
}

const std::optional<Bytes>* Recent::find(const journal::Key& key) const {
  for (const Generation* generation : generations()) {
    const auto* row = generation == nullptr ? nullptr : generation->rows(key.table).find(key.key);
    if (row != nullptr) return &row->second;
  }
  return nullptr;
}

bool Recent::is_sorted(Table table) const {
  return coming_->rows(table).is_sorted() && (!frozen_ || frozen_->rows(table).is_sorted());
}

void Recent::sort(Table table) {
  coming_->rows(table).sort();
  if (frozen_) frozen_->rows(table).sort();
}

void Recent::lay_over(Table table, BytesView prefix, BytesView after, const std::optional<Bytes>& until,
                      std::vector<Row>& page) const {
  if (frozen_) frozen_->rows(table).lay_over(prefix, after, until, page);
  coming_->rows(table).lay_over(prefix, after, until, page);
}

std::vector<StreamId> Recent::streams() const {
  std::vector<StreamId> out;
  for (const Generation* generation : generations()) {
    if (generation == nullptr) continue;
    for (const auto& [stream, entries] : generation->entries) out.push_back(stream);
  }
  return out;
}

std::optional<journal::Head> Recent::head(const StreamId& stream) const {
  for (const Generation* generation : generations()) {
    if (generation == nullptr) continue;
    auto found = generation->entries.find(stream);
    if (found != generation->entries.end()) return journal::Head{found->second.back().seq, found->second.back().hash};
  }
  return std::nullopt;
}

void Recent::entries(const StreamId& stream, std::uint64_t from_seq, std::size_t limit,
                     std::vector<StoredEntry>& out) const {
  for (const Generation* generation :
       {static_cast<const Generation*>(frozen_.get()), static_cast<const Generation*>(coming_.get())}) {
    if (generation == nullptr) continue;
    auto found = generation->entries.find(stream);
    if (found == generation->entries.end()) continue;
    const auto& all = found->second;
    std::uint64_t first = all.front().seq, from = out.empty() ? from_seq : out.back().seq + 1;
    for (std::uint64_t at = from > first ? from - first : 0; at < all.size() && out.size() < limit; ++at)
      out.push_back(all[at]);
  }
}

}  // namespace hashira::store::sqlite
