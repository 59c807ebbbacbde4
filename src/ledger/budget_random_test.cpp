// Random streams of commands with books kept beside, rows of the store, and entries that make no sense.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ledger/testing/random_budget.h"

namespace hashira::ledger {
namespace {

using testing::RandomBudget;
using testing::wrong_with;

const Date in_july = Date::of(2020, 7, 1);

RC_GTEST_PROP(Budgets, keep_their_books_through_any_stream_of_commands, (std::uint64_t seed)) {
  RandomBudget random(seed);
  for (int n = 0; n < 100; ++n) {
    random.step();
    RC_ASSERT(wrong_with(random.books) == "");
  }
}

TEST(Budgets, of_random_streams_reach_every_command) {
  std::map<std::size_t, int> accepted;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    RandomBudget random(seed);
    for (int n = 0; n < 100; ++n) random.step();
    for (const auto& [command, times] : random.accepted) accepted[command] += times;
  }
  for (std::size_t n = 0; n < std::variant_size_v<BudgetCommand>; ++n)
    EXPECT_GT(accepted[n], 0) << "command " << n << " was never accepted";
}

// Replay with nothing but the rows that each entry names gives the same rows: so a projection may load only those.
RC_GTEST_PROP(Budgets, are_rebuilt_from_the_rows_that_entries_name, (std::uint64_t seed)) {
  RandomBudget random(seed);
  for (int n = 0; n < 100; ++n) random.step();
  std::map<Bytes, Bytes> stored;
  for (const journal::Entry& entry : random.books.entries) {
    Budget part;
    for (const Bytes& key : row_keys(entry)) {
      if (auto found = stored.find(key); found != stored.end())
        RC_ASSERT(load_row(part, key, found->second).has_value());
    }
    fold(part, entry);
    for (auto& [key, value] : rows(part)) stored[key] = value;
  }
  auto whole = rows(random.books.budget);
  RC_ASSERT((std::map<Bytes, Bytes>(whole.begin(), whole.end())) == stored);
  Budget back;
  for (const auto& [key, value] : stored) RC_ASSERT(load_row(back, key, value).has_value());
  RC_ASSERT(back == random.books.budget);
}

// A command decided on the rows that it names gets the same answer as on the whole budget.
RC_GTEST_PROP(Budgets, decide_the_same_on_the_rows_that_a_command_names, (std::uint64_t seed)) {
  RandomBudget random(seed);
  for (int n = 0; n < 80; ++n) random.step();
  auto whole = rows(random.books.budget);
  std::map<Bytes, Bytes> stored(whole.begin(), whole.end());
  for (const journal::Entry& entry : random.books.entries) {
    auto line = entry.body.text("line");
    if (!line) continue;
    LineId id{std::string(*line), FiscalYear(static_cast<std::int32_t>(entry.body.integer("year").value_or(0)))};
    for (BudgetCommand command :
         {BudgetCommand(Vote{id, "", VoteKind::supplementary, Funding::other, Yen(-7)}),
          BudgetCommand(Allot{{id, "a", ""}, Yen(50)}),
          BudgetCommand(CarryHeld{{id, "a", ""}, BudgetKind::carried_by_vote, Account::allotted, Yen(9), 0, "工期"})}) {
      Budget part;
      for (const Bytes& key : row_keys(command)) {
        if (auto found = stored.find(key); found != stored.end())
          RC_ASSERT(load_row(part, key, found->second).has_value());
      }
      Result<std::vector<Event>> a = decide(part, command, in_july), b = decide(random.books.budget, command, in_july);
      RC_ASSERT(a.has_value() == b.has_value());
      if (a) RC_ASSERT(*a == *b);
      if (!a) RC_ASSERT(a.error().what == b.error().what);
    }
  }
}

journal::Entry spoilt_budget_entry(journal::Entry entry, RandomBudget& random) {
  journal::BodyWriter writer;
  auto fields = entry.body.fields();
  std::size_t victim = random.below(fields.size() + 1);
  const std::int64_t numbers[] = {0, -1, 1, 2021, 100'000'000'000'000, INT64_MAX, INT64_MIN};
  for (std::size_t n = 0; n < fields.size(); ++n) {
    if (n != victim) {
      writer.raw(fields[n].first, fields[n].second);
    } else if (random.below(4) == 0) {
      writer.text(fields[n].first, random.below(2) == 0 ? "" : "carried_by_vote");
    } else if (random.below(4) != 0) {
      writer.integer(fields[n].first, numbers[random.below(std::size(numbers))]);
    }
  }
  entry.body = writer.body();
  return entry;
}

// Whatever stands in an entry: lines, caps and limits stay sound, and its postings read back.
RC_GTEST_PROP(Budgets, fold_whatever_stands_in_an_entry, (std::uint64_t seed)) {
  RandomBudget random(seed);
  for (int n = 0; n < 100; ++n) {
    random.step();
    if (random.books.entries.empty()) continue;
    Budget spoilt = random.books.budget;
    const auto& entries = random.books.entries;
    journal::Entry entry = spoilt_budget_entry(entries[random.below(entries.size())], random);
    fold(spoilt, entry);
    row_keys(entry);
    for (const auto& [id, line] : spoilt.lines) RC_ASSERT(line.available() >= Yen(0) && line.allotted >= Yen(0));
    for (const auto& [id, cap] : spoilt.caps) RC_ASSERT(cap.used() <= cap.limit);
    for (const auto& [id, promise] : spoilt.promises) RC_ASSERT(promise.promised <= promise.limit);
    for (const Posting& posting : budget_postings(entry)) RC_ASSERT(decode_posting(encode(posting)).has_value());
  }
}

RC_GTEST_PROP(Budgets, rows_have_one_form, (std::uint64_t seed)) {
  RandomBudget random(seed);
  for (int n = 0; n < 40; ++n) random.step();
  for (auto [key, value] : rows(random.books.budget)) {
    Bytes& changed = random.below(2) == 0 ? key : value;
    changed[random.below(changed.size())] = static_cast<char>(random.below(256));
    Budget budget;
    if (!load_row(budget, key, value) || budget == Budget{}) continue;
    RC_ASSERT(rows(budget).size() == 1U);
    RC_ASSERT(rows(budget).front() == std::pair(key, value));
  }
}

}  // namespace
}  // namespace hashira::ledger
