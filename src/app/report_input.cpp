#include "app/report_input.h"

namespace hashira::app {

Result<LiveResults> live_results(Engine& engine) {
  LiveResults live;
  live.tree = TRY(engine.versions().portfolio());
  std::vector<report::ProgrammeCells> cells;
  for (const portfolio::Programme& programme : live.tree->programmes) {
    ProgrammeResults found = TRY(programme_results(engine, programme.id));
    report::ProgrammeCells one{&found.version->programme, {}};
    for (const FigureValue& value : found.figures) {
      if (!value.value) continue;
      int scale = found.version->figures.scale(value.figure->id);
      one.figures[value.figure->id] = {{*value.value, value.entries, value.synthetic}, scale};
    }
    cells.push_back(std::move(one));
    live.versions.push_back(std::move(found.version));
  }
  live.results = report::collect(*live.tree, cells, engine.today());
  return live;
}

}  // namespace hashira::app
