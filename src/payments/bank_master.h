// The bank and branch master: which codes exist, and what they are called.
//
// Guarantees: a snapshot with its day, never a live register: closed branches disappear from later ones, so a payment
// run names the snapshot it was checked against (`source`). Codes ascend; names are NFKC, kana have no small ones.
// Written by scripts/bank-master.sh from npm zengin-code (MIT): lines `BANK\tNAME\tKANA`, `\tBRANCH\tNAME\tKANA`.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/date.h"
#include "base/result.h"

namespace hashira::payments {

struct Branch {
  std::string_view code;  // 3 digits
  std::string_view name;  // 豊平
  std::string_view kana;  // トヨヒラ
};

class BankMaster {
 public:
  struct Bank {
    std::string_view code;  // 4 digits
    std::string_view name;
    std::string_view kana;
    std::size_t first_branch = 0, branch_count = 0;
  };

  // The snapshot that the program carries.
  static const BankMaster& bundled();
  // `payments.bad_bank_master` with the line.
  static Result<BankMaster> parse(std::string_view tsv, const std::string& file_name);

  std::string_view source() const { return source_; }  // "zengin-code 1.0.0-p20260824"
  Date snapshot() const { return snapshot_; }
  std::span<const Bank> banks() const { return banks_; }
  std::span<const Branch> branches(const Bank& bank) const;

  const Bank* bank(std::string_view code) const;                             // nullptr: none
  const Branch* branch(std::string_view bank, std::string_view code) const;  // nullptr: none

  struct Found {
    const Bank* bank;
    const Branch* branch;
  };
  // `payments.unknown_bank`, `payments.unknown_branch`: with what to do.
  Result<Found> find(std::string_view bank, std::string_view branch) const;

 private:
  Done read_line(std::string_view line);
  Done add_bank(std::span<const std::string_view> cells);
  Done add_branch(std::span<const std::string_view> cells);

  std::shared_ptr<const std::string> text_;  // the views point into it
  std::string_view source_;
  Date snapshot_;
  std::vector<Bank> banks_;
  std::vector<Branch> branches_;
};

// A name's kana as the bytes of a bank or branch field. Requires: a kana of the master (they all convert: its test).
Bytes zengin_name(std::string_view kana);

std::string_view bundled_bank_master();  // made by embed.cmake

}  // namespace hashira::payments
