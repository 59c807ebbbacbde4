// What entries explain: from one entry and the rows before it, the rows after it (case, draft, postings, balances, cells,
// indexes). `app` writes with it, `audit` replays with it, so that what is stored can always be compared with what happened.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>

#include "cases/instrument.h"
#include "dmn/dmn.h"
#include "feel/feel.h"
#include "indicators/figures.h"
#include "journal/store.h"
#include "portfolio/folder.h"
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

// One version of a programme, ready to use. Its digest is over its own folder and the portfolio's shared files.
struct Version {
  Bytes digest;
  portfolio::Programme programme;
  indicators::FigureSet figures;
  std::optional<dmn::Model> model;              // rules.dmn
  std::optional<dmn::Decision> decision;        // the one of it that decides
  const cases::Instrument* instrument = nullptr;  // the one that takes its applications; nullptr: none yet
  // Open and dimension facts in the programme's order: the slots of the conditions and of the entitlement key.
  std::vector<const portfolio::Fact*> clear_facts;
  std::vector<feel::Expression> conditions;       // one per question; a question without `when` has a constant true
  feel::Expression entitlement;                   // of the money terms, over the clear facts and `party`
  std::optional<feel::Expression> layer;          // of the money terms, over the clear facts; nullopt: all are the prefecture's
};

// The values of `facts` in the order of `clear_facts`; what is not known is null.
std::vector<feel::Value> fact_slots(const Version& version, const cases::Facts& facts);
// The published folder of a programme: the portfolio's shared files and, under its id, its own. Named by its digest.
portfolio::Files version_files(const portfolio::Portfolio& tree, const portfolio::Programme& programme);
// The portfolio's own published folder: the shared files and the list of its programmes, in order.
portfolio::Files tree_files(const portfolio::Portfolio& tree);
// Makes a version from published files: what `Versions` does. "audit.bad_version" when they do not make one programme.
Result<std::shared_ptr<const Version>> make_version(const portfolio::Files& files, const cases::Instruments& instruments);

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

// Applies one entry. `ledger.overspent` when a balance would fall below zero, `ledger.year_over` or `ledger.books_closed` when
// a posting does not keep to its year (nothing may be written then: the caller drops the layer); every other entry that decodes applies.
Result<Effect> project(Rows& rows, const journal::Entry& entry, Versions& versions, const cases::Instruments& instruments);

// Keys of the rows that `project` writes.
// Table::index:
Bytes command_key(const journal::StreamId& stream, BytesView command);  // → seq of its first entry
Bytes queue_prefix(const journal::StreamId& stream, std::string_view state);
Bytes queue_key(const journal::StreamId& stream, std::string_view state, std::uint64_t case_number);  // → empty
Bytes queue_count_prefix(const journal::StreamId& stream);
Bytes queue_count_key(const journal::StreamId& stream, std::string_view state);   // → how many cases are in the state
Bytes entitlement_prefix(const journal::StreamId& stream, std::string_view key);  // ‖ case number → empty
Bytes case_entry_prefix(const journal::StreamId& stream, std::uint64_t case_number);
Bytes case_entry_key(const journal::StreamId& stream, std::uint64_t case_number, std::uint64_t seq);  // → empty
Bytes counter_key(const journal::StreamId& stream, std::string_view kind);  // "case", "draft" → last number given out
Bytes token_key(BytesView token_hash);                                      // → case_name
Bytes accounting_file_key(const journal::StreamId& stream, BytesView digest);  // → number of the import that took the file in
Bytes letter_of_key(const journal::StreamId& stream, std::string_view kind, std::uint64_t case_number);  // → letter's number
// Table::sealed:
Bytes sealed_letter_key(const journal::StreamId& stream, std::uint64_t number);  // → text, under the party's key
// Table::state:
Bytes letter_prefix(const journal::StreamId& stream);
Bytes letter_key(const journal::StreamId& stream, std::uint64_t number);  // → body of letter.issued, case, on, by, sent?
Bytes in_force_key(const journal::StreamId& stream);  // → digest of the version in force
Bytes version_prefix(const journal::StreamId& stream);
Bytes version_key(const journal::StreamId& stream, std::uint64_t seq);  // of the publication → digest, day it binds from
// Table::posting, Table::balance:
Bytes stream_prefix(const journal::StreamId& stream);
Bytes posting_key(const journal::StreamId& stream, std::uint64_t seq, std::size_t n);
Bytes balance_row_key(const journal::StreamId& stream, const ledger::BalanceKey& balance);

// Numbers as row values: eight bytes, big-endian two's complement.
Bytes number_bytes(std::int64_t value);
std::int64_t number_of(const std::optional<Bytes>& value);  // 0 when absent

// Entry types of the programme's own life, which no instrument owns. Those of the budget and of receivables: docs/ledger.md.
inline constexpr std::string_view programme_published = "programme.published";  // {digest, blob}
inline constexpr std::string_view portfolio_published = "portfolio.published";  // {digest, programmes}
inline constexpr std::string_view folder_dated = "folder.dated";                // {today?}
inline constexpr std::string_view ledger_allotted = "ledger.allotted";          // {line, year, amount}: ledger/budget.h

// A folder of files as one blob, named by its digest.
Bytes folder_blob(const portfolio::Files& files);
Result<portfolio::Files> folder_files(BytesView blob);

}  // namespace hashira::audit
