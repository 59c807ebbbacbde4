// The report as CSV (RFC 4180).
#include "base/csv.h"
#include "report/render.h"

namespace hashira::report {
namespace {

std::string csv_row(const std::vector<std::string>& fields) {
  std::string out = hashira::csv::quoted(fields.front());
  for (std::size_t i = 1; i < fields.size(); ++i) out += "," + hashira::csv::quoted(fields[i]);
  return out + "\r\n";
}

std::vector<std::string> csv_figure(const portfolio::Programme& programme, const FigureResult& result, Language language) {
  std::optional<japanese::Decimal> value = result.value();
  const portfolio::Figure& figure = *result.figure;
  return {programme.id, in(language, programme.name), figure.id, in(language, figure.label),
          value ? japanese::text(*value) : "", figure.unit, printed(result, language),
          std::string(words(figure.basis, language)), std::string(words(figure.evidence, language)), figure.layer,
          result.as_of ? result.as_of->iso() : "", std::to_string(result.entries()), std::to_string(result.synthetic())};
}

}  // namespace

std::string csv(const Results& results, Language language) {
  static const std::vector<std::string> japanese_header{"事業ID", "事業名", "指標ID", "指標", "値", "単位", "表示",
                                                        "基準", "根拠", "主体", "時点", "記録数", "うち合成データ"};
  static const std::vector<std::string> english_header{"programme", "programme name", "figure", "label", "value",
                                                       "unit", "printed", "basis", "evidence", "layer",
                                                       "as of", "entries", "of which synthetic"};
  std::string out = "\xEF\xBB\xBF";
  out += csv_row(language == Language::japanese ? japanese_header : english_header);
  for (const ProgrammeResult& programme : results.programmes) {
    for (const FigureResult& result : programme.figures) {
      out += csv_row(csv_figure(*programme.programme, result, language));
    }
  }
  return out;
}

}  // namespace hashira::report
