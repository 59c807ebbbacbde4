// The accounting system's files: rows of ours out, vouchers in (docs/accounting.md has the columns).
//
// Guarantees: the same rows give the same bytes; no personal fact stands in them; a wrong line refuses the whole file and every
// wrong line is named. Written in RFC 4180, with CRLF.
#pragma once

#include "ledger/accounting.h"

namespace hashira::ledger {

// With the byte order mark where spreadsheets need it to see UTF-8.
Result<Bytes> accounting_header(TextEncoding encoding);
Result<Bytes> accounting_line(const AccountingRow& row, const journal::StreamId& stream, TextEncoding encoding);

// What a file of vouchers is held against.
struct VoucherFile {
  journal::StreamId stream;  // the programme that takes it in
  std::string file_name;
  Date today;                // no payment is of a later day
};
// Columns by their names, in any order: 種別, 整理番号, 伝票番号, 金額, 支払日 (kind, id, voucher, amount, paid_on); others are passed over.
// UTF-8 or CP932, whichever the bytes are.
tl::expected<std::vector<Voucher>, std::vector<Error>> read_vouchers(BytesView bytes, const VoucherFile& file);

}  // namespace hashira::ledger
