// The audit: chains and checkpoints verified, every entry replayed, every stored row compared with what they explain.
//
// Reads only. Differences are findings, never errors; an Error means that the store itself could not be read. What it
// cannot vouch for, because no entry may explain it: passwords, sessions, keys, and which person a blind tag stands for.
#pragma once

#include "audit/replay.h"
#include "feel/reason.h"

namespace hashira::audit {

struct AuditReport {
  Counts counts;
  std::uint64_t difference_count = 0;
  std::vector<Difference> differences;         // the first ones, in the order they were met
  std::vector<journal::StreamId> not_compared; // streams whose rows could not be compared, because an entry is damaged

  bool clean() const { return difference_count == 0; }
};

// `checkpoint_file` is the data folder's checkpoints.jsonl, `public_key` the one that signs them.
Result<AuditReport> audit(journal::Store& store, const cases::Instruments& instruments, const std::string& checkpoint_file,
                          BytesView public_key, const OnProgress& progress = {});

// What was counted, the differences, and the verdict on the last line. `elapsed_ms` gives the rate.
std::string audit_text(const AuditReport& report, std::int64_t elapsed_ms, feel::Language language);

}  // namespace hashira::audit
