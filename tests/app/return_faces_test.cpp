// The two faces of a return around 31 May (令 159条, 160条), as a table that can be read by hand: until 31 May it goes back into
// the line of the year that paid, from 1 June it is revenue of the new year.
#include <fstream>
#include <sstream>

#include "app/benefit_desk.h"
#include "app/money_views.h"
#include "ledger/print.h"
#include "office.h"

namespace hashira::tests {
namespace {

std::string golden(const std::string& name) {
  std::ifstream in(std::string(HASHIRA_SOURCE_DIR) + "/tests/golden/returns/" + name);
  EXPECT_TRUE(in) << name;
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string books(Office& office) {
  ledger::Balances balances;
  Bytes prefix = audit::stream_prefix(benefit);
  std::vector<journal::Row> rows = *office.store->scan(journal::Table::balance, prefix, "", 100);
  for (const journal::Row& row : rows) {
    balances[*ledger::decode_balance_key(BytesView(row.key).substr(prefix.size()))] = Yen(audit::number_of(row.value));
  }
  return ledger::table(balances);
}

// 300,000 yen are paid to a corporation; found to be a sole proprietor, it owes 100,000 back, which are assessed; then the papers show a
// corporation after all, and the assessment is reduced (減額調定). The books after each step.
std::string reclaim_reduced() {
  Office office;
  app::Answers corporation = Office::answers(1);
  corporation["applicant_kind"] = "corporation";
  corporation["corporate_number"] = "7000012050002";
  office.apply(1, corporation);
  office.order({1});
  Office::must(office.mark(1, app::Payment::paid, 300'000));
  auto decide_anew = [&](const std::string& kind, const std::string& reason) {
    Office::must(app::correct_fact(office.engine, benefit, 1, "applicant_kind", kind, reason, office.officer));
    Office::must(app::act(office.engine, [&](app::Work& work) { return app::change_case(work, benefit, 1, reason, office.approver); }));
  };
  decide_anew("sole_proprietor", "区分の誤り");
  Office::must(app::act(office.engine, [&](app::Work& work) -> Done {
    TRY(app::assess_reclaim(work, benefit, 1, {Date::of(2020, 6, 30), ""}, office.approver));
    return {};
  }));
  std::string out = "返還請求（調定 100,000円）のあと\n" + books(office);
  decide_anew("corporation", "登記の確認");
  out += "\n変更決定（減額調定 100,000円）のあと\n" + books(office);
  office.audit();
  return out;
}

// 200,000 yen are paid in May 2020, of which 50,000 come back on the day.
std::string returned_on(Date day) {
  Office office;
  office.apply(1);
  office.order({1});
  Office::must(office.mark(1, app::Payment::paid, 200'000));
  Office::must(office.engine.set_today(day, office.admin));
  Office::must(app::mark_payment(office.engine, benefit, {1, app::Payment::repaid, Yen(50'000), day, "", "自主返納"}, office.payer));
  office.audit();
  return books(office);
}

TEST(ReturnFaces, Until31MayBackIntoTheLine) { EXPECT_EQ(returned_on(Date::of(2021, 5, 31)), golden("2021-05-31.txt")); }
TEST(ReturnFaces, From1JuneRevenueOfTheNewYear) { EXPECT_EQ(returned_on(Date::of(2021, 6, 1)), golden("2021-06-01.txt")); }

TEST(ReturnFaces, AReclaimIsReducedWithTheDecision) { EXPECT_EQ(reclaim_reduced(), golden("reclaim-reduced.txt")); }

}  // namespace
}  // namespace hashira::tests
