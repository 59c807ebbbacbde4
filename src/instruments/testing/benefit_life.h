// One case of money on its way, for tests: its entries, postings and refusals.
//
// Guarantees: a refusal leaves the case as it was and speaks both languages. For tests only.
#pragma once

#include "instruments/testing/shop_benefit.h"

namespace hashira::instruments::testing {

inline const Date may_1 = Date::of(2020, 5, 1);
inline const Outcome gives_300k{true, Yen(300'000), "法人の休業", "a corporation that closed", {"Benefit:1"}};

// One case, its entries and postings.
template <class Instrument>
struct LifeOf {
  Instrument instrument;
  portfolio::Programme programme;
  Case value;
  std::vector<ledger::Posting> postings, all;  // of the last entry, of the last command
  journal::Entry last;
  std::uint64_t seq = 0;

  explicit LifeOf(portfolio::Programme of) : programme(std::move(of)) {
    value.stream = programme.id;
    value.number = 7;
  }

  Done run(std::string command, const BodyWriter& body, Date on, const Outcome* outcome = nullptr) {
    all.clear();
    for (cases::Event& event : TRY(instrument.decide(value, {std::move(command), body.body(), on}, outcome, programme))) {
      journal::Entry entry;
      entry.stream = value.stream;
      entry.seq = ++seq;
      entry.type = std::move(event.type);
      entry.happened_on = on;
      entry.actor = "suzuki";
      entry.case_number = value.number;
      entry.definition = Bytes(32, 'd');
      entry.body = std::move(event.body);
      postings = instrument.postings(value, entry, "07-01-02-18");
      all.insert(all.end(), postings.begin(), postings.end());
      instrument.fold(value, entry);
      last = std::move(entry);
    }
    return {};
  }

  void must(std::string command, const BodyWriter& body, Date on, const Outcome* outcome = nullptr) {
    Done done = run(command, body, on, outcome);
    ASSERT_TRUE(done) << command << ": " << done.error().text();
  }

  std::string refusal(std::string command, const BodyWriter& body, Date on, const Outcome* outcome = nullptr) {
    Bytes before = cases::encode(value);
    Done done = run(std::move(command), body, on, outcome);
    EXPECT_EQ(cases::encode(value), before);
    if (done) return "";
    if (done.error().code.starts_with("instruments.")) {
      EXPECT_TRUE(cases::contract::speaks_both(done.error().what) && cases::contract::speaks_both(done.error().mend));
    }
    return done.error().code;
  }
};

struct Life : LifeOf<Benefit> {
  Life() : LifeOf(shop_benefit()) {}
};

// Outcomes that live as long as the test.
inline const Outcome& gives(std::int64_t yen) {
  static std::map<std::int64_t, Outcome> all;
  return all.emplace(yen, Outcome{true, Yen(yen), "判定", "by the rules", {"Benefit:1"}}).first->second;
}

inline BodyWriter application(const cases::Facts& facts = {{"municipality", Value::string("011002")}}) {
  return BodyWriter().raw("facts", cases::encode_facts(facts));
}

inline Life submitted_life() {
  Life life;
  life.must("submit", application().bytes("sealed", Bytes(32, 's')), may_1, &gives_300k);
  return life;
}

inline Life decided_life(Date on = Date::of(2020, 5, 20)) {
  Life life = submitted_life();
  life.must("screen", {}, may_1.plus_days(3), &gives_300k);
  life.must("decide", BodyWriter().integer("draft", 4), on, &gives_300k);
  return life;
}

inline Life paid_life(Date decided_on = Date::of(2020, 5, 20)) {
  Life life = decided_life(decided_on);
  life.must("order", BodyWriter().integer("draft", 4), decided_on.plus_days(1));
  life.must("pay", {}, decided_on.plus_days(5));
  return life;
}

}  // namespace hashira::instruments::testing
