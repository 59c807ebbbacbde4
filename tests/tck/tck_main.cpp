// dmn_tck [--csv FILE] [--disputed FILE] DIR…: runs the conformance kit with nothing but feel and dmn linked.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/ports.h"
#include "dmn/tck/runner.h"

namespace {

int fail_with(const hashira::Error& error) {
  std::fputs((error.text() + "\n").c_str(), stderr);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace hashira;
  std::vector<std::string> folders;
  std::string csv, disputed;
  for (int i = 1; i < argc; ++i) {
    if (std::string(argv[i]) == "--csv" && i + 1 < argc) csv = argv[++i];
    else if (std::string(argv[i]) == "--disputed" && i + 1 < argc) disputed = argv[++i];
    else folders.emplace_back(argv[i]);
  }
  dmn::tck::RunOptions options;
  if (!disputed.empty()) {
    std::ifstream in(disputed, std::ios::binary);
    auto read = dmn::tck::read_disputed({disputed, {std::istreambuf_iterator<char>(in), {}}});
    if (!read) return fail_with(read.error());
    options.disputed = *std::move(read);
  }
  options.evaluation.now = system_clock()->now();
  options.evaluation.today = options.evaluation.now->date_in_japan();
  const auto report = dmn::tck::run(folders, options);
  if (!report) return fail_with(report.error());
  std::fputs(dmn::tck::text_of(*report).c_str(), stdout);
  if (!csv.empty()) std::ofstream(csv) << dmn::tck::csv_of(*report);
  return report->count(dmn::tck::Verdict::failed) == 0 ? 0 : 1;
}
