// The desk beside the plain path: holds, deadlines, changed and cancelled decisions, reclaims, samples; and what drafts
// refuse.
#include "app/benefit_desk.h"

#include "ledger/receivable.h"
#include "office.h"

namespace hashira::tests {
namespace {

using app::Work;

struct BenefitOffice : Office {
  template <class Command>
  Done run(Command command) {
    return engine.run([&](Work& work) -> Done { return command(work); });
  }
  cases::Case value(std::uint64_t number) { return app::view_case(engine, benefit, number, officer)->value; }
  app::Actor second{"watanabe", "approver", false, {}};

  // Paid 200,000 yen on 20 May; the business date is then 22 May.
  std::uint64_t paid() {
    std::uint64_t number = apply(1).case_number;
    order({number});
    must(mark(number, app::Payment::paid, 200'000));
    must(engine.set_today(Date::of(2020, 5, 22), admin));
    return number;
  }
  Done change(std::uint64_t number, const std::string& kind) {
    Done corrected = app::correct_fact(engine, benefit, number, "applicant_kind", kind, "申出", officer);
    EXPECT_TRUE(corrected) << corrected.error().text();
    return run([&](Work& work) { return app::change_case(work, benefit, number, "区分の誤り", approver); });
  }
};

TEST(BenefitDesk, AHeldCaseIsNeitherDraftedNorPaidAndAnotherReleasesIt) {
  BenefitOffice office;
  std::uint64_t number = office.apply(1).case_number;
  Office::must(app::screen_case(office.engine, benefit, number, office.officer));
  Office::must(office.run(
      [&](Work& work) { return app::hold_case(work, benefit, number, "tip_off", "匿名の電話", office.approver); }));
  Result<std::uint64_t> draft = app::open_draft(office.engine, benefit, {number}, office.officer);
  ASSERT_FALSE(draft);
  EXPECT_EQ(draft.error().code, "app.not_ready");
  EXPECT_NE(draft.error().what.find("保留"), std::string::npos) << draft.error().what;
  EXPECT_EQ(code(office.run(
                [&](Work& work) { return app::release_case(work, benefit, number, "事実なし", office.approver); })),
            "app.same_person");
  EXPECT_EQ(code(office.run(
                [&](Work& work) { return app::release_case(work, benefit, number, "事実なし", office.officer); })),
            "app.not_allowed");
  Office::must(
      office.run([&](Work& work) { return app::release_case(work, benefit, number, "事実なし", office.second); }));
  Office::must(app::open_draft(office.engine, benefit, {number}, office.officer));
  office.audit();
}

TEST(BenefitDesk, AReleasePassesOverWhatIsHeldAndItIsOrderedLater) {
  BenefitOffice office;
  for (int i = 1; i <= 2; ++i) {
    office.apply(i);
    Office::must(app::screen_case(office.engine, benefit, static_cast<std::uint64_t>(i), office.officer));
  }
  Result<std::uint64_t> draft = app::open_draft(office.engine, benefit, {1, 2}, office.officer);
  Office::must(draft);
  Office::must(app::issue_draft(office.engine, benefit, *draft, office.approver));
  Office::must(office.run([&](Work& work) { return app::hold_case(work, benefit, 2, "seizure", "", office.payer); }));
  Office::must(app::release_draft(office.engine, benefit, *draft, office.payer));
  EXPECT_EQ(office.value(1).state, "ordered");
  EXPECT_EQ(office.value(2).state, "held");
  Office::must(office.run([&](Work& work) { return app::release_case(work, benefit, 2, "解除", office.approver); }));
  Office::must(office.run([&](Work& work) { return app::order_case(work, benefit, 2, office.payer); }));
  EXPECT_EQ(office.value(2).state, "ordered");
  office.audit();
}

TEST(BenefitDesk, WhatIsDecidedIsWhatWasCirculated) {
  BenefitOffice office;
  for (int i = 1; i <= 2; ++i) {
    office.apply(i);
    Office::must(app::screen_case(office.engine, benefit, static_cast<std::uint64_t>(i), office.officer));
  }
  Result<std::uint64_t> draft = app::open_draft(office.engine, benefit, {1, 2}, office.officer);
  Office::must(draft);
  Office::must(app::correct_fact(office.engine, benefit, 2, "applicant_kind", "corporation", "誤り", office.officer));
  Done issued = app::issue_draft(office.engine, benefit, *draft, office.approver);
  ASSERT_EQ(code(issued), "app.draft_changed");
  EXPECT_NE(issued.error().what.find("2（200,000円 → 300,000円）"), std::string::npos) << issued.error().what;
  EXPECT_EQ(office.value(1).state, "screened");
  office.audit();
}

TEST(BenefitDesk, AHitOfTheSameEntitlementIsDisposedOfByAPerson) {
  BenefitOffice office;
  app::Answers same = Office::answers(1);
  office.apply(1, same);
  office.apply(2, same);
  Office::must(app::screen_case(office.engine, benefit, 1, office.officer));
  EXPECT_EQ(app::view_case(office.engine, benefit, 1, office.officer)->open_hits, std::vector<std::uint64_t>{2});
  EXPECT_EQ(app::open_draft(office.engine, benefit, {1}, office.officer).error().code, "app.not_ready");
  EXPECT_EQ(code(office.run([&](Work& work) { return app::dispose_hits(work, benefit, 1, "", office.officer); })),
            "instruments.benefit.no_reason");
  Office::must(office.run([&](Work& work) { return app::dispose_hits(work, benefit, 1, "別の店舗", office.officer); }));
  Office::must(app::open_draft(office.engine, benefit, {1}, office.officer));
  // A third application is another hit.
  office.apply(3, same);
  EXPECT_EQ(app::view_case(office.engine, benefit, 1, office.officer)->open_hits, std::vector<std::uint64_t>{3});
  office.audit();
}

TEST(BenefitDesk, OverdueCorrectionsLapseByAListThatIsShownFirst) {
  BenefitOffice office;
  for (int i = 1; i <= 3; ++i) {
    office.apply(i);
    Office::must(app::ask_amendment(office.engine, benefit, static_cast<std::uint64_t>(i), {{"", "署名がありません"}},
                                    Date::of(2020, 5, 21 + i), office.officer));
  }
  Office::must(office.run([&](Work& work) { return app::remind_amendment(work, benefit, 1, "電話", office.officer); }));
  Date may_26 = Date::of(2020, 5, 26);
  Office::must(office.engine.set_today(may_26, office.admin));
  // 23 and 24 May 2020 are a weekend: those deadlines end on Monday the 25th.
  EXPECT_EQ(app::overdue(office.engine, benefit, Date::of(2020, 5, 25))->size(), 1U);
  auto list = app::overdue(office.engine, benefit, may_26);
  ASSERT_EQ(list->size(), 3U);
  EXPECT_EQ(list->front().reminded_on, Date::of(2020, 5, 20));
  EXPECT_EQ(code(office.run([&](Work& work) {
              return app::lapse_overdue(work, benefit, {1, 2, 3}, office.officer);
            })),
            "app.not_allowed");
  Office::must(app::ask_amendment(office.engine, benefit, office.apply(4).case_number, {{"", "印"}},
                                  Date::of(2020, 6, 1), office.officer));
  EXPECT_EQ(code(office.run([&](Work& work) {
              return app::lapse_overdue(work, benefit, {1, 4}, office.approver);
            })),
            "app.preview_changed");
  EXPECT_EQ(office.value(1).state, "amendment_asked") << "all or nothing";
  Office::must(office.run([&](Work& work) { return app::lapse_overdue(work, benefit, {1, 2, 3}, office.approver); }));
  EXPECT_EQ(app::queue_counts(office.engine, benefit)->at("lapsed"), 3U);
  office.audit();
}

// Raised after payment: the figures move by the difference, and it leaves once.
TEST(BenefitDesk, AHigherDecisionPaysTheDifference) {
  BenefitOffice office;
  std::uint64_t number = office.paid();
  Office::must(office.change(number, "corporation"));
  EXPECT_EQ(office.value(number).state, "changed");
  EXPECT_EQ(office.figure("paid_total"), 200'000);
  EXPECT_EQ(code(office.run([&](Work& work) { return app::order_case(work, benefit, number, office.approver); })),
            "app.not_allowed");
  Office::must(office.run([&](Work& work) { return app::order_case(work, benefit, number, office.payer); }));
  app::PaymentMark mark{number, app::Payment::paid, Yen(100'000), Date::of(2020, 5, 23), "", ""};
  EXPECT_EQ(code(app::mark_payment(office.engine, benefit, mark, office.payer)), "app.date_ahead");
  mark.on = Date::of(2020, 5, 22);
  Office::must(app::mark_payment(office.engine, benefit, mark, office.payer));
  EXPECT_EQ(office.figure("paid_total"), 300'000);
  EXPECT_EQ(office.figure("payments"), 1);
  EXPECT_NE(code(app::mark_payment(office.engine, benefit, mark, office.payer)), "done");
  office.audit();
}

// 適正化法 19条: a cancellation reclaims all of it, with 加算金 from the day of receipt.
TEST(BenefitDesk, ACancelledDecisionIsReclaimedAsAReceivable) {
  BenefitOffice office;
  std::uint64_t number = office.paid();
  Office::must(
      office.run([&](Work& work) { return app::cancel_case(work, benefit, number, "虚偽の申請", office.approver); }));
  EXPECT_EQ(office.value(number).money.owed(), Yen(200'000));
  std::uint64_t receivable = 0;
  app::Reclaim reclaim{Date::of(2020, 6, 20), ""};  // a Saturday
  Office::must(office.run([&](Work& work) -> Done {
    receivable = TRY(app::assess_reclaim(work, benefit, number, reclaim, office.approver));
    return {};
  }));
  auto stored = [&] {
    journal::Key key{journal::Table::state, ledger::receivable_key(benefit, receivable)};
    return *ledger::decode_receivable(**(*office.store->get(std::span(&key, 1))).begin());
  };
  EXPECT_EQ(stored().order.terms.front().dues.front().on, Date::of(2020, 6, 22));
  EXPECT_EQ(stored().order.ground, ledger::ReturnGround::cancelled);
  Office::must(office.engine.set_today(Date::of(2020, 6, 1), office.admin));
  app::PaymentMark part{number, app::Payment::repaid, Yen(50'000), Date::of(2020, 6, 1), "", ""};
  Office::must(app::mark_payment(office.engine, benefit, part, office.payer));
  EXPECT_EQ(stored().open().principal, Yen(150'000));
  EXPECT_EQ(office.figure("paid_total"), 150'000);
  // The rest, and the surcharge: 200,000 for the 13 days from 20 May to 1 June, at 10.95 % of a 365-day year = 780 yen.
  app::PaymentMark rest = part;
  rest.amount = Yen(150'000 + 780);
  Office::must(app::mark_payment(office.engine, benefit, rest, office.payer));
  EXPECT_EQ(stored().state, "collected");
  EXPECT_EQ(office.value(number).state, "repaid");
  EXPECT_EQ(office.figure("payments"), 0);
  office.audit();
}

TEST(BenefitDesk, ASampleIsDrawnBySeedAndChecked) {
  BenefitOffice office;
  for (int i = 1; i <= 4; ++i) office.apply(i);
  office.order({1, 2, 3, 4});
  EXPECT_EQ(code(office.run([&](Work& work) -> Done {
              TRY(app::draw_sample(work, benefit, "paid", 2, 7, office.officer));
              return {};
            })),
            "app.bad_sample");
  Office::must(office.run([&](Work& work) -> Done {
    TRY(app::draw_sample(work, benefit, "ordered", 2, 7, office.officer));
    return {};
  }));
  auto samples = app::samples(office.engine, benefit);
  ASSERT_EQ(samples->size(), 1U);
  EXPECT_EQ(samples->front().case_numbers, cases::draw_sample({1, 2, 3, 4}, 2, 7));
  EXPECT_EQ(samples->front().population, 4U);
  std::uint64_t drawn = samples->front().case_numbers.front();
  EXPECT_EQ(office.value(drawn).datum("sample")->as_integer(), 1);
  Office::must(office.run(
      [&](Work& work) { return app::record_check(work, benefit, drawn, "reclaim", "営業していた", office.officer); }));
  EXPECT_EQ(office.value(drawn).datum("check_result")->as_string(), "reclaim");
  office.audit();
}

TEST(BenefitDesk, TheCasePageSaysWhatNearlyHeld) {
  BenefitOffice office;
  app::Answers open = Office::answers(1);
  open["closed_throughout"] = "false";
  open["alcohol_restaurant"] = "false";
  office.apply(1, open);
  Result<app::CaseView> view = app::view_case(office.engine, benefit, 1, office.officer);
  Office::must(view);
  EXPECT_FALSE(view->outcome.eligible);
  ASSERT_FALSE(view->nearest_yes.empty());
  EXPECT_NE(view->nearest_yes.front().ja.find("はい"), std::string::npos) << view->nearest_yes.front().ja;
}

}  // namespace
}  // namespace hashira::tests
