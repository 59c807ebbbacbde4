#include "report/results.h"

#include "portfolio/printed_form.h"

namespace hashira::report {
namespace {

FigureResult figure_result(const portfolio::Figure& figure, const ProgrammeCells& cells, Date as_of) {
  FigureResult result;
  result.figure = &figure;
  auto found = cells.figures.find(figure.id);
  if (found == cells.figures.end()) return result;
  result.counted = found->second;
  result.printed = portfolio::print(figure.printed, *result.value(), figure.unit);
  result.as_of = figure.as_of.value_or(as_of);
  return result;
}

}  // namespace

std::optional<japanese::Decimal> FigureResult::value() const {
  if (!counted) return std::nullopt;
  return japanese::normal({counted->cell.value, counted->scale});
}

const FigureResult* ProgrammeResult::figure(std::string_view id) const {
  for (const FigureResult& result : figures) {
    if (result.figure->id == id) return &result;
  }
  return nullptr;
}

bool Results::any_synthetic() const {
  for (const ProgrammeResult& programme : programmes) {
    for (const FigureResult& figure : programme.figures) {
      if (figure.synthetic() > 0) return true;
    }
  }
  return false;
}

Results collect(const portfolio::Portfolio& tree, const std::vector<ProgrammeCells>& programmes, Date as_of) {
  Results results{&tree, {}, as_of};
  for (const ProgrammeCells& cells : programmes) {
    ProgrammeResult programme{cells.programme, {}};
    for (const portfolio::Figure& figure : cells.programme->figures) {
      programme.figures.push_back(figure_result(figure, cells, as_of));
    }
    results.programmes.push_back(std::move(programme));
  }
  return results;
}

}  // namespace hashira::report
