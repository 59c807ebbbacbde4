#include "portfolio/internal/int_set.h"

#include <algorithm>

namespace hashira::portfolio {
namespace {

constexpr std::size_t set_pieces_max = 20'000;
constexpr std::size_t set_pairs_max = 4'000'000;

}  // namespace

IntSet IntSet::interval(std::int64_t lo, std::int64_t hi) {
  IntSet set;
  if (lo <= hi) set.pieces_.push_back({lo, hi});
  return set;
}

IntSet IntSet::of(std::vector<Piece> pieces, bool exact) {
  std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.lo < b.lo; });
  IntSet set;
  set.exact_ = exact;
  for (const Piece& piece : pieces) {
    if (!set.pieces_.empty() && piece.lo <= set.pieces_.back().hi + 1) {
      set.pieces_.back().hi = std::max(set.pieces_.back().hi, piece.hi);
    } else {
      set.pieces_.push_back(piece);
    }
  }
  if (set.pieces_.size() > set_pieces_max) {
    set.pieces_ = {{set.min(), set.max()}};
    set.exact_ = false;
  }
  return set;
}

std::int64_t IntSet::nearest(std::int64_t value) const {
  std::int64_t best = std::clamp(value, pieces_.front().lo, pieces_.front().hi);
  for (const Piece& piece : pieces_) {
    std::int64_t candidate = std::clamp(value, piece.lo, piece.hi);
    if (std::abs(candidate - value) < std::abs(best - value)) best = candidate;
  }
  return best;
}

IntSet IntSet::operator&(const IntSet& other) const {
  std::vector<Piece> out;
  for (std::size_t i = 0, j = 0; i < pieces_.size() && j < other.pieces_.size();) {
    const Piece &a = pieces_[i], &b = other.pieces_[j];
    Piece both{std::max(a.lo, b.lo), std::min(a.hi, b.hi)};
    if (both.lo <= both.hi) out.push_back(both);
    a.hi < b.hi ? ++i : ++j;
  }
  return of(std::move(out), exact_ && other.exact_);
}

IntSet IntSet::operator+(const IntSet& other) const {
  if (empty() || other.empty()) return {};
  if (pieces_.size() * other.pieces_.size() > set_pairs_max) {
    return of({{min() + other.min(), max() + other.max()}}, false);
  }
  std::vector<Piece> sums;
  for (const Piece& a : pieces_) {
    for (const Piece& b : other.pieces_) sums.push_back({a.lo + b.lo, a.hi + b.hi});
  }
  return of(std::move(sums), exact_ && other.exact_);
}

IntSet IntSet::operator-() const {
  std::vector<Piece> out;
  for (const Piece& piece : pieces_) out.push_back({-piece.hi, -piece.lo});
  return of(std::move(out), exact_);
}

}  // namespace hashira::portfolio
