#include "ledger/surcharge_text.h"

#include <fmt/core.h>

#include "ledger/print.h"

namespace hashira::ledger {
namespace {

__extension__ using SheetInteger = __int128;

constexpr std::int64_t sheet_days_of_a_year = 365;

std::string grouped(SheetInteger number) {
  std::string out = number == 0 ? "0" : "";
  for (int digit = 0; number > 0; ++digit, number /= 10) {
    if (digit > 0 && digit % 3 == 0) out += ',';
    out += static_cast<char>('0' + static_cast<int>(number % 10));
  }
  std::reverse(out.begin(), out.end());
  return out;
}

SheetInteger yen_days(const std::vector<ChargedPeriod>& periods) {
  SheetInteger out = 0;
  for (const ChargedPeriod& period : periods) out += SheetInteger{period.base.count()} * period.days();
  return out;
}

std::string percent(const AnnualRate& rate) { return fmt::format("{}.{:02}%", rate.basis_points / 100, rate.basis_points % 100); }

std::string period_row(const ChargedPeriod& period) {
  return fmt::format("  {} – {}  {:>6} 日 × {:>19} = {:>23}\n", period.from.iso(), period.to.iso(), grouped(period.days()), yen_text(period.base),
                     grouped(SheetInteger{period.base.count()} * period.days()));
}

// Four decimals are exact at 10.95%, which is three hundredths of a percent a day.
std::string total_row(const Charge& charge, const AnnualRate& rate) {
  SheetInteger sum = yen_days(charge.periods);
  SheetInteger ten_thousandths = sum * rate.basis_points / sheet_days_of_a_year;
  return fmt::format("  計 {} 円・日 × {} ÷ 365 = {}.{:04} → {}\n", grouped(sum), percent(rate), grouped(ten_thousandths / 10'000),
                     static_cast<std::int64_t>(ten_thousandths % 10'000), yen_text(charge.amount));
}

std::string charge_text(std::string_view title, const Charge& charge, const AnnualRate& rate) {
  std::string out = fmt::format("{} {} ({})\n", title, percent(rate), rate.source);
  if (charge.periods.empty()) return out + "  なし / none\n";
  for (const ChargedPeriod& period : charge.periods) out += period_row(period);
  return out + total_row(charge, rate);
}

}  // namespace

std::string text(const ReturnOrder& order, const Surcharges& calculated) {
  std::string out = "返還する交付金の受領日 / received on\n";
  for (const Dated& one : calculated.attributed) out += fmt::format("  {}  {:>19}\n", one.on.iso(), yen_text(one.amount));
  if (order.ground == ReturnGround::cancelled) {
    out += charge_text("加算金 / surcharge", calculated.surcharge, order.rates.surcharge);
  } else if (order.ground == ReturnGround::over_settlement) {
    out += "加算金 / surcharge: なし（額の確定による返還, 18条2項） / none, as the excess over the settled amount is returned\n";
  } else {
    out += "加算金 / surcharge: なし / none\n";
  }
  out += charge_text("延滞金 / late charge", calculated.late, order.rates.late);
  return out + fmt::format("元本の残り / principal open  {}\n", yen_text(calculated.principal_open));
}

}  // namespace hashira::ledger
