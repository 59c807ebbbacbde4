// A subsidy of the report by files alone: from the form's answers to the settled and paid figure, people kept apart, the books
// audited. Amounts by line 127: three quarters of the cost, at most 1,000,000 yen.
#include "app/subsidy_desk.h"

#include "app/benefit_desk.h"
#include "app/letters.h"
#include "audit/replay.h"
#include "office.h"
#include "tampered.h"

namespace hashira::tests {
namespace {

using app::Work;

const std::string infection = "infection-prevention-subsidy";

struct GrantOffice {
  std::unique_ptr<journal::Store> store = store::make_memory_store();
  std::unique_ptr<journal::KeyStore> keys = store::make_memory_keys();
  cases::Instruments instruments = instruments::make_instruments();
  std::unique_ptr<Clock> clock = fixed_clock(Instant{1'600'000'000'000}, 1);
  std::unique_ptr<Random> random = system_random();
  app::Engine engine{{*store, *keys, instruments, *clock, *random}};
  app::Actor officer{"sato", "officer", false, {}}, approver{"suzuki", "approver", false, {}}, payer{"takahashi", "payer", false, {}},
      planner{"tanaka", "planner", false, {}}, admin{"root", "admin", false, {}}, applicant{"applicant", "", false, {}};

  GrantOffice() {
    today(Date::of(2020, 6, 1));
    static const portfolio::Portfolio tree = portfolio::load(std::string(HASHIRA_SOURCE_DIR) + "/programmes/hokkaido-2020").value();
    portfolio::Portfolio one = tree;
    std::erase_if(one.programmes, [](const portfolio::Programme& programme) { return programme.id != infection; });
    Office::must(app::publish_portfolio(engine, one, planner));
    Office::must(app::appropriate(engine, "07-01-02-20", FiscalYear(2020), Yen(10'000'000), planner));
    Office::must(app::allot(engine, infection, "07-01-02-20", FiscalYear(2020), Yen(10'000'000), planner));
  }
  void today(Date day) { Office::must(engine.set_today(day, admin)); }
  Done run(const std::function<Done(Work&)>& command) { return engine.run(command); }
  void must(const std::function<Done(Work&)>& command) { Office::must(run(command)); }
  cases::Case value(std::uint64_t number) { return app::view_case(engine, infection, number, officer)->value; }
  std::int64_t figure(const std::string& id) { return app::figure_value(engine, infection, id, nullptr)->value.value_or(0); }

  // A form as the public page sends it: 800,000 of measures and 400,000 of promotion.
  std::uint64_t apply(int form) {
    app::Answers all = {{"municipality", "011002"},     {"project", "商店街の感染対策"}, {"covered", "true"},   {"cost_measures", "800000"},
                        {"cost_promotion", "400000"},   {"cost_facilities", "0"},        {"starts_on", "2020-07-01"}};
    for (const auto& [fact, typed] : Office::answers(form)) {
      bool sealed = fact.starts_with("name") || fact.starts_with("bank") || fact.starts_with("branch") || fact.starts_with("account") ||
                    fact == "postal_code" || fact == "address" || fact == "phone";
      if (sealed) all.emplace(fact, typed);
    }
    auto prepared = app::prepare_application(engine, infection, all, Office::command(form), app::Missing::refuse);
    EXPECT_TRUE(prepared.has_value()) << (prepared ? "" : prepared.error().front().fact + ": " + prepared.error().front().what.en);
    return app::submit_application(engine, std::move(*prepared), applicant).value().case_number;
  }
  std::uint64_t granted(int form) {
    std::uint64_t number = apply(form);
    Office::must(app::screen_case(engine, infection, number, officer));
    Result<std::uint64_t> draft = app::open_draft(engine, infection, {number}, officer);
    Office::must(draft);
    Office::must(app::issue_draft(engine, infection, *draft, approver));
    return number;
  }
  Done report(std::uint64_t number, const std::map<std::string, std::string>& facts) {
    return run([&](Work& work) {
      auto field = [&](const std::string& fact) { return facts.contains(fact) ? facts.at(fact) : std::string(); };
      return app::report_performance(work, infection, number, field, "", officer);
    });
  }
  void settle(std::uint64_t number, const std::string& measures) {
    today(Date::of(2020, 9, 10));
    Office::must(report(number, {{"cost_measures", measures}, {"completed_on", "2020-08-31"}}));
    must([&](Work& work) { return app::inspect_project(work, infection, number, "documents", "領収書を確認", officer); });
    must([&](Work& work) { return app::settle_grant(work, infection, number, approver); });
  }
  Done order(std::uint64_t number) {
    return run([&](Work& work) { return app::order_case(work, infection, number, payer); });
  }
  void audit() {
    Result<audit::AuditReport> report = audit::audit(*store, instruments, "", Bytes(32, '\0'));
    Office::must(report);
    EXPECT_TRUE(report->clean()) << (report->differences.empty() ? "" : report->differences.front().what.en);
  }
};

TEST(SubsidyDesk, goes_from_the_form_to_the_paid_figure_by_files_alone) {
  GrantOffice office;
  std::uint64_t number = office.granted(1);
  EXPECT_EQ(office.value(number).state, "decided");
  EXPECT_EQ(office.value(number).money.approved, Yen(900'000)) << "3/4 of 1,200,000";
  EXPECT_EQ(office.figure("groups"), 0) << "a grant is not settled yet";
  EXPECT_EQ(code(office.order(number)), "instruments.subsidy.not_claimed");
  office.settle(number, "600001");
  EXPECT_EQ(office.value(number).money.approved, Yen(750'000)) << "3/4 of 1,000,001 is 750,000.75: the fraction is dropped";
  EXPECT_EQ(office.figure("groups"), 1);
  EXPECT_EQ(office.figure("grant_amount"), 750'000);
  EXPECT_EQ(code(office.order(number)), "instruments.subsidy.not_claimed");
  office.must([&](Work& work) { return app::claim_case(work, infection, number, "", office.officer); });
  Office::must(office.order(number));
  Office::must(app::mark_payment(office.engine, infection, {number, app::Payment::paid, Yen(750'000), Date::of(2020, 9, 10), "", ""}, office.payer));
  EXPECT_EQ(office.value(number).state, "paid");
  office.audit();
}

TEST(SubsidyDesk, keeps_people_apart_and_days_in_order) {
  GrantOffice office;
  std::uint64_t number = office.granted(1);
  office.today(Date::of(2020, 9, 10));
  EXPECT_EQ(code(office.report(number, {{"completed_on", "2020-08-32"}})), "app.wrong_answer");
  Office::must(office.report(number, {{"completed_on", "2020-08-31"}}));
  app::Actor both{"sato", "admin", false, {}};
  office.must([&](Work& work) { return app::inspect_project(work, infection, number, "site", "現物を確認", office.officer); });
  EXPECT_EQ(code(office.run([&](Work& work) { return app::settle_grant(work, infection, number, both); })), "app.same_person");
  EXPECT_EQ(code(office.run([&](Work& work) { return app::settle_grant(work, infection, number, office.officer); })), "app.not_allowed");
}

// 80% of 900,000 in advance; 450,000 are settled: 270,000 are owed back, without 加算金.
TEST(SubsidyDesk, settles_an_advance_and_reclaims_what_is_over) {
  GrantOffice office;
  std::uint64_t number = office.granted(1);
  office.must([&](Work& work) { return app::claim_advance(work, infection, number, Yen(720'000), "資金繰り", office.officer); });
  Office::must(office.order(number));
  Office::must(app::mark_payment(office.engine, infection, {number, app::Payment::paid, Yen(720'000), Date::of(2020, 6, 1), "", ""}, office.payer));
  EXPECT_EQ(office.value(number).state, "advanced");
  office.settle(number, "200000");
  EXPECT_EQ(office.value(number).money.owed(), Yen(270'000));
  office.must([&](Work& work) -> Done {
    TRY(app::assess_reclaim(work, infection, number, {Date::of(2020, 10, 30), {}}, office.approver));
    return {};
  });
  office.today(Date::of(2020, 10, 1));
  Office::must(app::mark_payment(office.engine, infection, {number, app::Payment::repaid, Yen(270'000), Date::of(2020, 10, 1), "", ""}, office.payer));
  EXPECT_EQ(office.value(number).state, "paid");
  EXPECT_EQ(office.value(number).money.remaining(), Yen(450'000));
  EXPECT_EQ(office.figure("grant_amount"), 450'000);
  office.audit();
}

TEST(SubsidyDesk, writes_the_letters_of_grant_and_settlement) {
  GrantOffice office;
  std::uint64_t number = office.granted(1);
  Office::must(app::issue_letters(office.engine, infection, "decision", {number}, office.officer));
  office.settle(number, "600000");
  Office::must(app::issue_letters(office.engine, infection, "settlement", {number}, office.officer));
  Result<std::string> page = app::print_letters(office.engine, infection, 1, 2, office.officer);
  Office::must(page);
  for (const char* words : {"交付決定通知書", "額の確定通知書", "900,000円", "750,000円"}) EXPECT_NE(page->find(words), std::string::npos) << words;
}

// One byte of the settlement's entry: the audit names its programme and number.
TEST(SubsidyDesk, audit_names_the_entry_of_which_a_byte_changed) {
  GrantOffice office;
  std::uint64_t number = office.granted(1);
  office.settle(number, "600000");
  std::uint64_t seq = office.store->head(infection)->seq;
  TamperedStore tampered(*office.store, infection, seq);
  Result<audit::AuditReport> report = audit::audit(tampered, office.instruments, "", Bytes(32, '\0'));
  Office::must(report);
  ASSERT_FALSE(report->differences.empty());
  EXPECT_NE(report->differences.front().what.en.find(infection), std::string::npos);
}

}  // namespace
}  // namespace hashira::tests
