// A set of integers as disjoint intervals, for reasoning about totals. Grows to a bounded number of pieces: beyond that
// gaps are filled and `exact` turns false, so that "empty" stays certain and "not empty" becomes "by bounds only".
#pragma once

#include <cstdint>
#include <vector>

namespace hashira::portfolio {

class IntSet {
 public:
  struct Piece {
    std::int64_t lo, hi;  // closed
  };

  IntSet() = default;
  static IntSet interval(std::int64_t lo, std::int64_t hi);  // empty when hi < lo
  static IntSet of(std::vector<Piece> pieces, bool exact = true);

  bool empty() const { return pieces_.empty(); }
  bool exact() const { return exact_; }
  std::int64_t min() const { return pieces_.front().lo; }  // Requires: not empty
  std::int64_t max() const { return pieces_.back().hi; }
  const std::vector<Piece>& pieces() const { return pieces_; }
  std::int64_t nearest(std::int64_t value) const;  // Requires: not empty

  IntSet operator&(const IntSet& other) const;
  IntSet operator+(const IntSet& other) const;  // all sums
  IntSet operator-() const;

 private:
  std::vector<Piece> pieces_;  // ascending, not touching
  bool exact_ = true;
};

// The ends of limits, far from overflow when some hundred of them are added.
inline constexpr std::int64_t int_set_end = 1'000'000'000'000'000'000 / 200;

}  // namespace hashira::portfolio
