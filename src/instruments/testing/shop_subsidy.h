// A small subsidy programme in two steps and one in one step, and plausible commands for them, for tests of instruments.
//
// Guarantees: everything comes from the given random. For tests only.
#pragma once

#include "instruments/subsidy/subsidy.h"
#include "instruments/testing/shop_benefit.h"

namespace hashira::instruments::testing {

// Two steps: reported within 30 days of completion, up to 80% in advance, costs may move by 20%.
inline portfolio::Programme shop_subsidy() {
  using portfolio::FactType;
  using portfolio::Openness;
  portfolio::Programme programme = shop_benefit();
  programme.instruments = {"subsidy"};
  programme.facts.push_back(fact("cost", FactType::yen, Openness::open));
  programme.facts.push_back(fact("starts_on", FactType::date, Openness::open));
  programme.facts.push_back(fact("completed_on", FactType::date, Openness::open));
  portfolio::SubsidyTerms terms;
  terms.completed = "completed_on";
  terms.report_within = 30;
  terms.starts = "starts_on";
  terms.advance = portfolio::Share{4, 5};
  terms.minor_change = portfolio::Share{1, 5};
  programme.money->subsidy = terms;
  return programme;
}

inline portfolio::Programme one_step_subsidy() {
  portfolio::Programme programme = shop_subsidy();
  programme.money->subsidy = portfolio::SubsidyTerms{true, {}, 0, {}, {}, {}};
  return programme;
}

inline std::int64_t some_cost(Random& random) { return static_cast<std::int64_t>(random.below(900) + 100) * 1000; }

inline cases::Facts subsidy_facts(Random& random) {
  cases::Facts facts = shop_facts(random);
  cases::set(facts, "cost", Value::integer(some_cost(random)));
  if (random.below(2) == 0) cases::set(facts, "starts_on", Value::date(Date::of(2020, 6, 1).plus_days(static_cast<int>(random.below(2000)))));
  return facts;
}

inline BodyWriter report_body(Date on, Random& random) {
  cases::Facts facts;
  cases::set(facts, "cost", Value::integer(some_cost(random)));
  cases::set(facts, "completed_on", Value::date(on.plus_days(-static_cast<int>(random.below(60)))));
  BodyWriter writer;
  writer.raw("facts", cases::encode_facts(facts));
  if (random.below(2) == 0) writer.text("reason", "災害による");
  return writer;
}

// A cost a little other than it is.
inline BodyWriter minor_body(const Case& before, Random& random) {
  const Value* cost = before.fact("cost");
  std::int64_t now = (cost == nullptr ? 100'000 : cost->as_integer().value_or(0)) / 100 * static_cast<std::int64_t>(90 + random.below(20));
  cases::Facts facts;
  cases::set(facts, "cost", Value::integer(now));
  return BodyWriter().raw("facts", cases::encode_facts(facts)).text("note", "内訳の変更");
}

inline BodyWriter subsidy_body(const Case& before, std::string_view command, Date on, Random& random) {
  BodyWriter writer;
  if (command == "submit" || command == "resubmit") return writer.raw("facts", cases::encode_facts(subsidy_facts(random)));
  if (command == "report") return report_body(on, random);
  if (command == "note_change") return minor_body(before, random);
  if (command == "advance") return writer.yen("amount", Yen(before.money.approved.count() / 2 + 1)).text("reason", "資金繰り");
  if (command == "allow_start") return writer.date("from", Date::of(2020, 5, 1)).text("reason", "緊急のため");
  if (command == "return_report") return writer.text("reason", "領収書が不足");
  if (command == "inspect") return writer.text("place", random.below(2) == 0 ? "documents" : "site").text("note", "帳簿と現物を確認");
  return shop_body(before, command, on, random);
}

// Three quarters of the cost, at most 500,000 yen; now and then nothing.
inline Outcome subsidy_outcome(const Case& before, Random& random) {
  if (random.below(5) == 0) return {false, Yen(0), "対象経費がありません", "no eligible cost", {}};
  const Value* cost = before.fact("cost");
  std::int64_t yen = cost == nullptr ? some_cost(random) : cost->as_integer().value_or(0);
  if (random.below(3) == 0) yen = some_cost(random);  // facts or rules moved on
  return {true, Yen(std::min<std::int64_t>(500'000, yen * 3 / 4)), "補助率3/4、上限50万円", "3/4, at most 500,000 yen", {"Grant:1"}};
}

inline cases::contract::Subject subsidy_subject(const cases::Instrument& subsidy) {
  return {subsidy, shop_subsidy(), one_step_subsidy(), Date::of(2020, 5, 1),
          [](const Case& before, std::string_view command, Date on, Random& random) {
            cases::contract::Attempt attempt{{std::string(command), subsidy_body(before, command, on, random).body(), on}, {}};
            bool rules = command == "screen" || command == "decide" || command == "change" || command == "settle";
            if (rules) attempt.outcome = subsidy_outcome(before, random);
            return attempt;
          }};
}

}  // namespace hashira::instruments::testing
