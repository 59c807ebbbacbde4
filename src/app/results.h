// What anybody may read: the tree of results and what stands behind each figure.
#pragma once

#include "app/engine.h"

namespace hashira::app {

struct FigureValue {
  const portfolio::Figure* figure = nullptr;
  std::optional<std::int64_t> value;     // × 10^scale; nullopt: no records
  int scale = 0;                         // digits behind the point: 0 but for quantities and rates
  std::string printed;                   // in the report's form; "" when there are no records
  std::uint64_t entries = 0;
  std::uint64_t synthetic = 0;           // of the entries
  std::map<std::string, std::map<std::string, std::int64_t>> breakdowns;  // dimension → value → number
};
// Figures of one programme as they stand. `version` keeps the pointers alive.
struct ProgrammeResults {
  std::shared_ptr<const audit::Version> version;
  std::vector<FigureValue> figures;
};
Result<ProgrammeResults> programme_results(Engine& engine, const std::string& programme);
Result<FigureValue> figure_value(Engine& engine, const std::string& programme, const std::string& figure,
                                 std::shared_ptr<const audit::Version>* version);

// The cases that a figure counts, by number; value = f(case).
struct FigureCase {
  std::uint64_t number = 0;
  std::int64_t value = 0;
  std::string state;
  std::string instrument;
  bool synthetic = false;
};
Result<std::vector<FigureCase>> figure_cases(Engine& engine, const std::string& programme, const std::string& figure,
                                             std::uint64_t after, std::size_t limit);

// The entries that moved a figure, in order, with what each added; the first `limit` after `after_seq`.
struct FigureEntry {
  journal::Entry entry;
  std::int64_t delta = 0;
};
Result<std::vector<FigureEntry>> figure_entries(Engine& engine, const std::string& programme, const std::string& figure,
                                                std::uint64_t after_seq, std::size_t limit);

// Publishing (公表する版ではなく、事業フォルダの施行): brings a programme folder into use, or a changed one.
struct Publication {
  std::string programme;
  std::string digest;     // hex
  bool changed = false;   // false: the same version was in force already
};
Result<std::vector<Publication>> publish_portfolio(Engine& engine, const portfolio::Portfolio& portfolio, Actor actor);
// `tree` gives the shared files (lists of choices …) that the version is made of, too.
Result<Publication> publish_programme(Engine& engine, const portfolio::Portfolio& tree,
                                      const portfolio::Programme& programme, Actor actor);
// One folder on top of the portfolio in force; a new programme joins the end of its list.
Result<Publication> publish_folder(Engine& engine, const portfolio::Programme& programme, Actor actor);

}  // namespace hashira::app
