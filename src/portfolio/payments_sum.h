// Which totals can `count` payments reach when each has one of a few printed amounts? In exact integers.
//
// Take the smallest amount off every payment: what is left is a sum of at most `count` coins from the differences. The
// fewest coins for each sum stand in a table as long as (d−1)·d', d the largest difference and d' the one before it, in
// common units: beyond that only the largest coin is added (any d coins hold some whose sum is a multiple of d).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"

namespace hashira::portfolio {

struct PaymentGroup {
  std::int64_t count = 0, amount = 0;

  bool operator==(const PaymentGroup&) const = default;
};

class PaymentsSum {
 public:
  // `portfolio.limit_too_fine` when the table would be too long: amounts without a common unit of useful size.
  // Requires: amounts not empty, none below zero.
  static Result<PaymentsSum> of(std::vector<std::int64_t> amounts);

  // The fewest and the most yen that `count` payments can reach; INT64_MAX when it is beyond 64 bits.
  std::int64_t least(std::int64_t count) const;
  std::int64_t most(std::int64_t count) const;

  // Whether exactly `count` payments can total `total`.
  bool reaches(std::int64_t count, std::int64_t total) const;
  // Payments that do, largest amount first, groups of zero left out; nothing when there are none.
  std::optional<std::vector<PaymentGroup>> payments(std::int64_t count, std::int64_t total) const;
  // All reachable totals are congruent to least(count) in steps of this; 0 when there is one amount.
  std::int64_t step() const { return unit_; }

 private:
  struct Coins {
    std::int64_t fewest;  // −1: the sum cannot be made
    std::int64_t above;   // how many of them are the largest coin, added beyond the table
    std::int64_t in_table;
  };
  Coins coins_for(std::int64_t sum) const;  // sum in units

  std::vector<std::int64_t> amounts_;      // ascending, each once
  std::int64_t unit_ = 0;                  // greatest common divisor of the differences
  std::vector<std::int64_t> coins_;        // the differences in units, ascending
  std::vector<std::int32_t> fewest_;       // by sum; −1 where none
  std::vector<std::int16_t> last_coin_;    // index of a coin in a fewest solution
};

}  // namespace hashira::portfolio
