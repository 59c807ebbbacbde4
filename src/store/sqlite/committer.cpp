#include "store/sqlite/committer.h"

#include "store/internal/commit_check.h"
#include "store/sqlite/errors.h"
#include "store/sqlite/log_record.h"

namespace hashira::store::sqlite {

using journal::Change;
using journal::Commit;
using journal::Head;
using journal::StreamId;

Result<bool> Follower::is_current() const {
  std::int64_t known = std::max(recent_.last().id, recent_.in_flight.load());
  return TRY(log_.announced()) <= known;
}

Done Follower::catch_up(Reading& reading) {
  LogFile::Lock lock = TRY(log_.lock(LogFile::Use::read));
  TRY(catch_up_locked(reading));
  return {};
}

Result<LogPlace> Follower::catch_up_locked(Reading& reading) {
  LogPlace moved = TRY(reading.log_state());
  std::unique_lock lock(recent_.mutex);
  if (!is_current(moved)) recent_.restart(moved);
  for (LogPlace place = recent_.last();;) {
    std::optional<Bytes> content = TRY(log_.read_after(place));
    if (!content) return moved;
    std::vector<Commit> commits = TRY(decode_record(*content));
    recent_.add(place, commits, last_changes(commits));
  }
}

struct Committer::Work {
  std::span<const Commit> commits;
  std::vector<const Change*> changes;
  Bytes record;
};

Done Committer::commit(std::span<const Commit> commits, const std::function<Done()>& make_room) {
  auto reader = TRY(readers_.borrow());
  std::lock_guard lock(mutex_);
  Work work{commits, last_changes(commits), {}};
  work.record = encode_record(commits, work.changes, LogFile::head_size);
  if (TRY(try_commit(work, reader->reading))) return {};
  CHECK_OK(make_room());
  if (TRY(try_commit(work, reader->reading))) return {};
  return fail(error_of(SQLITE_FULL, reader->connection.path(), "no room in the log"));
}

// Nobody appends beside us, so that nothing moves between the check of the heads and the record.
Result<bool> Committer::try_commit(Work& work, Reading& reading) {
  LogFile::Lock lock = TRY(log_.lock(LogFile::Use::write));
  LogPlace moved = TRY(Follower(log_, recent_).catch_up_locked(reading));
  CHECK_OK(check_commits(work.commits, [&](const StreamId& stream) -> Result<Head> {
    {
      std::shared_lock recent_lock(recent_.mutex);
      if (std::optional<Head> head = recent_.head(stream)) return *head;
    }
    return reading.head(stream);
  }));
  if (work.record.size() == LogFile::head_size) return true;  // nothing to keep
  std::optional<std::uint64_t> at = TRY(log_.room(moved, recent_.last(), work.record.size() - LogFile::head_size));
  if (!at) return false;
  CHECK_OK(append(work, *at));
  return true;
}

Done Committer::append(Work& work, std::uint64_t at) {
  LogPlace place = recent_.last();
  recent_.in_flight = place.id + 1;
  Done durable = log_.append(place, at, std::move(work.record));
  std::unique_lock lock(recent_.mutex);
  if (durable) recent_.add(place, work.commits, work.changes);
  recent_.in_flight = 0;
  return durable;
}

}  // namespace hashira::store::sqlite
