// The group log: a file of its own beside the database. A commit is one record in it, durable with one write and one
// fdatasync; the mover brings records into the tables later, and their room is used again (a ring).
//
// Records never change. Each has the number after the one before it, stands on a boundary of 4 KiB (a torn write harms
// no other) and carries a keyed check, so that what a crash cut off, or what another lap left behind, is no record.
// Layout: docs/entry-format.md, "The database".
#pragma once

#include <memory>

#include "store/sqlite.h"

namespace hashira::store::sqlite {

// A record and where the one after it stands, unless that began at the front again.
struct LogPlace {
  std::int64_t id = 0;
  std::uint64_t next_at = 0;
  bool operator==(const LogPlace&) const = default;
};

class LogFile {
 public:
  // Made when it is missing. `salt`: the database's own (16 bytes), so that no log of another one is read.
  static Result<std::unique_ptr<LogFile>> open(const std::string& database, Bytes salt, const SqliteOptions& options);
  ~LogFile();
  LogFile(const LogFile&) = delete;
  LogFile& operator=(const LogFile&) = delete;

  // Among all programs: one writer, or readers of records, which nobody overwrites meanwhile.
  enum class Use { write, read };
  class Lock {
   public:
    explicit Lock(int file) : file_(file) {}
    Lock(Lock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
    Lock& operator=(Lock&&) = delete;
    ~Lock();

   private:
    int file_;
  };
  Result<Lock> lock(Use use);

  // The newest record that any program has made durable.
  Result<std::int64_t> announced() const;
  // The content of the record after `place`, which moves on; nullopt: there is none. "store.corrupt" when one that was
  // acknowledged is gone or damaged. Requires: a lock.
  Result<std::optional<Bytes>> read_after(LogPlace& place) const;
  // Where a record with `size` bytes of content goes after `last`, when all after `moved` must stay; nullopt: nowhere,
  // as long as so much is not moved. Requires: the write lock.
  Result<std::optional<std::uint64_t>> room(const LogPlace& moved, const LogPlace& last, std::size_t size);
  // Durable on return; `last` moves on. The content follows `head_size` bytes, which are filled in. Requires: the write
  // lock.
  Done append(LogPlace& last, std::uint64_t at, Bytes record);

  static constexpr std::size_t head_size = 24;

 private:
  LogFile(std::string path, Bytes salt, const SqliteOptions& options);
  struct Found {
    Bytes content;
    std::uint64_t end = 0;
  };
  Result<std::uint64_t> size() const;
  Done read_at(std::uint64_t at, char* out, std::size_t size) const;
  Done write_at(std::uint64_t at, BytesView bytes);
  Result<std::optional<Found>> find(std::int64_t id, std::uint64_t at) const;
  Done grow(std::uint64_t size);
  Bytes check(BytesView bytes) const;
  Error failed(const char* what) const;
  tl::unexpected<Error> damaged() const;

  std::string path_;
  Bytes salt_;
  int wait_ms_;
  std::uint64_t bytes_max_;
  bool must_fit_;
  int write_file_ = -1, read_file_ = -1;  // a lock belongs to an open file, so each use has its own
  bool broken_ = false;  // a write failed: what stands on the disk is not known until it is opened again
};

}  // namespace hashira::store::sqlite
