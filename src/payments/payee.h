// Who is paid, and into which account: read from the party's sealed facts when a file is written, kept nowhere clear.
//
// Guarantees: what comes out may stand in a bank file as it is. The journal holds only the digest of the sealed facts
// that an order was made from (run.h), so a payee can be erased, and an account changed later cannot slip into a made
// run. Written in the programme folders' questions: bank_code, branch_code, account_type, account_number,
// account_holder_kana.
#pragma once

#include <array>

#include "parties/vault.h"
#include "payments/account.h"
#include "payments/bank_master.h"
#include "payments/kana.h"

namespace hashira::payments {

struct Payee {
  Account account;
  Bytes name;  // JIS X 0201, company form abbreviated, uncut
  bool operator==(const Payee&) const = default;
};

// The facts that say who is paid.
inline constexpr std::array<std::string_view, 5> payee_facts{"bank_code", "branch_code", "account_type", "account_number", "account_holder_kana"};

// The place of an error is the fact's name: `payments.no_account` when one is missing, else those of kana.h and
// account.h.
Result<Payee> payee_of(const parties::SealedFacts& facts, Wo wo = Wo::refused);
// Before anything is sent: does the branch exist? (payments.unknown_bank, payments.unknown_branch)
Done check(const Payee& payee, const BankMaster& master);

}  // namespace hashira::payments
