// The auditor's books of what the accounting system is told and answers (docs/accounting.md).
//
// Guarantees: what must be told follows from the movements that Books counts, not from postings; what must not match follows from
// what was told and answered.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>

#include "accounting_system.h"
#include "books.h"

namespace hashira::sim {

class AccountingBooks {
 public:
  // True: the entry was one of these books.
  bool take(const journal::Entry& entry);
  // What the system was told since the last look, against what moved; empty, or what is wrong.
  std::string compare_told(const Books& books, const AccountingSystem& system);
  // kind, row and what is wrong with it, of every row but those whose day of payment alone differs.
  using Mismatches = std::multiset<std::tuple<std::string, std::string, std::string>>;
  Mismatches mismatches(const AccountingSystem& system) const;

 private:
  struct Export {
    std::string kind;
    std::uint64_t after = 0, through = 0, seq = 0;
    std::uint64_t rows = 0;
    Money total = 0;
  };
  void exported(const journal::Entry& entry);
  void imported(const journal::Entry& entry);
  std::string compare_file(const Export& one, const std::vector<ToldRow>& told, const Books& books) const;

  std::vector<Export> exports_;
  std::size_t looked_at_ = 0;                         // of the exports
  std::map<std::string, std::uint64_t> told_until_;   // of a kind: the entry
  std::map<std::string, std::uint64_t> last_import_;  // of a kind: the entry
  std::map<std::pair<std::string, std::string>, std::map<std::string, Money>> vouchers_;  // kind and row → voucher → yen
};

}  // namespace hashira::sim
