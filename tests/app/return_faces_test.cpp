// The two faces of a return around 31 May (令 159条, 160条), as a table that can be read by hand: until 31 May it goes back into
// the line of the year that paid, from 1 June it is revenue of the new year.
#include <fstream>
#include <sstream>

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

}  // namespace
}  // namespace hashira::tests
