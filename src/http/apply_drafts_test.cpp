// Drafts of applications: bounded, timed, and each visitor's own.
#include "http/apply_drafts.h"

#include <gtest/gtest.h>

namespace hashira::http {
namespace {

ApplyDraft draft_for(const std::string& programme, const std::string& name) {
  ApplyDraft draft;
  draft.programme = programme;
  draft.answers["name"] = name;
  return draft;
}

TEST(ApplyDrafts, OpenOnlyForTheirVisitorAndProgramme) {
  ApplyDrafts drafts;
  drafts.keep("visitor", draft_for("benefit", "a"), Instant{1000});
  EXPECT_EQ(drafts.find("visitor", "benefit", Instant{2000})->answers.at("name"), "a");
  EXPECT_FALSE(drafts.find("other", "benefit", Instant{2000}));
  EXPECT_FALSE(drafts.find("", "benefit", Instant{2000}));
  EXPECT_FALSE(drafts.find("visitor", "other", Instant{2000}));
  drafts.forget("visitor", "benefit");
  EXPECT_FALSE(drafts.find("visitor", "benefit", Instant{2000}));
}

TEST(ApplyDrafts, AreDroppedAfterTwoHoursUntouched) {
  ApplyDrafts drafts;
  drafts.keep("visitor", draft_for("benefit", "a"), Instant{0});
  drafts.keep("visitor", draft_for("benefit", "b"), Instant{ApplyDrafts::idle_ms_max});
  EXPECT_EQ(drafts.size(), 1U);
  EXPECT_TRUE(drafts.find("visitor", "benefit", Instant{2 * ApplyDrafts::idle_ms_max}));
  EXPECT_FALSE(drafts.find("visitor", "benefit", Instant{2 * ApplyDrafts::idle_ms_max + 1}));
  EXPECT_EQ(drafts.size(), 0U);
}

TEST(ApplyDrafts, KeepTheNewestWhenThereAreTooMany) {
  ApplyDrafts drafts;
  for (std::size_t i = 0; i <= ApplyDrafts::drafts_max; ++i)
    drafts.keep("visitor" + std::to_string(i), draft_for("benefit", "x"), Instant{static_cast<std::int64_t>(i)});
  EXPECT_EQ(drafts.size(), ApplyDrafts::drafts_max);
  EXPECT_FALSE(drafts.find("visitor0", "benefit", Instant{30'000}));
  EXPECT_TRUE(drafts.find("visitor1", "benefit", Instant{30'000}));
}

}  // namespace
}  // namespace hashira::http
