#include "store/sqlite/log_file.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

#include <fcntl.h>
#include <sodium.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/sqlite/errors.h"

namespace hashira::store::sqlite {
namespace {

constexpr std::uint64_t block = 4096;
constexpr std::uint64_t first_at = block;  // after the head of the file: mark, newest durable record
constexpr std::uint64_t usual_growth = 256 * block;
constexpr std::uint64_t usual_max = 128ULL << 20;
constexpr std::uint64_t roomy_front = 48ULL << 20;  // less, and under load the log is full again before it is moved
constexpr BytesView log_mark("HSHRLOG1", 8);

std::uint64_t whole_blocks(std::uint64_t size) {
  return (size + block - 1) / block * block;
}

// A new file's name is durable once its folder is: without that a power cut could take the log with all it acknowledged.
bool make_name_durable(const std::string& path) {
  std::size_t slash = path.rfind('/');
  std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  bool durable = file >= 0 && ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  return durable;
}

int result_code_of(int failure) {
  if (failure == ENOSPC || failure == EDQUOT || failure == EFBIG) return SQLITE_FULL;
  if (failure == EROFS) return SQLITE_READONLY;
  return SQLITE_IOERR;
}

}  // namespace

LogFile::LogFile(std::string path, Bytes salt, const SqliteOptions& options)
    : path_(std::move(path)),
      salt_(std::move(salt)),
      wait_ms_(options.busy_timeout_ms),
      bytes_max_(options.pages_max > 0 ? static_cast<std::uint64_t>(options.pages_max) * block : usual_max),
      must_fit_(options.pages_max > 0) {}

LogFile::~LogFile() {
  for (int file : {write_file_, read_file_}) {
    if (file >= 0) ::close(file);
  }
}

Result<std::unique_ptr<LogFile>> LogFile::open(const std::string& database, Bytes salt, const SqliteOptions& options) {
  static_assert(crypto_shorthash_KEYBYTES == 16);
  if (salt.size() != crypto_shorthash_KEYBYTES) return fail(error_of(SQLITE_CORRUPT, database, "no salt of its log"));
  std::unique_ptr<LogFile> log(new LogFile(database + "-log", std::move(salt), options));
  log->write_file_ = ::open(log->path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  log->read_file_ = log->write_file_ < 0 ? -1 : ::open(log->path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (log->read_file_ < 0) return fail(error_of(SQLITE_CANTOPEN, log->path_, std::strerror(errno)));
  if (TRY(log->size()) == 0 && !make_name_durable(log->path_)) return fail(log->failed("fsync of the folder"));
  if (TRY(log->size()) >= first_at) {
    Bytes mark(log_mark.size(), '\0');
    CHECK_OK(log->read_at(0, mark.data(), mark.size()));
    if (mark != log_mark && mark != Bytes(mark.size(), '\0')) return fail(foreign_file(log->path_));
  }
  return log;
}

LogFile::Lock::~Lock() {
  if (file_ >= 0) ::flock(file_, LOCK_UN);
}

Result<LogFile::Lock> LogFile::lock(Use use) {
  int file = use == Use::write ? write_file_ : read_file_;
  int how = (use == Use::write ? LOCK_EX : LOCK_SH) | LOCK_NB;
  auto give_up = std::chrono::steady_clock::now() + std::chrono::milliseconds(wait_ms_);
  while (::flock(file, how) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) return fail(failed("flock"));
    if (std::chrono::steady_clock::now() > give_up) return fail(error_of(SQLITE_BUSY, path_, "the log is locked"));
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
  return Lock(file);
}

Error LogFile::failed(const char* what) const {
  int failure = errno;
  return error_of(result_code_of(failure), path_, fmt::format("{}: {}", what, std::strerror(failure)));
}

tl::unexpected<Error> LogFile::damaged() const {
  return fail(error_of(SQLITE_CORRUPT, path_, "a record of the log is missing or damaged"));
}

Result<std::uint64_t> LogFile::size() const {
  struct stat status {};
  if (::fstat(write_file_, &status) != 0) return fail(failed("fstat"));
  return static_cast<std::uint64_t>(status.st_size);
}

// What lies beyond the file's end reads as zeros.
Done LogFile::read_at(std::uint64_t at, char* out, std::size_t size) const {
  while (size > 0) {
    ssize_t got = ::pread(read_file_, out, size, static_cast<off_t>(at));
    if (got < 0 && errno != EINTR) return fail(failed("pread"));
    if (got == 0) {
      std::memset(out, 0, size);
      return {};
    }
    std::size_t step = got < 0 ? 0 : static_cast<std::size_t>(got);
    out += step;
    at += step;
    size -= step;
  }
  return {};
}

Done LogFile::write_at(std::uint64_t at, BytesView bytes) {
  while (!bytes.empty()) {
    ssize_t put = ::pwrite(write_file_, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (put < 0 && errno != EINTR) return fail(failed("pwrite"));
    std::size_t step = put < 0 ? 0 : static_cast<std::size_t>(put);
    bytes.remove_prefix(step);
    at += step;
  }
  return {};
}

Bytes LogFile::check(BytesView bytes) const {
  Bytes out(crypto_shorthash_BYTES, '\0');
  auto octets = [](BytesView view) { return reinterpret_cast<const unsigned char*>(view.data()); };
  crypto_shorthash(reinterpret_cast<unsigned char*>(out.data()), octets(bytes), bytes.size(), octets(salt_));
  return out;
}

Result<std::int64_t> LogFile::announced() const {
  char id[8];
  CHECK_OK(read_at(log_mark.size(), id, sizeof id));
  return static_cast<std::int64_t>(read_u64({id, sizeof id}));
}

// check (8) ‖ id (8) ‖ size of the content (8) ‖ content; the check is over all that follows it.
Result<std::optional<LogFile::Found>> LogFile::find(std::int64_t id, std::uint64_t at) const {
  std::uint64_t file_size = TRY(size());
  char head[head_size];
  if (at + head_size > file_size) return std::nullopt;
  CHECK_OK(read_at(at, head, head_size));
  std::uint64_t content = read_u64({head + 16, 8});
  if (read_u64({head + 8, 8}) != static_cast<std::uint64_t>(id) || content > file_size - at - head_size)
    return std::nullopt;
  Bytes whole(head_size + content, '\0');
  CHECK_OK(read_at(at, whole.data(), whole.size()));
  if (check(BytesView(whole).substr(8)) != BytesView(whole).substr(0, 8)) return std::nullopt;
  std::uint64_t end = at + whole_blocks(whole.size());
  return Found{whole.substr(head_size), end};
}

Result<std::optional<Bytes>> LogFile::read_after(LogPlace& place) const {
  std::uint64_t beside = std::max(place.next_at, first_at);
  std::optional<Found> found = TRY(find(place.id + 1, beside));
  if (!found && beside != first_at) found = TRY(find(place.id + 1, first_at));
  if (!found) {
    if (TRY(announced()) > place.id) return damaged();
    return std::nullopt;
  }
  place = {place.id + 1, found->end};
  return std::move(found->content);
}

Result<std::optional<std::uint64_t>> LogFile::room(const LogPlace& moved, const LogPlace& last, std::size_t size) {
  std::uint64_t needed = whole_blocks(head_size + size);
  std::uint64_t at = std::max(last.next_at, first_at), kept_at = std::max(moved.next_at, first_at);
  bool all_moved = moved.id == last.id;
  if (!all_moved && at <= kept_at) {  // began at the front again: up to the oldest that must stay
    return at + needed <= kept_at ? std::optional(at) : std::nullopt;
  }
  if (at + needed <= TRY(this->size())) return at;
  bool fits_in_front = first_at + needed <= kept_at, roomy = all_moved || kept_at - first_at >= roomy_front;
  bool may_grow = at + needed <= bytes_max_ || (all_moved && !must_fit_);
  if (fits_in_front && (roomy || !may_grow)) return first_at;
  if (!may_grow) return std::nullopt;
  CHECK_OK(grow(at + needed));
  return at;
}

// With zeros written: a write into them changes nothing of the file but its content, which is what fdatasync is quick
// at.
Done LogFile::grow(std::uint64_t wanted) {
  static const Bytes many_zeros(usual_growth, '\0');
  BytesView zeros = BytesView(many_zeros).substr(0, must_fit_ ? block : usual_growth);
  for (std::uint64_t end = TRY(size()); end < wanted; end = TRY(size())) CHECK_OK(write_at(end, zeros));
  return write_at(0, log_mark);
}

Done LogFile::append(LogPlace& last, std::uint64_t at, Bytes record) {
  if (broken_) return fail(error_of(SQLITE_IOERR, path_, "an earlier write failed"));
  Bytes head;
  append_u64(head, static_cast<std::uint64_t>(last.id + 1));
  append_u64(head, record.size() - head_size);
  record.replace(8, 16, head);
  record.replace(0, 8, check(BytesView(record).substr(8)));
  std::uint64_t end = at + whole_blocks(record.size());
  Done done = write_at(at, record);
  if (done && ::fdatasync(write_file_) != 0) done = fail(failed("fdatasync"));
  if (!done) {
    // It was not acknowledged: it shall not be found either. Whether that helps is up to the disk.
    [[maybe_unused]] Done gone = write_at(at, Bytes(head_size, '\0'));
    broken_ = true;
    return done;
  }
  last = {last.id + 1, end};
  // For readers of other programs, who see the record from now on; without it they would with the next one.
  [[maybe_unused]] Done announcement = write_at(log_mark.size(), BytesView(head).substr(0, 8));
  return {};
}

}  // namespace hashira::store::sqlite
