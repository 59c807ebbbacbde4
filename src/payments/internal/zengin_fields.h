// Places of the fields in a Zengin record: the one table that formatting, parsing and checking read.
// Guarantees: the fields of each record follow one another and fill its 120 bytes (zengin_test.cpp).
// Written in the JBA fixed format (全銀フォーマット), 総合振込.
#pragma once

#include <span>
#include <string_view>

#include "payments/kana.h"

namespace hashira::payments::zengin {

enum class FieldKind : std::uint8_t { digits, text, code, filler };

struct Field {
  std::string_view name;  // as the standard has it
  std::string_view english;
  std::size_t offset;
  std::size_t size;
  FieldKind kind;
  FieldClass text = FieldClass::party;  // of a text

  std::string_view in(std::string_view record) const { return record.substr(offset, size); }
};

namespace header {
inline constexpr Field record_kind{"データ区分", "record kind", 0, 1, FieldKind::code};
inline constexpr Field kind{"種別コード", "kind", 1, 2, FieldKind::digits};
inline constexpr Field code_kind{"コード区分", "code", 3, 1, FieldKind::code};
inline constexpr Field client_code{"委託者コード", "client code", 4, 10, FieldKind::digits};
inline constexpr Field client_name{"委託者名", "client name", 14, 40, FieldKind::text};
inline constexpr Field value_date{"振込指定日", "value date", 54, 4, FieldKind::digits};
inline constexpr Field bank{"仕向銀行番号", "bank", 58, 4, FieldKind::digits};
inline constexpr Field bank_name{"仕向銀行名", "bank name", 62, 15, FieldKind::text, FieldClass::bank};
inline constexpr Field branch{"仕向支店番号", "branch", 77, 3, FieldKind::digits};
inline constexpr Field branch_name{"仕向支店名", "branch name", 80, 15, FieldKind::text, FieldClass::bank};
inline constexpr Field account_kind{"預金種目(依頼人)", "account kind", 95, 1, FieldKind::code};
inline constexpr Field account_number{"口座番号(依頼人)", "account number", 96, 7, FieldKind::code};
inline constexpr Field dummy{"ダミー", "filler", 103, 17, FieldKind::filler};
inline constexpr Field all[] = {record_kind, kind,   code_kind,   client_code,  client_name,    value_date, bank,
                                bank_name,   branch, branch_name, account_kind, account_number, dummy};
}  // namespace header

namespace transfer {
inline constexpr Field record_kind{"データ区分", "record kind", 0, 1, FieldKind::code};
inline constexpr Field bank{"被仕向銀行番号", "bank", 1, 4, FieldKind::digits};
inline constexpr Field bank_name{"被仕向銀行名", "bank name", 5, 15, FieldKind::text, FieldClass::bank};
inline constexpr Field branch{"被仕向支店番号", "branch", 20, 3, FieldKind::digits};
inline constexpr Field branch_name{"被仕向支店名", "branch name", 23, 15, FieldKind::text, FieldClass::bank};
inline constexpr Field clearing_house{"手形交換所番号", "clearing house", 38, 4, FieldKind::code};
inline constexpr Field account_kind{"預金種目", "account kind", 42, 1, FieldKind::code};
inline constexpr Field account_number{"口座番号", "account number", 43, 7, FieldKind::digits};
inline constexpr Field payee_name{"受取人名", "payee name", 50, 30, FieldKind::text};
inline constexpr Field amount{"振込金額", "amount", 80, 10, FieldKind::digits};
inline constexpr Field new_code{"新規コード", "new code", 90, 1, FieldKind::code};
inline constexpr Field customer{"顧客コード1・2 / EDI情報", "customer codes or EDI", 91, 20, FieldKind::code};
inline constexpr Field transfer_kind{"振込指定区分", "transfer kind", 111, 1, FieldKind::code};
inline constexpr Field marker{"識別表示", "marker", 112, 1, FieldKind::code};
inline constexpr Field dummy{"ダミー", "filler", 113, 7, FieldKind::filler};
inline constexpr Field all[] = {record_kind,    bank,         bank_name,      branch,     branch_name,
                                clearing_house, account_kind, account_number, payee_name, amount,
                                new_code,       customer,     transfer_kind,  marker,     dummy};
}  // namespace transfer

namespace trailer {
inline constexpr Field record_kind{"データ区分", "record kind", 0, 1, FieldKind::code};
inline constexpr Field count{"合計件数", "count", 1, 6, FieldKind::digits};
inline constexpr Field sum{"合計金額", "sum", 7, 12, FieldKind::digits};
inline constexpr Field dummy{"ダミー", "filler", 19, 101, FieldKind::filler};
inline constexpr Field all[] = {record_kind, count, sum, dummy};
}  // namespace trailer

namespace end {
inline constexpr Field record_kind{"データ区分", "record kind", 0, 1, FieldKind::code};
inline constexpr Field dummy{"ダミー", "filler", 1, 119, FieldKind::filler};
inline constexpr Field all[] = {record_kind, dummy};
}  // namespace end

// The fields of a record by its データ区分; empty when there is no such record.
std::span<const Field> fields_of(char record_kind);

}  // namespace hashira::payments::zengin
