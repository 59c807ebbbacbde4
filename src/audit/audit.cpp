#include "audit/audit.h"

#include <fmt/core.h>

#include "audit/compare.h"
#include "journal/checkpoint.h"

namespace hashira::audit {
namespace {

// A damaged or contradicted checkpoint is a finding; a store that cannot be read stays an Error.
Done check_checkpoints(Replay& replay, journal::Store& store, BytesView public_key, const std::string& file) {
  Result<std::size_t> checked = journal::audit_checkpoints(store, public_key, file);
  if (checked) {
    replay.counts.checkpoints = *checked;
    return {};
  }
  const Error& error = checked.error();
  if (!error.code.starts_with("journal.")) return fail(error);
  std::string where = error.place.source.empty() ? "checkpoints" : error.place.source;
  replay.findings.add(error.code, {fmt::format("{}: チェックポイント（署名済みの先頭）と一致しません（{}）", where, error.what),
                                   fmt::format("{}: {}", where, error.what)});
  return {};
}

}  // namespace

Result<AuditReport> audit(journal::Store& store, const cases::Instruments& instruments, const std::string& checkpoint_file,
                          BytesView public_key, const OnProgress& progress) {
  Replay replay(store, instruments);
  CHECK_OK(check_blobs(store, replay));  // first: replaying reads them
  CHECK_OK(replay.run({}, progress));
  CHECK_OK(check_checkpoints(replay, store, public_key, checkpoint_file));
  CHECK_OK(compare_rows(store, replay));
  CHECK_OK(compare_sealed(store, replay));
  CHECK_OK(compare_scans(store, replay));
  AuditReport report{replay.counts, replay.findings.count(), replay.findings.kept(), {}};
  report.not_compared.assign(replay.broken.begin(), replay.broken.end());
  return report;
}

}  // namespace hashira::audit
