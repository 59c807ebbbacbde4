// Reads a 総合振込 file record by record, and says of every fault which record, which byte and how to mend it.
//
// Guarantees: total on any bytes; memory does not grow with the file, but for eight bytes a payment of the open group
// (to find two identical ones) and the findings, of which at most `findings_max` are kept. A file in which nothing is
// an error is written again byte for byte by `write_file`. Written in the JBA fixed format (全銀フォーマット); no
// separator, CRLF, CR or LF between records.
#pragma once

#include <unordered_set>

#include "payments/zengin_writer.h"

namespace hashira::payments::zengin {

// How records stand in the file.
struct Layout {
  Separator separator = Separator::none;
  bool after_last = true;  // does a separator follow the last record, too?
  bool eof_mark = false;   // 0x1A at the end, as old systems leave it
  bool operator==(const Layout&) const = default;
};

// Fills the span from its start and says how many bytes it gave; 0 is the end.
using ByteSource = std::function<Result<std::size_t>(std::span<char>)>;
ByteSource source_of(BytesView bytes);  // Requires: the bytes outlive the source

inline constexpr std::size_t findings_max = 1'000;

class Reader {
 public:
  Reader(ByteSource source, std::string file_name, Checks checks = {});

  // The next record without an error; nullopt at the end, or where the file cannot be read further.
  std::optional<Record> next();

  const std::vector<Finding>& findings() const { return findings_; }
  bool has_errors() const { return errors_ > 0; }
  const Layout& layout() const { return layout_; }
  std::uint64_t records() const { return record_; }  // read so far; that of the last `next` by its number
  std::uint64_t payments() const { return payments_; }
  Yen sum() const { return sum_; }

 private:
  enum class State : std::uint8_t { start, in_group, after_trailer, after_end, stopped };

  bool fill(std::size_t bytes);
  void move_to_front();
  BytesView unread() const;
  std::optional<BytesView> take_record();
  bool starts_readable();
  void take_separator();
  void take_rest();
  bool accept(const Record& record);
  bool accept_kind(char kind);
  bool accept_header();
  bool accept_transfer(const Transfer& transfer, BytesView bytes);
  bool accept_trailer(const Trailer& trailer);
  bool accept_end();
  bool check_bytes(BytesView bytes);
  void note(Severity severity, std::string code, std::string what, std::string mend, std::size_t at = 0);
  void keep(Finding finding);
  void stop(std::string code, std::string what, std::string mend, std::size_t at = 0);

  ByteSource source_;
  std::string file_name_;
  Checks checks_;
  Layout layout_;
  std::vector<Finding> findings_;
  std::size_t errors_ = 0;
  State state_ = State::start;
  Bytes buffer_;                    // of one size
  std::size_t at_ = 0, end_ = 0;    // unread bytes of the buffer
  std::uint64_t buffer_start_ = 0;  // the buffer's first byte in the file
  std::uint64_t record_ = 0, record_start_ = 0;
  std::uint64_t payments_ = 0;
  Yen sum_;
  std::int64_t group_count_ = 0;
  Yen group_sum_;
  bool group_damaged_ = false;  // a record of the group was refused: its totals cannot be compared
  std::unordered_set<std::uint64_t> seen_;
};

// A whole file in memory, for small ones and for tests.
struct File {
  Layout layout;
  std::vector<Record> records;
  bool operator==(const File&) const = default;
};
struct Reading {
  File file;
  std::vector<Finding> findings;
  bool has_errors = false;
};
Reading read_file(BytesView bytes, std::string file_name, Checks checks = {});
Bytes write_file(const File& file);

}  // namespace hashira::payments::zengin
