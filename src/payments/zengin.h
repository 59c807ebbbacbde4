// 総合振込 (bulk credit transfer) as banks take it: header, data, trailer and end records of 120 bytes of JIS X 0201.
//
// Guarantees: `format` of what `parse_record` gave is the same 120 bytes, fillers included. Fields keep the bytes of
// the file; names are JIS X 0201 without their trailing spaces (kana.h makes and shows them). Written in the JBA fixed
// format (全銀フォーマット) of 2019, section 8; docs/payments.md has the tables.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "base/date.h"
#include "base/result.h"
#include "base/yen.h"
#include "payments/account.h"
#include "payments/kana.h"

namespace hashira::payments::zengin {

inline constexpr std::size_t record_size = 120;
inline constexpr Yen payment_max{9'999'999'999};          // 振込金額 has ten digits
inline constexpr std::int64_t group_count_max = 999'999;  // 合計件数 has six
inline constexpr Yen group_sum_max{999'999'999'999};      // 合計金額 has twelve

using Record120 = std::array<char, record_size>;

// ヘッダー・レコード. Fillers (ダミー) that are empty are written as spaces.
struct Header {
  std::string kind = "21";  // 種別コード
  char code = '0';          // コード区分: JIS
  std::string client_code;  // 委託者コード, 10 digits
  Bytes client_name;        // 委託者名
  std::string value_date;   // 振込指定日, MMDD
  std::string bank;         // 仕向銀行番号
  Bytes bank_name;
  std::string branch;
  Bytes branch_name;
  char account_kind = '1';     // 預金種目(依頼人); a space where the bank leaves it out
  std::string account_number;  // 口座番号(依頼人)
  Bytes filler;

  bool operator==(const Header&) const = default;
};

// データ・レコード.
struct Transfer {
  std::string bank;  // 被仕向銀行番号
  Bytes bank_name;
  std::string branch;
  Bytes branch_name;
  std::string clearing_house = "0000";  // 手形交換所番号: unused; some files hold spaces
  char account_kind = '1';
  std::string account_number;
  Bytes payee_name;  // 受取人名
  Yen amount;
  char new_code = '0';       // 新規コード: 1 first, 2 changed, 0 other
  Bytes customer;            // 顧客コード1 and 2 (20 digits), or EDI情報 when `marker` is Y
  char transfer_kind = '7';  // 振込指定区分: 7 テレ振込, 8 文書; several banks want 0
  char marker = ' ';         // 識別表示: Y or space
  Bytes filler;

  bool operator==(const Transfer&) const = default;
};

// トレーラ・レコード.
struct Trailer {
  std::int64_t count = 0;
  Yen sum;
  Bytes filler;
  bool operator==(const Trailer&) const = default;
};

// エンド・レコード.
struct End {
  Bytes filler;
  bool operator==(const End&) const = default;
};

using Record = std::variant<Header, Transfer, Trailer, End>;

// Requires: every field fits its place (`check_record` of the result finds nothing that is an error).
Record120 format(const Record& record);
// Requires: 120 bytes in which check_record finds no error.
Record parse_record(BytesView bytes);

enum class Severity : std::uint8_t { error, warning };

// Something about one record. `error.place` is the file, the record and the byte in the record, both from 1.
struct Finding {
  Severity severity = Severity::error;
  Error error;
  std::uint64_t record = 0;  // from 1; 0: the file as a whole
  std::uint64_t offset = 0;  // of the byte in the file, from 0
};

// What a bank or the day may change of the checks.
struct Checks {
  Wo wo = Wo::refused;
  std::optional<Date>
      reference;  // 振込指定日 has no year: the nearest such day to this one. Without it, no day is checked
  std::function<bool(Date)> is_holiday;  // national holidays; empty: none known
  std::function<bool(std::string_view bank, std::string_view branch)> branch_exists;  // empty: not checked
};

// Every finding of one record by itself, in the order of its bytes; `offset` counts from the record's first byte.
std::vector<Finding> check_record(BytesView bytes, const Checks& checks);

// The day with this month and day that is nearest to the reference: `payments.bad_value_date` when there is none.
Result<Date> value_date(std::string_view mmdd, Date reference);
// Banks move no money on Saturdays, Sundays, from 31 December to 3 January, and on holidays.
bool is_bank_day(Date day, const std::function<bool(Date)>& is_holiday);

// The payment's own id in 顧客コード1 and 2, so that a bank's answer finds its order: 20 digits of which case 10,
// decision 3, instalment 3, attempt 2, part 2. A new attempt after a bounce is a new instruction; parts are of a split
// amount.
struct OrderNumber {
  std::uint64_t case_number = 0;
  std::uint32_t decision = 0;
  std::uint32_t instalment = 0;
  std::uint32_t attempt = 0;
  std::uint32_t part = 0;  // 0: the amount was not split

  bool operator==(const OrderNumber&) const = default;
  auto operator<=>(const OrderNumber&) const = default;
};
// `payments.bad_order_number` when a part is out of its digits.
Result<std::string> order_number_text(const OrderNumber& number);
Result<OrderNumber> read_order_number(std::string_view text);

}  // namespace hashira::payments::zengin
