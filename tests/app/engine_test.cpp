// The engine: groups, refusals, repeated commands, another server on the same folder.
#include <future>
#include <thread>

#include "office.h"

namespace hashira::tests {
namespace {

TEST(Engine, ARefusedCommandLeavesNothing) {
  Office office;
  office.apply(1);
  journal::Head before = *office.store->head(benefit);
  Done refused = office.engine.run([&](app::Work& work) -> Done {
    CHECK_OK(app::screen_case(work, benefit, 1, office.officer));
    return fail("test.refused", "no");
  });
  EXPECT_EQ(code(refused), "test.refused");
  EXPECT_EQ(office.store->head(benefit)->seq, before.seq);
  EXPECT_EQ(app::view_case(office.engine, benefit, 1, office.officer)->value.state, "submitted");
  office.audit();
}

TEST(Engine, TheSameFormTwiceIsOneApplication) {
  Office office;
  app::Receipt first = office.apply(1);
  app::Receipt again = office.apply(1);
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.case_number, first.case_number);
  EXPECT_EQ(again.return_token, first.return_token);
  EXPECT_EQ(app::queue_counts(office.engine, benefit)->at("submitted"), 1u);
}

TEST(Engine, ManyAtOnceAreAllThere) {
  Office office;
  std::vector<std::thread> people;
  for (int person = 0; person < 8; ++person) {
    people.emplace_back([&, person] {
      for (int i = 0; i < 25; ++i) office.apply(person * 100 + i);
    });
  }
  for (std::thread& person : people) person.join();
  EXPECT_EQ(app::queue_counts(office.engine, benefit)->at("submitted"), 200u);
  office.audit();
}

TEST(Engine, TheSamePartyIsFlaggedNotRefused) {
  Office office;
  office.apply(1);
  auto prepared = app::prepare_application(office.engine, benefit, Office::answers(1), Office::command(99), app::Missing::refuse);
  ASSERT_TRUE(prepared);
  Office::must(app::submit_application(office.engine, std::move(*prepared), office.applicant));
  Result<app::CaseView> view = app::view_case(office.engine, benefit, 2, office.officer);
  ASSERT_TRUE(view);
  EXPECT_EQ(view->same_entitlement, (std::vector<std::uint64_t>{1}));
}

TEST(Engine, AnotherServerOnTheSameStoreIsSeen) {
  Office office;
  app::Engine other({*office.store, *office.keys, office.instruments, *office.clock, *office.random});
  office.apply(1);
  auto prepared = app::prepare_application(other, benefit, Office::answers(2), Office::command(2), app::Missing::refuse);
  ASSERT_TRUE(prepared);
  Result<app::Receipt> receipt = app::submit_application(other, std::move(*prepared), office.applicant);
  Office::must(receipt);
  EXPECT_EQ(receipt->case_number, 2u);
  EXPECT_EQ(office.apply(3).case_number, 3u);
  office.audit();
}

TEST(Engine, TextThatIsNoUtf8IsRefusedAndTheWriterGoesOn) {
  Office office;
  office.apply(1);
  Done refused = app::ask_amendment(office.engine, benefit, 1, {{"", "\xff\xfe"}}, Date::of(2020, 6, 3), office.officer);
  EXPECT_FALSE(refused);
  Office::must(app::screen_case(office.engine, benefit, 1, office.officer));
}

}  // namespace
}  // namespace hashira::tests
