// Reads a portfolio: portfolio.yaml, the shared lists, and one folder per programme (docs/programme-folder.md).
//
// Reading never stops at the first mistake: `read_portfolio` gives what could be understood and all that is wrong.
// `load…` give a portfolio or programme that is whole, or an Error. Nothing here writes, and every input is bounded.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "portfolio/programme.h"

namespace hashira::portfolio {

using Files = std::map<std::string, Bytes>;  // path below the folder, with '/' → contents

struct ReadPortfolio {
  Portfolio portfolio;
  std::vector<Error> mistakes;  // places name files by their path in the portfolio
};
struct ReadProgramme {
  Programme programme;
  std::vector<Error> mistakes;
};

// Every file below `dir` except those whose name starts with a dot. `portfolio.unreadable` with the path.
Result<Files> read_files(const std::string& dir);

ReadPortfolio read_portfolio(const Files& files);
// `files` are the programme's own; `id` is its folder's name. The portfolio says which measures, owners and lists exist.
ReadProgramme read_programme(const std::string& id, const Files& files, const Portfolio& portfolio);

// The first mistake as an Error, its text saying how many more there are.
Result<Portfolio> load(const std::string& dir);
Result<Portfolio> load_from_files(const Files& files);
Result<Programme> load_programme(const std::string& dir, const Portfolio& portfolio);
Result<Programme> load_programme_from_files(const std::string& id, const Files& files, const Portfolio& portfolio);

// The version's name: SHA-256 over the files in order of path: length and bytes of the path, length and bytes of the file.
Hash digest_of(const Files& files);

}  // namespace hashira::portfolio
