// Calibrated totals of other bodies: every attested or imported figure shows its printed number, marked synthetic, and audit agrees.
#include "office.h"
#include "synth/totals.h"

namespace hashira::tests {
namespace {

TEST(SyntheticTotals, StateEveryFigureThatOthersReport) {
  Office office;
  Result<portfolio::Portfolio> tree = portfolio::load(std::string(HASHIRA_SOURCE_DIR) + "/programmes/hokkaido-2020");
  Office::must(tree);
  Office::must(app::publish_portfolio(office.engine, *tree, office.planner));
  EXPECT_EQ(*synth::state_totals(office.engine), 45u);
  EXPECT_EQ(*synth::state_totals(office.engine), 0u) << "stated once";
  std::size_t seen = 0;
  for (const portfolio::Programme& programme : tree->programmes) {
    Result<app::ProgrammeResults> results = app::programme_results(office.engine, programme.id);
    Office::must(results);
    for (const app::FigureValue& value : results->figures) {
      if (!value.figure->is_stated()) continue;
      EXPECT_EQ(value.printed, value.figure->printed.published) << programme.id << "/" << value.figure->id;
      EXPECT_GT(value.synthetic, 0u);
      ++seen;
    }
  }
  EXPECT_EQ(seen, 45u);
  office.audit();
}

}  // namespace
}  // namespace hashira::tests
