// audit_bench [CASES] [FOLDER]: makes a data folder of paid benefits (five entries a case), audits it and exports it.
// Prints entries/s on the wall and of our own processor time; the second says what a quiet machine would do.
#include <fmt/core.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "audit/audit.h"
#include "audit/export.h"
#include "cases.h"
#include "instruments/registry.h"
#include "journal/signature.h"
#include "store/sqlite.h"

namespace hashira::bench {
namespace {

namespace fs = std::filesystem;

double audit_processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

template <class Work>
Done measure(std::string_view name, std::uint64_t entries, Work work) {
  auto start = std::chrono::steady_clock::now();
  double before = audit_processor_seconds();
  CHECK_OK(work());
  std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  double processor = audit_processor_seconds() - before, count = static_cast<double>(entries);
  fmt::print("{:<8} {:>9} entries  {:7.3f} s wall  {:7.3f} s processor  {:>9.0f} entries/s  {:>9.0f} entries/processor second\n",
             name, entries, wall.count(), processor, count / wall.count(), count / processor);
  return {};
}

Done run(std::uint64_t case_count, const fs::path& folder) {
  cases::Instruments instruments = instruments::make_instruments();
  auto store = TRY(store::open_sqlite((folder / "hashira.db").string(), store::Mode::create));
  portfolio::Portfolio tree = TRY(portfolio::load(HASHIRA_SOURCE_DIR "/programmes/hokkaido-2020"));
  Bytes public_key = journal::signing_key_of(Bytes(32, 'b')).public_key;
  std::uint64_t entries = case_count * 5 + 2;
  CHECK_OK(measure("write", entries, [&] { return PaidCases(*store, instruments, tree).write(case_count); }));
  CHECK_OK(measure("audit", entries, [&]() -> Done {
    audit::AuditReport report = TRY(audit::audit(*store, instruments, "", public_key));
    if (report.clean() && report.counts.entries == entries) return {};
    return fail("bench.audit_differs", audit::audit_text(report, 1, feel::Language::english));
  }));
  return measure("export", entries, [&]() -> Done {
    TRY(audit::export_all(*store, instruments, public_key, folder / "export"));
    return {};
  });
}

}  // namespace
}  // namespace hashira::bench

int main(int argc, char** argv) {
  namespace fs = std::filesystem;
  std::uint64_t case_count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 30'000;
  fs::path folder = argc > 2 ? fs::path(argv[2]) : fs::temp_directory_path() / "hashira-audit-bench";
  fs::remove_all(folder);
  fs::create_directories(folder);
  auto done = hashira::bench::run(case_count, folder);
  fs::remove_all(folder);
  if (!done) fmt::print(stderr, "{}\n", done.error().text());
  return done ? 0 : 1;
}
