// The report of a run as text and as the committed CSV.
#include <fmt/core.h>

#include "dmn/tck/runner.h"

namespace hashira::dmn::tck {
namespace {

constexpr std::string_view report_verdicts[] = {"passed", "failed", "disputed"};

struct FolderCount {
  std::size_t passed = 0, failed = 0, disputed = 0;
};

std::string report_table(const Report& report) {
  std::map<std::string, FolderCount> folders;
  for (const CaseResult& result : report.cases) {
    FolderCount& count = folders[result.folder];
    ++(result.verdict == Verdict::passed ? count.passed : result.verdict == Verdict::failed ? count.failed : count.disputed);
  }
  std::string text = fmt::format("{:<64} {:>7} {:>7} {:>9}\n", "folder", "passed", "failed", "disputed");
  for (const auto& [folder, count] : folders)
    text += fmt::format("{:<64} {:>7} {:>7} {:>9}\n", folder, count.passed, count.failed, count.disputed);
  return text;
}

std::string report_cases(const Report& report) {
  std::string text;
  for (const CaseResult& result : report.cases) {
    if (result.verdict == Verdict::failed) text += fmt::format("FAILED {}\n", result.key());
    if (result.verdict == Verdict::disputed) text += fmt::format("DISPUTED {}\n", result.key());
    if (result.verdict != Verdict::passed)
      for (const std::string& failure : result.failures) text += fmt::format("    {}\n", failure);
    for (const std::string& inexact : result.inexact) text += fmt::format("INEXACT {}\n    {}\n", result.key(), inexact);
  }
  return text;
}

// A CSV record's fields, quotes undone.
std::vector<std::string> report_csv_fields(std::string_view line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') fields.back() += line[i++];
    else if (line[i] == '"') quoted = !quoted;
    else if (line[i] == ',' && !quoted) fields.emplace_back();
    else fields.back() += line[i];
  }
  return fields;
}

}  // namespace

std::string text_of(const Report& report) {
  std::string text = report_cases(report) + report_table(report);
  text += fmt::format("{} passed, {} failed", report.count(Verdict::passed), report.count(Verdict::failed));
  if (const std::size_t disputed = report.count(Verdict::disputed)) text += fmt::format(", {} disputed", disputed);
  return text + "\n";
}

std::string csv_of(const Report& report) {
  std::string text = "folder,file,case,result\n";
  for (const CaseResult& result : report.cases)
    text += fmt::format("{},{},{},{}\n", result.folder, result.file, result.id, report_verdicts[static_cast<int>(result.verdict)]);
  return text;
}

Result<std::map<std::string, std::string>> read_disputed(const Source& source) {
  std::map<std::string, std::string> disputed;
  int line_number = 0;
  for (std::string_view rest = source.text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (++line_number == 1 || line.empty()) continue;
    const auto fields = report_csv_fields(line);
    if (fields.size() != 3)
      return fail("dmn.bad_list", fmt::format("The line has {} fields instead of case, clause and why.", fields.size()),
                  "Write case,clause,\"why\".", {source.name, line_number, 1});
    disputed.emplace(fields[0], fields[1] + ": " + fields[2]);
  }
  return disputed;
}

}  // namespace hashira::dmn::tck
