// Clock and random as ports: domain rooms never read the machine's. The system's are made in `cli`, fixed and seeded
// ones in tests and synthetic records.
#pragma once

#include <cstdint>
#include <memory>

#include "base/bytes.h"
#include "base/date.h"

namespace hashira {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() = 0;
};

class Random {
 public:
  virtual ~Random() = default;
  // `size` fresh bytes. The system's are fit for keys; seeded ones are for tests and synthetic records only.
  virtual Bytes bytes(std::size_t size) = 0;
  // A whole number in [0, bound). Requires: bound > 0.
  std::uint64_t below(std::uint64_t bound);
};

std::unique_ptr<Clock> system_clock();
std::unique_ptr<Random> system_random();              // the kernel's, safe for keys; thread safe
std::unique_ptr<Random> seeded_random(std::uint64_t seed);  // the same bytes for the same seed on every machine
std::unique_ptr<Clock> fixed_clock(Instant start, std::int64_t step_ms);  // each call moves on by step_ms

}  // namespace hashira
