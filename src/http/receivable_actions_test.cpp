// The forms of a receivable's page.
// Guarantees: the plan shown is the plan the ledger is given.
// Contract: receivable_actions.h.
#include "http/receivable_actions.h"

#include <gtest/gtest.h>

namespace hashira::http {
namespace {

using ledger::Dated;

ledger::Receivable owing(Yen principal) {
  ledger::Receivable out;
  out.assessed.principal = principal;
  return out;
}

Form form_with(std::initializer_list<std::pair<const char*, const char*>> fields) {
  Form out;
  for (const auto& [name, value] : fields) out.add(name, value);
  return out;
}

TEST(ReceivableActions, AnEvenSplitKeepsTheRemainderInTheFirstAndFallsOnWorkingDays) {
  std::vector<Dated> dues = monthly_dues(Yen(100'000), 3, Date::of(2021, 1, 31));  // a Sunday; 28 February is one, too
  std::vector<Dated> expected = {
      {Date::of(2021, 2, 1), Yen(33'334)}, {Date::of(2021, 3, 1), Yen(33'333)}, {Date::of(2021, 3, 31), Yen(33'333)}};
  EXPECT_EQ(dues, expected);
}

TEST(ReceivableActions, APlanInLinesIsTakenAsWritten) {
  Form form = form_with({{"plan", "2020-07-31 50,000\r\n\r\n2020-08-31\t１５０，０００円\n"}, {"reason", "agreed"}});
  auto read = receivable_action("instalments", form, owing(Yen(200'000)));
  ASSERT_TRUE(read && *read);
  std::vector<Dated> expected = {{Date::of(2020, 7, 31), Yen(50'000)}, {Date::of(2020, 8, 31), Yen(150'000)}};
  EXPECT_EQ(std::get<ledger::AgreeInstalments>(**read).dues, expected);
}

TEST(ReceivableActions, WhatAFormSaysWrongIsNamed) {
  struct Row {
    const char* action;
    Form form;
    const char* field;
  };
  const Row rows[] = {
      {"instalments", form_with({{"count", "1"}, {"first", "2020-07-31"}}), "count"},
      {"instalments", form_with({{"count", "121"}, {"first", "2020-07-31"}}), "count"},
      {"instalments", form_with({{"count", "3"}, {"first", "soon"}}), "first"},
      {"instalments", form_with({{"plan", "2020-07-31"}}), "plan"},
      {"instalments", form_with({{"plan", "50000 2020-07-31"}}), "plan"},
      {"defer", form_with({{"due", ""}}), "due"},
      {"remind", form_with({}), "deadline"},
      {"waive", form_with({{"principal", "all"}}), "principal"},
      {"waive", form_with({{"late", "-1"}}), "late"},
      {"reduce", form_with({{"amount", ""}, {"reason", "changed"}}), "amount"},
  };
  for (const Row& row : rows) {
    auto read = receivable_action(row.action, row.form, owing(Yen(200'000)));
    ASSERT_TRUE(read) << row.action;
    ASSERT_FALSE(*read) << row.action;
    EXPECT_EQ(read->error().code, "http.bad_form");
    EXPECT_EQ(read->error().place.source, row.field) << row.action;
  }
  EXPECT_FALSE(receivable_action("forget", Form{}, owing(Yen(1))));
}

}  // namespace
}  // namespace hashira::http
