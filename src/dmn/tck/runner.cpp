// Finding the kit's files and running their cases.
#include "dmn/tck/runner.h"

#include <algorithm>
#include <filesystem>
#include <fmt/core.h>
#include <fstream>
#include <iterator>

#include "dmn/graph/graph.h"
#include "dmn/tck/compare.h"

namespace hashira::dmn::tck {
namespace {

namespace files = std::filesystem;

std::string runner_text(const files::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<files::path> runner_files(const files::path& folder, std::string_view extension) {
  std::vector<files::path> found;
  for (const auto& entry : files::directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() == extension) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<files::path> runner_folders(const files::path& top) {
  std::vector<files::path> folders{top};
  for (const auto& entry : files::recursive_directory_iterator(top))
    if (entry.is_directory()) folders.push_back(entry.path());
  std::sort(folders.begin(), folders.end());
  return folders;
}

std::string runner_folder_name(const files::path& folder) {
  const files::path clean = folder.lexically_normal();
  return clean.parent_path().filename().string() + "/" + clean.filename().string();
}

// The named model first, then the others of its folder, which it may import.
Result<Model> runner_model(const files::path& folder, const std::string& name) {
  std::vector<Source> sources;
  for (const files::path& path : runner_files(folder, ".dmn")) {
    Source source{path.filename().string(), runner_text(path)};
    const bool main = path.filename() == name || path.stem() == name;
    sources.insert(main ? sources.begin() : sources.end(), std::move(source));
  }
  return load(sources, Mistakes::keep);
}

feel::Value runner_inputs(const Model& model, const TestCase& test) {
  const std::vector<InputSpec> specs = model.inputs();
  std::vector<feel::Entry> entries;
  for (const auto& [name, value] : test.inputs) {
    feel::Type type;
    for (const InputSpec& spec : specs)
      if (spec.name == name) type = spec.type;
    const auto same = [&, &key = name](const feel::Entry& entry) { return entry.first == key; };
    if (std::none_of(entries.begin(), entries.end(), same)) entries.emplace_back(name, value_of(value, type));
  }
  return feel::Value::context(std::move(entries));
}

Result<Outcome> runner_call(const Model& model, const TestCase& test, const feel::Value& inputs, const Options& options) {
  const Element* element = model.graph().find(test.invocable, ElementKind::knowledge_model);
  if (!element) return fail("dmn.unknown_decision", fmt::format("There is no knowledge model \"{}\".", test.invocable));
  std::vector<feel::Value> arguments;
  for (const feel::Parameter& parameter : element->function->parameters()) {
    const feel::Value* given = inputs.find(parameter.name);
    arguments.push_back(given ? *given : feel::Value());
  }
  feel::Environment environment(options.limits);
  return Outcome{element->function->call(arguments, environment), {}, {}};
}

Result<Outcome> runner_outcome(const Model& model, const TestCase& test, const ResultNode& node, const Options& options) {
  const feel::Value inputs = runner_inputs(model, test);
  if (test.kind == CaseKind::knowledge_model) return runner_call(model, test, inputs, options);
  if (test.kind == CaseKind::decision) return TRY(model.decision(node.name)).evaluate(inputs, options);
  const Decision service = TRY(model.service(test.invocable));
  Outcome outcome = TRY(service.evaluate(inputs, options));
  if (const feel::Value* output = outcome.value.is(feel::Kind::context) ? outcome.value.find(node.name) : nullptr) {
    const feel::Value picked = *output;
    outcome.value = picked;
  }
  return outcome;
}

std::string runner_expected_text(const TestValue& expected) {
  return feel::to_text(value_of(expected));
}

void runner_check(const Model& model, const TestCase& test, const ResultNode& node, const RunOptions& options, CaseResult& result) {
  const std::string place = fmt::format("{}:{}", node.place.source, node.place.line);
  const auto outcome = runner_outcome(model, test, node, options.evaluation);
  if (!outcome) {
    result.failures.push_back(fmt::format("{}: {} ({})", node.name, outcome.error().text(), place));
    return;
  }
  const Match match = compare(node.expected, outcome->value);
  if (match == Match::exact) return;
  std::string line = fmt::format("{}: expected {}, got {} ({})", node.name, runner_expected_text(node.expected), feel::to_text(outcome->value), place);
  for (const Message& message : outcome->messages) line += fmt::format("\n      {}: {}", message.decision, message.text);
  (match == Match::no ? result.failures : result.inexact).push_back(std::move(line));
}

class FolderRun {
 public:
  FolderRun(const files::path& folder, const RunOptions& options, Report& report) : folder_(folder), options_(options), report_(report) {}

  void run() {
    for (const files::path& path : runner_files(folder_, ".xml")) run_file(path);
  }

 private:
  const files::path& folder_;
  const RunOptions& options_;
  Report& report_;

  CaseResult result_of(const files::path& path, const std::string& id) const {
    CaseResult result;
    result.folder = runner_folder_name(folder_);
    result.file = path.filename().string();
    result.id = id;
    return result;
  }

  void run_file(const files::path& path) {
    const auto test_file = read_test_file({path.filename().string(), runner_text(path)});
    if (!test_file) {
      CaseResult unreadable = result_of(path, "");
      unreadable.failures.push_back(test_file.error().text());
      return add(std::move(unreadable));
    }
    const auto model = runner_model(folder_, test_file->model);
    for (const TestCase& test : test_file->cases) {
      CaseResult result = result_of(path, test.id);
      if (!model) result.failures.push_back(model.error().text());
      else
        for (const ResultNode& node : test.results) runner_check(*model, test, node, options_, result);
      add(std::move(result));
    }
  }

  void add(CaseResult result) {
    result.verdict = result.failures.empty() ? Verdict::passed : Verdict::failed;
    if (options_.disputed.contains(result.key())) result.verdict = Verdict::disputed;
    report_.cases.push_back(std::move(result));
  }
};

}  // namespace

std::size_t Report::count(Verdict verdict) const {
  return static_cast<std::size_t>(std::count_if(cases.begin(), cases.end(), [&](const CaseResult& result) { return result.verdict == verdict; }));
}

Result<Report> run(const std::vector<std::string>& directories, const RunOptions& options) {
  Report report;
  for (const std::string& directory : directories) {
    if (!files::is_directory(directory))
      return fail("dmn.no_such_folder", fmt::format("\"{}\" is not a folder.", directory), "Name a folder of the conformance kit.", {directory});
    for (const files::path& folder : runner_folders(directory)) FolderRun(folder, options, report).run();
  }
  if (report.cases.empty())
    return fail("dmn.no_tests", "The folders hold no test files.", "Name a folder of the kit's TestCases.", {directories.empty() ? "" : directories[0]});
  return report;
}

}  // namespace hashira::dmn::tck
