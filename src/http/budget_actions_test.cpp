// The forms of the budget page.
// Guarantees: a choice of the page is read back as the line or allotment it stands for; slips are named with their
// field. Contract: budget_actions.h.
#include "http/budget_actions.h"

#include <gtest/gtest.h>

namespace hashira::http {
namespace {

using ledger::BudgetKind;

const FiscalYear budget_year(2020);

Form filled(std::initializer_list<std::pair<const char*, std::string>> fields) {
  Form out;
  for (const auto& [name, value] : fields) out.add(name, value);
  return out;
}

TEST(BudgetActions, AChoiceStandsForItsLineOrAllotment) {
  for (BudgetKind kind : {BudgetKind::current, BudgetKind::carried_by_vote, BudgetKind::past_year}) {
    ledger::LineId line{"07-01-02/18", budget_year, kind};
    EXPECT_EQ(*chosen_line(filled({{"line", line_choice(line)}}), "line"), line);
    for (const char* office : {"", "sorachi"}) {
      ledger::AllotmentId allotment{line, "closure-cooperation-benefit", office};
      EXPECT_EQ(*chosen_allotment(filled({{"from", allotment_choice(allotment)}}), "from"), allotment);
    }
  }
}

TEST(BudgetActions, WhatIsNoChoiceIsRefused) {
  for (const char* text : {"", "2020", "2020/current", "2020/current/", "20x0/current/07", "0/current/07",
                           "10000/current/07", "2020/gone/07"}) {
    auto line = chosen_line(filled({{"line", text}}), "line");
    ASSERT_FALSE(line) << text;
    EXPECT_EQ(line.error().place.source, "line");
  }
  EXPECT_FALSE(chosen_allotment(filled({{"line", "2020/current/07-01"}}), "line"));
  EXPECT_FALSE(chosen_allotment(filled({{"line", "2020/current//benefit/"}}), "line"));
}

TEST(BudgetActions, AVoteIsOnALineOfTheListOrOnANewOne) {
  Form fresh = filled({{"line", ""},
                       {"code", "14-01-01-01"},
                       {"name", "予備費"},
                       {"reserve", "1"},
                       {"vote", "original"},
                       {"funding", "prefectural"},
                       {"amount", "1,000,000"}});
  auto read = budget_action("vote", fresh, budget_year);
  ASSERT_TRUE(read && *read);
  auto vote = std::get<ledger::Vote>(**read);
  EXPECT_EQ(vote.line, (ledger::LineId{"14-01-01-01", budget_year}));
  EXPECT_TRUE(vote.reserve);
  Form lessened = filled({{"line", "2020/current/07-01-02-18"},
                          {"code", "99"},
                          {"reserve", "1"},
                          {"vote", "supplementary"},
                          {"funding", "national"},
                          {"amount", "△300,000円"}});
  auto less = std::get<ledger::Vote>(**budget_action("vote", lessened, budget_year));
  EXPECT_EQ(less.line.code, "07-01-02-18");
  EXPECT_EQ(less.amount, Yen(-300'000));
  EXPECT_EQ(less.vote, ledger::VoteKind::supplementary);
  EXPECT_EQ(less.funding, ledger::Funding::national);
  EXPECT_FALSE(less.reserve);
}

TEST(BudgetActions, SlipsAreNamedWithTheirField) {
  const std::string line = "2020/current/07-01-02-18";
  struct Row {
    const char* action;
    Form form;
    const char* field;
  };
  const Row rows[] = {
      {"vote", filled({{"line", ""}, {"code", ""}, {"funding", "national"}, {"amount", "1"}}), "line"},
      {"vote", filled({{"line", line}, {"funding", "gifts"}, {"amount", "1"}}), "funding"},
      {"vote", filled({{"line", line}, {"funding", "national"}, {"amount", "100千円"}}), "amount"},
      {"transfer", filled({{"from", line}, {"to", ""}, {"amount", "1"}}), "to"},
      {"reserve", filled({{"from", ""}, {"to", line}, {"amount", "1"}}), "from"},
      {"allot", filled({{"line", line}, {"programme", ""}, {"amount", "1"}}), "programme"},
      {"allot", filled({{"line", line}, {"programme", "benefit"}, {"amount", "-1"}}), "amount"},
      {"withdraw", filled({{"allotment", line}, {"amount", "1"}}), "allotment"},
  };
  for (const Row& row : rows) {
    auto read = budget_action(row.action, row.form, budget_year);
    ASSERT_TRUE(read) << row.action;
    ASSERT_FALSE(*read) << row.action;
    EXPECT_EQ(read->error().code, "http.bad_form");
    EXPECT_EQ(read->error().place.source, row.field) << row.action;
  }
  EXPECT_FALSE(budget_action("spend", Form{}, budget_year));
}

}  // namespace
}  // namespace hashira::http
