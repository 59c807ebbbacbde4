// Export for others to verify: entries with their canonical bytes, what each added to which figure, figures, heads.
//
// Ensures: the folder appears whole or not at all; it never holds sealed facts, keys or passwords; same store, same bytes.
// Files and fields are described in the README.txt that goes with every export; docs/verify.py checks one.
#pragma once

#include <filesystem>

#include "audit/replay.h"

namespace hashira::audit {

struct Exported {
  std::uint64_t entries = 0, contributions = 0, cells = 0, streams = 0, checkpoints = 0;
};

// `public_key` is the one that signs the checkpoints. Errors: "audit.export_exists" (nothing is written over),
// "audit.cannot_write", "audit.not_exported" when the entries contradict themselves (run the audit).
Result<Exported> export_all(journal::Store& store, const cases::Instruments& instruments, BytesView public_key,
                            const std::filesystem::path& out, const OnProgress& progress = {});

}  // namespace hashira::audit
