// The simulated prefecture: the real commands of `app` on a real store, real files to a simulated bank. Knows nothing of
// what should come out: that is the auditor's.
#pragma once

#include <filesystem>

#include "app/desk.h"
#include "accounting_system.h"
#include "bank.h"
#include "command.h"
#include "faulty_store.h"
#include "payments/client.h"
#include "store/sqlite.h"

namespace hashira::sim {

inline const std::string programme = "closure-cooperation-benefit";
inline const std::string benefit_line = "07-01-02-18", fee_line = "07-01-02-12", reserve_line = "14-01-01-29";

struct Outcome {
  bool done = false, skipped = false;  // skipped: what it is about is not there (a shortened list)
  bool in_doubt = false;               // the store failed: it may or may not have been written
  std::string code, what;
  std::uint64_t number = 0;            // of what it made
};

// What an applicant types, written as one word: kind,municipality,industry,requested,closed,alcohol,measures,person.
std::map<std::string, std::string> answers_of(const std::string& word);

struct WorldOptions {
  std::uint64_t seed = 1;
  std::filesystem::path folder;  // empty: in memory; otherwise SQLite in this folder
  std::function<void(std::span<const journal::Commit>)> committed = {};  // told of each commit, from the first
};

class World {
 public:
  explicit World(const WorldOptions& options);
  ~World();

  Outcome run(const Command& command);
  // A program that was killed starts again on what it left in this folder; bank, applicants and counter are as they are here.
  void go_on_with(const std::filesystem::path& folder);
  app::Engine& engine() { return *engine_; }
  journal::Store& store() { return *faulty_; }
  FaultyStore& faulty() { return *faulty_; }
  Bank& bank() { return bank_; }
  const Bank& bank() const { return bank_; }
  const AccountingSystem& accounting() const { return accounting_; }
  Date today() const { return today_; }
  const cases::Instruments& instruments() const { return instruments_; }
  // What was paid over the counter, by case: money that left beside the bank.
  const std::map<std::uint64_t, std::vector<std::int64_t>>& counter() const { return counter_; }
  // Returns that the office was told of and could not book, by case: for a person to look at.
  std::set<std::uint64_t> told;
  // The number of what a command made; 0: nothing.
  std::uint64_t number_of(int id) const;
  int maker_of(char kind, std::uint64_t number) const;  // 'c'ase, 'd'raft, 'r'un; 0: none

 private:
  using Handler = Outcome (World::*)(const Command&);
  static Handler handler_of(Kind kind);
  void open();
  void set_up();
  app::Actor actor(const Command& command) const { return {command.user, command.role, false, {}}; }
  std::vector<std::uint64_t> numbers_of(const Command& command) const;  // of its list, as far as they are there
  Outcome made(char kind, const Command& command, const Result<std::uint64_t>& number);
  template <class Act>
  Outcome on(const Command& command, Act act);       // act(case number) → Done
  template <class Act>
  Outcome on_work(const Command& command, Act act);  // act(Work&, case number) → Done
  template <class Act>
  Outcome on_debt(const Command& command, Act act);  // act(receivable number) → ledger::ReceivableCommand
  Outcome budget(const Command& command, const ledger::BudgetCommand& what);

  Outcome submit(const Command&), submit_twice(const Command&), ask_amendment(const Command&), remind(const Command&);
  Outcome resubmit(const Command&), lapse(const Command&), withdraw(const Command&), hold(const Command&), release(const Command&);
  Outcome dispose_hits(const Command&), screen(const Command&), refuse(const Command&), correct_fact(const Command&);
  Outcome open_draft(const Command&), withdraw_draft(const Command&), issue_draft(const Command&), release_draft(const Command&);
  Outcome circulate(const Command&), open_long_draft(const Command&), in_bulk(const Command&);
  Outcome change(const Command&), cancel(const Command&), order_case(const Command&), change_account(const Command&);
  Outcome make_run(const Command&), release_run(const Command&), export_run(const Command&), void_run(const Command&);
  Outcome bank_works(const Command&), execute_run(const Command&), take_answer(const Command&), take_answer_again(const Command&);
  Outcome take_false_answer(const Command&), mark(const Command&), assess_reclaim(const Command&), debt_step(const Command&);
  Outcome sample(const Command&), check(const Command&), budget_step(const Command&), close_books(const Command&);
  Outcome issue_letters(const Command&), send_letters(const Command&), export_accounting(const Command&), import_vouchers(const Command&);
  Outcome next_day(const Command&), reopen(const Command&), fault(const Command&);

  WorldOptions options_;
  cases::Instruments instruments_;
  std::unique_ptr<Clock> clock_;
  std::unique_ptr<Random> random_;
  std::unique_ptr<journal::Store> store_;
  std::unique_ptr<FaultyStore> faulty_;
  std::unique_ptr<journal::KeyStore> keys_;
  std::unique_ptr<app::Engine> engine_;
  payments::Client client_;
  Bank bank_;
  AccountingSystem accounting_;
  Date today_;
  std::map<int, std::pair<char, std::uint64_t>> made_;
  std::map<std::pair<char, std::uint64_t>, int> maker_;
  std::map<int, Command> forms_;                    // of applications, to post them again
  std::map<std::uint64_t, std::uint64_t> debt_of_;  // case → its last receivable
  std::map<std::uint64_t, std::vector<std::int64_t>> counter_;
};

}  // namespace hashira::sim
