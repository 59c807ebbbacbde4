#include "payments/zengin_writer.h"

#include <fmt/core.h>

#include "payments/internal/zengin_fields.h"

namespace hashira::payments::zengin {
namespace {

constexpr std::size_t buffer_max = 64 << 10;

// A value longer than its field would be cut; formatting requires that it fits.
Done check_size(std::string_view value, const Field& field, std::string_view item) {
  if (value.size() <= field.size) return {};
  return fail(
      "payments.field_too_long",
      fmt::format("{}: {} ({}) has {} bytes, the field {}", item, field.name, field.english, value.size(), field.size),
      "shorten it as the bank book does");
}

Done check_sizes(const Header& value) {
  CHECK_OK(check_size(value.kind, header::kind, "header"));
  CHECK_OK(check_size(value.client_code, header::client_code, "header"));
  CHECK_OK(check_size(value.client_name, header::client_name, "header"));
  CHECK_OK(check_size(value.value_date, header::value_date, "header"));
  CHECK_OK(check_size(value.bank, header::bank, "header"));
  CHECK_OK(check_size(value.bank_name, header::bank_name, "header"));
  CHECK_OK(check_size(value.branch, header::branch, "header"));
  CHECK_OK(check_size(value.branch_name, header::branch_name, "header"));
  CHECK_OK(check_size(value.account_number, header::account_number, "header"));
  return check_size(value.filler, header::dummy, "header");
}

Done check_sizes(const Transfer& value, std::string_view item) {
  CHECK_OK(check_size(value.bank, transfer::bank, item));
  CHECK_OK(check_size(value.bank_name, transfer::bank_name, item));
  CHECK_OK(check_size(value.branch, transfer::branch, item));
  CHECK_OK(check_size(value.branch_name, transfer::branch_name, item));
  CHECK_OK(check_size(value.clearing_house, transfer::clearing_house, item));
  CHECK_OK(check_size(value.account_number, transfer::account_number, item));
  CHECK_OK(check_size(value.payee_name, transfer::payee_name, item));
  CHECK_OK(check_size(value.customer, transfer::customer, item));
  CHECK_OK(check_size(value.filler, transfer::dummy, item));
  if (value.amount >= Yen(0) && value.amount <= payment_max) return {};
  return fail("payments.amount_too_large",
              fmt::format("{}: {} yen do not fit the ten digits of 振込金額", item, value.amount.count()),
              "split the payment");
}

// Which order a refusal is about: its customer code is what a person can look up.
std::string item_name(const Transfer& value) {
  return "payment " + to_utf8(value.customer, KanaWidth::half);
}

}  // namespace

std::string_view bytes_of(Separator separator) {
  switch (separator) {
    case Separator::none:
      return "";
    case Separator::crlf:
      return "\r\n";
    case Separator::cr:
      return "\r";
    case Separator::lf:
      return "\n";
  }
  return "";
}

Writer::Writer(Header header, WriterOptions options, Sink sink)
    : header_(std::move(header)), options_(std::move(options)), sink_(std::move(sink)) {
  buffer_.reserve(buffer_max);
}

Done Writer::add(Transfer transfer, OrderNumber order) {
  Yen left = transfer.amount;
  bool split = left > payment_max;
  transfer.marker = ' ';
  order.part = split ? 1 : 0;
  do {
    transfer.amount = std::min(left, payment_max);
    transfer.customer = TRY(order_number_text(order));
    CHECK_OK(add_record(transfer));
    left -= transfer.amount;
    ++order.part;
  } while (left > Yen(0));
  ++written_.orders;
  return {};
}

Done Writer::add(const Transfer& transfer) {
  CHECK_OK(add_record(transfer));
  ++written_.orders;
  return {};
}

Done Writer::add_record(const Transfer& transfer) {
  std::string item = item_name(transfer);
  CHECK_OK(check_sizes(transfer, item));
  bool full = group_count_ == group_count_max || group_sum_ + transfer.amount > group_sum_max;
  if (group_open_ && full) CHECK_OK(close_group());
  if (!group_open_) CHECK_OK(open_group());
  CHECK_OK(write(transfer, item));
  ++group_count_;
  group_sum_ += transfer.amount;
  ++written_.records;
  written_.sum += transfer.amount;
  return {};
}

Done Writer::open_group() {
  if (options_.groups == Groups::one && written_.groups == 1) {
    return fail("payments.group_full", "the payments need more than one group, which this bank does not take",
                "make several runs of at most 999,999 payments and 999,999,999,999 yen");
  }
  CHECK_OK(check_sizes(header_));
  CHECK_OK(write(header_, "header"));
  group_open_ = true;
  ++written_.groups;
  group_count_ = 0;
  group_sum_ = Yen(0);
  return {};
}

Done Writer::close_group() {
  group_open_ = false;
  return write(Trailer{group_count_, group_sum_, {}}, "trailer");
}

Result<Written> Writer::finish() {
  if (!group_open_)
    return fail("payments.empty_file", "there is no payment to write", "release orders before exporting");
  CHECK_OK(close_group());
  CHECK_OK(write(End{}, "end"));
  CHECK_OK(flush());
  written_.digest = digest_.finish();
  return written_;
}

Done Writer::write(const Record& record, std::string_view item) {
  Record120 bytes = format(record);
  for (Finding& finding : check_record({bytes.data(), bytes.size()}, options_.checks)) {
    if (finding.severity != Severity::error) continue;
    finding.error.what = fmt::format("{}: {}", item, finding.error.what);
    return fail(std::move(finding.error));
  }
  if (buffer_.size() + record_size + 2 > buffer_max) CHECK_OK(flush());
  buffer_.append(bytes.data(), bytes.size());
  buffer_ += bytes_of(options_.separator);
  return {};
}

Done Writer::flush() {
  digest_.add(buffer_);
  written_.bytes += buffer_.size();
  CHECK_OK(sink_(buffer_));
  buffer_.clear();
  return {};
}

}  // namespace hashira::payments::zengin
