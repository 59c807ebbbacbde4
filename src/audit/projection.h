// What entries explain: from one entry and the rows before it, the rows after it (case, draft, postings, balances, cells,
// indexes). `app` writes with it, `audit` replays with it, so that what is stored can always be compared with what happened.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include "cases/instrument.h"
#include "dmn/dmn.h"
#include "indicators/figures.h"
#include "journal/store.h"
#include "portfolio/programme.h"

namespace hashira::audit {

// Rows as the projection sees them: an overlay over a store (app) or plain maps (audit).
class Rows {
 public:
  virtual ~Rows() = default;
  virtual Result<std::optional<Bytes>> get(const journal::Key& key) = 0;
  virtual void put(const journal::Key& key, std::optional<Bytes> value) = 0;
  // Every row under `prefix`, in key order (for a new programme version: its cases).
  virtual Done each(journal::Table table, BytesView prefix,
                    const std::function<Done(BytesView key, BytesView value)>& visit) = 0;
};

// One version of a programme, ready to use.
struct Version {
  portfolio::Programme programme;
  indicators::FigureSet figures;
  std::optional<dmn::Decision> decision;        // of rules.dmn
  const cases::Instrument* instrument = nullptr;  // the one that takes its applications; nullptr: none yet
};

// Versions by digest, loaded from the published folders (Table::blob). Thread safe; versions live as long as the object.
class Versions {
 public:
  Versions(journal::Store& store, const cases::Instruments& instruments) : store_(store), instruments_(instruments) {}
  Result<std::shared_ptr<const Version>> find(BytesView digest);
  // The portfolio's tree as last published; programmes as in force now, in the report's order.
  Result<std::shared_ptr<const portfolio::Portfolio>> portfolio();
  Result<std::shared_ptr<const Version>> in_force(const journal::StreamId& programme);
  void forget_heads();  // after a publication

 private:
  journal::Store& store_;
  const cases::Instruments& instruments_;
  std::mutex mutex_;
  std::map<Bytes, std::shared_ptr<const Version>, std::less<>> by_digest_;
  std::map<journal::StreamId, Bytes> in_force_;
  std::shared_ptr<const portfolio::Portfolio> portfolio_;
};

// What one entry did, for callers that show or export it.
struct Effect {
  std::vector<ledger::Posting> postings;
  indicators::Contributions contributions;
};

// Applies one entry. `ledger.overspent` when a balance would fall below zero (nothing may be written then: the caller
// drops the layer); every other entry that decodes applies.
Result<Effect> project(Rows& rows, const journal::Entry& entry, Versions& versions, const cases::Instruments& instruments);

// Keys of the index rows that `project` writes.
Bytes command_key(const journal::StreamId& stream, BytesView command);                    // → seq of its first entry
Bytes queue_prefix(const journal::StreamId& stream, std::string_view state);
Bytes queue_key(const journal::StreamId& stream, std::string_view state, std::uint64_t case_number);  // → empty
Bytes entitlement_prefix(const journal::StreamId& stream, std::string_view key);          // ‖ case number → empty
Bytes case_entry_key(const journal::StreamId& stream, std::uint64_t case_number, std::uint64_t seq);  // → empty
Bytes counter_key(const journal::StreamId& stream, std::string_view kind);                // last number given out

}  // namespace hashira::audit
