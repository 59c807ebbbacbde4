// What the accounting system of record (財務会計システム) is told, and what it answers: commitments (支出負担行為) and payment
// orders (支出命令) as rows, vouchers (伝票) as the system stated them.
//
// Guarantees: a row is one movement of one case's money, named by the posting that it comes from, so that the same entries give
// the same rows for ever; folds are total. Written in docs/accounting.md.
//
//   accounting.exported  export, kind, after, through, rows, total, encoding, digest, bytes
//   accounting.imported  import, digest, rows [[kind, seq, posting, voucher, amount, paid day or null] …]
#pragma once

#include <optional>

#include "journal/entry.h"
#include "ledger/posting.h"

namespace hashira::ledger {

enum class RecordKind : std::uint8_t { commitment, order };
std::string_view name(RecordKind kind);           // "commitment"
std::string_view japanese_name(RecordKind kind);  // 支出負担行為
std::optional<RecordKind> record_kind(std::string_view name_in_either_language);

// By how much the posting changes what is committed or ordered of a case; 0: it is nothing that the accounting system keeps.
// A return into the line (戻入) lessens both.
Yen recorded(RecordKind kind, const Posting& posting);

// The posting that a row comes from (整理番号): the entry's number in its stream, and which posting of it, from 1.
struct RecordId {
  std::uint64_t seq = 0, posting = 0;

  auto operator<=>(const RecordId&) const = default;
};
std::string record_text(const journal::StreamId& stream, RecordId id);  // closure-cooperation-benefit/123/1

struct AccountingRow {
  RecordKind kind{};
  RecordId id;
  Date on;
  Posting posting;
  Yen amount;  // below zero: less of it
  std::string programme;  // its name when this happened
  std::uint64_t draft = 0;
  bool synthetic = false;
};

enum class TextEncoding : std::uint8_t { utf8, cp932 };
std::string_view name(TextEncoding encoding);
std::optional<TextEncoding> text_encoding(std::string_view name);

// One export: the rows of one kind whose entries are after `after`, up to and with `through`.
struct AccountingExport {
  std::uint64_t number = 0;
  RecordKind kind{};
  std::uint64_t after = 0, through = 0, rows = 0;
  Yen total;
  TextEncoding encoding{};
  Hash digest{};
  std::uint64_t bytes = 0;
  Date on;
  std::string by;
  std::uint64_t seq = 0;  // of its entry
  bool operator==(const AccountingExport&) const = default;
};
journal::Body export_body(const AccountingExport& value);
std::optional<AccountingExport> read_export(const journal::Entry& entry);

// A voucher of the accounting system for a row; an amount of 0 takes it back.
struct Voucher {
  RecordKind kind{};
  RecordId id;         // 0/0: the system names no row of ours
  std::string number;  // 伝票番号
  Yen amount;
  std::optional<Date> paid_on;
  bool operator==(const Voucher&) const = default;
};
struct AccountingImport {
  std::uint64_t number = 0;
  Hash digest{};  // of the file: read twice it is known
  std::vector<Voucher> vouchers;
};
journal::Body import_body(const AccountingImport& value);
std::optional<AccountingImport> read_import(const journal::Entry& entry);

// Rows of Table::state, all under the stream: exports and imports by number, vouchers by row and number.
Bytes accounting_export_prefix(const journal::StreamId& stream);
Bytes accounting_export_key(const journal::StreamId& stream, std::uint64_t number);
Bytes accounting_import_prefix(const journal::StreamId& stream);
Bytes accounting_import_key(const journal::StreamId& stream, std::uint64_t number);
Bytes voucher_prefix(const journal::StreamId& stream);
Bytes voucher_key(const journal::StreamId& stream, const Voucher& voucher);
Bytes encode(const AccountingExport& value);
Result<AccountingExport> decode_export(BytesView bytes);
Bytes encode(const Voucher& voucher);
Result<Voucher> decode_voucher(BytesView bytes);
// What the row of an import says.
struct ImportRow {
  Hash digest{};
  std::uint64_t commitments = 0, orders = 0;  // how many vouchers of each
  Date on;
  std::string by;
  std::uint64_t seq = 0;  // of its entry
};
ImportRow import_row(const AccountingImport& value, const journal::Entry& entry);
Bytes encode(const ImportRow& row);
Result<ImportRow> decode_import_row(BytesView bytes);

inline constexpr std::size_t vouchers_max = 100'000;  // of one file
inline constexpr std::size_t voucher_bytes_max = 40;

}  // namespace hashira::ledger
