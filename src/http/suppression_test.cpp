// Nothing small is shown and nothing hidden can be worked out.
#include "http/suppression.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hashira::http {
namespace {

using Cases = std::map<std::string, std::int64_t>;
using Hidden = std::set<std::string>;

TEST(Suppression, NothingSmallHidesNothing) {
  EXPECT_EQ(hidden_values({{"a", 10}, {"b", 500}}, 10), Hidden{});
  EXPECT_EQ(hidden_values({}, 10), Hidden{});
}

TEST(Suppression, OneSmallValueTakesTheNextSmallestAlong) {
  EXPECT_EQ(hidden_values({{"a", 3}, {"b", 40}, {"c", 25}}, 10), (Hidden{"a", "c"}));
}

TEST(Suppression, TwoSmallValuesThatAddUpToLittleTakeAThird) {
  EXPECT_EQ(hidden_values({{"a", 1}, {"b", 2}, {"c", 30}, {"d", 90}}, 10), (Hidden{"a", "b", "c"}));
}

TEST(Suppression, SmallValuesThatAddUpToEnoughStayAlone) {
  EXPECT_EQ(hidden_values({{"a", 6}, {"b", 7}, {"c", 30}}, 10), (Hidden{"a", "b"}));
}

RC_GTEST_PROP(SuppressionProperty, HiddenPartIsNeverSmallUnlessAllIsHidden, ()) {
  auto counts = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 40));
  Cases cases;
  for (std::size_t i = 0; i < counts.size(); ++i) cases["v" + std::to_string(i)] = counts[i];
  auto hidden = hidden_values(cases, 10);
  std::int64_t hidden_cases = 0;
  std::size_t shown = 0;
  for (const auto& [value, count] : cases) {
    if (hidden.count(value)) {
      hidden_cases += count;
    } else {
      RC_ASSERT(count == 0 || count >= 10);
      shown += count != 0;
    }
  }
  if (!hidden.empty() && shown > 0) RC_ASSERT(hidden.size() >= 2 && hidden_cases >= 10);
}

}  // namespace
}  // namespace hashira::http
