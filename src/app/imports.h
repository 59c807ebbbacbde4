// Applications that come as a file (CSV, XLSX): looked at first, taken in whole or not at all, found again, undone as
// one.
//
// Guarantees: one wrong cell keeps the whole file out, and every wrong cell is named. The same file taken in twice
// makes one batch. What looks as if it were keyed in another unit stops until a person says why it is right; the reason
// is kept. Entries: import.mapped, import.taken, import.undone (intake/batch.h); each application names its batch.
// docs/intake.md.
#pragma once

#include "app/applications.h"
#include "intake/batch.h"
#include "intake/records.h"

namespace hashira::app {

inline constexpr std::size_t import_rows_max = 30'000;

struct ImportFile {
  std::string name, bytes;
};

struct ImportChoices {
  std::string sheet;                               // empty: the first with cells
  int header_row = 0;                              // 0: found
  std::map<std::string, intake::MoneyUnit> units;  // column (header or letter) → its unit
  std::map<std::string, std::string> targets;      // column → fact, "@received_on", or "" to leave it out
  std::map<std::string, std::string> confirmed;    // doubtful cell (B17) → why it is right
  Missing missing = Missing::refuse;
};

// An application of the file for which others have the same entitlement key: a flag for a person, no refusal.
struct ImportHit {
  int row = 0;
  std::vector<std::uint64_t> cases;  // there already; the first of them
  std::vector<int> rows;             // of this file; the first of them
};

struct ImportPreview {
  Bytes digest;
  std::string sheet;
  int header_row = 0;
  bool saved_mapping = false;
  intake::Mapping mapping;
  std::vector<intake::CellError> errors;
  std::vector<intake::Doubt> doubts;  // those that nobody has confirmed
  std::vector<intake::Confirmed> confirmed;
  std::vector<ImportHit> hits;
  std::map<int, std::size_t> zeros_added;  // column → cells
  std::optional<std::uint64_t> taken_as;   // the live batch of this very file
  std::size_t rows = 0, wrong_rows = 0, eligible = 0;
  Yen requested;  // by the rules, of the rows that are right
  bool ready() const { return errors.empty() && doubts.empty() && rows > 0 && !taken_as; }
};

// Reads and judges; writes nothing. An Error only when the file cannot be looked at at all.
Result<ImportPreview> preview_import(Engine& engine, const std::string& programme, const ImportFile& file,
                                     const ImportChoices& choices, const Actor& actor);

struct ImportDone {
  ImportPreview preview;
  std::optional<intake::Batch> batch;  // made now, or earlier from the same file; unset: nothing was taken in
  bool repeated = false;
};
// All rows as one unit. Nothing happens unless the preview is ready.
Result<ImportDone> import_file(Engine& engine, const std::string& programme, const ImportFile& file,
                               const ImportChoices& choices, const Actor& actor);

// Withdraws every application of the batch. "app.import_decided" names those that are decided; then nothing happens.
Result<std::uint64_t> undo_import(Engine& engine, const std::string& programme, std::uint64_t number,
                                  std::string_view reason, const Actor& actor);

Result<std::vector<intake::Batch>> imports(Engine& engine, const std::string& programme);
Result<std::vector<intake::Mapping>> import_mappings(Engine& engine, const std::string& programme);
// For the next file with the same headers. Returns its number.
Result<std::uint64_t> save_mapping(Engine& engine, const std::string& programme, intake::Mapping mapping,
                                   const Actor& actor);

}  // namespace hashira::app
