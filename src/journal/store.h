// The one storage port. A store keeps entries in order and a few key-value tables that the entries explain, and commits
// both at once, durably. It knows no domain; store/ makes it real, one contract test (store/contract.h) holds for all.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "journal/entry.h"

namespace hashira::journal {

// What is kept beside the entries. All but `sealed`, `secret` and `blob` can be rebuilt from the entries.
enum class Table : std::uint8_t {
  state,    // cases, drafts and other aggregates: stream ‖ 0 ‖ kind ‖ number → deterministic bytes
  cell,     // figures
  posting,  // ledger postings: stream ‖ 0 ‖ seq ‖ index
  balance,  // ledger balances
  index,    // lookups: command ids, return tokens, queues, entitlement keys
  sealed,   // ciphertexts of sealed facts, by case and party
  secret,   // password hashes and sign-in sessions
  blob,     // published files by digest
  meta,     // business date, checkpoints, format version
};
inline constexpr int table_count = 9;

struct Key {
  Table table;
  Bytes key;
  bool operator==(const Key&) const = default;
  auto operator<=>(const Key&) const = default;
};

struct Change {
  Key at;
  std::optional<Bytes> value;  // nullopt: remove
};

struct Row {
  Bytes key;
  Bytes value;
};

// One stream's part of a commit. `expected` is the head on which the entries were built.
struct Commit {
  StreamId stream;
  Head expected;
  std::vector<StoredEntry> entries;  // seq expected.seq + 1 …
  std::vector<Change> changes;
};

class Store {
 public:
  virtual ~Store() = default;

  virtual Result<Head> head(const StreamId& stream) = 0;
  virtual Result<std::vector<StreamId>> streams() = 0;  // in byte order
  // Values in the order of the keys, in one round trip; nullopt where there is none.
  virtual Result<std::vector<std::optional<Bytes>>> get(std::span<const Key> keys) = 0;
  // At most `limit` rows whose key starts with `prefix` and is greater than `after` (empty: from the first), in key order.
  virtual Result<std::vector<Row>> scan(Table table, BytesView prefix, BytesView after, std::size_t limit) = 0;
  // At most `limit` entries from `from_seq` on.
  virtual Result<std::vector<StoredEntry>> entries(const StreamId& stream, std::uint64_t from_seq, std::size_t limit) = 0;
  // All or nothing, durable on return. `journal.conflict` when a head has moved: nothing was written then.
  virtual Done commit(std::span<const Commit> commits) = 0;
};

// Keys of sealed facts, in a file of their own: destroying one erases the person, the chain stays whole.
class KeyStore {
 public:
  virtual ~KeyStore() = default;
  struct PartyKey {
    Bytes party;  // 16 bytes
    Bytes key;    // 32 bytes
  };
  virtual Done put(std::span<const PartyKey> keys) = 0;  // durable on return; written before the entry that uses them
  virtual Result<std::optional<Bytes>> get(BytesView party) = 0;
  // The keys of these parties in their order, in one round trip; nullopt where there is none.
  virtual Result<std::vector<std::optional<Bytes>>> get_many(std::span<const Bytes> parties) = 0;
  virtual Done destroy(BytesView party) = 0;
  // Named secrets of the data folder (blind-index key, signing key seed), made once.
  virtual Result<std::optional<Bytes>> named(std::string_view name) = 0;
  virtual Done put_named(std::string_view name, BytesView value) = 0;
};

}  // namespace hashira::journal
