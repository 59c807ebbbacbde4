// Makes commits durable in the group log and known to the readers of this program, and follows the log for what other
// programs made durable. The tables are the mover's: no commit waits for them.
#pragma once

#include <functional>
#include <mutex>

#include "store/sqlite/log_file.h"
#include "store/sqlite/reading.h"

namespace hashira::store::sqlite {

// What `recent` knows of the log, kept up with the other programs on the file.
class Follower {
 public:
  Follower(LogFile& log, Recent& recent) : log_(log), recent_(recent) {}

  // Whether `recent` has all that is durable, and all that the tables hold up to `moved`. Requires: its mutex.
  Result<bool> is_current() const;
  bool is_current(const LogPlace& moved) const { return moved.id <= recent_.last().id; }
  // Brings `recent` up to the log's end.
  Done catch_up(Reading& reading);
  // The same for who holds a lock of the log. Returns up to which record the tables hold the log's.
  Result<LogPlace> catch_up_locked(Reading& reading);

 private:
  LogFile& log_;
  Recent& recent_;
};

class Committer {
 public:
  Committer(LogFile& log, Recent& recent, ReaderPool& readers) : log_(log), recent_(recent), readers_(readers) {}

  // All or nothing, durable on return; readers see it then. `make_room`: moves what the log holds into the tables.
  Done commit(std::span<const journal::Commit> commits, const std::function<Done()>& make_room);

 private:
  struct Work;
  // Whether there was room.
  Result<bool> try_commit(Work& work, Reading& reading);
  Done append(Work& work, std::uint64_t at);

  LogFile& log_;
  Recent& recent_;
  ReaderPool& readers_;
  std::mutex mutex_;
};

}  // namespace hashira::store::sqlite
