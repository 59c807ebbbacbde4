// Keeps the drafts, the longest untouched dropped first.
// Guarantees: see apply_drafts.h.
// One visitor may have one draft a programme.
#include "http/apply_drafts.h"

namespace hashira::http {
namespace {

std::string draft_key(const std::string& visitor, const std::string& programme) { return visitor + "/" + programme; }

}  // namespace

std::optional<ApplyDraft> ApplyDrafts::find(const std::string& visitor, const std::string& programme, Instant now) {
  std::lock_guard lock(mutex_);
  drop_old(now);
  auto found = by_key_.find(draft_key(visitor, programme));
  if (visitor.empty() || found == by_key_.end()) return std::nullopt;
  return found->second->second;
}

void ApplyDrafts::keep(const std::string& visitor, ApplyDraft draft, Instant now) {
  std::lock_guard lock(mutex_);
  auto key = draft_key(visitor, draft.programme);
  if (auto found = by_key_.find(key); found != by_key_.end()) {
    order_.erase(found->second);
    by_key_.erase(found);
  }
  draft.touched = now;
  order_.emplace_back(key, std::move(draft));
  by_key_[key] = std::prev(order_.end());
  drop_old(now);
}

void ApplyDrafts::forget(const std::string& visitor, const std::string& programme) {
  std::lock_guard lock(mutex_);
  auto found = by_key_.find(draft_key(visitor, programme));
  if (found == by_key_.end()) return;
  order_.erase(found->second);
  by_key_.erase(found);
}

std::size_t ApplyDrafts::size() const {
  std::lock_guard lock(mutex_);
  return order_.size();
}

void ApplyDrafts::drop_old(Instant now) {
  while (!order_.empty() &&
         (order_.size() > drafts_max || order_.front().second.touched.ms + idle_ms_max < now.ms)) {
    by_key_.erase(order_.front().first);
    order_.pop_front();
  }
}

}  // namespace hashira::http
