// Drafts that circulate: who may approve what, in which order, and that everything can be undone until the decision is issued.
#include "app/circulation.h"

#include "app/benefit_desk.h"
#include "office.h"

namespace hashira::tests {
namespace {

const std::string approval_rules = R"(source: assumption
bands:
  - {post: deputy_director, office: subprefecture, up_to: 10万円, ja: 副局長専決, en: by the deputy director}
  - {post: director, office: subprefecture, up_to: 50万円, ja: 局長専決, en: by the director}
  - {post: governor, office: econ-sme, covers: all, ja: 知事決裁, en: by the governor}
reviews:
  - {office: econ-planning, from: 50万円}
acting:
  - {post: director, by: deputy_director}
)";

portfolio::Portfolio tree_with_approval() {
  static const portfolio::Files files = [] {
    portfolio::Files out = portfolio::read_files(std::string(HASHIRA_SOURCE_DIR) + "/programmes/hokkaido-2020").value();
    out["approval.yaml"] = approval_rules;
    return out;
  }();
  static const Result<portfolio::Portfolio> read = portfolio::load_from_files(files);
  portfolio::Portfolio one = read.value();
  std::erase_if(one.programmes, [](const portfolio::Programme& programme) { return programme.id != benefit; });
  return one;
}

struct Circle : Office {
  app::Actor clerk{"clerk", "officer", false, {}}, deputy{"deputy", "approver", false, {}}, director{"director", "approver", false, {}},
      governor{"governor", "approver", false, {}}, reviewer{"reviewer", "officer", false, {}}, other{"other", "approver", false, {}};

  Circle() {
    must(app::publish_portfolio(engine, tree_with_approval(), planner));
    user("clerk", "officer", "sorachi", "");
    user("deputy", "approver", "sorachi", "deputy_director");
    user("director", "approver", "sorachi", "director");
    user("governor", "approver", "econ-sme", "governor");
    user("reviewer", "officer", "econ-planning", "");
    user("other", "approver", "nemuro", "director");
  }
  void user(const std::string& id, const std::string& role, const std::string& office, const std::string& post,
            std::vector<std::string> programmes = {}) {
    must(engine.run([&](app::Work& work) -> Done {  // without a password: nobody signs in here
      journal::Entry entry;
      entry.stream = "accounts";
      entry.type = "accounts.user";
      entry.actor = "root";
      entry.body = journal::Body(accounts::encode(accounts::User{id, id, role, office, false, post, programmes}));
      TRY(work.append(std::move(entry)));
      return {};
    }));
  }

  // `size` screened cases of 200,000 yen in a draft of the subprefecture.
  std::uint64_t draft(int size) {
    std::vector<std::uint64_t> numbers;
    for (int i = 0; i < size; ++i) {
      numbers.push_back(apply(next_++).case_number);
      must(app::screen_case(engine, benefit, numbers.back(), officer));
    }
    Result<std::uint64_t> opened = app::open_draft(engine, benefit, numbers, clerk);
    must(opened);
    return *opened;
  }
  std::string approve(std::uint64_t number, const app::Actor& by, const app::ActingFor& acting = {}) {
    return code(engine.run([&](app::Work& work) { return app::approve_draft(work, benefit, number, acting, by); }));
  }
  std::string review(std::uint64_t number, const std::string& office, const app::Actor& by) {
    return code(engine.run([&](app::Work& work) { return app::review_draft(work, benefit, number, office, by); }));
  }
  std::string undo(std::uint64_t number, const app::Actor& by) {
    return code(engine.run([&](app::Work& work) { return app::withdraw_approval(work, benefit, number, "再検討", by); }));
  }
  std::string send_back(std::uint64_t number, const std::string& reason, const app::Actor& by) {
    return code(engine.run([&](app::Work& work) { return app::send_back_draft(work, benefit, number, reason, by); }));
  }
  std::string recirculate(std::uint64_t number, std::vector<std::uint64_t> numbers, const app::Actor& by) {
    return code(engine.run([&](app::Work& work) { return app::recirculate_draft(work, benefit, number, numbers, by); }));
  }
  std::string issue(std::uint64_t number, const app::Actor& by) { return code(app::issue_draft(engine, benefit, number, by)); }
  cases::Draft look(std::uint64_t number) {
    return app::drafts(engine, benefit).value().at(number - 1);
  }

 private:
  int next_ = 1;
};

TEST(Circulation, IsApprovedByWhosePostCoversOfficeAndAmount) {
  Circle office;
  std::uint64_t number = office.draft(1);  // 200,000 yen of Sorachi
  EXPECT_EQ(office.look(number).office, "sorachi");
  EXPECT_EQ(office.issue(number, office.director), "app.not_approved");
  EXPECT_EQ(office.approve(number, office.deputy), "app.beyond_band") << "over 100,000 yen";
  EXPECT_EQ(office.approve(number, office.other), "app.beyond_band") << "another subprefecture";
  EXPECT_EQ(office.approve(number, office.clerk), "app.not_allowed");
  EXPECT_EQ(office.approve(number, office.approver), "app.no_such_user") << "nobody knows the post";
  EXPECT_EQ(office.approve(number, office.director), "done");
  EXPECT_EQ(office.issue(number, office.director), "done");
  EXPECT_EQ(office.look(number).decided_by, "director");
  office.audit();
}

TEST(Circulation, LargeDraftsNeedTheOtherOfficeAndTheHead) {
  Circle office;
  std::uint64_t number = office.draft(3);
  EXPECT_EQ(office.approve(number, office.director), "app.beyond_band");
  EXPECT_EQ(office.approve(number, office.governor), "app.review_missing");
  EXPECT_EQ(office.review(number, "", office.director), "app.no_review");
  EXPECT_EQ(office.review(number, "econ-planning", office.director), "app.other_office");
  EXPECT_EQ(office.review(number, "", office.reviewer), "done");
  EXPECT_EQ(office.review(number, "", office.reviewer), "app.reviewed_already");
  EXPECT_EQ(office.approve(number, office.governor), "done");
  EXPECT_EQ(office.issue(number, office.other), "done") << "issuing is no deciding: the approval decides";
  EXPECT_EQ(office.look(number).decided_by, "governor");
  office.audit();
}

TEST(Circulation, ADeputyActsForTheAbsentDirector) {
  Circle office;
  std::uint64_t number = office.draft(1);
  EXPECT_EQ(office.approve(number, office.deputy, {"director", ""}), "app.no_reason");
  EXPECT_EQ(office.approve(number, office.deputy, {"governor", "出張"}), "app.may_not_act");
  EXPECT_EQ(office.approve(number, office.other, {"director", "出張"}), "app.may_not_act");
  EXPECT_EQ(office.approve(number, office.deputy, {"director", "出張のため不在"}), "done");
  EXPECT_EQ(office.look(number).approved_by, "deputy");
  EXPECT_EQ(office.look(number).acting_for, "director");
  office.audit();
}

TEST(Circulation, EverythingIsUndoneUntilItIsIssued) {
  Circle office;
  std::uint64_t number = office.draft(1);
  EXPECT_EQ(office.approve(number, office.director), "done");
  EXPECT_EQ(office.undo(number, office.other), "app.not_allowed");
  EXPECT_EQ(office.undo(number, office.director), "done");
  EXPECT_EQ(office.look(number).state, "open");
  EXPECT_EQ(office.approve(number, office.director), "done");
  EXPECT_EQ(office.send_back(number, "", office.director), "app.no_reason");
  EXPECT_EQ(office.send_back(number, "住所の確認", office.director), "done");
  EXPECT_EQ(office.look(number).sent_back_because, "住所の確認");
  EXPECT_EQ(office.issue(number, office.director), "app.draft_not_in_state");
  EXPECT_EQ(office.recirculate(number, {}, office.officer), "app.not_the_drafter");
  EXPECT_EQ(office.recirculate(number, {}, office.clerk), "done");
  EXPECT_EQ(office.approve(number, office.director), "done");
  EXPECT_EQ(office.issue(number, office.director), "done");
  EXPECT_EQ(office.undo(number, office.director), "app.draft_not_in_state") << "from here only change, cancellation, reclaim";
  EXPECT_EQ(office.send_back(number, "x", office.director), "app.draft_not_in_state");
  EXPECT_EQ(code(app::withdraw_draft(office.engine, benefit, number, office.director)), "app.draft_not_in_state");
  office.audit();
}

TEST(Circulation, AMendedListIsReviewedAnew) {
  Circle office;
  std::uint64_t number = office.draft(3);
  EXPECT_EQ(office.review(number, "", office.reviewer), "done");
  EXPECT_EQ(office.send_back(number, "1件を外す", office.governor), "done");
  EXPECT_EQ(office.recirculate(number, {1, 2}, office.clerk), "done");
  cases::Draft draft = office.look(number);
  EXPECT_EQ(draft.case_numbers, (std::vector<std::uint64_t>{1, 2}));
  EXPECT_EQ(draft.total, Yen(400'000));
  EXPECT_TRUE(draft.reviews.empty());
  EXPECT_EQ(office.approve(number, office.director), "done") << "400,000 yen are within the director's band";
  office.audit();
}

TEST(Circulation, WhoScreenedOrDraftedDoesNotApprove) {
  Circle office;
  office.user("sato", "approver", "sorachi", "director");
  std::uint64_t number = office.draft(1);  // screened by sato
  EXPECT_EQ(office.approve(number, {"sato", "approver", false, {}}), "app.same_person");
  EXPECT_EQ(office.approve(number, {"clerk", "approver", false, {}}), "app.same_person");
}

// Found by the simulation: a case passed over at the release was ordered by who had approved its draft.
TEST(Circulation, WhoApprovedDoesNotOrderACaseAfterwards) {
  Circle office;
  std::uint64_t draft = office.draft(1);
  EXPECT_EQ(office.approve(draft, office.director), "done");
  EXPECT_EQ(office.issue(draft, office.governor), "done");
  std::uint64_t number = office.look(draft).case_numbers.front();
  auto on_case = [&](auto act) { return code(office.engine.run([&](app::Work& work) { return act(work); })); };
  ASSERT_EQ(on_case([&](app::Work& work) { return app::hold_case(work, benefit, number, "seizure", "", office.payer); }), "done");
  Office::must(app::release_draft(office.engine, benefit, draft, office.payer));
  ASSERT_EQ(on_case([&](app::Work& work) { return app::release_case(work, benefit, number, "解除", office.approver); }), "done");
  app::Actor director_pays{"director", "payer", false, {}};
  EXPECT_EQ(on_case([&](app::Work& work) { return app::order_case(work, benefit, number, director_pays); }), "app.same_person");
  EXPECT_EQ(on_case([&](app::Work& work) { return app::order_case(work, benefit, number, office.payer); }), "done");
}

// Found by the simulation: a case of a draft was corrected and screened anew by who approved the draft then.
TEST(Circulation, WhoScreenedACaseAnewIsNotWhoApprovedItsDraft) {
  Circle office;
  std::uint64_t draft = office.draft(1);
  std::uint64_t number = office.look(draft).case_numbers.front();
  EXPECT_EQ(office.approve(draft, office.director), "done");
  Office::must(app::ask_amendment(office.engine, benefit, number, {{"", "署名"}}, Date::of(2020, 6, 10), office.officer));
  Office::must(app::resubmit_application(office.engine, {benefit, number}, Office::answers(1), Office::command(60), office.applicant));
  Office::must(app::screen_case(office.engine, benefit, number, {"director", "officer", false, {}}));
  EXPECT_EQ(office.issue(draft, office.governor), "app.draft_changed");
}

TEST(Circulation, AProgrammeIsPartOfTheRight) {
  Circle office;
  office.user("guest", "approver", "sorachi", "director", {"another-programme"});
  std::uint64_t number = office.draft(1);
  EXPECT_EQ(office.approve(number, {"guest", "approver", false, {}}), "app.other_programmes");
  office.user("guest", "approver", "sorachi", "director", {benefit});
  EXPECT_EQ(office.approve(number, {"guest", "approver", false, {}}), "done");
}

TEST(Circulation, IsSentBackByWhoMayApproveOrAgreesAlone) {
  Circle office;
  std::uint64_t draft = office.draft(1);
  EXPECT_EQ(office.send_back(draft, "確認", office.officer), "app.not_allowed") << "an officer with no part in it";
  EXPECT_EQ(office.approve(draft, office.director), "done");
  EXPECT_EQ(office.send_back(draft, "確認", office.other), "app.not_allowed") << "an approval of another office";
  EXPECT_EQ(office.send_back(draft, "確認", office.director), "done");
}

TEST(Rights, OfAUserAreBoundToProgrammesInEveryCommand) {
  Circle office;
  office.user("narrow", "officer", "sorachi", "", {"premium-vouchers"});
  app::Actor narrow{"narrow", "officer", false, {}};
  std::uint64_t number = office.apply(90).case_number;
  EXPECT_EQ(code(app::screen_case(office.engine, benefit, number, narrow)), "app.other_programmes");
  std::uint64_t draft = office.draft(1);
  EXPECT_EQ(code(app::withdraw_draft(office.engine, benefit, draft, narrow)), "app.other_programmes");
}

}  // namespace
}  // namespace hashira::tests
