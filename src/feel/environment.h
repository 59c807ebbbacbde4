// What one evaluation is given from outside: a clock, bounds, and a listener. Not shared between threads.
//
// Bounds: `steps` are spent by loops, calls and everything that grows; `bytes` by strings, lists and contexts; `depth` by the heights of the trees of nested
// calls. When they are gone the value is null (out_of_fuel), quickly, and `exhausted()` says so.
#pragma once

#include <cstdint>
#include <functional>

#include "base/date.h"
#include "feel/value.h"

namespace hashira::feel {

struct Limits {
  std::int64_t steps = 50'000'000;  // about a second
  int depth = 6'000;               // nested nodes across calls: some 8 MiB of stack at most
  std::int64_t bytes = 256 << 20;   // made in all, whether still in use or not
};

class Environment {
 public:
  Environment() = default;
  explicit Environment(const Limits& limits) : steps_(limits.steps), bytes_(limits.bytes), depth_(limits.depth) {}

  // The clock: unset, now() and today() are null (no_clock). `now` is shown at `offset_minutes` from UTC.
  std::function<hashira::Date()> today;
  std::function<Instant()> now;
  int offset_minutes = 9 * 60;

  bool spend(std::int64_t steps) { return (steps_ -= steps) >= 0; }
  // For what is made: after a refusal the evaluation is exhausted.
  bool spend_bytes(std::size_t bytes) {
    if ((bytes_ -= static_cast<std::int64_t>(bytes)) < 0) steps_ = -1;
    return bytes_ >= 0;
  }
  bool exhausted() const { return steps_ < 0; }
  // A call of something `height` nodes high. After a refused `enter` the evaluation is exhausted; always `leave`.
  bool enter(int height) {
    depth_ -= height;
    if (depth_ < 0) steps_ = -1;
    return depth_ >= 0;
  }
  void leave(int height) { depth_ += height; }

 private:
  std::int64_t steps_ = Limits{}.steps;
  std::int64_t bytes_ = Limits{}.bytes;
  int depth_ = Limits{}.depth;
};

}  // namespace hashira::feel
