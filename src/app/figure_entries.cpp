// The entries behind a figure. Contributions are not stored: each case that counts (or once counted) is folded again from
// its own entries, and what each entry added is the difference.
#include "app/results.h"

namespace hashira::app {
namespace {

std::int64_t part_of(const indicators::Contributions& contributions, const std::string& figure) {
  std::int64_t sum = 0;
  for (const indicators::Contribution& one : contributions) {
    if (one.cell == figure) sum += one.delta;
  }
  return sum;
}

// Folds a page of the stream case by case. Only the cases met are kept, by number.
struct Folding {
  const audit::Version& version;
  const cases::Instruments& instruments;
  const std::string& figure;
  std::map<std::uint64_t, cases::Case> cases;

  std::int64_t delta(const journal::Entry& entry) {
    const cases::Instrument* instrument = instruments.of_type(entry.type);
    if (instrument == nullptr || entry.case_number == 0) return 0;
    cases::Case& value = cases[entry.case_number];
    value.stream = entry.stream;
    value.number = entry.case_number;
    std::int64_t before = value.version > 0 ? part_of(version.figures.contributions(value), figure) : 0;
    instrument->fold(value, entry);
    return part_of(version.figures.contributions(value), figure) - before;
  }
};

}  // namespace

Result<std::vector<FigureEntry>> figure_entries(Engine& engine, const std::string& programme, const std::string& figure,
                                                std::uint64_t after_seq, std::size_t limit) {
  std::shared_ptr<const audit::Version> version = TRY(engine.versions().in_force(programme));
  if (version->programme.figure(figure) == nullptr) {
    return fail("app.no_such_figure", programme + " has no figure '" + figure + "'", "look at the programme's page for its figures");
  }
  Folding folding{*version, engine.instruments(), figure, {}};
  std::vector<FigureEntry> out;
  for (std::uint64_t from = 1; out.size() < limit;) {
    std::vector<journal::StoredEntry> page = TRY(engine.store().entries(programme, from, 1000));
    if (page.empty()) break;
    for (const journal::StoredEntry& stored : page) {
      from = stored.seq + 1;
      journal::Entry entry = TRY(journal::decode(stored.bytes));
      std::int64_t delta = folding.delta(entry);
      if (delta != 0 && entry.seq > after_seq && out.size() < limit) out.push_back({std::move(entry), delta});
    }
  }
  return out;
}

}  // namespace hashira::app
