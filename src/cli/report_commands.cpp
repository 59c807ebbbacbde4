// report, report reason, figure: the results, whether printed totals can be true, and what stands behind one figure.
#include <boost/json/serialize.hpp>
#include <fmt/core.h>

#include "app/report_input.h"
#include "cli/command.h"
#include "cli/data_folder.h"
#include "portfolio/folder.h"
#include "portfolio/reason.h"
#include "report/figure_text.h"
#include "report/render.h"

namespace hashira::cli {
namespace {

using report::Language;

Language language_of(bool english) { return english ? Language::english : Language::japanese; }

struct ReportOptions {
  std::string data, format = "html", out = "-";
  bool english = false;
};

Result<int> write_report(const ReportOptions& options) {
  auto folder = TRY(DataFolder::open(options.data, DataFolder::Mode::open));
  app::LiveResults live = TRY(app::live_results(folder->engine()));
  std::string text = options.format == "json"  ? report::json(live.results)
                     : options.format == "csv" ? report::csv(live.results, language_of(options.english))
                                               : report::html(live.results, language_of(options.english));
  CHECK_OK(write_file(options.out, text));
  if (options.out != "-") fmt::print("{}: {} programmes, as of {}.\n", options.out, live.results.programmes.size(), live.results.as_of.iso());
  return exit_ok;
}

Result<int> reason_about(const std::string& dir, bool json, bool english) {
  portfolio::Portfolio portfolio = TRY(portfolio::load(dir));
  std::vector<portfolio::Verdict> verdicts = portfolio::reason(portfolio);
  if (json) {
    fmt::print("{}\n", boost::json::serialize(portfolio::reason_json(verdicts)));
  } else {
    fmt::print("{}", portfolio::reason_text(verdicts, portfolio, language_of(english)));
  }
  return exit_ok;
}

struct FigureOptions {
  std::string data, name;
  bool cases = false, entries = false, english = false;
  std::uint64_t limit = 50;
};

// "programme/figure".
Result<std::pair<std::string, std::string>> split_name(const std::string& name) {
  std::size_t slash = name.find('/');
  if (slash == std::string::npos) {
    return fail("cli.bad_figure", fmt::format("'{}' names no figure", name), "write PROGRAMME/FIGURE, as closure-cooperation-benefit/payments");
  }
  return std::pair(name.substr(0, slash), name.substr(slash + 1));
}

Result<int> show_cases(app::Engine& engine, const app::ProgrammeResults& found, const std::string& figure, const FigureOptions& options) {
  const portfolio::Programme& programme = found.version->programme;
  std::vector<report::CaseLine> lines;
  for (const app::FigureCase& one : TRY(app::figure_cases(engine, programme.id, figure, 0, options.limit))) {
    lines.push_back({one.number, one.value, one.state, one.synthetic, found.version->figures.scale(figure)});
  }
  fmt::print("{}", report::cases_text(programme, lines, language_of(options.english)));
  return exit_ok;
}

Result<int> show_figure_entries(app::Engine& engine, const std::string& programme, const std::string& figure, const FigureOptions& options) {
  std::vector<app::FigureEntry> found = TRY(app::figure_entries(engine, programme, figure, 0, options.limit));
  int scale = TRY(engine.versions().in_force(programme))->figures.scale(figure);
  std::vector<report::EntryLine> lines;
  for (const app::FigureEntry& one : found) lines.push_back({&one.entry, one.delta, scale});
  fmt::print("{}", report::entries_text(lines, language_of(options.english)));
  return exit_ok;
}

Result<int> show_figure(const FigureOptions& options) {
  auto [programme, figure] = TRY(split_name(options.name));
  auto folder = TRY(DataFolder::open(options.data, DataFolder::Mode::open));
  app::Engine& engine = folder->engine();
  app::ProgrammeResults found = TRY(app::programme_results(engine, programme));
  app::FigureValue value = TRY(app::figure_value(engine, programme, figure, nullptr));
  if (options.cases) return show_cases(engine, found, figure, options);
  if (options.entries) return show_figure_entries(engine, programme, figure, options);
  app::LiveResults live = TRY(app::live_results(engine));
  for (const report::ProgrammeResult& one : live.results.programmes) {
    if (one.programme->id != programme) continue;
    fmt::print("{}", report::figure_text(*one.programme, *one.figure(figure), value.breakdowns, language_of(options.english)));
  }
  return exit_ok;
}

void add_figure_command(CLI::App& app) {
  auto options = std::make_shared<FigureOptions>();
  CLI::App* figure = add_command(app, "figure", "One figure: what it is, its breakdowns, its cases, its entries",
                                 "  hashira figure --data data closure-cooperation-benefit/payments\n"
                                 "  hashira figure --data data closure-cooperation-benefit/payments --cases --limit 10\n"
                                 "  hashira figure --data data closure-cooperation-benefit/paid_total --entries");
  figure->add_option("--data", options->data, "The data folder")->required();
  figure->add_option("figure", options->name, "PROGRAMME/FIGURE")->required();
  CLI::Option* cases = figure->add_flag("--cases", options->cases, "The cases that it counts");
  figure->add_flag("--entries", options->entries, "The entries that moved it")->excludes(cases);
  figure->add_option("--limit", options->limit, "How many at most")->capture_default_str();
  figure->add_flag("--english", options->english, "Answer in English");
  on_call(figure, [options] { return show_figure(*options); });
}

}  // namespace

void add_report_commands(CLI::App& app) {
  auto options = std::make_shared<ReportOptions>();
  CLI::App* write = add_command(app, "report", "Write the live report, or reason about printed totals",
                                "  hashira report --data data --format html --out report.html\n"
                                "  hashira report --data data --format json --out -\n"
                                "  hashira report reason --portfolio programmes/hokkaido-2020");
  write->add_option("--data", options->data, "The data folder");
  write->add_option("--format", options->format, "html, json or csv")->check(CLI::IsMember({"html", "json", "csv"}))->capture_default_str();
  write->add_option("--out", options->out, "File to write; '-' for standard output")->capture_default_str();
  write->add_flag("--english", options->english, "Write in English (html, csv)");

  auto dir = std::make_shared<std::string>();
  auto json = std::make_shared<bool>(false);
  CLI::App* reason = add_command(*write, "reason", "Can the printed totals follow from the printed rules? Needs no records",
                                 "  hashira report reason --portfolio programmes/hokkaido-2020\n"
                                 "  hashira report reason --portfolio programmes/hokkaido-2020 --json");
  reason->add_option("--portfolio", *dir, "The portfolio's folder")->required();
  reason->add_flag("--json", *json, "Answer as JSON");
  auto english = std::make_shared<bool>(false);
  reason->add_flag("--english", *english, "Answer in English");
  on_call(reason, [dir, json, english] { return reason_about(*dir, *json, *english); });

  write->callback([options, reason] {
    if (reason->parsed()) return;
    Result<int> done = options->data.empty() ? Result<int>(fail("cli.no_data", "report needs --data", "hashira report --data DIR --out report.html"))
                                             : write_report(*options);
    exit_code() = done ? *done : report_error(done.error());
  });
  add_figure_command(app);
}

}  // namespace hashira::cli
