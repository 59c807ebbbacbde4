// One world for each programme that takes applications, through the real commands: every kind of event happens, the books
// balance with the cases, no money is counted in two layers, and replay agrees with every row.
#include <gtest/gtest.h>

#include <cmath>

#include "app/desk.h"
#include "app/results.h"
#include "audit/audit.h"
#include "base/ports.h"
#include "instruments/registry.h"
#include "portfolio/folder.h"
#include "store/memory.h"
#include "synth/synth.h"

namespace hashira::tests {
namespace {

const portfolio::Portfolio& whole_tree() {
  static const portfolio::Portfolio tree = portfolio::load(std::string(HASHIRA_SOURCE_DIR) + "/programmes/hokkaido-2020").value();
  return tree;
}

std::vector<std::string> programmes_with_intake() {
  std::vector<std::string> out;
  for (const portfolio::Programme& programme : whole_tree().programmes) {
    if (!programme.questions.empty()) out.push_back(programme.id);
  }
  return out;
}

struct Town {
  std::unique_ptr<journal::Store> store = store::make_memory_store();
  std::unique_ptr<journal::KeyStore> keys = store::make_memory_keys();
  cases::Instruments instruments = instruments::make_instruments();
  std::unique_ptr<Clock> clock = fixed_clock(Instant{1'617'150'000'000}, 1);
  std::unique_ptr<Random> random = system_random();
  app::Engine engine{{*store, *keys, instruments, *clock, *random}};
  std::string programme;

  // The last day of the fiscal year, when all of them have taken applications.
  Town(const std::string& id, Date today) : programme(id) {
    app::Actor planner{"tanaka", "planner", false, {}}, admin{"root", "admin", false, {}};
    must(engine.set_today(today, admin));
    portfolio::Portfolio one = whole_tree();
    std::erase_if(one.programmes, [&](const portfolio::Programme& each) { return each.id != id; });
    must(app::publish_portfolio(engine, one, planner));
    const portfolio::MoneyTerms& money = *one.programmes.front().money;
    app::Actor in_april = planner;
    in_april.on = Date::of(2020, 4, 1);
    must(app::appropriate(engine, money.budget_line, FiscalYear(2020), money.allotment, in_april));
    must(app::allot(engine, id, money.budget_line, FiscalYear(2020), money.allotment, in_april));
  }
  template <class T>
  static void must(const Result<T>& result) {
    ASSERT_TRUE(result.has_value()) << result.error().text();
  }
  synth::Made make(const synth::Options& options) {
    Result<std::vector<synth::Made>> made = synth::run(engine, options);
    EXPECT_TRUE(made) << (made ? "" : made.error().text());
    return made ? made->front() : synth::Made{};
  }
  std::vector<cases::Case> all() {
    std::vector<cases::Case> out;
    std::vector<journal::Row> rows = store->scan(journal::Table::state, cases::case_prefix(programme), {}, 100'000).value();
    for (const journal::Row& row : rows) {
      out.push_back(cases::decode_case(row.value).value());
    }
    return out;
  }
  std::int64_t figure(const std::string& id) { return app::figure_value(engine, programme, id, nullptr)->value.value_or(0); }
  // What the prefecture's books say was spent and not taken back.
  Yen spent() {
    Yen out;
    std::vector<journal::Row> rows = store->scan(journal::Table::posting, {}, {}, 1'000'000).value();
    for (const journal::Row& row : rows) {
      ledger::Posting posting = ledger::decode_posting(row.value).value();
      if (posting.to == ledger::Account::paid) out += posting.amount;
      if (posting.from == ledger::Account::paid) out -= posting.amount;
    }
    return out;
  }
  void audit() {
    Result<audit::AuditReport> report = audit::audit(*store, instruments, "", Bytes(32, '\0'));
    must(report);
    EXPECT_TRUE(report->clean()) << (report->differences.empty() ? "" : report->differences.front().what.en);
  }
};

class Worlds : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Programmes, Worlds, testing::ValuesIn(programmes_with_intake()), [](const auto& one) {
  std::string name = one.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST_P(Worlds, EverythingHappensAndTheBooksAgree) {
  Town town(GetParam(), Date::of(2021, 3, 31));
  synth::Made made = town.make({{GetParam()}, 7, false, 0.4});
  EXPECT_GT(made.applicants, 50u);
  EXPECT_GT(made.paid, 20u);
  std::map<std::string, int> states;
  Yen remaining;
  bool cancelled = false, bounced = false, repaid = false;
  for (const cases::Case& one : town.all()) {
    ++states[one.state];
    EXPECT_TRUE(one.synthetic);
    if (one.layer.empty()) remaining += one.money.remaining();
    cancelled = cancelled || one.datum("cancel_reason") != nullptr;
    bounced = bounced || one.money.bounced > Yen(0);
    repaid = repaid || one.money.repaid > Yen(0);
  }
  for (const char* state : {"submitted", "amendment_asked", "screened", "refused", "decided", "ordered", "paid", "withdrawn"}) {
    EXPECT_GT(states[state], 0) << state;
  }
  EXPECT_TRUE(cancelled && bounced && repaid);
  EXPECT_EQ(town.spent(), remaining) << "the prefecture's books are its own layer's cases";
  town.audit();
}

std::int64_t approved_in(Town& town, const std::string& layer) {
  Yen sum;
  for (const cases::Case& one : town.all()) {
    if (one.layer == layer) sum += one.money.approved;
  }
  return sum.count();
}

// The prefecture grants the city what it paid, settled at the end: cancellations and bounces of the city's are in it.
TEST(Worlds, OfTwoLayersSettleWhatTheCityReallyPaid) {
  Town town("sapporo-cooperation-benefit", Date::of(2021, 3, 31));
  town.make({{town.programme}, 11, false, 0.3});
  EXPECT_GT(town.figure("paid_total"), 10'000'000);
  EXPECT_EQ(approved_in(town, ""), town.figure("paid_total"));
  EXPECT_NE(approved_in(town, "city"), town.figure("paid_total")) << "something was returned, bounced or is not paid yet";
  town.audit();
}

// Whoever was hired after December still waits on 31 March.
TEST(Worlds, OfAWaitingProgrammePayNobodyBeforeTheirTime) {
  Town town("career-change-bonus", Date::of(2021, 3, 31));
  town.make({{town.programme}, 5, false, 0.3});
  int waiting = 0, paid = 0;
  for (const cases::Case& one : town.all()) {
    const feel::Value* matures = one.datum("matures");
    if (one.state == "waiting") {
      ++waiting;
      EXPECT_GT(*matures->as_date(), Date::of(2021, 3, 31));
    }
    if (one.money.paid == Yen(0)) continue;
    ++paid;
    EXPECT_LE(*matures->as_date(), *one.reached_on("paid"));
    EXPECT_LE(one.reached_on("submitted")->days() - one.fact("hired_on")->as_date()->days(), 28);
  }
  EXPECT_GT(waiting, 5);
  EXPECT_GT(paid, 20);
}

TEST(Calibrated, ReachesTheCountsAndLeavesTheTotalThatTheAmountsCannotGive) {
  Town town("business-continuity-benefit", Date::of(2021, 3, 31));
  synth::Made made = town.make({{town.programme}, 2020, true, 0.002});
  auto a = static_cast<std::int64_t>(std::round(12'075 * 0.002)), b = static_cast<std::int64_t>(std::round(69'993 * 0.002));  // as printed
  EXPECT_EQ(town.figure("payments_a"), a);
  EXPECT_EQ(town.figure("payments_b"), b);
  EXPECT_EQ(town.figure("paid_total_a"), a * 100'000);
  EXPECT_EQ(town.figure("paid_total_b"), b * 50'000);
  EXPECT_NE(made.note.find("8.5億円 cannot follow"), std::string::npos) << made.note;
  town.audit();
}

// 252 workers and 197 firms: some firms hired more than one.
TEST(Calibrated, CountsEachFirmOnceHoweverManyItHired) {
  Town town("career-change-bonus", Date::of(2021, 3, 31));
  town.make({{town.programme}, 2020, true, 1});
  EXPECT_EQ(town.figure("workers"), 252);
  EXPECT_EQ(town.figure("firms"), 197);
  int hires = 0;
  for (const cases::Case& one : town.all()) {
    bool firm = one.fact("applicant_kind") != nullptr && one.fact("applicant_kind")->as_string() == "firm";
    hires += firm && one.money.remaining() > Yen(0);
  }
  EXPECT_EQ(hires, 252);
  town.audit();
}

// Where the report prints no count of payments, there is nothing to reach.
TEST(Calibrated, SaysWhereThereIsNothingToReach) {
  Town town("nonregular-reemployment", Date::of(2021, 3, 31));
  Result<std::vector<synth::Made>> made = synth::run(town.engine, {{town.programme}, 2020, true, 1});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, "synth.not_calibrated");
}

TEST(Calibrated, GivesNothingBeforeIntakeOpens) {
  Town town("business-continuity-benefit", Date::of(2020, 5, 20));
  EXPECT_EQ(town.make({{town.programme}, 2020, true, 0.002}).applicants, 0u);
}

}  // namespace
}  // namespace hashira::tests
