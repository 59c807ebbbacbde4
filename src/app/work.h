// One unit of work over the streams: reads see what earlier commands of the group wrote, writes collect in a layer that a
// refusal drops. Entries get their sequence number, hash and effects here and nowhere else.
#pragma once

#include <string>

#include "audit/projection.h"
#include "cases/case.h"
#include "cases/draft.h"
#include "journal/store.h"
#include "parties/vault.h"

namespace hashira::app {

// Who asks. Rights are checked by each command (app/rights.h).
struct Actor {
  std::string user;   // user id, `applicant`, `bank`, `synth`
  std::string role;   // "", officer, approver, payer, planner, auditor, admin
  bool synthetic = false;
  Date on;            // when it happened; unset: the business date (synthetic records and paper say another)
};

class Work {
 public:
  virtual ~Work() = default;

  virtual Result<std::optional<Bytes>> get(const journal::Key& key) = 0;
  virtual void put(const journal::Key& key, std::optional<Bytes> value) = 0;
  virtual Result<std::vector<journal::Row>> scan(journal::Table table, BytesView prefix, BytesView after, std::size_t limit) = 0;

  virtual Result<cases::Case> case_of(const journal::StreamId& stream, std::uint64_t number) = 0;
  virtual Result<cases::Draft> draft_of(const journal::StreamId& stream, std::uint64_t number) = 0;
  // An entry by its sequence number, of this group or stored.
  virtual Result<journal::Entry> entry(const journal::StreamId& stream, std::uint64_t seq) = 0;
  // The next free number of a kind ("case", "draft") in a stream.
  virtual Result<std::uint64_t> next_number(const journal::StreamId& stream, std::string_view kind) = 0;
  // Completes the entry (seq, recorded_at, happened_on, account year, definition where empty), chains it and applies its
  // effects. Returns its seq.
  virtual Result<std::uint64_t> append(journal::Entry entry) = 0;
  virtual Result<journal::Head> head(const journal::StreamId& stream) = 0;
  // Keys of sealed facts that must be durable before this group's entries.
  virtual void add_key(journal::KeyStore::PartyKey key) = 0;
  virtual Date today() = 0;
  virtual audit::Versions& versions() = 0;
  virtual const cases::Instruments& instruments() = 0;
};

}  // namespace hashira::app
