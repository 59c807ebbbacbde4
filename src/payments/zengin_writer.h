// Writes a 総合振込 file order by order: what was written before is not kept, so a million orders take no more memory
// than ten.
//
// Guarantees: counts and sums are those of the records written; amounts above ten digits are split into numbered parts,
// groups above six digits of payments or twelve of yen into further groups; a record that `check_record` refuses is not
// written. The same orders give the same bytes.
// Written in the JBA fixed format (全銀フォーマット); layouts: 120 bytes, or 120 and CRLF.
#pragma once

#include "payments/zengin.h"

namespace hashira::payments::zengin {

enum class Separator : std::uint8_t { none, crlf, cr, lf };
std::string_view bytes_of(Separator separator);

// Some banks take one header group a file.
enum class Groups : std::uint8_t { many, one };

struct WriterOptions {
  Separator separator = Separator::none;
  Groups groups = Groups::many;
  Checks checks;
};

// Takes bytes in order; an error stops the writing.
using Sink = std::function<Done(BytesView)>;

struct Written {
  std::uint64_t orders = 0;   // calls of `add`
  std::uint64_t records = 0;  // data records: more than orders when amounts were split
  std::uint64_t groups = 0;
  Yen sum;
  std::uint64_t bytes = 0;
  Hash digest{};  // SHA-256 of the file
};

class Writer {
 public:
  // The header opens every group. Its faults are told at the first `add` or at `finish`.
  Writer(Header header, WriterOptions options, Sink sink);

  // Writes the order's number into the customer codes; splits the amount where it has to.
  Done add(Transfer transfer, OrderNumber order);
  // As it stands, with its own customer codes or EDI; `payments.amount_too_large` above ten digits.
  Done add(const Transfer& transfer);
  // Trailer, end, and the rest of the buffer. `payments.empty_file` when nothing was added.
  Result<Written> finish();

 private:
  Done add_record(const Transfer& transfer);
  Done open_group();
  Done close_group();
  Done write(const Record& record);
  Done flush();

  Header header_;
  WriterOptions options_;
  Sink sink_;
  Bytes buffer_;
  Sha256 digest_;
  Written written_;
  bool group_open_ = false;
  std::int64_t group_count_ = 0;
  Yen group_sum_;
};

}  // namespace hashira::payments::zengin
