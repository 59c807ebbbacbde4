// 加算金 and 延滞金: what is owed beside a grant that is to be returned, from receipt, due date and repayments.
//
// Guarantees: pure and exact: yen × days are summed whole, a fraction of a yen is dropped once, at the end.
// Written in 補助金等適正化法 18条, 19条, 同施行令 10条, 11条, 端数計算法 2条, 3条; docs/ledger.md says what rests on [k].
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "base/yen.h"

namespace hashira::ledger {

// Why money is owed. Only a cancellation (17条, 18条1項) bears 加算金; an excess over the settled amount (18条2項) does not, nor
// does a claim of another kind (a sale, a fee).
enum class ReturnGround : std::uint8_t { cancelled, over_settlement, other };

// A yearly rate in hundredths of a percent, and where it is written. A year has 365 days, also across a leap day.
struct AnnualRate {
  std::int64_t basis_points = 0;
  std::string source;
};
struct SurchargeRates {
  AnnualRate surcharge;  // 加算金
  AnnualRate late;       // 延滞金
};
SurchargeRates statutory_rates();  // 10.95% both (19条1項, 2項)

struct Dated {
  Date on;
  Yen amount;
  bool operator==(const Dated&) const = default;
};
// What is to be paid by when, and since when that holds: the order's due date first, then each deferral or plan of
// instalments. Its amounts are what was open of the principal when it was agreed.
struct DueTerms {
  Date since;
  std::vector<Dated> dues;
};

struct ReturnOrder {
  ReturnGround ground = ReturnGround::cancelled;
  Yen amount;                   // 返還を命ぜられた額
  std::vector<Dated> received;  // each instalment of the grant
  std::vector<DueTerms> terms;  // in the order of `since`; at least one
  SurchargeRates rates = statutory_rates();
};

// Days on which the same amount bore a charge, both ends included.
struct ChargedPeriod {
  Date from, to;
  Yen base;
  std::int64_t days() const { return std::int64_t{to.days()} - from.days() + 1; }
  bool operator==(const ChargedPeriod&) const = default;
};
struct Charge {
  std::vector<ChargedPeriod> periods;
  Yen amount;
  bool operator==(const Charge&) const = default;
};
struct Surcharges {
  std::vector<Dated> attributed;  // which receipts are returned: the last received first (令 10条1項); ascending
  Charge surcharge;               // 加算金: from the day of receipt to the day of repayment
  Charge late;                    // 延滞金: from the day after the due date to the day of payment
  Yen principal_open;             // after what was repaid until `until`
};

// No amount of a receivable is larger, and no date lies outside years 1 to 9999: sums stay far from 64 bits.
inline constexpr Yen receivable_max{1'000'000'000'000};

// What is owed up to and with the day `until`. `repaid` is what went to the principal (令 10条2項: all of a payment, until the
// principal is paid). Refuses an order that makes no sense ("ledger.bad_order") or a repayment before the money was there or
// beyond the principal ("ledger.bad_repayment").
Result<Surcharges> surcharges(const ReturnOrder& order, const std::vector<Dated>& repaid, Date until);

// `count` instalments of a total: fractions of a yen go to the first (端数計算法 3条). Requires: count > 0, total ≥ 0.
std::vector<Yen> split_evenly(Yen total, int count);

}  // namespace hashira::ledger
