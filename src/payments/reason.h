// Why a bank did not pay or sent money back: classes, their ISO 20022 codes, and what an office does about them.
//
// Guarantees: pure tables; an unknown code is `other` and keeps the bank's own words elsewhere.
// Written in ISO 20022 external code sets (ExternalReturnReason1Code); groups A to C in a METI study of 2020's
// 持続化給付金. [k]: codes other than AC01, AM10 and NARR rest on professional knowledge.
#pragma once

#include <optional>
#include <string_view>

#include "base/bytes.h"

namespace hashira::payments {

enum class ReasonClass : std::uint8_t {
  account_number,   // 口座番号・科目相違
  bank_or_branch,   // 銀行・支店なし
  name_mismatch,    // 名義相違
  account_closed,   // 解約済
  account_blocked,  // 入金停止・凍結
  deceased,         // 名義人死亡
  duplicate,        // 二重
  control_sum,      // 合計相違
  other,            // 文面のとおり
};
inline constexpr int reason_class_count = 9;

std::string_view name(ReasonClass reason);           // "account_number"
std::string_view japanese_name(ReasonClass reason);  // 口座番号相違
std::optional<ReasonClass> reason_of_name(std::string_view name);

std::string_view iso_code(ReasonClass reason);     // AC01
ReasonClass reason_of_iso(std::string_view code);  // also of near codes: AC03, AC07 …

// The study's groups: A number in the wide sense, B name, C the account itself.
enum class ReasonGroup : char { number = 'A', name = 'B', account = 'C', none = '-' };
ReasonGroup group(ReasonClass reason);
// Must the payee give an account again before the next attempt?
bool asks_new_account(ReasonClass reason);

}  // namespace hashira::payments
