// A random world for one programme: cases whose applications are mended, paid, bounced, sent again, repaid in parts and
// corrected, in an order drawn from the history's seed.
#pragma once

#include "portfolio/folder.h"
#include "history.h"

namespace hashira::recount {

struct WorldEvents {
  std::uint64_t resubmitted = 0, bounced = 0, repaid = 0, corrected = 0;
  WorldEvents& operator+=(const WorldEvents& other) {
    resubmitted += other.resubmitted;
    bounced += other.bounced;
    repaid += other.repaid;
    corrected += other.corrected;
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

inline feel::Value other_municipality(History& history) {
  const auto& choices = history.programme().fact("municipality")->choices;
  return feel::Value::string(choices[history.random().below(choices.size())].id);
}

// One thing that may happen to a case now; the instrument refuses what does not fit.
inline void random_step(History& history, std::uint64_t number, WorldEvents& events) {
  Random& random = history.random();
  Yen amount(static_cast<std::int64_t>(100'000 * (1 + random.below(3))));
  auto draft = [] { return BodyWriter().integer("draft", 1); };
  switch (random.below(14)) {
    case 0:
      history.act(number, "ask_amendment", BodyWriter().raw("defects", cases::encode_defects({{"", "読めません"}})).date("deadline", Date::of(2020, 6, 30)));
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
    case 4: events.corrected += history.act(number, "correct_fact", History::correction("municipality", other_municipality(history))); break;
    case 5: history.act(number, "refuse", random.below(8) == 0 ? BodyWriter().text("reason_ja", "対象外") : BodyWriter()); break;
    case 6: history.next_day(); break;
    default:
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
  for (std::uint64_t step = 0; step < case_count * 12; ++step) {
    random_step(history, 1 + history.random().below(case_count), events);
  }
  return events;
}

}  // namespace hashira::recount
