// A batch: the applications that one file brought in, as one thing that can be looked at, found again and undone.
//
// Guarantees: fold is total; a batch is a fold over its entries. One live batch for the same file of a programme.
// Entries: import.taken {import, file, digest, rows, first, last, mapping columns, doubts?}, import.undone {import,
// reason}; import.mapped: mapping.h. Fields: docs/entry-format.md, docs/intake.md.
#pragma once

#include "intake/mapping.h"
#include "journal/entry.h"

namespace hashira::intake {

// A doubt that a person has looked at and found right.
struct Confirmed {
  std::string cell;  // B17
  std::string fact;
  Against against = Against::median;
  int factor = 10;
  bool larger = true;
  std::string reason;
  bool operator==(const Confirmed&) const = default;
};

struct Batch {
  journal::StreamId stream;
  std::uint64_t number = 0;
  std::string file;  // its name
  Bytes digest;      // SHA-256 of its bytes
  std::uint64_t rows = 0, first_case = 0, last_case = 0;
  Mapping mapping;
  std::vector<Confirmed> confirmed;
  std::string taken_by;
  std::optional<Date> taken_on;
  std::string undone_by, undone_reason;
  std::optional<Date> undone_on;
  bool live() const { return taken_on.has_value() && !undone_on; }
};

journal::Body taken_body(const Batch& batch);
// Total: an entry that makes no sense leaves the batch as it is.
void fold(Batch& batch, const journal::Entry& entry);
Bytes encode(const Batch& batch);
Result<Batch> decode_batch(BytesView bytes);

// Table::state
Bytes batch_prefix(const journal::StreamId& stream);
Bytes batch_key(const journal::StreamId& stream, std::uint64_t number);
Bytes mapping_prefix(const journal::StreamId& stream);
Bytes mapping_key(const journal::StreamId& stream, std::uint64_t number);
// Table::index → number of the live batch
Bytes batch_of_file_key(const journal::StreamId& stream, BytesView digest);

}  // namespace hashira::intake
