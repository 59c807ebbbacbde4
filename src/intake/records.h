// The rows of a sheet as answers to a programme's questions, with every cell that cannot be one named.
//
// Guarantees: pure; every row below the header that holds anything is either a record or an error (or both: never left
// out silently). Amounts are collected for the doubts of units.h.
#pragma once

#include "intake/mapping.h"

namespace hashira::intake {

struct Record {
  int row = 0;
  std::map<std::string, std::string> answers;  // fact → as typed
  std::optional<Date> received_on;
};

struct MoneyColumn {
  int column = 0;
  std::string fact;
  std::vector<Amount> amounts;  // `earlier` is for the caller to fill in
};

struct Records {
  std::vector<Record> records;
  std::vector<CellError> errors;
  std::vector<MoneyColumn> money;
  std::map<int, std::size_t> zeros_added;  // column → cells
};

Records read_records(const Sheet& sheet, int header_row, const Mapping& mapping, const portfolio::Programme& programme);

// The column of a fact; 0: none.
int column_of(const Mapping& mapping, std::string_view target);

}  // namespace hashira::intake
