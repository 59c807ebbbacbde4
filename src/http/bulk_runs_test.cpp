// Runs beside the pages: one after another, refusals kept, stopped between two parts.
#include "http/bulk_runs.h"

#include <gtest/gtest.h>

#include <atomic>

namespace hashira::http {
namespace {

void wait_for(const BulkRuns& runs, const std::string& name) {
  while (runs.running(name)) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

TEST(BulkRuns, AreDoneOneAfterAnotherAndTellWhyOneWasRefused) {
  BulkRuns runs;
  std::vector<int> order;
  runs.start("a/1", [&](const app::BulkPart&) -> Done {
    order.push_back(1);
    return fail("app.draft_changed", "what", "mend");
  });
  runs.start("a/2", [&](const app::BulkPart&) -> Done {
    order.push_back(2);
    return {};
  });
  wait_for(runs, "a/1");
  wait_for(runs, "a/2");
  EXPECT_EQ(order, (std::vector<int>{1, 2}));
  ASSERT_TRUE(runs.refused("a/1"));
  EXPECT_EQ(runs.refused("a/1")->code, "app.draft_changed");
  EXPECT_FALSE(runs.refused("a/2"));
  runs.start("a/1", [](const app::BulkPart&) { return Done(); });
  wait_for(runs, "a/1");
  EXPECT_FALSE(runs.refused("a/1")) << "the last run counts";
}

TEST(BulkRuns, StopBetweenTwoParts) {
  std::atomic<int> begun = 0, ended = 0;
  std::atomic<bool> second = false;
  {
    BulkRuns runs;
    runs.start("a/1", [&](const app::BulkPart& part) -> Done {
      for (;;) {
        ++begun;
        part.progress(1, 2);
        ++ended;
      }
    });
    runs.start("a/2", [&](const app::BulkPart&) {
      second = true;
      return Done();
    });
    while (begun == 0) std::this_thread::yield();
  }
  EXPECT_EQ(ended, begun - 1) << "the last part was whole, and nothing came after it";
  EXPECT_FALSE(second) << "what waited did not begin";
}

}  // namespace
}  // namespace hashira::http
