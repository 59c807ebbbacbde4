// Money as a column writes it: 円, 千円, 万円, 億円; and amounts that look as if they were keyed in another unit.
//
// Guarantees: exact integers; the same column gives the same doubts. A doubt is a question to a person, never a
// refusal. Why: practice.md, "real losses": one amount ten times too large (Mie), one in 千円 where 円 was meant
// (Shimane).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/yen.h"

namespace hashira::intake {

enum class MoneyUnit : std::uint8_t { unknown, yen, thousand, ten_thousand, hundred_million };

std::string_view id_of(MoneyUnit unit);    // yen, thousand, ten_thousand, hundred_million; unknown: ""
std::string_view written(MoneyUnit unit);  // 円, 千円, 万円, 億円
std::optional<MoneyUnit> unit_named(std::string_view text);  // by id or as written
int zeros_of(MoneyUnit unit);                                // 0, 3, 4, 8
// What a header says of itself: 申請額（千円）, 金額[単位：円]. Unknown when it says nothing, or two things.
MoneyUnit unit_of_header(std::string_view header);

// An amount with what is known that it could be held against.
struct Amount {
  int row = 0;
  Yen value;
  std::vector<Yen> earlier;  // what the same party had in this place before
};

enum class Against : std::uint8_t { cap, median, earlier, usual };

struct Doubt {
  int row = 0, column = 0;  // row 0: the column as a whole, by its median
  Yen value, other;         // `other`: what it was held against
  Against against = Against::median;
  int factor = 10;     // 10, 1,000 or 10,000
  bool larger = true;  // than `other`; false: smaller
};

struct Known {
  std::optional<Yen> cap;    // the most that the question takes
  std::optional<Yen> usual;  // the median of what the programme has already
};

// The median of at least five amounts above zero.
std::optional<Yen> median_of(std::vector<Yen> values);
// At most one for each amount, and one for the column.
std::vector<Doubt> doubts_of(std::span<const Amount> amounts, const Known& known, int column);

}  // namespace hashira::intake
