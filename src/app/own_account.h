// What an applicant does by the return link once money is near: another account (口座変更), the claim (請求) after a waiting time.
//
// Guarantees: the link alone is not enough, the account number and telephone number that the office holds prove who it is; a changed
// account is told to the address of the application and holds the case until an approver releases it.
#pragma once

#include "app/applications.h"

namespace hashira::app {

// The answers that make an account.
inline constexpr std::string_view account_facts[] = {"bank_code", "branch_code", "account_type", "account_number", "account_holder_kana"};

struct OwnProof {
  std::string account_number, phone;  // as the office holds them now
};
// "app.not_proved"; "app.not_now" in any state that does not allow it; "app.wrong_answer" names the answer.
Done change_own_account(Engine& engine, const CaseRef& ref, const std::map<std::string, std::string>& account, const OwnProof& proof, const Actor& actor);
Done claim_own(Engine& engine, const CaseRef& ref, const OwnProof& proof, const Actor& actor);

}  // namespace hashira::app
