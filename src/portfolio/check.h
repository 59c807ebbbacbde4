// `hashira portfolio check`: counts, or each mistake as file:line:column: what, how to mend.
#pragma once

#include <boost/json/fwd.hpp>
#include <string>
#include <vector>

#include "base/result.h"
#include "portfolio/folder.h"

namespace hashira::portfolio {

// What was read, to be held against a catalogue: each figure with its published value in its printed form.
struct ReadContents {
  struct PrintedFigure {
    std::string id, printed;
  };
  std::string programme;
  std::vector<PrintedFigure> figures;
};

struct Report {
  std::size_t programmes = 0, figures = 0, pillars = 0, measures = 0;
  std::vector<ReadContents> contents;
  std::vector<Error> mistakes;
};

// Places name files as they can be opened from here: `dir` before the path in it. A folder that cannot be read is one mistake.
Report check(const std::string& dir);
Report check_files(const Files& files);

std::string check_text(const Report& report);
// {"programmes": 87, "figures": 299, "pillars": 4, "measures": 10,
//  "mistakes": [{"file", "line", "column", "code", "what", "mend"}],
//  "contents": [{"id", "figures": [{"id", "printed"}]}]}
boost::json::value check_json(const Report& report);

}  // namespace hashira::portfolio
