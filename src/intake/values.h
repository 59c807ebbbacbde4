// What stands in a cell → what an applicant would have typed for the same question.
//
// Guarantees: pure; exact (yen are whole numbers, never rounded); what could mean two things is refused.
// Forms: はい/有/○, 令和2年5月20日, R2.5.20, 43971 by its date format, １２,０００円, 50万円, hiragana for a reading,
// codes that a spreadsheet robbed of their zeros. docs/intake.md lists them.
#pragma once

#include <unordered_map>

#include "base/date.h"
#include "intake/sheet.h"
#include "intake/units.h"

namespace hashira::intake {

struct Problem {
  portfolio::Text what, mend;
};

struct ValueRule {
  MoneyUnit unit = MoneyUnit::yen;
  std::vector<std::pair<std::string, std::string>>
      values;  // what stands in the file → what it means, before anything else
};

struct Converted {
  std::string typed;         // as `app::parse_answer` takes it; empty: the cell is
  bool zeros_added = false;  // 116 → 0116
};

// Reads the cells of one column. Requires: the fact lives as long as the reader.
class ColumnReader {
 public:
  ColumnReader(const portfolio::Fact& fact, ValueRule rule);
  tl::expected<Converted, Problem> read(const Cell& cell) const;

 private:
  tl::expected<Converted, Problem> by_type(const Cell& cell) const;
  tl::expected<Converted, Problem> choice_of(std::string_view text) const;

  const portfolio::Fact& fact_;
  ValueRule rule_;
  std::unordered_map<std::string, std::string> choices_;  // as compared → id; empty: two choices
  std::unordered_map<std::string, std::string> values_;   // as compared → what it means
};

// A day in any of the forms; the time behind it is dropped.
tl::expected<Date, Problem> day_of_text(std::string_view text);

}  // namespace hashira::intake
