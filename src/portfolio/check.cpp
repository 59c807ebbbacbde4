#include "portfolio/check.h"

#include <fmt/core.h>

#include <boost/json.hpp>

#include "portfolio/printed_form.h"

namespace hashira::portfolio {
namespace {

ReadContents contents_of(const Programme& programme) {
  ReadContents contents{programme.id, {}};
  for (const Figure& figure : programme.figures) {
    bool read = !figure.printed.published.empty();
    contents.figures.push_back({figure.id, read ? print(figure.printed, published_value(figure), figure.unit) : ""});
  }
  return contents;
}

Report counted(const ReadPortfolio& read) {
  Report report;
  report.programmes = read.portfolio.programmes.size();
  report.pillars = read.portfolio.pillars.size();
  for (const Programme& programme : read.portfolio.programmes) {
    report.figures += programme.figures.size();
    report.contents.push_back(contents_of(programme));
  }
  for (const Pillar& pillar : read.portfolio.pillars) report.measures += pillar.measures.size();
  return report;
}

}  // namespace

Report check_files(const Files& files) {
  ReadPortfolio read = read_portfolio(files);
  Report report = counted(read);
  report.mistakes = std::move(read.mistakes);
  return report;
}

Report check(const std::string& dir) {
  Report report;
  auto files = read_files(dir);
  if (files) {
    report = check_files(*files);
    std::string prefix = dir.ends_with('/') ? dir : dir + "/";
    for (Error& mistake : report.mistakes) mistake.place.source.insert(0, prefix);
    return report;
  }
  report.mistakes.push_back(files.error());
  return report;
}

std::string check_text(const Report& report) {
  std::string out;
  for (const Error& mistake : report.mistakes) out += mistake.text() + "\n";
  out += fmt::format("{} programmes, {} figures, {} pillars, {} measures: {}\n", report.programmes, report.figures, report.pillars,
                     report.measures,
                     report.mistakes.empty()       ? "no mistakes"
                     : report.mistakes.size() == 1 ? "1 mistake"
                                                   : fmt::format("{} mistakes", report.mistakes.size()));
  return out;
}

boost::json::value check_json(const Report& report) {
  boost::json::array contents;
  for (const ReadContents& programme : report.contents) {
    boost::json::array figures;
    for (const auto& figure : programme.figures) figures.push_back({{"id", figure.id}, {"printed", figure.printed}});
    contents.push_back({{"id", programme.programme}, {"figures", std::move(figures)}});
  }
  boost::json::array mistakes;
  for (const Error& mistake : report.mistakes) {
    mistakes.push_back({{"file", mistake.place.source},
                        {"line", mistake.place.line},
                        {"column", mistake.place.column},
                        {"code", mistake.code},
                        {"what", mistake.what},
                        {"mend", mistake.mend}});
  }
  return {{"programmes", report.programmes},
          {"figures", report.figures},
          {"pillars", report.pillars},
          {"measures", report.measures},
          {"mistakes", std::move(mistakes)},
          {"contents", std::move(contents)}};
}

}  // namespace hashira::portfolio
