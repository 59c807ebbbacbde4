// A random world for one programme: cases whose applications are mended, paid, bounced, sent again, repaid in parts and
// corrected, in an order drawn from the history's seed.
#pragma once

#include "portfolio/folder.h"
#include "history.h"

namespace hashira::recount {

struct WorldEvents {
  std::uint64_t resubmitted = 0, bounced = 0, repaid = 0, corrected = 0, changed = 0, cancelled = 0, assessed = 0;
  WorldEvents& operator+=(const WorldEvents& other) {
    resubmitted += other.resubmitted;
    bounced += other.bounced;
    repaid += other.repaid;
    corrected += other.corrected;
    changed += other.changed;
    cancelled += other.cancelled;
    assessed += other.assessed;
    return *this;
  }
};

inline constexpr const char* closure_benefit = "closure-cooperation-benefit";

inline const portfolio::Portfolio& hokkaido() {
  static const portfolio::Portfolio tree = [] {
    Result<portfolio::Portfolio> loaded = portfolio::load(std::string(HASHIRA_SOURCE_DIR) + "/programmes/hokkaido-2020");
    EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().text());
    return std::move(*loaded);
  }();
  return tree;
}

// The benefits of the portfolio that take applications, in its order. (Worlds of the other instruments: tests/e2e/worlds_test.py.)
inline std::vector<std::string> open_programmes() {
  std::vector<std::string> out;
  for (const portfolio::Programme& programme : hokkaido().programmes) {
    if (!programme.questions.empty() && programme.instruments.front() == "benefit") out.push_back(programme.id);
  }
  return out;
}

// One fact that is a choice, corrected to another.
inline bool correct_some_choice(History& history, std::uint64_t number) {
  std::vector<const portfolio::Fact*> choices;
  for (const portfolio::Fact& fact : history.programme().facts) {
    if (fact.type == portfolio::FactType::choice && fact.openness != portfolio::Openness::sealed) choices.push_back(&fact);
  }
  const portfolio::Fact& fact = *choices[history.random().below(choices.size())];
  feel::Value other = feel::Value::string(fact.choices[history.random().below(fact.choices.size())].id);
  return history.act(number, "correct_fact", History::correction(fact.id, other));
}

// One thing that may happen to a case now; the instrument refuses what does not fit.
inline void random_step(History& history, std::uint64_t number, WorldEvents& events) {
  Random& random = history.random();
  Yen amount(static_cast<std::int64_t>(100'000 * (1 + random.below(3))));
  auto draft = [] { return BodyWriter().integer("draft", 1); };
  switch (random.below(18)) {
    case 0:
      history.act(number, "ask_amendment", BodyWriter().raw("defects", cases::encode_defects({{"", "読めません"}})).date("deadline", history.today().plus_days(14)));
      break;
    case 1: {
      cases::Facts facts = random_facts(history.programme(), random);
      if (history.case_of(number).state == "amendment_asked") {
        events.resubmitted += history.act(number, "resubmit", history.application(facts, number));
      }
      break;
    }
    case 2: events.bounced += history.act(number, "bounce"); break;
    case 3: events.repaid += history.act(number, "repay", BodyWriter().yen("amount", Yen(1 + static_cast<std::int64_t>(random.below(120'000))))); break;
    case 4: events.corrected += correct_some_choice(history, number); break;
    case 5: history.act(number, "refuse", random.below(8) == 0 ? BodyWriter().text("reason_ja", "対象外") : BodyWriter()); break;
    case 6: history.next_day(); break;
    case 7: events.changed += history.act(number, "change", BodyWriter().text("reason", "誤り"), amount); break;
    case 8:
      if (random.below(3) == 0) events.cancelled += history.act(number, "cancel", BodyWriter().text("reason", "要件に反する"));
      break;
    case 9: events.assessed += history.act(number, "assess_reclaim", BodyWriter().integer("receivable", 1)); break;
    default:
      history.act(number, "precheck");
      history.act(number, "claim");
      history.act(number, "screen", {}, amount);
      history.act(number, "decide", draft(), amount);
      history.act(number, "order", draft());
      if (random.below(2) == 0) history.act(number, "pay");
  }
}

inline WorldEvents random_world(History& history, std::uint64_t case_count) {
  WorldEvents events;
  history.allot(Yen(100'000'000'000));
  for (std::uint64_t i = 0; i < case_count; ++i) history.submit(random_facts(history.programme(), history.random()));
  bool waits = history.programme().money->waiting.has_value();
  for (std::uint64_t step = 0; step < case_count * 12; ++step) {
    if (waits && step == case_count * 3) history.next_day(100);  // what waits matures
    random_step(history, 1 + history.random().below(case_count), events);
  }
  return events;
}

}  // namespace hashira::recount
