// Checkpoints: signed heads of all streams. They are kept in Table::meta and in a file beside the database, so that a cut
// tail or a rewritten chain shows as soon as one of them has been seen. docs/entry-format.md has the bytes.
#pragma once

#include <string>
#include <vector>

#include "journal/signature.h"
#include "journal/store.h"

namespace hashira::journal {

struct Checkpoint {
  std::uint64_t number = 0;  // from 1, without holes
  Instant at;
  Hash previous{};           // SHA-256 of the bytes of the one before; zeros in the first
  std::vector<std::pair<StreamId, Head>> heads;  // in byte order of the streams

  bool operator==(const Checkpoint&) const = default;
};

Bytes encode(const Checkpoint& checkpoint);
Result<Checkpoint> decode_checkpoint(BytesView bytes);  // `journal.bad_checkpoint`

struct SignedCheckpoint {
  Bytes bytes;
  Bytes signature;  // Ed25519 over `bytes`
  bool operator==(const SignedCheckpoint&) const = default;
};

// Signs the heads as they stand, keeps the checkpoint in the store and appends it to `file` (`checkpoints.jsonl`; empty: no
// file), both durably. Requires: no other
// thread or program adds one at the same time.
Result<SignedCheckpoint> add_checkpoint(Store& store, const SigningKey& key, Instant at, const std::string& file);

// One line of checkpoints.jsonl, without the newline.
std::string checkpoint_line(const SignedCheckpoint& checkpoint, BytesView public_key);

Result<std::vector<SignedCheckpoint>> stored_checkpoints(Store& store);
// Every line must be exactly what checkpoint_line writes; a last line without newline was cut off by a crash before it was
// acknowledged and does not count. A missing file holds none.
Result<std::vector<SignedCheckpoint>> read_checkpoint_file(const std::string& file, BytesView public_key);

// Signatures, numbers and the chain between them. `journal.bad_checkpoint` names the first that is wrong.
Done verify_checkpoints(const std::vector<SignedCheckpoint>& checkpoints, BytesView public_key);
// The store still holds every signed head: `journal.cut_tail` or `journal.rewritten` names stream and seq.
Done compare_with_store(const SignedCheckpoint& checkpoint, Store& store);

// All of it: those in the store and those in the file. Answers how many different checkpoints were checked.
Result<std::size_t> audit_checkpoints(Store& store, BytesView public_key, const std::string& file);

}  // namespace hashira::journal
