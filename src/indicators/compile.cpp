// Figures compiled, with errors that name the figure and its part.
#include <fmt/core.h>

#include "indicators/compiled.h"

namespace hashira::indicators {
namespace {

using portfolio::Aggregate;
using portfolio::Figure;
using portfolio::Programme;

Place place_of(const Programme& programme, const Figure& figure, std::string_view part) {
  return {fmt::format("{}/{}.{}", programme.id, figure.id, part), 0, 0};
}

// The sealed fact that keeps a text from compiling, if one does.
const portfolio::Fact* sealed_fact_in(const Programme& programme, const Names& names, const std::string& text) {
  feel::Scope scope;
  for (const auto& name : names.scope().names()) scope.add(name.name, name.type);
  std::vector<const portfolio::Fact*> sealed;
  for (const portfolio::Fact& fact : programme.facts) {
    if (fact.openness == portfolio::Openness::sealed) sealed.push_back(&fact);
  }
  std::size_t first = scope.names().size();
  for (const auto* fact : sealed) scope.add(fact->id);
  Result<feel::Expression> compiled = feel::compile(text, scope);
  if (!compiled) return nullptr;
  for (std::size_t slot : compiled->reads()) {
    if (slot >= first) return sealed[slot - first];
  }
  return nullptr;
}

// nullopt for an empty text.
Result<std::optional<feel::Expression>> compile_part(const Programme& programme, const Figure& figure, const Names& names,
                                                     std::string_view part, const std::string& text) {
  if (text.empty()) return std::nullopt;
  Place place = place_of(programme, figure, part);
  Result<feel::Expression> compiled = feel::compile(text, names.scope(), {.place = place});
  if (compiled) return std::optional(std::move(*compiled));
  if (const portfolio::Fact* fact = sealed_fact_in(programme, names, text)) {
    return fail("indicators.sealed_fact", fmt::format("figure '{}' reads the sealed fact '{}'", figure.id, fact->id),
                "use a dimension: a coarse class of it that may be stored clear", place);
  }
  return fail("indicators.bad_figure",
              fmt::format("{} of figure '{}': {}", part, figure.id, compiled.error().what), compiled.error().mend,
              compiled.error().place);
}

Result<Breakdown> compile_breakdown(const Programme& programme, const Figure& figure, const Names& names, const std::string& id) {
  const portfolio::Fact* fact = programme.fact(id);
  if (fact == nullptr || fact->openness != portfolio::Openness::dimension) {
    return fail("indicators.bad_breakdown", fmt::format("figure '{}' is broken down by '{}', which is no dimension", figure.id, id),
                "name a fact whose openness is `dimension`", place_of(programme, figure, "breakdowns"));
  }
  return Breakdown{fmt::format("{}|{}=", figure.id, id), *names.slot(id)};
}

int scale_of(const Figure& figure) {
  bool fractions = figure.aggregate == Aggregate::sum && (figure.kind == "quantity" || figure.kind == "rate");
  return fractions ? fraction_scale : 0;
}

void need_slots(const CompiledFigure& figure, Names& names) {
  for (const auto* part : {&figure.where, &figure.value, &figure.key}) {
    if (!*part) continue;
    for (std::size_t slot : (*part)->reads()) names.need(slot);
  }
  for (const Breakdown& breakdown : figure.breakdowns) names.need(breakdown.slot);
}

// A total that another body states counts what was stated and checked, unless its folder says otherwise.
void count_reports(Figure& figure) {
  if (has_definition(figure) || !figure.is_stated()) return;
  figure.instrument = "reported";
  figure.aggregate = Aggregate::sum;
  figure.where = fmt::format(R"(state = "checked" and reported_figure = "{}")", figure.id);
  figure.value = "reported_value";
}

}  // namespace

bool has_definition(const Figure& figure) { return !figure.where.empty() || !figure.value.empty() || !figure.key.empty(); }

Result<CompiledFigure> compile_figure(const Programme& programme, const Figure& figure, const Names& names) {
  CompiledFigure out;
  out.figure = &figure;
  out.scale = scale_of(figure);
  out.where = TRY(compile_part(programme, figure, names, "where", figure.where));
  out.value = TRY(compile_part(programme, figure, names, "value", figure.value));
  out.key = TRY(compile_part(programme, figure, names, "key", figure.key));
  if (figure.aggregate == Aggregate::sum && !out.value) {
    return fail("indicators.bad_figure", fmt::format("figure '{}' is a sum without a value", figure.id),
                "write `value:`, for example `paid`", place_of(programme, figure, "value"));
  }
  if (figure.aggregate == Aggregate::distinct && !out.key) {
    return fail("indicators.bad_figure", fmt::format("figure '{}' counts distinct keys but names none", figure.id),
                "write `key:`, the FEEL that tells one from another", place_of(programme, figure, "key"));
  }
  for (const std::string& id : figure.breakdowns) {
    out.breakdowns.push_back(TRY(compile_breakdown(programme, figure, names, id)));
  }
  // The order of their cells, so that contributions come out sorted.
  std::sort(out.breakdowns.begin(), out.breakdowns.end(),
            [](const Breakdown& a, const Breakdown& b) { return a.prefix < b.prefix; });
  return out;
}

Result<FigureSet> FigureSet::compile(const Programme& programme) {
  auto compiled = std::make_shared<Compiled>();
  compiled->figures = programme.figures;
  for (Figure& figure : compiled->figures) count_reports(figure);
  std::sort(compiled->figures.begin(), compiled->figures.end(), [](const Figure& a, const Figure& b) { return a.id < b.id; });
  compiled->names.emplace(programme);
  for (const Figure& figure : compiled->figures) {
    if (!has_definition(figure)) continue;
    compiled->recorded.push_back(TRY(compile_figure(programme, figure, *compiled->names)));
    need_slots(compiled->recorded.back(), *compiled->names);
    compiled->cells += 1 + compiled->recorded.back().breakdowns.size();
  }
  FigureSet out;
  out.compiled_ = std::move(compiled);
  return out;
}

}  // namespace hashira::indicators
