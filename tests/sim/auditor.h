// The independent auditor: reads the journal after every command, keeps Books, and says the first thing that is wrong.
//
// Guarantees: its expectations come from docs/entry-format.md, docs/ledger.md, practice.md and what the commands
// acknowledged; it shares no code with the rooms it audits but the reading of entries and CBOR.
#pragma once

#include "books.h"
#include "books_accounting.h"
#include "books_letters.h"
#include "world.h"

namespace hashira::sim {

class Auditor {
 public:
  Auditor() : books_(programme, benefit_line) {}
  // Why the office's rules forbid the command as things stand; empty: they do not, or the auditor cannot tell.
  std::string forbidden(const Command& command, const World& world) const;
  // After the command: empty, or what is wrong.
  std::string after(const Command& command, const std::string& forbidden, const Outcome& outcome, World& world);
  // The stored rows and the figures against the books.
  std::string compare(World& world) const;
  // Letters, and what the accounting system was told: seldom, for it walks over everything.
  std::string compare_papers(World& world);
  // Once the bank has answered everything: who has which money.
  std::string at_rest(const World& world) const;
  const Books& books() const { return books_; }

 private:
  std::string read_new(World& world, std::uint64_t& entries);
  std::string read_stream(World& world, const std::string& stream, std::uint64_t& entries);
  std::string taken_back(const Command& command, const Outcome& outcome, const World& world) const;
  std::string compare_balances(World& world) const;
  std::string compare_postings(World& world) const;
  std::string compare_figures(World& world) const;
  std::string compare_debts() const;

  std::string compare_letters(World& world) const;
  std::string compare_mismatches(World& world) const;

  Books books_;
  LetterBooks letters_;
  AccountingBooks accounting_;
  std::map<std::string, journal::Head> read_;
  std::uint64_t commits_ = 0;
};

}  // namespace hashira::sim
