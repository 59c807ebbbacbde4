// The entry: the only thing that ever happens. Its bytes, its hash and the chain are specified in docs/entry-format.md.
#pragma once

#include <cstdint>
#include <string>

#include "base/bytes.h"
#include "base/date.h"
#include "journal/body.h"

namespace hashira::journal {

// The unit of consistency: a programme's id, or one of `budget`, `accounts`, `portfolio`. [a-z0-9-]{1,64}.
using StreamId = std::string;

struct Entry {
  StreamId stream;
  std::uint64_t seq = 0;          // from 1, without holes; (stream, seq) is the entry's id
  std::string type;               // "<instrument or room>.<what happened>", e.g. benefit.submitted
  std::uint32_t version = 1;      // of the type's body
  Instant recorded_at;            // the machine's clock
  Date happened_on;               // Japan's date, from the data folder's business date
  FiscalYear account_year;        // 年度所属
  std::string actor;              // user id, `applicant`, `bank`, `synth`
  Bytes command;                  // 16 bytes: the idempotency key of the command that caused it; empty: none
  std::uint64_t case_number = 0;  // within the stream; 0: none
  Bytes party;                    // 16 bytes: milliseconds (6), random (10); empty: none
  std::string layer;              // empty: the prefecture
  std::uint64_t corrects = 0;     // seq of the entry that this one mends; 0: none
  Bytes definition;               // digest of the programme version in force; empty outside programmes
  bool synthetic = false;
  Body body;

  bool operator==(const Entry&) const = default;
};

// The limits of each field (docs/entry-format.md), the same before writing and after reading. `journal.bad_entry` names
// the field; the place is `entry STREAM/SEQ`.
Done check(const Entry& entry);

// The canonical bytes: a CBOR map with the integer keys of docs/entry-format.md; absent fields are left out.
// Requires: check(entry) holds.
Bytes encode(const Entry& entry);
// The same for an entry made of what came from outside: refused when `check` or `check_body` refuse it.
Result<Bytes> encode_checked(const Entry& entry);
// Refuses whatever `encode` would not have written: `journal.bad_entry` with the offset.
Result<Entry> decode(BytesView bytes);

// The head of a stream: how many entries, and the hash of the last.
struct Head {
  std::uint64_t seq = 0;
  Hash hash{};

  bool operator==(const Head&) const = default;
};

// Head of a stream without entries: hash = SHA-256 of its id, so that equal entries of two streams differ.
Head genesis(const StreamId& stream);
// h[n] = SHA-256(h[n−1] ‖ SHA-256(bytes)).
Hash chain(const Hash& before, BytesView entry_bytes);

struct StoredEntry {
  std::uint64_t seq = 0;
  Bytes bytes;
  Hash hash{};  // h[seq]
};

}  // namespace hashira::journal
