// Runs folders of the conformance kit: each test file against its model and the models beside it.
//
// Guarantees: folders, files and cases in the order of their names; a model that does not load fails its cases and stops
// nothing. The format is the kit's: one folder for each subject, *.dmn with test files *.xml.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "dmn/dmn.h"
#include "dmn/tck/test_file.h"

namespace hashira::dmn::tck {

enum class Verdict { passed, failed, disputed };

struct CaseResult {
  std::string folder;  // level/subject, as the last two folder names
  std::string file;    // of the test
  std::string id;
  Verdict verdict = Verdict::failed;
  std::vector<std::string> failures;  // "Approval: expected …, got … (file:line:column) why"
  std::vector<std::string> inexact;   // passed by tolerance only

  std::string key() const { return folder + "/" + file + "#" + id; }
};

struct RunOptions {
  Options evaluation;
  std::map<std::string, std::string> disputed;  // case key -> why the standard's text decides otherwise
};

struct Report {
  std::vector<CaseResult> cases;
  std::size_t count(Verdict verdict) const;
};

// Every folder below `directories` that holds test files. Errors: dmn.no_such_folder, dmn.no_tests.
Result<Report> run(const std::vector<std::string>& directories, const RunOptions& options);

// Failures, inexact matches, a table by folder, and the last line "N passed, N failed[, N disputed]".
std::string text_of(const Report& report);
// folder,file,case,result
std::string csv_of(const Report& report);
// The committed list of disputed cases: case,clause,why.
Result<std::map<std::string, std::string>> read_disputed(const Source& source);

}  // namespace hashira::dmn::tck
