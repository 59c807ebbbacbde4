// What must hold of anything that was read as a sheet, for the fuzzers: places ascend, and rows become records or
// errors. Guarantees: stops the program where it does not. See sheet.h, records.h.
#pragma once

#include "intake/records.h"
#include "intake/testing/form.h"

namespace hashira::intake::testing {

inline void check_sheet(const Sheet& sheet) {
  static const portfolio::Programme form = small_form();
  int before = 0;
  std::size_t filled = 0;
  for (const Row& row : sheet.rows) {
    if (row.number <= before) __builtin_trap();
    before = row.number;
    for (const Cell& cell : row.cells) {
      if (cell.kind == CellKind::empty && !cell.text.empty()) __builtin_trap();
    }
  }
  int header = find_header(sheet, form);
  Mapping mapping = suggest(form, headers_of(sheet, header));
  if (!mapping.columns.empty() && !fits(mapping, headers_of(sheet, header))) __builtin_trap();
  Result<Mapping> again = decode_mapping(encode(mapping));
  if (!again || *again != mapping) __builtin_trap();
  // Whatever the headers say, every question's reader sees the cells.
  for (std::size_t i = 0; i < mapping.columns.size() && i < form.facts.size(); ++i) {
    mapping.columns[i].target = form.facts[i].id;
    mapping.columns[i].unit = MoneyUnit::thousand;
  }
  Records records = read_records(sheet, header, mapping, form);
  for (const Row& row : sheet.rows) filled += row.number > header && !row.cells.empty() ? 1 : 0;
  if (records.records.size() > filled) __builtin_trap();
  for (const MoneyColumn& money : records.money)
    (void)doubts_of(money.amounts, {Yen(1'000'000), Yen(100'000)}, money.column);
}

}  // namespace hashira::intake::testing
