// The contract of instruments, for tests: what must hold of every kind of delivery, tried on random lives of its cases.
//
// A test of an instrument makes a Subject and calls each function below from a TEST of its own. Everything is made from a
// seed, so a failure names the seed that repeats it. Written in cases/instrument.h.
#pragma once

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <functional>
#include <map>
#include <set>

#include "base/ports.h"
#include "cases/fields.h"
#include "cases/instrument.h"

namespace hashira::cases::contract {

struct Attempt {
  Command command;
  std::optional<Outcome> outcome;
};

// What the contract needs to know to drive an instrument.
struct Subject {
  const Instrument& instrument;
  portfolio::Programme programme;
  // Every second case lives under this one, when there is one: what a programme's terms make optional.
  std::optional<portfolio::Programme> other;
  Date first_day;
  // A command of that name which such a case may well accept.
  std::function<Attempt(const Case& before, std::string_view command, Date on, Random& random)> attempt;
};

inline constexpr std::string_view line = "07-01-02-18";
inline const journal::StreamId stream = "programme";

// Random lives: cases, their entries, the postings and balances. Does what `app` does with an instrument, without a store.
class World {
 public:
  World(const Subject& subject, std::uint64_t seed)
      : subject_(subject), random_(seeded_random(seed)), today_(subject.first_day) {}

  void live(int steps) {
    for (int n = 0; n < steps; ++n) step();
  }

  // One command to a new or an old case; mostly one that its state allows. The case's number; 0 when it was refused.
  std::uint64_t step() {
    if (random_->below(6) == 0) today_ = today_.plus_days(static_cast<int>(random_->below(20)));
    std::uint64_t number = some_case();
    Case before = case_of(number);
    std::string command = some_command(before);
    Attempt attempt = subject_.attempt(before, command, today_, *random_);
    visits_[before.state] += 1;
    tried_[{before.state, command}] += 1;
    Result<std::vector<Event>> events = decide(before, attempt);
    if (!events || spares(number, before, attempt.command, *events)) return 0;
    accepted_[{before.state, command}] += 1;
    for (Event& event : *events) apply(entry_of(number, attempt.command.on, std::move(event)));
    return number;
  }

  Result<std::vector<Event>> decide(const Case& before, const Attempt& attempt) const {
    return subject_.instrument.decide(before, attempt.command, attempt.outcome ? &*attempt.outcome : nullptr,
                                      before.number % 2 == 0 && subject_.other ? *subject_.other : subject_.programme);
  }

  Case case_of(std::uint64_t number) const {
    auto found = cases_.find(number);
    if (found != cases_.end()) return found->second;
    Case fresh;
    fresh.stream = stream;
    fresh.number = number;
    return fresh;
  }

  // As `app` makes an entry of an event.
  journal::Entry entry_of(std::uint64_t number, Date on, Event event) const {
    journal::Entry entry;
    entry.stream = stream;
    entry.seq = entries_.size() + 1;
    entry.type = std::move(event.type);
    entry.happened_on = on;
    entry.account_year = FiscalYear(static_cast<std::int32_t>(event.body.integer("year").value_or(FiscalYear::of(on).year())));
    entry.actor = "officer";
    entry.case_number = number;
    entry.corrects = static_cast<std::uint64_t>(event.body.integer("corrects").value_or(0));
    entry.definition = Bytes(32, 'd');
    entry.body = std::move(event.body);
    return entry;
  }

  void apply(const journal::Entry& entry) {
    Case before = case_of(entry.case_number);
    for (const ledger::Posting& posting : subject_.instrument.postings(before, entry, std::string(line))) {
      ledger::apply(balances_[entry.case_number], posting);
    }
    Case& value = cases_[entry.case_number] = before;
    subject_.instrument.fold(value, entry);
    entries_.push_back(entry);
  }

  // Mostly one of few cases that still go on, often in the state seen least, so that some live to their end; or a new one.
  std::uint64_t some_case() {
    std::vector<std::uint64_t> going;
    for (const auto& [number, value] : cases_) {
      const State* state = subject_.instrument.lifecycle().state(value.state);
      if (state != nullptr && !state->final) going.push_back(number);
    }
    if (!cases_.empty() && random_->below(8) == 0) return random_->below(cases_.size()) + 1;
    bool fresh = going.empty() || (going.size() < 6 && random_->below(3) == 0);
    if (fresh) return cases_.size() + 1;
    if (random_->below(6) == 0) return going[random_->below(going.size())];
    return *std::min_element(going.begin(), going.end(), [&](std::uint64_t a, std::uint64_t b) {
      return visits_[cases_.at(a).state] < visits_[cases_.at(b).state];
    });
  }

  // One that the case's state allows, often the one tried least in it, so that lives go far; now and then any at all.
  std::string some_command(const Case& before) {
    const Lifecycle& lifecycle = subject_.instrument.lifecycle();
    std::vector<std::string_view> may = lifecycle.commands(before.state);
    if (may.empty() || random_->below(8) == 0) {
      return std::string(lifecycle.events[random_->below(lifecycle.events.size())].command);
    }
    if (random_->below(3) == 0) return std::string(may[random_->below(may.size())]);
    return std::string(*std::min_element(may.begin(), may.end(), [&](std::string_view a, std::string_view b) {
      return tried(before.state, a) < tried(before.state, b);
    }));
  }

  const std::map<std::uint64_t, Case>& cases() const { return cases_; }
  const std::vector<journal::Entry>& entries() const { return entries_; }
  // How often each command was accepted in each state.
  const std::map<std::pair<std::string, std::string>, int>& accepted() const { return accepted_; }
  const ledger::Balances& balances(std::uint64_t number) { return balances_[number]; }
  Random& random() { return *random_; }
  Date today() const { return today_; }

 private:
  // Most commands that would end a life are let pass once they have been seen in the state, so that some grow old.
  bool spares(std::uint64_t number, const Case& before, const Command& command, const std::vector<Event>& events) {
    Case after = before;
    for (const Event& event : events) subject_.instrument.fold(after, entry_of(number, command.on, event));
    const State* state = subject_.instrument.lifecycle().state(after.state);
    bool ends = before.state != after.state && state != nullptr && state->final;
    return ends && accepted_.contains({before.state, command.name}) && random_->below(10) != 0;
  }

  int tried(const std::string& state, std::string_view command) const {
    auto found = tried_.find({state, std::string(command)});
    return found == tried_.end() ? 0 : found->second;
  }

  const Subject& subject_;
  std::unique_ptr<Random> random_;
  Date today_;
  std::map<std::uint64_t, Case> cases_;
  std::map<std::uint64_t, ledger::Balances> balances_;
  std::vector<journal::Entry> entries_;
  std::map<std::pair<std::string, std::string>, int> accepted_, tried_;
  std::map<std::string, int> visits_;
};

inline bool for_random_seeds(const std::string& what, const std::function<void(std::uint64_t)>& check) {
  return rc::check(what, [&] { check(*rc::gen::arbitrary<std::uint64_t>()); });
}

// What must hold of every case, whatever was folded into it. Empty: nothing is wrong.
inline std::string wrong_with(const Subject& subject, const Case& value) {
  const Money& money = value.money;
  Yen sent = money.sent();
  if (!value.state.empty() && subject.instrument.lifecycle().state(value.state) == nullptr) return "unknown state " + value.state;
  if (value.state.empty() != (value.version == 0)) return "a state without an entry, or the reverse";
  if (value.version > 0 && value.instrument != subject.instrument.name()) return "another instrument's name";
  if (sent < Yen(0) || sent > money.ordered) return "sent beyond ordered";
  if (money.ordered - sent > money.due()) return "ordered beyond what is due";
  if (money.repaid < Yen(0) || money.repaid > sent) return "repaid beyond sent";
  if (money.given_back < Yen(0) || money.given_back > money.repaid) return "given back beyond repaid";
  if (money.approved != money.remaining() + money.due() + money.given_back - money.owed()) return "paid beyond decisions";
  if (!is_amount(money.requested) || !is_amount(money.approved)) return "an amount out of bounds";
  if (std::optional<Outcome> outcome = outcome_of(value); outcome && !is_amount(outcome->amount)) return "an outcome out of bounds";
  if (value.version > 0 && !value.reached_on(value.state)) return "a state without its date";
  for (const auto& [state, on] : value.reached) {
    if (!is_civil(on)) return "a date out of the calendar";
  }
  Result<Case> back = decode_case(encode(value));
  if (!back) return "does not read back: " + back.error().text();
  return encode(*back) == encode(value) ? "" : "reads back as another case";
}

// Case money equals its postings, account by account.
inline std::string wrong_with_books(const Case& value, const ledger::Balances& balances) {
  using ledger::Account;
  std::map<Account, Yen> sum;
  for (const auto& [key, balance] : balances) {
    Account account = key.account;
    sum[account] += balance;
    bool held = account == Account::committed || account == Account::ordered || account == Account::paid;
    if (held && balance < Yen(0)) return "a year's books below zero";
  }
  const Money& money = value.money;
  Yen sent = money.sent();
  if (sum[Account::committed] != money.due() - (money.ordered - sent)) return "committed";
  if (sum[Account::ordered] != money.ordered - sent) return "ordered";
  if (sum[Account::paid] - sum[Account::returned] != money.remaining()) return "paid";
  if (sum[Account::outside] != -sum[Account::returned]) return "outside";
  if (sum[Account::allotted] + sum[Account::committed] + sum[Account::ordered] + sum[Account::paid] != Yen(0)) return "allotted";
  return "";
}

// ---- the contract

// "日本語 / English".
inline bool speaks_both(std::string_view text) {
  std::size_t bar = text.find(" / ");
  auto beyond_ascii = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  return bar != std::string_view::npos && std::any_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bar), beyond_ascii);
}

// What the table names as possible does not depend on luck: asked of a case in another state, every command is refused.
inline void refuses_out_of_turn(const Subject& subject, World& world, const Case& sample) {
  const Lifecycle& lifecycle = subject.instrument.lifecycle();
  for (const EventKind& kind : lifecycle.events) {
    if (lifecycle.may(kind.command, sample.state)) continue;
    Attempt attempt = subject.attempt(sample, kind.command, world.today(), world.random());
    Result<std::vector<Event>> events = world.decide(sample, attempt);
    ASSERT_FALSE(events) << kind.command << " was accepted in state '" << sample.state << "'";
    EXPECT_FALSE(events.error().code.empty());
    EXPECT_TRUE(speaks_both(events.error().what) && speaks_both(events.error().mend)) << events.error().text();
  }
}

// Every event happens from every state that the table names, and from no other.
inline void decides_by_its_lifecycle(const Subject& subject) {
  std::set<std::pair<std::string, std::string>> accepted;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    World world(subject, seed);
    world.live(3000);
    for (const auto& [key, times] : world.accepted()) accepted.insert(key);
    std::map<std::string, Case> samples = {{"", world.case_of(world.cases().size() + 1)}};
    for (const auto& [number, value] : world.cases()) samples[value.state] = value;
    for (const auto& [state, sample] : samples) refuses_out_of_turn(subject, world, sample);
  }
  std::set<std::pair<std::string, std::string>> named;
  for (const EventKind& kind : subject.instrument.lifecycle().events) {
    for (std::string_view from : kind.from) named.insert({std::string(from), std::string(kind.command)});
  }
  EXPECT_EQ(accepted, named);
}

// States, events and commands have one meaning each and names in both languages; every state can be reached.
inline void has_a_sound_lifecycle(const Subject& subject) {
  const Lifecycle& lifecycle = subject.instrument.lifecycle();
  std::set<std::string_view> states, types, commands;
  for (const State& state : lifecycle.states) {
    EXPECT_TRUE(states.insert(state.id).second) << state.id;
    EXPECT_FALSE(state.ja.empty() || state.en.empty()) << state.id;
  }
  for (const EventKind& kind : lifecycle.events) {
    EXPECT_TRUE(types.insert(kind.type).second) << kind.type;
    EXPECT_TRUE(commands.insert(kind.command).second) << kind.command;
    EXPECT_TRUE(kind.type.starts_with(std::string(subject.instrument.name()) + ".")) << kind.type;
    EXPECT_FALSE(kind.ja.empty() || kind.en.empty()) << kind.type;
    for (std::string_view from : kind.from) EXPECT_TRUE(from.empty() || states.contains(from)) << kind.type << " from " << from;
  }
  std::set<std::string> reached;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    World world(subject, seed);
    world.live(3000);
    for (const auto& [number, value] : world.cases()) {
      for (const auto& [state, on] : value.reached) reached.insert(state);
    }
  }
  for (std::string_view state : states) EXPECT_TRUE(reached.contains(std::string(state))) << state;
}

// The same question gives the same answer and changes nothing.
inline void decides_purely(const Subject& subject) {
  EXPECT_TRUE(for_random_seeds("decide is pure", [&](std::uint64_t seed) {
    World world(subject, seed);
    world.live(25);
    Case before = world.case_of(world.random().below(world.cases().size() + 1) + 1);
    Bytes bytes = encode(before);
    const auto& events = subject.instrument.lifecycle().events;
    Attempt attempt =
        subject.attempt(before, events[world.random().below(events.size())].command, world.today(), world.random());
    auto once = world.decide(before, attempt), again = world.decide(before, attempt);
    RC_ASSERT(once.has_value() == again.has_value());
    RC_ASSERT(encode(before) == bytes);
    if (!once) return;
    RC_ASSERT(once->size() == again->size());
    for (std::size_t n = 0; n < once->size(); ++n) {
      RC_ASSERT((*once)[n].type == (*again)[n].type);
      RC_ASSERT((*once)[n].body == (*again)[n].body);
    }
  }));
}

// Every accepted event counts: it folds into its case and the case stays sound, and so do its books.
inline void keeps_cases_and_books_sound(const Subject& subject) {
  EXPECT_TRUE(for_random_seeds("cases and books are sound", [&](std::uint64_t seed) {
    World world(subject, seed);
    for (int n = 0; n < 60; ++n) {
      std::uint64_t number = world.step();
      if (number == 0) continue;
      RC_ASSERT(wrong_with(subject, world.cases().at(number)) == "");
      RC_ASSERT(wrong_with_books(world.cases().at(number), world.balances(number)) == "");
    }
    std::uint64_t versions = 0;
    for (const auto& [number, value] : world.cases()) versions += value.version;
    RC_ASSERT(versions == world.entries().size());
  }));
}

// Folding the stored bytes of all entries from nothing gives the cases that were kept step by step.
inline void replays(const Subject& subject) {
  EXPECT_TRUE(for_random_seeds("replay equals incremental", [&](std::uint64_t seed) {
    World world(subject, seed);
    world.live(80);
    World again(subject, 0);
    for (const journal::Entry& entry : world.entries()) {
      Result<journal::Entry> read = journal::decode(journal::encode(entry));
      RC_ASSERT(read.has_value());
      again.apply(*read);
    }
    for (const auto& [number, value] : world.cases()) RC_ASSERT(encode(again.case_of(number)) == encode(value));
  }));
}

// Entries of another case, stream or instrument, and events that the state does not allow, leave a case as it is.
inline void ignores_what_is_not_its_own(const Subject& subject) {
  EXPECT_TRUE(for_random_seeds("foreign entries change nothing", [&](std::uint64_t seed) {
    World world(subject, seed);
    world.live(60);
    for (const auto& [number, value] : world.cases()) {
      journal::Entry entry = world.entries()[world.random().below(world.entries().size())];
      bool allowed = subject.instrument.lifecycle().event(entry.type)->may_from(value.state);
      entry.case_number = number;
      switch (world.random().below(allowed ? 3 : 4)) {
        case 0: entry.case_number = number + 1; break;
        case 1: entry.stream = "another"; break;
        case 2: entry.type = "another.thing"; break;
        default: break;  // its own, out of turn
      }
      Case after = value;
      subject.instrument.fold(after, entry);
      RC_ASSERT(encode(after) == encode(value));
      RC_ASSERT(subject.instrument.postings(value, entry, std::string(line)).empty());
    }
  }));
}

// ---- entries that no decide would have written

inline Bytes any_item(Random& random) {
  cbor::Writer writer;
  switch (random.below(9)) {
    case 0: writer.integer(static_cast<std::int64_t>(read_u64(random.bytes(8)))); break;
    case 1: writer.integer(static_cast<std::int64_t>(random.below(3))); break;
    case 2: writer.text(std::string(random.below(5), 'x')); break;
    case 3: writer.bytes(random.bytes(random.below(40))); break;
    case 4: writer.boolean(random.below(2) == 1); break;
    case 5: writer.null(); break;
    case 6: writer.array(0); break;
    case 7: writer.map(0); break;
    default: writer.decimal(static_cast<std::int64_t>(random.below(1000)) + 1, -1); break;
  }
  return std::move(writer).out();
}

// Another item in the place of one: a number often becomes another number, so that amounts are wrong but look right.
inline Bytes another_item(BytesView item, Random& random) {
  cbor::Reader reader(item);
  Result<std::int64_t> number = reader.integer();
  if (!number || random.below(4) == 0) return any_item(random);
  std::int64_t most = INT64_MAX / 4;
  std::int64_t n = std::clamp(*number, -most, most);
  const std::int64_t others[] = {0, -n, n + 1, n - 1, n * 2, n / 2};
  cbor::Writer writer;
  writer.integer(others[random.below(std::size(others))]);
  return std::move(writer).out();
}

// A stored body with a field left out, or with another item in it.
inline journal::Body spoilt(const journal::Body& body, Random& random) {
  auto fields = body.fields();
  std::size_t victim = fields.empty() ? 0 : random.below(fields.size());
  bool drop = random.below(4) == 0;
  journal::BodyWriter writer;
  for (std::size_t n = 0; n < fields.size(); ++n) {
    if (n != victim) {
      writer.raw(fields[n].first, fields[n].second);
    } else if (!drop) {
      writer.raw(fields[n].first, another_item(fields[n].second, random));
    }
  }
  return writer.body();
}

// An entry that might nearly have been: the event of an accepted command or an old entry, of some type, spoilt, on some day.
inline journal::Entry spoilt_entry(const Subject& subject, World& world) {
  Random& random = world.random();
  std::uint64_t number = world.some_case();
  Case before = world.case_of(number);
  Attempt attempt = subject.attempt(before, world.some_command(before), world.today(), random);
  Result<std::vector<Event>> events = world.decide(before, attempt);
  const journal::Entry& old = world.entries()[random.below(world.entries().size())];
  Event event = events ? events->front() : Event{old.type, old.body};
  const auto& kinds = subject.instrument.lifecycle().events;
  if (random.below(4) == 0) event.type = kinds[random.below(kinds.size())].type;
  if (random.below(4) != 0) event.body = spoilt(event.body, random);
  bool any_day = random.below(8) == 0;
  Date on = any_day ? Date(static_cast<std::int32_t>(read_u64(random.bytes(8)))) : world.today();
  return world.entry_of(number, on, std::move(event));
}

// Fold is total: whatever stands in an entry, nothing crashes, and case and books stay sound and in step.
inline void folds_anything(const Subject& subject) {
  EXPECT_TRUE(for_random_seeds("fold is total", [&](std::uint64_t seed) {
    World world(subject, seed);
    while (world.entries().empty()) world.step();
    for (int n = 0; n < 150; ++n) {
      if (world.random().below(3) != 0) {
        world.step();
        continue;
      }
      journal::Entry entry = spoilt_entry(subject, world);
      std::uint32_t version = world.case_of(entry.case_number).version;
      world.apply(entry);
      const Case& value = world.cases().at(entry.case_number);
      RC_ASSERT(value.version - version <= 1U);
      RC_ASSERT(wrong_with(subject, value) == "");
      RC_ASSERT(wrong_with_books(value, world.balances(entry.case_number)) == "");
    }
  }));
}

}  // namespace hashira::cases::contract
