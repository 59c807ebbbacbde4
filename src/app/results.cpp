#include "app/case_command.h"
#include "app/results.h"

#include <fmt/core.h>

#include "portfolio/printed_form.h"

namespace hashira::app {
namespace {

using journal::Key;
using journal::Table;

// Is the figure defined over cases here? Others have no records, whatever the report prints.
bool has_records(const audit::Version& version, const std::string& figure) {
  for (const std::string& id : version.figures.recorded()) {
    if (id == figure) return true;
  }
  return false;
}

// All cells of one figure lie behind its key: the whole first, then "|dimension=value".
Result<FigureValue> read_figure(Engine& engine, const audit::Version& version, const portfolio::Figure& figure) {
  FigureValue out;
  out.figure = &figure;
  if (!has_records(version, figure.id)) return out;
  const journal::StreamId& stream = version.programme.id;
  Key whole{Table::cell, indicators::cell_key(stream, figure.id)};
  std::vector<std::optional<Bytes>> row = TRY(engine.store().get(std::span(&whole, 1)));
  if (!row.front()) return out;
  indicators::Cell cell = TRY(indicators::decode_cell(*row.front()));
  out.value = cell.value;
  out.scale = version.figures.scale(figure.id);
  out.entries = cell.entries;
  out.synthetic = cell.synthetic;
  out.printed = portfolio::print(figure.printed, {cell.value, out.scale}, figure.unit);
  return out;
}

Done read_breakdowns(Engine& engine, const audit::Version& version, FigureValue& value) {
  if (!value.value) return {};
  Bytes prefix = indicators::cell_key(version.programme.id, value.figure->id + "|");
  Bytes after;
  while (true) {
    std::vector<journal::Row> rows = TRY(engine.store().scan(Table::cell, prefix, after, 1000));
    if (rows.empty()) return {};
    for (const journal::Row& row : rows) {
      std::string name = row.key.substr(prefix.size());
      std::size_t equals = name.find('=');
      if (equals == std::string::npos || name.find('#') != std::string::npos) continue;
      std::int64_t number = TRY(indicators::decode_cell(row.value)).value;
      if (number != 0) value.breakdowns[name.substr(0, equals)][name.substr(equals + 1)] = number;
    }
    after = rows.back().key;
  }
}

}  // namespace

Result<ProgrammeResults> programme_results(Engine& engine, const std::string& programme) {
  ProgrammeResults out;
  out.version = TRY(engine.versions().in_force(programme));
  for (const portfolio::Figure& figure : out.version->programme.figures) {
    out.figures.push_back(TRY(read_figure(engine, *out.version, figure)));
  }
  return out;
}

Result<FigureValue> figure_value(Engine& engine, const std::string& programme, const std::string& figure_id,
                                 std::shared_ptr<const audit::Version>* version) {
  std::shared_ptr<const audit::Version> found = TRY(engine.versions().in_force(programme));
  const portfolio::Figure* figure = found->programme.figure(figure_id);
  if (figure == nullptr) {
    return fail("app.no_such_figure", fmt::format("{} has no figure '{}'", programme, figure_id),
                "look at the programme's page for its figures");
  }
  FigureValue value = TRY(read_figure(engine, *found, *figure));
  CHECK_OK(read_breakdowns(engine, *found, value));
  if (version != nullptr) *version = std::move(found);
  return value;
}

// Walks the programme's cases from `after` on and keeps those for which f(case) is not zero.
Result<std::vector<FigureCase>> figure_cases(Engine& engine, const std::string& programme, const std::string& figure_id,
                                             std::uint64_t after, std::size_t limit) {
  std::shared_ptr<const audit::Version> version = TRY(engine.versions().in_force(programme));
  if (version->programme.figure(figure_id) == nullptr) {
    return fail("app.no_such_figure", fmt::format("{} has no figure '{}'", programme, figure_id));
  }
  Bytes start = after == 0 ? Bytes() : cases::case_key(programme, after);
  std::vector<FigureCase> out;
  while (out.size() < limit) {
    std::vector<journal::Row> rows = TRY(engine.store().scan(Table::state, cases::case_prefix(programme), start, 1000));
    if (rows.empty()) break;
    for (const journal::Row& row : rows) {
      cases::Case value = TRY(cases::decode_case(row.value));
      for (const indicators::Contribution& one : version->figures.contributions(value)) {
        if (one.cell == figure_id && one.delta != 0 && out.size() < limit) {
          // A hold is the office's own affair: the list shows where the case stood.
          std::string held_from = kept_text(value, "held_from");
          out.push_back({value.number, one.delta, held_from.empty() ? value.state : held_from, value.instrument, value.synthetic});
        }
      }
    }
    start = rows.back().key;
  }
  return out;
}

}  // namespace hashira::app
