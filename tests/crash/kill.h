// A child process that is killed with SIGKILL at a moment of our choice, and what it said before.
//
// The child reports each thing that it has made durable as a number through a pipe: what came through was acknowledged.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace hashira::crash {

// Given to the child's work: call it once a commit has returned.
using Acknowledge = std::function<void(std::uint64_t number)>;

class Child {
 public:
  // Runs `work` in a fork of this process; ends with it. Requires: no other thread is running.
  static Child working(const std::function<void(const Acknowledge&)>& work);
  // Runs a program; its standard output is what it reports.
  static Child program(const std::vector<std::string>& arguments);

  Child(Child&& other) noexcept;
  Child& operator=(Child&&) = delete;
  ~Child();  // kills what still runs

  // SIGKILL, after which nothing of the child runs. Answers what it had acknowledged.
  std::vector<std::uint64_t> kill();
  // Waits for the first byte on the pipe: the child is at work. False when it ended without a word.
  bool wait_until_it_speaks(std::chrono::milliseconds limit);
  // The same as text, for programs that print.
  std::string kill_and_read();

 private:
  Child(pid_t process, int output) : process_(process), output_(output) {}
  pid_t process_;
  int output_;
};

// How many kills: 20, or 200 when HASHIRA_LONG=1.
int kill_rounds();

}  // namespace hashira::crash
