// Two layers of one benefit: a city pays stores, the prefecture grants the city what it paid. Told with the real folder of
// Sapporo's benefit, amounts as its rules give them.
#include "app/benefit_desk.h"

#include "office.h"

namespace hashira::tests {
namespace {

using app::Work;

const std::string sapporo = "sapporo-cooperation-benefit";
constexpr std::int64_t round_1 = 420'000;  // 21 days

struct CityAndPrefecture {
  std::unique_ptr<journal::Store> store = store::make_memory_store();
  std::unique_ptr<journal::KeyStore> keys = store::make_memory_keys();
  cases::Instruments instruments = instruments::make_instruments();
  std::unique_ptr<Clock> clock = fixed_clock(Instant{1'606'000'000'000}, 1);
  std::unique_ptr<Random> random = system_random();
  app::Engine engine{{*store, *keys, instruments, *clock, *random}};
  app::Actor officer{"sato", "officer", false, {}}, approver{"suzuki", "approver", false, {}}, payer{"takahashi", "payer", false, {}},
      planner{"tanaka", "planner", false, {}}, admin{"root", "admin", false, {}}, applicant{"applicant", "", false, {}};
  Date today = Date::of(2020, 12, 10);
  int forms = 0;

  CityAndPrefecture() {
    Office::must(engine.set_today(today, admin));
    static const portfolio::Portfolio tree = portfolio::load(std::string(HASHIRA_SOURCE_DIR) + "/programmes/hokkaido-2020").value();
    portfolio::Portfolio one = tree;
    std::erase_if(one.programmes, [](const portfolio::Programme& programme) { return programme.id != sapporo; });
    Office::must(app::publish_portfolio(engine, one, planner));
    Office::must(app::appropriate(engine, "07-01-01-21", FiscalYear(2020), Yen(10'000'000), planner));
    Office::must(app::allot(engine, sapporo, "07-01-01-21", FiscalYear(2020), Yen(10'000'000), planner));
  }
  template <class Command>
  Done run(Command command) {
    return engine.run([&](Work& work) -> Done { return command(work); });
  }
  cases::Case value(std::uint64_t number) { return app::view_case(engine, sapporo, number, officer)->value; }

  std::uint64_t apply(const app::Answers& own) {
    app::Answers all = own;
    for (const auto& [fact, typed] : Office::answers(1)) {
      bool asked = fact.starts_with("name") || fact.starts_with("bank") || fact.starts_with("branch") || fact.starts_with("account") ||
                   fact == "postal_code" || fact == "address" || fact == "phone";
      if (asked) all.emplace(fact, typed);
    }
    auto prepared = app::prepare_application(engine, sapporo, all, Office::command(++forms), app::Missing::refuse);
    EXPECT_TRUE(prepared.has_value()) << (prepared ? "" : prepared.error().front().fact + ": " + prepared.error().front().what.en);
    return app::submit_application(engine, std::move(*prepared), applicant).value().case_number;
  }
  std::uint64_t store_of(const std::string& number, const std::string& round) {
    return apply({{"applicant_kind", "store"}, {"round", round}, {"area", "susukino"}, {"store", number}, {"followed_request", "true"},
                  {"infection_measures", "true"}});
  }
  std::uint64_t grant_of(const std::string& round, std::int64_t paid) {
    return apply({{"applicant_kind", "city"}, {"round", round}, {"city_paid", std::to_string(paid)}, {"corporate_number", "9000020011002"}});
  }
  void pay(std::uint64_t number, std::int64_t amount) {
    Office::must(app::screen_case(engine, sapporo, number, officer));
    Result<std::uint64_t> draft = app::open_draft(engine, sapporo, {number}, officer);
    Office::must(draft);
    Office::must(app::issue_draft(engine, sapporo, *draft, approver));
    Office::must(app::release_draft(engine, sapporo, *draft, payer));
    Office::must(app::mark_payment(engine, sapporo, {number, app::Payment::paid, Yen(amount), today, "", ""}, payer));
  }
  Done settle(std::uint64_t number) {
    CHECK_OK(run([&](Work& work) { return app::take_layer_total(work, sapporo, number, officer); }));
    return run([&](Work& work) { return app::change_case(work, sapporo, number, "支給実績による精算", approver); });
  }
  std::int64_t figure(const std::string& id) { return app::figure_value(engine, sapporo, id, nullptr)->value.value_or(0); }
  Yen allotted() {
    ledger::BalanceKey key{"07-01-01-21", FiscalYear(2020), ledger::Account::allotted, ledger::BudgetKind::current, {}};
    journal::Key at{journal::Table::balance, audit::balance_row_key(sapporo, key)};
    return Yen(audit::number_of(store->get(std::span(&at, 1))->front()));
  }
  void audit() {
    Result<audit::AuditReport> report = audit::audit(*store, instruments, "", Bytes(32, '\0'));
    Office::must(report);
    EXPECT_TRUE(report->clean()) << (report->differences.empty() ? "" : report->differences.front().what.en);
  }
};

TEST(Layers, TheCitysPaymentsCountInItsFiguresAndNotInThePrefecturesBooks) {
  CityAndPrefecture both;
  both.pay(both.store_of("100", "r1"), round_1);
  both.pay(both.store_of("101", "r1"), round_1);
  EXPECT_EQ(both.figure("payments"), 2);
  EXPECT_EQ(both.figure("paid_total"), 2 * round_1);
  EXPECT_EQ(both.allotted(), Yen(10'000'000)) << "the city's own money";
  std::uint64_t grant = both.grant_of("r1", 2 * round_1);
  both.pay(grant, 2 * round_1);
  EXPECT_EQ(both.allotted(), Yen(10'000'000 - 2 * round_1));
  EXPECT_EQ(both.figure("paid_total"), 2 * round_1) << "the grant is the same money: counted once";
  EXPECT_EQ(both.value(1).layer, "city");
  EXPECT_EQ(both.value(grant).layer, "");
  both.audit();
}

TEST(Layers, AnAdvanceIsSettledByWhatTheCityReallyPaidAndAgainWhenItCancelsOne) {
  CityAndPrefecture both;
  std::uint64_t grant = both.grant_of("r1", 500'000);  // 概算払
  both.pay(grant, 500'000);
  std::uint64_t first = both.store_of("100", "r1");
  both.pay(first, round_1);
  both.pay(both.store_of("101", "r1"), round_1);
  both.pay(both.store_of("100", "r2"), 280'000);  // another round: not this grant's affair
  Office::must(both.settle(grant));               // 840,000: 340,000 more
  EXPECT_EQ(both.value(grant).money.approved, Yen(2 * round_1));
  EXPECT_EQ(both.value(grant).money.due(), Yen(340'000));
  EXPECT_EQ(code(both.settle(grant)), "app.nothing_to_settle");
  Office::must(both.run([&](Work& work) { return app::order_case(work, sapporo, grant, both.payer); }));
  Office::must(app::mark_payment(both.engine, sapporo, {grant, app::Payment::paid, Yen(340'000), both.today, "", ""}, both.payer));

  Office::must(both.run([&](Work& work) { return app::cancel_case(work, sapporo, first, "要件に反する", both.approver); }));
  EXPECT_EQ(both.figure("paid_total"), 2 * round_1 + 280'000) << "the store still has the money";
  Office::must(app::mark_payment(both.engine, sapporo, {first, app::Payment::repaid, Yen(round_1), both.today, "", ""}, both.payer));
  EXPECT_EQ(both.figure("paid_total"), round_1 + 280'000);
  Office::must(both.settle(grant));  // 再精算
  EXPECT_EQ(both.value(grant).money.approved, Yen(round_1));
  EXPECT_EQ(both.value(grant).money.owed(), Yen(round_1));
  EXPECT_EQ(both.value(grant).state, "reclaiming");
  both.audit();
}

TEST(Layers, OneStoreIsPaidOnceARoundAndAgainInTheNext) {
  CityAndPrefecture both;
  std::uint64_t first = both.store_of("100", "r1"), next_round = both.store_of("100", "r2"), twice = both.store_of("100", "r1");
  Office::must(app::screen_case(both.engine, sapporo, first, both.officer));
  Office::must(app::screen_case(both.engine, sapporo, next_round, both.officer));
  Office::must(app::open_draft(both.engine, sapporo, {next_round}, both.officer));
  Result<std::uint64_t> hit = app::open_draft(both.engine, sapporo, {first}, both.officer);
  ASSERT_FALSE(hit);
  EXPECT_NE(hit.error().what.find(std::to_string(twice)), std::string::npos) << hit.error().what;
  // The wrong round was typed: with the right one it is no hit any more.
  Office::must(app::correct_fact(both.engine, sapporo, twice, "round", "r3", "申出", both.officer));
  Office::must(app::open_draft(both.engine, sapporo, {first}, both.officer));
  both.audit();
}

TEST(Layers, NoCorrectionMovesACaseToAnotherPayer) {
  CityAndPrefecture both;
  std::uint64_t number = both.store_of("100", "r1");
  EXPECT_EQ(code(app::correct_fact(both.engine, sapporo, number, "applicant_kind", "city", "申出", both.officer)), "app.other_layer");
  EXPECT_EQ(code(both.run([&](Work& work) { return app::take_layer_total(work, sapporo, number, both.officer); })), "app.no_grant");
  EXPECT_EQ(both.value(number).layer, "city");
}

}  // namespace
}  // namespace hashira::tests
