// Amounts as people write them into cells, exactly.
// Guarantees: no rounding; nullopt for what is no amount as a whole.
// Forms: docs/intake.md; numbers by base/japanese.h.
#pragma once

#include "base/japanese.h"

namespace hashira::intake {

struct MoneyText {
  japanese::Decimal value;
  bool own_unit = false;  // 50万円: the cell says its unit itself
  bool yen_sign = false;  // 円 behind a plain number, ¥ before it
};

// The text in half width. △ and ▲ are minus signs in accounts.
std::optional<MoneyText> money_text(std::string text);
// coefficient × 10^zeros as a whole number; nullopt when a fraction is left or it does not fit.
std::optional<std::int64_t> whole_of(japanese::Decimal value, int zeros);

}  // namespace hashira::intake
