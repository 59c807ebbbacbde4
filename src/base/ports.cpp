#include "base/ports.h"

#include <sys/random.h>

#include <cassert>
#include <cerrno>
#include <chrono>

namespace hashira {
namespace {

class SystemClock final : public Clock {
 public:
  Instant now() override {
    auto since = std::chrono::system_clock::now().time_since_epoch();
    return Instant{std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
  }
};

class FixedClock final : public Clock {
 public:
  FixedClock(Instant start, std::int64_t step_ms) : next_(start), step_ms_(step_ms) {}
  Instant now() override {
    Instant now = next_;
    next_.ms += step_ms_;
    return now;
  }

 private:
  Instant next_;
  std::int64_t step_ms_;
};

class SystemRandom final : public Random {
 public:
  Bytes bytes(std::size_t size) override {
    Bytes out(size, '\0');
    for (std::size_t have = 0; have < size;) {
      ssize_t got = getrandom(out.data() + have, size - have, 0);
      assert(got > 0 || errno == EINTR);
      if (got > 0) have += static_cast<std::size_t>(got);
    }
    return out;
  }
};

// splitmix64 (Steele, Lea, Flood 2014): tiny, the same everywhere; never for keys.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  Bytes bytes(std::size_t size) override {
    Bytes out;
    while (out.size() < size) append_u64(out, next());
    out.resize(size);
    return out;
  }

 private:
  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  std::uint64_t state_;
};

}  // namespace

std::uint64_t Random::below(std::uint64_t bound) {
  assert(bound > 0);
  std::uint64_t limit = UINT64_MAX - UINT64_MAX % bound;
  std::uint64_t drawn = read_u64(bytes(8));
  while (drawn >= limit) drawn = read_u64(bytes(8));  // rejected, so that every value is equally likely
  return drawn % bound;
}

std::unique_ptr<Clock> system_clock() { return std::make_unique<SystemClock>(); }
std::unique_ptr<Clock> fixed_clock(Instant start, std::int64_t step_ms) {
  return std::make_unique<FixedClock>(start, step_ms);
}
std::unique_ptr<Random> system_random() { return std::make_unique<SystemRandom>(); }
std::unique_ptr<Random> seeded_random(std::uint64_t seed) { return std::make_unique<SeededRandom>(seed); }

}  // namespace hashira
