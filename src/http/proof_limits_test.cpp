// Wrong proofs of a case: five, then a quarter of an hour of nothing.
#include "http/proof_limits.h"

#include <gtest/gtest.h>

namespace hashira::http {
namespace {

constexpr Instant start{1'589'900'000'000};
constexpr Instant after(std::int64_t ms) { return {start.ms + ms}; }

TEST(ProofLimits, ShutACaseAfterFiveWrongOnes) {
  ProofLimits limits;
  for (int i = 0; i < ProofLimits::wrong_max; ++i) EXPECT_TRUE(limits.take_try("benefit/1", start)) << i;
  EXPECT_FALSE(limits.take_try("benefit/1", start));
  EXPECT_TRUE(limits.take_try("benefit/2", start)) << "another case is not shut";
  EXPECT_FALSE(limits.take_try("benefit/1", after(ProofLimits::shut_ms - 1)));
  EXPECT_TRUE(limits.take_try("benefit/1", after(ProofLimits::shut_ms)));
}

TEST(ProofLimits, GiveATryBackThatWasRight) {
  ProofLimits limits;
  for (int i = 0; i < 3 * ProofLimits::wrong_max; ++i) {
    EXPECT_TRUE(limits.take_try("benefit/1", start));
    limits.was_right("benefit/1");
  }
}

TEST(ProofLimits, StayBounded) {
  ProofLimits limits;
  for (std::size_t i = 0; i < 2 * ProofLimits::cases_max; ++i) EXPECT_TRUE(limits.take_try(std::to_string(i), start));
}

}  // namespace
}  // namespace hashira::http
