// Results as templates see them: sentences with live figures, figures with where they come from.
// Guarantees: a figure without records says so; the number an earlier report printed is never put in its place.
// Templates: programme.html, figure.html, pillar.html.
#pragma once

#include "app/results.h"
#include "http/template.h"

namespace hashira::http {

std::string figure_link(const std::string& programme, const std::string& figure);
// The figure's number as pages show it; "" without records.
std::string printed(const app::FigureValue& value, Language language);
// The sentences of the report with their figures bound live, as HTML with links.
std::vector<std::string> sentences(const app::ProgrammeResults& results, Language language);
bool shows_synthetic(const app::ProgrammeResults& results);
View figure_row(const std::string& programme, const app::FigureValue& value, Language language);

// A breakdown for the public: small groups hidden (suppression.h). `count` gives the cases of each value.
struct BreakdownRow {
  std::string value;                    // id of the choice
  std::string label;
  std::optional<std::int64_t> number;   // nullopt: hidden
};
struct Breakdown {
  std::string dimension, label;
  std::vector<BreakdownRow> rows;       // the largest first; hidden ones last
  std::size_t hidden = 0;
};
// `counts`: the figure that counts the cases behind `value` (itself when it is a count); nullptr: nothing is known of
// their number, so no breakdown is shown. `threshold` 0 hides nothing (for signed-in users).
std::vector<Breakdown> breakdowns(const portfolio::Programme& programme, const app::FigureValue& value,
                                  const app::FigureValue* counts, std::int64_t threshold, Language language);
// The figure of the programme that counts the cases which `figure` adds up: the same `where`, a count. nullptr: none.
const portfolio::Figure* counting_figure(const portfolio::Programme& programme, const portfolio::Figure& figure);

}  // namespace hashira::http
