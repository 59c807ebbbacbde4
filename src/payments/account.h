// Where money goes: bank, branch, kind and number of an account, and whose it is.
//
// Guarantees: `check` holds for every account that is written into a bank file. No account stands in the journal clear:
// payee.h keeps it among the party's sealed facts.
// Written in the JBA fixed format (全銀フォーマット), 預金種目 and 口座番号.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

namespace hashira::payments {

// 預金種目, by the digit that stands in the file.
enum class AccountKind : std::uint8_t { ordinary = 1, current = 2, savings = 4, other = 9 };
std::string_view name(AccountKind kind);           // "ordinary"
std::string_view japanese_name(AccountKind kind);  // 普通
std::optional<AccountKind> account_kind(char digit);
inline char digit(AccountKind kind) {
  return static_cast<char>('0' + static_cast<int>(kind));
}

struct Account {
  std::string bank;    // 4 digits
  std::string branch;  // 3 digits
  AccountKind kind = AccountKind::ordinary;
  std::string number;  // 7 digits

  bool operator==(const Account&) const = default;
};

bool all_digits(std::string_view text);
// `payments.bad_account` names the part.
Done check(const Account& account);
// 12345 → 0012345. `payments.bad_account` for more than 7 digits, none, or another character.
Result<std::string> padded_account_number(std::string_view digits);

// ゆうちょ: 記号 and 番号 as they stand on the passbook (10120, 12345671), as a bank file needs them: bank 9900, a
// branch of three digits, seven digits. `payments.bad_yucho` says what is wrong. [k]: the rule rests on professional
// knowledge.
Result<Account> yucho_account(std::string_view symbol, std::string_view number);

}  // namespace hashira::payments
