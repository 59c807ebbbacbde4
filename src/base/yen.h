// Yen: an exact whole number of yen. Never a double; overflow is our bug and stops the program.
#pragma once

#include <cassert>
#include <compare>
#include <cstdint>

namespace hashira {

class Yen {
 public:
  constexpr Yen() = default;
  constexpr explicit Yen(std::int64_t yen) : yen_(yen) {}

  constexpr std::int64_t count() const { return yen_; }
  constexpr auto operator<=>(const Yen&) const = default;

  friend Yen operator+(Yen a, Yen b) {
    std::int64_t sum = 0;
    bool overflow = __builtin_add_overflow(a.yen_, b.yen_, &sum);
    assert(!overflow);
    (void)overflow;
    return Yen(sum);
  }
  friend Yen operator-(Yen a, Yen b) {
    std::int64_t difference = 0;
    bool overflow = __builtin_sub_overflow(a.yen_, b.yen_, &difference);
    assert(!overflow);
    (void)overflow;
    return Yen(difference);
  }
  Yen operator-() const { return Yen(0) - *this; }
  Yen& operator+=(Yen other) { return *this = *this + other; }
  Yen& operator-=(Yen other) { return *this = *this - other; }

 private:
  std::int64_t yen_ = 0;
};

}  // namespace hashira
