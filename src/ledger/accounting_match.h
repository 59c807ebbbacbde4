// What does not match between our commitments and orders and the accounting system's vouchers.
//
// Guarantees: pure; every exported row is matched, or waits (no file came in since it left), or is listed; every voucher that names
// no exported row is listed. Written in docs/accounting.md.
#pragma once

#include <array>
#include <map>

#include "ledger/accounting.h"

namespace hashira::ledger {

enum class Mismatch : std::uint8_t { amount, missing_there, missing_here, paid_date, twice };
std::string_view name(Mismatch what);           // "missing_there"
std::string_view japanese_name(Mismatch what);  // 財務会計にない
std::string_view english_name(Mismatch what);

struct MismatchRow {
  Mismatch what{};
  RecordKind kind{};
  RecordId id;  // 0/0: the voucher names no row
  std::uint64_t case_number = 0;
  std::vector<std::string> vouchers;
  std::optional<Yen> here, there;
  std::optional<Date> paid_here, paid_there;
  bool operator==(const MismatchRow&) const = default;
};

struct Matching {
  std::uint64_t matched = 0, waiting = 0, not_exported = 0;
  std::vector<MismatchRow> mismatches;  // commitments first, then by row
};

// Fed with the postings of a stream in the order of the journal, then closed with its vouchers.
class Matcher {
 public:
  Matcher(std::vector<AccountingExport> exports, const std::vector<ImportRow>& imports);
  void add(RecordId id, const Posting& posting, Date on);
  Matching finish(const std::vector<Voucher>& vouchers);

 private:
  struct Ours {
    Yen amount;
    std::uint64_t case_number = 0;
    std::optional<std::uint64_t> exported_at;  // seq of the export that holds it
    std::optional<Date> paid_on;
    std::uint64_t paid_at = 0;                 // seq of the entry that paid it
  };
  using Key = std::pair<RecordKind, RecordId>;

  std::optional<std::uint64_t> exported_at(RecordKind kind, std::uint64_t seq) const;
  void mark_paid(std::uint64_t case_number, std::uint64_t seq, Date on);
  void mark_bounced(std::uint64_t case_number);
  std::optional<MismatchRow> compare(const Key& key, const Ours& ours, const std::vector<const Voucher*>& vouchers, Matching& counts) const;

  std::vector<AccountingExport> exports_;
  std::array<std::uint64_t, 2> last_import_{};  // seq of the last file with vouchers of the kind; 0: none
  std::map<Key, Ours> ours_;
  std::map<std::uint64_t, std::vector<Key>> orders_of_case_;
};

}  // namespace hashira::ledger
