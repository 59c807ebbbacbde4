// Moves recent changes into their tables beside the commits: when many have come, or when none comes any more; then the
// write-ahead log goes into the file. What it cannot do (a full disk) stays in the log and is tried again.
#pragma once

#include <condition_variable>
#include <thread>

#include "store/sqlite/writer.h"

namespace hashira::store::sqlite {

// Who may use the writer: a commit goes before the mover, who takes it for one page at a time.
class Turn {
 public:
  void lock_for_commit();
  void lock_for_mover(bool urgent);  // not urgent: waits while any commit waits
  void unlock();

 private:
  std::mutex mutex_;
  std::condition_variable free_;
  bool taken_ = false;
  int commits_waiting_ = 0;
};

class Mover {
 public:
  Mover(Recent& recent, Turn& writing, Writer& writer, ReaderPool& readers, const SqliteOptions& options)
      : recent_(recent), writing_(writing), writer_(writer), readers_(readers), options_(options) {}
  ~Mover();  // moves what is left

  // A commit was made. The first one starts the thread: a program that only reads moves nothing.
  void committed();

 private:
  void run();
  Done move_all();
  Done move_table(journal::Table table);
  void forget_table(journal::Table table, std::int64_t moved);
  std::size_t waiting() const;
  Done checkpoint();

  Recent& recent_;
  Turn& writing_;
  Writer& writer_;
  ReaderPool& readers_;
  SqliteOptions options_;

  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::uint64_t commits_ = 0, moved_commits_ = 0;
  std::thread thread_;
};

}  // namespace hashira::store::sqlite
