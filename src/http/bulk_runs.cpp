#include "http/bulk_runs.h"

#include <algorithm>

namespace hashira::http {
namespace {

struct Stopped {};

}  // namespace

BulkRuns::~BulkRuns() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
    waiting_.clear();
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void BulkRuns::start(const std::string& name, Run run) {
  std::lock_guard lock(mutex_);
  if (is_known(name)) return;
  refused_.erase(name);
  waiting_.emplace_back(name, std::move(run));
  if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
  wake_.notify_all();
}

bool BulkRuns::running(const std::string& name) const {
  std::lock_guard lock(mutex_);
  return is_known(name);
}

bool BulkRuns::is_known(const std::string& name) const {
  return now_ == name || std::any_of(waiting_.begin(), waiting_.end(), [&](const auto& one) { return one.first == name; });
}

std::optional<Error> BulkRuns::refused(const std::string& name) const {
  std::lock_guard lock(mutex_);
  auto found = refused_.find(name);
  return found == refused_.end() ? std::nullopt : std::optional(found->second);
}

void BulkRuns::work() {
  app::BulkPart part;
  part.progress = [this](std::size_t, std::size_t) {
    std::lock_guard lock(mutex_);
    if (stopping_) throw Stopped();  // between two parts: what is done is whole
  };
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (stopping_) return;
    auto [name, run] = std::move(waiting_.front());
    waiting_.pop_front();
    now_ = name;
    lock.unlock();
    Done done;
    try {
      done = run(part);
    } catch (const Stopped&) {
    }
    lock.lock();
    now_.clear();
    if (!done) refused_.insert_or_assign(name, done.error());
  }
}

}  // namespace hashira::http
