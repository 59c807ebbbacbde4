// What a command of the ledger's aggregates causes: an entry's type and body, and the stream that it belongs to.
//
// The caller makes an entry of each, in this order and as one unit: happened_on = the command's day, account year = `year`.
#pragma once

#include <string>

#include "journal/body.h"

namespace hashira::ledger {

struct Event {
  std::string type;
  journal::Body body;
  FiscalYear year;     // account year
  std::string stream;  // empty: the aggregate's own; otherwise the programme whose books it moves

  bool operator==(const Event&) const = default;
};

}  // namespace hashira::ledger
