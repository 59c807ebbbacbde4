// The `dmn` subcommands: options in, one call of the dmn room, text or JSON out.
#include "cli/dmn_commands.h"

#include <cstdio>
#include <fstream>
#include <memory>

#include <boost/json/serialize.hpp>
#include <fmt/core.h>

#include "base/ports.h"
#include "cli/dmn_files.h"
#include "dmn/check.h"
#include "dmn/diff.h"
#include "dmn/explain.h"
#include "dmn/tck/runner.h"

namespace hashira::cli {
namespace {

void dmn_print(const std::string& text) {
  std::fputs(text.c_str(), stdout);
}

int dmn_refuse(const Error& error) {
  std::fputs((error.text() + "\n").c_str(), stderr);
  return 2;
}

struct DmnTest {
  std::vector<std::string> folders;
  std::string csv, disputed;
};

Result<int> dmn_test(const DmnTest& options) {
  dmn::tck::RunOptions run;
  run.evaluation.now = system_clock()->now();
  run.evaluation.today = run.evaluation.now->date_in_japan();
  if (!options.disputed.empty())
    run.disputed = TRY(dmn::tck::read_disputed({options.disputed, TRY(read_file(options.disputed))}));
  const dmn::tck::Report report = TRY(dmn::tck::run(options.folders, run));
  dmn_print(dmn::tck::text_of(report));
  if (!options.csv.empty()) std::ofstream(options.csv, std::ios::binary) << dmn::tck::csv_of(report);
  return report.count(dmn::tck::Verdict::failed) == 0 ? 0 : 1;
}

struct DmnExplain {
  std::vector<std::string> models;
  std::string decision, input = "{}", want, today;
  bool json = false, strict = false;
};

Result<int> dmn_explain(const DmnExplain& options) {
  const dmn::Model model = TRY(load_model(options.models, dmn::Mistakes::refuse));
  const dmn::Decision decision = TRY(model.decision(options.decision));
  const feel::Value inputs = TRY(read_inputs(options.input, decision));
  dmn::ExplainOptions explain;
  explain.want = options.want;
  explain.evaluation.absent = options.strict ? dmn::Absent::strict : dmn::Absent::lenient;
  if (!options.today.empty()) explain.evaluation.today = TRY(Date::parse(options.today));
  const dmn::Explanation explanation = TRY(dmn::explain(model, options.decision, inputs, explain));
  dmn_print(options.json ? boost::json::serialize(dmn::json_of(explanation)) + "\n" : dmn::text_of(explanation));
  return 0;
}

struct DmnCheck {
  std::vector<std::string> models;
  bool json = false;
};

boost::json::object dmn_finding_json(const dmn::Finding& finding) {
  boost::json::array rules;
  for (const std::size_t rule : finding.rules) rules.emplace_back(rule);
  const Error& error = finding.error;
  return {{"severity", finding.severity == dmn::Severity::error ? "error" : "warning"},
          {"code", error.code},
          {"what", error.what},
          {"mend", error.mend},
          {"file", error.place.source},
          {"line", error.place.line},
          {"column", error.place.column},
          {"decision", finding.decision},
          {"region", finding.region},
          {"rules", std::move(rules)}};
}

Result<int> dmn_check(const DmnCheck& options) {
  const dmn::Model model = TRY(load_model(options.models, dmn::Mistakes::keep));
  const std::vector<dmn::Finding> findings = dmn::check(model);
  std::size_t errors = 0;
  boost::json::array json;
  std::string text;
  for (const dmn::Finding& finding : findings) {
    errors += finding.severity == dmn::Severity::error ? 1 : 0;
    json.push_back(dmn_finding_json(finding));
    text +=
        fmt::format("{} {}\n", finding.severity == dmn::Severity::error ? "error  " : "warning", finding.error.text());
  }
  text +=
      fmt::format("{} decisions, {} errors, {} warnings\n", model.decisions().size(), errors, findings.size() - errors);
  dmn_print(options.json ? boost::json::serialize(boost::json::object{{"findings", std::move(json)}}) + "\n" : text);
  return errors == 0 ? 0 : 1;
}

struct DmnDiff {
  std::string before, after;
  bool json = false;
};

std::string dmn_difference_text(const dmn::Difference& difference) {
  using Kind = dmn::Difference::Kind;
  switch (difference.kind) {
    case Kind::added:
      return fmt::format("added    {}\n", difference.item);
    case Kind::removed:
      return fmt::format("removed  {}\n", difference.item);
    case Kind::outcome:
      return fmt::format("outcome  {}: for {}: {} becomes {}\n", difference.item, difference.region, difference.before,
                         difference.after);
    case Kind::text:
      break;
  }
  return fmt::format("text     {}:\n  before: {}\n  after:  {}\n", difference.item, difference.before,
                     difference.after);
}

Result<int> dmn_diff(const DmnDiff& options) {
  constexpr std::string_view kinds[] = {"added", "removed", "outcome", "text"};
  const dmn::Model before = TRY(load_model({options.before}, dmn::Mistakes::keep));
  const dmn::Model after = TRY(load_model({options.after}, dmn::Mistakes::keep));
  const std::vector<dmn::Difference> differences = dmn::diff(before, after);
  boost::json::array json;
  std::string text;
  for (const dmn::Difference& difference : differences) {
    json.push_back(boost::json::object{{"kind", kinds[static_cast<int>(difference.kind)]},
                                       {"item", difference.item},
                                       {"region", difference.region},
                                       {"before", difference.before},
                                       {"after", difference.after}});
    text += dmn_difference_text(difference);
  }
  if (differences.empty()) text = "no difference\n";
  dmn_print(options.json ? boost::json::serialize(boost::json::object{{"differences", std::move(json)}}) + "\n" : text);
  return differences.empty() ? 0 : 1;
}

// A subcommand whose options live as long as the app.
template <class Options>
std::pair<CLI::App*, Options*> dmn_command(CLI::App& parent, int& exit_code, const char* name, const char* what,
                                           Result<int> (*run)(const Options&)) {
  CLI::App* command = parent.add_subcommand(name, what);
  auto options = std::make_shared<Options>();
  command->callback([options, run, &exit_code] {
    const auto code = run(*options);
    exit_code = code ? *code : dmn_refuse(code.error());
  });
  return {command, options.get()};
}

void dmn_add_test(CLI::App& parent, int& exit_code) {
  const auto [command, options] =
      dmn_command<DmnTest>(parent, exit_code, "test", "Run folders of the DMN conformance kit", dmn_test);
  command->add_option("DIR", options->folders, "Folders with models and test files, searched at any depth")->required();
  command->add_option("--csv", options->csv, "Write folder,file,case,result to this file");
  command->add_option("--disputed", options->disputed, "A list case,clause,why: these cases are counted apart");
  command->footer(
      "Examples:\n  hashira dmn test ../shared/dmn-tck/TestCases/compliance-level-2 "
      "../shared/dmn-tck/TestCases/compliance-level-3");
}

void dmn_add_explain(CLI::App& parent, int& exit_code) {
  const auto [command, options] = dmn_command<DmnExplain>(
      parent, exit_code, "explain", "Say why a decision comes out as it does, and the nearest yes", dmn_explain);
  command->add_option("MODEL", options->models, "The model, then models that it imports (those beside it are found)")
      ->required();
  command->add_option("--decision", options->decision, "The decision's name")->required();
  command->add_option("--input", options->input, "The inputs: a JSON object, or a file with one");
  command->add_option("--want", options->want,
                      "What counts as a yes, as FEEL unary tests; by default true, or more than 0");
  command->add_option("--today", options->today, "The day for today(), YYYY-MM-DD");
  command->add_flag("--strict", options->strict, "An input that is not given is an error instead of null");
  command->add_flag("--json", options->json, "Print JSON");
  command->footer(
      "Examples:\n  hashira dmn explain rate.dmn --decision \"daily rate\" --input '{\"area\": 1200, \"kind\": "
      "\"shop\"}'");
}

void dmn_add_check(CLI::App& parent, int& exit_code) {
  const auto [command, options] =
      dmn_command<DmnCheck>(parent, exit_code, "check",
                            "Find gaps, overlaps, unreachable rules, unknown names and unrounded amounts", dmn_check);
  command->add_option("MODEL", options->models, "The model, then models that it imports (those beside it are found)")
      ->required();
  command->add_flag("--json", options->json, "Print JSON");
  command->footer("Exits with 1 when there are errors; warnings alone give 0.\nExamples:\n  hashira dmn check rate.dmn");
}

void dmn_add_diff(CLI::App& parent, int& exit_code) {
  const auto [command, options] = dmn_command<DmnDiff>(
      parent, exit_code, "diff", "Name the regions where the outcome of two versions differs", dmn_diff);
  command->add_option("OLD", options->before, "The model before")->required();
  command->add_option("NEW", options->after, "The model after")->required();
  command->add_flag("--json", options->json, "Print JSON");
  command->footer(
      "Exits with 1 when there are differences.\nExamples:\n  hashira dmn diff rate-2020-04.dmn rate-2020-05.dmn");
}

}  // namespace

void add_dmn_commands(CLI::App& app, int& exit_code) {
  CLI::App* dmn = app.add_subcommand("dmn", "Decision models: test, explain, check, compare");
  dmn->require_subcommand(1);
  dmn->footer("Examples:\n  hashira dmn check programmes/hokkaido-2020/closure-cooperation-benefit/rules.dmn");
  dmn_add_test(*dmn, exit_code);
  dmn_add_explain(*dmn, exit_code);
  dmn_add_check(*dmn, exit_code);
  dmn_add_diff(*dmn, exit_code);
}

}  // namespace hashira::cli
