// Credits from issue to retirement: a tonne is sold once, retired once; the sale counts when its price is there.
#include "app/credits.h"

#include "office.h"
#include "tampered.h"

namespace hashira::tests {
namespace {

const std::string forest = "forest-credits";
using app::Serials;

struct ForestOffice : Office {
  ForestOffice() {
    Result<portfolio::Portfolio> tree = portfolio::load(std::string(HASHIRA_SOURCE_DIR) + "/programmes/hokkaido-2020");
    must(tree);
    std::erase_if(tree->programmes, [](const portfolio::Programme& one) { return one.id != forest && one.id != benefit; });
    must(app::publish_portfolio(engine, *tree, planner));
  }
  Result<std::uint64_t> issue(const Serials& serials) {
    app::CreditIssue one{"J-VER", "北海道", 2012, serials, "登録簿の通知.pdf", Bytes(32, 'd')};
    return app::act(engine, [&](app::Work& work) { return app::issue_credits(work, forest, one, officer); });
  }
  Result<std::int64_t> propose(const Serials& serials, std::int64_t price = 70'000) {
    return app::act(engine, [&](app::Work& work) { return app::propose_sale(work, forest, 1, serials, "株式会社サンプル", Yen(price), officer); });
  }
  Result<std::uint64_t> assess(std::int64_t sale, const app::Actor& actor) {
    return app::act(engine, [&](app::Work& work) {
      return app::assess_sale(work, forest, 1, sale, {"08-02-01 物品売払収入", Date::of(2020, 6, 19)}, actor);
    });
  }
  Result<bool> receive(std::int64_t sale, std::int64_t amount) {
    return app::act(engine, [&](app::Work& work) { return app::receive_price(work, forest, 1, sale, Yen(amount), payer); });
  }
  Done retire(const Serials& serials) {
    return app::act(engine, [&](app::Work& work) { return app::retire_credits(work, forest, 1, serials, "R-2020-1", officer); });
  }
  std::string shown(const std::string& figure) {
    Result<app::FigureValue> value = app::figure_value(engine, forest, figure, nullptr);
    must(value);
    return value->printed;
  }
};

template <class T>
std::string refused(const Result<T>& result) {
  return result ? "done" : result.error().code;
}

TEST(Credits, ASaleCountsOnceItsPriceIsThere) {
  ForestOffice office;
  ForestOffice::must(office.issue({1, 100}));
  ForestOffice::must(office.propose({1, 70}));
  ForestOffice::must(office.propose({71, 77}, 7'000));
  EXPECT_EQ(office.shown("credits_sold"), "") << "proposed only";
  EXPECT_EQ(refused(office.receive(1, 70'000)), "app.sale_not_assessed");
  ForestOffice::must(office.assess(1, office.approver));
  ForestOffice::must(office.assess(2, office.approver));
  Result<bool> half = office.receive(1, 30'000);
  ForestOffice::must(half);
  EXPECT_FALSE(*half);
  EXPECT_EQ(office.shown("credits_sold"), "") << "half of the price is there";
  EXPECT_TRUE(office.receive(1, 40'000).value_or(false));
  EXPECT_EQ(office.shown("credits_sold"), "70t-CO2");
  EXPECT_TRUE(office.receive(2, 7'000).value_or(false));
  EXPECT_EQ(office.shown("credits_sold"), "77t-CO2");
  EXPECT_EQ(office.shown("credit_sales"), "2件");
  ForestOffice::must(office.retire({1, 70}));
  office.audit();
}

TEST(Credits, ATonneIsNeverSoldOrRetiredTwice) {
  ForestOffice office;
  ForestOffice::must(office.issue({1, 100}));
  EXPECT_EQ(refused(office.issue({100, 120})), "app.credits_issued");
  ForestOffice::must(office.propose({1, 50}));
  EXPECT_EQ(refused(office.propose({50, 60})), "instruments.credit.sold");
  EXPECT_EQ(refused(office.propose({99, 101})), "instruments.credit.not_of_block");
  EXPECT_EQ(refused(office.retire({10, 20})), "instruments.credit.not_whole") << "proposed, not paid";
  ForestOffice::must(office.assess(1, office.approver));
  EXPECT_EQ(refused(office.assess(1, office.approver)), "instruments.credit.not_in_state");
  ForestOffice::must(office.receive(1, 70'000));
  ForestOffice::must(office.retire({10, 20}));
  EXPECT_EQ(refused(office.retire({20, 30})), "instruments.credit.retired");
  EXPECT_EQ(refused(office.retire({45, 55})), "instruments.credit.not_whole") << "half sold, half not";
  ForestOffice::must(office.retire({60, 70}));
  EXPECT_EQ(refused(office.propose({70, 80})), "instruments.credit.retired");
  office.audit();
}

TEST(Credits, AuditNamesAChangedByteOfEachEntry) {
  ForestOffice office;
  ForestOffice::must(office.issue({1, 10}));
  ForestOffice::must(office.propose({1, 5}));
  ForestOffice::must(office.assess(1, office.approver));
  ForestOffice::must(office.receive(1, 70'000));
  ForestOffice::must(office.retire({1, 5}));
  int seen = 0;
  auto entries = office.store->entries(forest, 1, 100);
  ForestOffice::must(entries);
  for (const journal::StoredEntry& stored : *entries) {
    Result<journal::Entry> entry = journal::decode(stored.bytes);
    ForestOffice::must(entry);
    if (!entry->type.starts_with("credit.")) continue;
    TamperedStore tampered(*office.store, forest, stored.seq);
    Result<audit::AuditReport> report = audit::audit(tampered, office.instruments, "", Bytes(32, '\0'));
    ForestOffice::must(report);
    EXPECT_FALSE(report->clean()) << entry->type;
    ++seen;
  }
  EXPECT_EQ(seen, 5);
}

TEST(Credits, WhoProposedASaleDoesNotAssessIt) {
  ForestOffice office;
  ForestOffice::must(office.issue({1, 10}));
  ForestOffice::must(office.propose({1, 1}));
  EXPECT_EQ(refused(office.assess(1, {"sato", "approver", false, {}})), "app.same_person");
  EXPECT_EQ(refused(office.assess(1, office.payer)), "app.not_allowed");
}

TEST(Credits, WithdrawnAndVoidedOnesAreFreeAgain) {
  ForestOffice office;
  ForestOffice::must(office.issue({1, 10}));
  ForestOffice::must(office.propose({1, 5}));
  auto withdraw = [&] {
    return app::act(office.engine, [&](app::Work& work) { return app::withdraw_sale(work, forest, 1, 1, "辞退", office.officer); });
  };
  auto no_longer = [&] { return app::act(office.engine, [&](app::Work& work) { return app::void_credits(work, forest, 1, "誤登録", office.officer); }); };
  EXPECT_EQ(refused(no_longer()), "instruments.credit.in_use");
  ForestOffice::must(withdraw());
  EXPECT_EQ(refused(withdraw()), "instruments.credit.not_in_state");
  ForestOffice::must(office.propose({3, 7}));
  ForestOffice::must(app::act(office.engine, [&](app::Work& work) { return app::withdraw_sale(work, forest, 1, 2, "辞退", office.officer); }));
  ForestOffice::must(no_longer());
  ForestOffice::must(office.issue({1, 10}));
  EXPECT_EQ(app::credit_blocks(office.engine, forest)->size(), 2U);
  office.audit();
}

}  // namespace
}  // namespace hashira::tests
