#include "kill.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace hashira::crash {
namespace {

struct Pipe {
  int read_end = -1, write_end = -1;
};

Pipe make_pipe() {
  int ends[2];
  int result = ::pipe2(ends, O_CLOEXEC);
  assert(result == 0);
  (void)result;
  return {ends[0], ends[1]};
}

// One write of eight bytes is never cut by a kill (POSIX: writes up to PIPE_BUF are atomic).
void report(int descriptor, std::uint64_t number) {
  char bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  if (::write(descriptor, bytes, sizeof bytes) != sizeof bytes) ::_exit(3);
}

std::string read_to_end(int descriptor) {
  std::string out;
  char buffer[4096];
  for (;;) {
    ssize_t got = ::read(descriptor, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return out;
    out.append(buffer, static_cast<std::size_t>(got));
  }
}

}  // namespace

Child Child::working(const std::function<void(const Acknowledge&)>& work) {
  Pipe pipe = make_pipe();
  pid_t process = ::fork();
  assert(process >= 0);
  if (process == 0) {
    ::close(pipe.read_end);
    work([&](std::uint64_t number) { report(pipe.write_end, number); });
    ::_exit(0);
  }
  ::close(pipe.write_end);
  return Child(process, pipe.read_end);
}

Child Child::program(const std::vector<std::string>& arguments) {
  Pipe pipe = make_pipe();
  pid_t process = ::fork();
  assert(process >= 0);
  if (process == 0) {
    ::dup2(pipe.write_end, STDOUT_FILENO);
    std::vector<char*> pointers;
    for (const std::string& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    ::execv(pointers[0], pointers.data());
    ::_exit(127);
  }
  ::close(pipe.write_end);
  return Child(process, pipe.read_end);
}

Child::Child(Child&& other) noexcept : process_(other.process_), output_(other.output_) { other.process_ = other.output_ = -1; }

Child::~Child() {
  if (process_ > 0) kill_and_read();
}

std::string Child::kill_and_read() {
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
  process_ = -1;
  std::string said = read_to_end(output_);
  ::close(output_);
  return said;
}

std::vector<std::uint64_t> Child::kill() {
  std::string said = kill_and_read();
  std::vector<std::uint64_t> out(said.size() / sizeof(std::uint64_t));
  if (!out.empty()) std::memcpy(out.data(), said.data(), out.size() * sizeof(std::uint64_t));
  return out;
}

bool Child::wait_until_it_speaks(std::chrono::milliseconds limit) {
  pollfd waiting{output_, POLLIN, 0};
  return ::poll(&waiting, 1, static_cast<int>(limit.count())) == 1 && (waiting.revents & POLLIN) != 0;
}

int kill_rounds() {
  const char* asked = std::getenv("HASHIRA_LONG");
  return asked != nullptr && std::strcmp(asked, "1") == 0 ? 200 : 20;
}

}  // namespace hashira::crash
