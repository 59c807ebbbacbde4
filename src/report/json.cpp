// The report as JSON. Numbers are written from exact decimals; nothing passes through floating point.
#include <fmt/core.h>

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>

#include "report/render.h"

namespace hashira::report {
namespace {

std::string json_text(std::string_view text) { return boost::json::serialize(boost::json::string(text)); }

std::string json_figure(const FigureResult& result) {
  std::optional<japanese::Decimal> value = result.value();
  return fmt::format(
      R"({{"id": {}, "value": {}, "unit": {}, "printed": {}, "basis": "{}", "evidence": "{}", "entries": {}, "synthetic": {}}})",
      json_text(result.figure->id), value ? japanese::text(*value) : "null", json_text(result.figure->unit),
      value ? json_text(result.printed) : "null", id(result.figure->basis), id(result.figure->evidence), result.entries(),
      result.synthetic());
}

std::string json_programme(const ProgrammeResult& programme) {
  std::string figures;
  for (const FigureResult& result : programme.figures) {
    figures += figures.empty() ? "\n    " : ",\n    ";
    figures += json_figure(result);
  }
  return fmt::format("  {{\"id\": {}, \"figures\": [{}]}}", json_text(programme.programme->id), figures);
}

}  // namespace

std::string json(const Results& results) {
  std::string programmes;
  for (const ProgrammeResult& programme : results.programmes) {
    programmes += programmes.empty() ? "\n" : ",\n";
    programmes += json_programme(programme);
  }
  return fmt::format("{{\"programmes\": [{}\n]}}\n", programmes);
}

}  // namespace hashira::report
