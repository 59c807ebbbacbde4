// Which column answers which question: found by the headers, saved for the next file of the same form, changed by a
// person.
//
// Guarantees: pure; a money column has a unit, from its header or from a person, or the mapping does not hold.
// Entry: import.mapped {mapping, columns [{header, target, unit?, values?}]}; docs/intake.md, docs/entry-format.md.
#pragma once

#include <map>

#include "intake/values.h"
#include "journal/body.h"
#include "portfolio/programme.h"

namespace hashira::intake {

inline constexpr std::string_view received_on = "@received_on";  // the day the application came in, not an answer

struct Column {
  std::string header;                                       // as it stands in the file
  std::string target;                                       // id of a fact, `received_on`, or empty: not taken in
  MoneyUnit unit = MoneyUnit::unknown;                      // of a yen fact
  std::vector<std::pair<std::string, std::string>> values;  // what stands in the file → what it means
  bool operator==(const Column&) const = default;
};

struct Mapping {
  std::uint64_t number = 0;     // as saved; 0: made for this file
  std::vector<Column> columns;  // in the file's order
  bool operator==(const Mapping&) const = default;
};

// Where the header of a sheet stands: the first row of which most cells are known, or the first that has cells.
int find_header(const Sheet& sheet, const portfolio::Programme& programme);
std::vector<std::string> headers_of(const Sheet& sheet,
                                    int header_row);  // by column; a merged header stands in each of its columns

// By label, id or the question's own words; widths, blanks, brackets and marks (必須, ※, *) aside.
Mapping suggest(const portfolio::Programme& programme, const std::vector<std::string>& headers);
// A saved mapping fits a file that has the same headers in the same order.
bool fits(const Mapping& mapping, const std::vector<std::string>& headers);
// Everything that keeps the mapping from being used, at the header's cells.
std::vector<CellError> check(const Mapping& mapping, const portfolio::Programme& programme, const std::string& sheet,
                             int header_row);

journal::Body encode(const Mapping& mapping);
// Refuses what encode would not write: "intake.bad_mapping".
Result<Mapping> decode_mapping(const journal::Body& body);

}  // namespace hashira::intake
