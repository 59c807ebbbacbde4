// How outlines and reports print what a subsidy gives: 3/4以内, 10分の9, 5割, 10％以内, 定額, 2/3 (上限500千円), 上限1,000千円.
//
// Guarantees: exact fractions and yen; a text that is not wholly understood is not read at all, never guessed. A share above the
// whole or of nothing is none. Written in docs/subsidy.md (rates).
#pragma once

#include <optional>
#include <string_view>

#include "portfolio/programme.h"

namespace hashira::portfolio {

struct PrintedRate {
  std::optional<Share> share;  // as printed, not shortened: 10分の9 is 9/10
  bool flat = false;           // 定額
  std::optional<Yen> cap;      // 上限
  bool operator==(const PrintedRate&) const = default;
};

// nullopt: unparsed. One of share, flat and cap is there otherwise.
std::optional<PrintedRate> read_printed_rate(std::string_view utf8);

}  // namespace hashira::portfolio
