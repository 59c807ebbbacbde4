#include "payments/zengin_reader.h"

#include <cstring>

#include <fmt/core.h>

namespace hashira::payments::zengin {
namespace {

constexpr std::size_t chunk = 64 << 10;
constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr char ebcdic_one = '\xF1';
constexpr char eof_byte = '\x1A';
constexpr std::size_t code_kind_at = 3;

// FNV-1a over what makes two payments the same: account, name and amount, but not their customer codes.
std::uint64_t payment_print(BytesView bytes) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (char c : bytes.substr(1, 89)) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

std::string amount_text(std::int64_t count, Yen sum) {
  return fmt::format("{} payments of {} yen", count, sum.count());
}

}  // namespace

ByteSource source_of(BytesView bytes) {
  return [bytes](std::span<char> out) mutable -> Result<std::size_t> {
    std::size_t size = std::min(out.size(), bytes.size());
    std::memcpy(out.data(), bytes.data(), size);
    bytes.remove_prefix(size);
    return size;
  };
}

Reader::Reader(ByteSource source, std::string file_name, Checks checks)
    : source_(std::move(source)), file_name_(std::move(file_name)), checks_(std::move(checks)) {}

std::optional<Record> Reader::next() {
  while (state_ != State::stopped) {
    std::optional<BytesView> bytes = take_record();
    if (!bytes) return std::nullopt;
    if (!accept_kind(bytes->front())) continue;
    if (!check_bytes(*bytes)) {
      group_damaged_ = true;
      continue;
    }
    Record record = parse_record(*bytes);
    bool accepted =
        std::holds_alternative<Transfer>(record) ? accept_transfer(std::get<Transfer>(record), *bytes) : accept(record);
    take_separator();
    if (accepted) return record;
  }
  return std::nullopt;
}

// At least `bytes` unread bytes in the buffer, or fewer when the file ends.
bool Reader::fill(std::size_t bytes) {
  buffer_.resize(chunk);
  while (end_ - at_ < bytes) {
    if (chunk - at_ < record_size + 2) move_to_front();
    Result<std::size_t> size = source_(std::span<char>(buffer_.data() + end_, chunk - end_));
    if (!size) {
      stop("unreadable_file", size.error().what, size.error().mend);
      return false;
    }
    if (*size == 0) return false;
    end_ += *size;
  }
  return true;
}

void Reader::move_to_front() {
  std::memmove(buffer_.data(), buffer_.data() + at_, end_ - at_);
  buffer_start_ += at_;
  end_ -= at_;
  at_ = 0;
}

BytesView Reader::unread() const {
  return BytesView(buffer_).substr(at_, end_ - at_);
}

std::optional<BytesView> Reader::take_record() {
  bool whole = fill(record_size);
  if (state_ == State::stopped) return std::nullopt;
  record_start_ = buffer_start_ + at_;
  BytesView rest = unread();
  if (record_ == 0 && !starts_readable()) return std::nullopt;
  if (state_ == State::after_end || rest.empty()) {
    take_rest();
    return std::nullopt;
  }
  ++record_;
  if (!whole) {
    stop("record_cut", fmt::format("the file ends {} bytes into a record of 120", rest.size()),
         "the file was cut or a record has lost bytes: ask for it again");
    return std::nullopt;
  }
  at_ += record_size;
  return rest.substr(0, record_size);
}

// What is no Zengin file in JIS is refused by its name, before any record is read.
bool Reader::starts_readable() {
  BytesView start = unread();
  if (start.empty()) {
    stop("empty_file", "the file is empty", "ask for it again");
  } else if (start.starts_with(utf8_mark)) {
    stop("byte_order_mark", "the file starts with a byte order mark", "save it without BOM, in JIS X 0201 (Shift_JIS)");
  } else if (start[0] == ebcdic_one || (start[0] == '1' && start.size() > code_kind_at && start[code_kind_at] == '1')) {
    stop("ebcdic", "the file is in EBCDIC (コード区分 1)", "ask the bank for JIS (コード区分 0)", code_kind_at);
  }
  return state_ != State::stopped;
}

void Reader::take_separator() {
  if (state_ == State::stopped) return;
  fill(2);
  if (state_ == State::stopped) return;
  BytesView rest = unread();
  if (record_ == 1) {
    for (Separator separator : {Separator::crlf, Separator::cr, Separator::lf}) {
      if (!rest.starts_with(bytes_of(separator))) continue;
      layout_.separator = separator;
      break;
    }
  }
  BytesView separator = bytes_of(layout_.separator);
  if (rest.starts_with(separator)) {
    at_ += separator.size();
  } else if (rest.empty() || rest[0] == eof_byte) {
    layout_.after_last = false;
  } else {
    stop("record_length", "the line break of the other records does not follow the 120th byte",
         "every record has 120 bytes: look for a lost or doubled byte in this one", record_size);
  }
}

// Behind the end record, or at the end of a file that has none.
void Reader::take_rest() {
  BytesView rest = unread();
  ++record_;
  if (!rest.empty() && rest[0] == eof_byte && rest.size() == 1) {
    layout_.eof_mark = true;
    rest = {};
  }
  if (state_ != State::after_end) {
    note(Severity::error, "no_end", "the file ends without an end record (9)", "the file was cut: ask for it again");
  } else if (!rest.empty()) {
    note(Severity::error, "after_end", "bytes follow the end record", "remove them, or take each file by itself");
  }
  --record_;
  state_ = State::stopped;
}

bool Reader::accept_kind(char kind) {
  if (kind == '1' || kind == '2' || kind == '8' || kind == '9') return true;
  note(Severity::error, "unknown_record",
       fmt::format("データ区分 '{}' is not known", to_utf8({&kind, 1}, KanaWidth::half)),
       "a record starts with 1, 2, 8 or 9: look for a lost or doubled byte before it");
  group_damaged_ = true;
  take_separator();
  return false;
}

bool Reader::check_bytes(BytesView bytes) {
  bool clean = true;
  for (Finding& finding : check_record(bytes, checks_)) {
    clean = clean && finding.severity != Severity::error;
    finding.record = record_;
    finding.offset += record_start_;
    finding.error.place = {file_name_, static_cast<int>(record_), finding.error.place.column};
    keep(std::move(finding));
  }
  if (clean) return true;
  take_separator();
  return false;
}

bool Reader::accept(const Record& record) {
  if (std::holds_alternative<Header>(record)) return accept_header();
  if (const Trailer* trailer = std::get_if<Trailer>(&record)) return accept_trailer(*trailer);
  return accept_end();
}

bool Reader::accept_header() {
  if (state_ == State::in_group) {
    note(Severity::error, "no_trailer", "a header stands in an open group",
         "close the group before it with a trailer (8)");
  }
  state_ = State::in_group;
  group_count_ = 0;
  group_sum_ = Yen(0);
  group_damaged_ = false;
  seen_.clear();
  return true;
}

bool Reader::accept_transfer(const Transfer& transfer, BytesView bytes) {
  if (state_ != State::in_group) {
    if (!group_damaged_)
      note(Severity::error, "no_header", "a payment stands outside of a group", "start the group with a header (1)");
    return false;
  }
  if (!seen_.insert(payment_print(bytes)).second) {
    note(Severity::warning, "identical_payments", "a payment of this group has the same account, name and amount",
         "make sure that both are meant");
  }
  ++payments_, ++group_count_;
  sum_ += transfer.amount;
  group_sum_ += transfer.amount;
  return true;
}

bool Reader::accept_trailer(const Trailer& trailer) {
  if (state_ != State::in_group) {
    if (!group_damaged_)
      note(Severity::error, "no_header", "a trailer stands outside of a group", "start the group with a header (1)");
    return false;
  }
  state_ = State::after_trailer;
  if (group_count_ > group_count_max || group_sum_ > group_sum_max) {
    note(Severity::error, "group_too_large",
         "the group has more than a trailer can say: " + amount_text(group_count_, group_sum_),
         "split it into several groups");
    return false;
  }
  bool equal = trailer.count == group_count_ && trailer.sum == group_sum_;
  if (!equal && !group_damaged_) {
    note(Severity::error, "totals_differ",
         fmt::format("the trailer says {}, the group holds {}", amount_text(trailer.count, trailer.sum),
                     amount_text(group_count_, group_sum_)),
         "records were lost or changed: ask for the file again", 1);
    return false;
  }
  if (group_count_ == 0) note(Severity::warning, "empty_group", "the group holds no payment", "leave it out");
  return true;
}

bool Reader::accept_end() {
  if (state_ == State::in_group) {
    note(Severity::error, "no_trailer", "the file ends in an open group", "close the group with a trailer (8)");
  }
  if (state_ == State::start && !group_damaged_) {
    note(Severity::error, "no_header", "the file has no group", "start with a header (1)");
  }
  state_ = State::after_end;
  return true;
}

void Reader::note(Severity severity, std::string code, std::string what, std::string mend, std::size_t at) {
  Finding finding;
  finding.severity = severity;
  finding.record = record_;
  finding.offset = record_start_ + at;
  finding.error = {"payments." + code,
                   std::move(what),
                   std::move(mend),
                   {file_name_, static_cast<int>(record_), static_cast<int>(at) + 1}};
  keep(std::move(finding));
}

void Reader::keep(Finding finding) {
  if (finding.severity == Severity::error) ++errors_;
  if (findings_.size() < findings_max) findings_.push_back(std::move(finding));
  if (errors_ >= findings_max) state_ = State::stopped;
}

void Reader::stop(std::string code, std::string what, std::string mend, std::size_t at) {
  note(Severity::error, std::move(code), std::move(what), std::move(mend), at);
  state_ = State::stopped;
}

Reading read_file(BytesView bytes, std::string file_name, Checks checks) {
  Reader reader(source_of(bytes), std::move(file_name), std::move(checks));
  Reading out;
  while (std::optional<Record> record = reader.next()) out.file.records.push_back(std::move(*record));
  out.file.layout = reader.layout();
  out.findings = reader.findings();
  out.has_errors = reader.has_errors();
  return out;
}

Bytes write_file(const File& file) {
  Bytes out;
  std::string_view separator = bytes_of(file.layout.separator);
  for (std::size_t i = 0; i < file.records.size(); ++i) {
    Record120 bytes = format(file.records[i]);
    out.append(bytes.data(), bytes.size());
    if (i + 1 < file.records.size() || file.layout.after_last) out += separator;
  }
  if (file.layout.eof_mark) out += '\x1A';
  return out;
}

}  // namespace hashira::payments::zengin
